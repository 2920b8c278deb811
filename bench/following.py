"""Measures the lists that people open, and a moved meeting, on 60,000 mandates: python -m bench.following.

The register is filled with rows of no meaning, in a folder of its own, or in the PostgreSQL database of
MANDATA_DATABASE, which must be empty. Prints a line each: what, the median and the 95th percentile in milliseconds, the
number of questions asked.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

PARAGRAPHS, MANDATES, MOVED, EVENTS = 200_000, 60_000, 10_000, 3
TODAY = date(2028, 6, 1)
NOW = datetime(2028, 6, 1, tzinfo=UTC)
STATES = ["proposed"] * 6 + ["confirmed"] * 4 + ["assigned"] * 3 + ["in_progress"] * 2 + ["implemented"] * 5
KINDS = ["report", "study", "guidance", "submission", "event", "cooperation", ""]
PAGE, RUNS, MOST = 50, 60, 30.0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mandata.config.settings")
    with tempfile.TemporaryDirectory(prefix="mandata-bench-") as home:
        os.environ["MANDATA_HOME"] = home
        from mandata.cli.desk import open_register

        open_register()
        began = time.perf_counter()
        _fill(random.Random(1))
        print(f"filled in {time.perf_counter() - began:.0f} s")
        gc.collect()
        gc.freeze()  # what filling has left is nothing that a list has to go through
        for name, times, questions in _lists():
            late = statistics.quantiles(times, n=20)[-1]
            mark = "" if late <= MOST else "  TOO SLOW"
            print(f"{name:28} {statistics.median(times):7.1f} ms {late:7.1f} ms {questions:3} questions{mark}")
        _move()


def _fill(dice: random.Random) -> None:
    from django.db import connection, transaction

    with transaction.atomic():
        _places(dice)
        _texts()
        _mandates(dice)
        _following(dice)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _places(dice: random.Random) -> None:
    from mandata.register.models import Body, Meeting, Organization, Person

    bodies = Body.objects.bulk_create(Body(address=f"BODY-{n}") for n in range(20))
    Meeting.objects.bulk_create(
        Meeting(address=f"{body}-{n}", body=body, number=str(n), start=date(2020 + n, 10, 5), end=date(2020 + n, 10, 9))
        for body in bodies
        for n in range(1, 12)
    )
    Organization.objects.bulk_create(Organization(address=f"ORG-{n}", kind="organization") for n in range(400))
    Person.objects.bulk_create(Person(email=f"p{n}@example.org", name=f"P{n}", password="!") for n in range(200))


def _texts() -> None:
    from mandata.register.models import Body, Decision, Document, Paragraph

    bodies = list(Body.objects.all())
    documents = Document.objects.bulk_create(
        Document(address=f"DOC-{n}", body=bodies[n % 20], added=NOW) for n in range(2000)
    )
    decisions = Decision.objects.bulk_create(
        Decision(address=f"D-{n}", body=bodies[n % 20], adopted=True) for n in range(2000)
    )
    Paragraph.objects.bulk_create(
        (
            Paragraph(
                document=documents[n // 100], decision=decisions[n // 100], eid=f"para_{n % 100}", kind="operative",
                position=n % 100,
            )
            for n in range(PARAGRAPHS)
        ),
        batch_size=5000,
    )  # fmt: skip


def _mandates(dice: random.Random) -> None:
    from mandata.register.models import Actor, Due, Mandate, Meeting, Paragraph, Review

    keys = list(Paragraph.objects.order_by("pk").values_list("pk", "decision", "document__body"))
    keys = keys[:: PARAGRAPHS // MANDATES]
    meetings = {(m.body_id, m.number): m for m in Meeting.objects.all()}
    moved = Meeting.objects.get(address="BODY-0-9")
    made = []
    for n, (paragraph, decision, body) in enumerate(keys[:MANDATES]):
        meeting = moved if n % 6 == 0 else meetings[body, str(dice.randint(1, 11))]
        day = meeting.start if n % 6 == 0 else TODAY + timedelta(days=dice.randint(-1500, 1500)) if n % 3 else None
        made.append(
            Mandate(
                address=f"D/{n}", paragraph_id=paragraph, decision_id=decision, body_id=body, number=1, act="request",
                action={"en": {"text": f"do {n}", "start": 0, "end": 4}}, confidence=dice.random(),
                state=dice.choice(STATES), state_since=NOW, deliverable=dice.choice(KINDS), due_date=day,
                due_meeting=meeting if day else None, responsible_id=dice.randint(1, 200) if n % 4 == 0 else None,
            )
        )  # fmt: skip
    made = Mandate.objects.bulk_create(made, batch_size=2000)
    Due.objects.bulk_create(
        (
            Due(mandate=each, value="session:9", meeting=each.due_meeting, date=each.due_date)
            for each in made
            if each.due_date
        ),
        batch_size=5000,
    )
    Actor.objects.bulk_create(
        (
            Actor(mandate=each, role=role, organization_id=1 if dice.random() < 0.3 else dice.randint(2, 400))
            for each in made
            for role in ("addressee", "partner")
        ),
        batch_size=5000,
    )
    Review.objects.bulk_create(
        (
            Review(
                kind="new", paragraph_id=each.paragraph_id, mandate=each, body_id=each.body_id, opened=NOW,
                confidence=each.confidence,
            )
            for each in made
            if each.state == "proposed"
        ),
        batch_size=5000,
    )  # fmt: skip


def _following(dice: random.Random) -> None:
    from mandata.register import history
    from mandata.register.models import Activity, Assignment, Comment, Mandate

    author = history.Author(by=None, origin="reader", at=NOW)
    made = list(Mandate.objects.all())
    for n in range(EVENTS):
        history.log_all(author, [history.Entry(record=each, what="added", after={"n": n}) for each in made], new=n == 0)
    Assignment.objects.bulk_create(
        (Assignment(mandate=each, person_id=dice.randint(1, 200), since=NOW) for each in made[::10]), batch_size=5000
    )
    Comment.objects.bulk_create(
        (Comment(mandate=each, author_id=1, text="x", at=NOW) for each in made[::7]), batch_size=5000
    )
    acts = Activity.objects.bulk_create(
        Activity(address=f"A-{n}", kind="letter", recorded_by_id=1, recorded=NOW) for n in range(5000)
    )
    through = Activity.mandates.through
    through.objects.bulk_create(
        (through(activity=act, mandate=each) for act, each in zip(acts, made[:: MANDATES // 5000], strict=False)),
        batch_size=5000,
    )


def _lists() -> Iterator[tuple[str, list[float], int]]:
    from mandata.register import queries, review
    from mandata.register.models import Body, Decision, Meeting, Organization, Person
    from mandata.register.queries import Scope

    dice = random.Random(2)
    bodies, decisions, organizations, people = (
        list(model.objects.order_by("pk")) for model in (Body, Decision, Organization, Person)
    )
    meetings = list(Meeting.objects.select_related("body"))

    def page(mandates: Any) -> int:
        return len(queries.hits(mandates, TODAY, PAGE))

    kinds: dict[str, Callable[[], int]] = {
        "queue": lambda: len(review.queue()[:PAGE]),
        "queue of a body": lambda: len(review.queue(body=dice.choice(bodies))[:PAGE]),
        "due soon": lambda: page(queries.due_soon(TODAY)),
        "due soon, of a body": lambda: page(queries.due_soon(TODAY, scope=Scope(body=dice.choice(bodies)))),
        "due soon, at a meeting": lambda: page(queries.due_soon(TODAY, scope=Scope(meeting=dice.choice(meetings)))),
        "overdue": lambda: page(queries.overdue(TODAY)),
        "overdue, of an organization": lambda: page(
            queries.overdue(TODAY, Scope(organization=dice.choice(organizations)))
        ),
        "overdue, of a large one": lambda: page(queries.overdue(TODAY, Scope(organization=organizations[0]))),
        "no report yet": lambda: page(queries.no_report()),
        "no report yet, of a body": lambda: page(queries.no_report(Scope(body=dice.choice(bodies)))),
        "nothing done": lambda: page(queries.nothing_done()),
        "nothing done, of a body": lambda: page(queries.nothing_done(Scope(body=dice.choice(bodies)))),
        "my work": lambda: page(queries.my_work(dice.choice(people))),
        "one organization": lambda: page(queries.of_organization(dice.choice(organizations))),
        "one large organization": lambda: page(queries.of_organization(organizations[0])),
        "one decision": lambda: page(queries.of_decision(dice.choice(decisions))),
    }
    for name, ask in kinds.items():
        ask()
        yield name, [_time(ask) for _ in range(RUNS)], _questions(ask)


def _time(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _questions(ask: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def _move() -> None:
    from mandata.register import deadlines, history
    from mandata.register.models import Mandate, Meeting

    author = history.Author(by=None, origin="command")
    meeting = Meeting.objects.get(address="BODY-0-9")
    hanging = Mandate.objects.filter(dues__meeting=meeting).distinct().count()
    for days in (14, -14, 35):
        began = time.perf_counter()
        moved = deadlines.move_meeting(author, meeting, meeting.start + timedelta(days=days))  # type: ignore[operator]
        took = time.perf_counter() - began
        mark = "" if took <= 2 * moved.mandates / MOVED else "  TOO SLOW"
        print(f"moved a meeting with {moved.mandates} of {hanging} mandates in {took:.2f} s{mark}")


if __name__ == "__main__":
    main()
