"""A register of 200,000 paragraphs and 60,000 mandates: bringing in, its lists, a moved meeting.

On SQLite in a new folder, or in the PostgreSQL database of MANDATA_DATABASE, which must be empty.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from .measure import Row, processor
from .population import MOVED, MOVING, TODAY, Filled, fill

PAGE, RUNS = 50, 60
MOST_MS, MOST_QUESTIONS, MOST_RATIO, MOST_SECONDS = 30.0, 12, 2.5, 2.0


def rows() -> Iterator[Row]:
    home = os.environ["MANDATA_HOME"] = tempfile.mkdtemp(prefix="mandata-bench-")
    try:
        from mandata.cli.desk import open_register

        open_register()
        yield from _filling(fill(), Path(home))
        yield from measured()
    finally:
        shutil.rmtree(home)


def measured() -> Iterator[Row]:
    """The lists and a moved meeting, of a register that is filled."""
    gc.collect()
    gc.freeze()  # what filling has left is nothing that a list has to go through
    yield from _listing()
    yield from _moving()


# ------------------------------------------------------------------------------------------------ filling


def _filling(filled: Filled, home: Path) -> Iterator[Row]:
    from django.db import connection

    what = f"{filled.documents:,} documents, {filled.paragraphs:,} paragraphs, {filled.mandates:,} mandates"
    yield Row(f"{connection.display_name}: {what}", f"{_size(home) / 1e6:.0f} MB", "", "", "")
    for name, analysing, keeping in zip(("", ", processor"), filled.analysing, filled.keeping, strict=True):
        yield Row(
            f"bringing in / analysing alone{name}",
            f"{analysing + keeping:.0f} s",
            f"{analysing:.0f} s",
            f"{(analysing + keeping) / analysing:.2f}",
            f"≤ {MOST_RATIO}",
        )


def _size(home: Path) -> int:
    """Bytes of the database."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    return sum(file.stat().st_size for file in home.glob("register.sqlite3*"))


# ------------------------------------------------------------------------------------------------ lists


def _listing() -> Iterator[Row]:
    for name, ask in _lists().items():
        ask()
        times = [_time(ask) for _ in range(RUNS)]
        late = statistics.quantiles(times, n=20)[-1]
        asked = _questions(ask)
        yield Row(
            f"{name}: median, 95th percentile, questions",
            f"{statistics.median(times):.1f} ms",
            f"{late:.1f} ms",
            str(asked),
            f"≤ {MOST_MS:.0f} ms, {MOST_QUESTIONS} questions",
        )


def _lists() -> dict[str, Callable[[], object]]:
    from mandata.register import queries, review
    from mandata.register.models import Body, Decision, Organization, Person
    from mandata.register.queries import Scope

    dice = random.Random(2)
    bodies = list(Body.objects.filter(mandates__isnull=False).distinct().order_by("pk"))
    decisions = list(Decision.objects.filter(mandates__isnull=False).distinct().order_by("pk")[::7])
    organizations = list(Organization.objects.filter(roles__isnull=False).distinct().order_by("pk"))
    largest = max(organizations, key=lambda each: each.roles.count())
    people = list(Person.objects.order_by("pk"))

    def page(mandates: Any) -> object:
        return queries.hits(mandates, TODAY, PAGE)

    def of_body(ask: Callable[..., Any]) -> object:
        return page(ask(scope=Scope(body=dice.choice(bodies))))

    return {
        "review queue": lambda: list(review.queue()[:PAGE]),
        "review queue of a body": lambda: list(review.queue(body=dice.choice(bodies))[:PAGE]),
        "due soon": lambda: page(queries.due_soon(TODAY)),
        "due soon, of a body": lambda: page(queries.due_soon(TODAY, scope=Scope(body=dice.choice(bodies)))),
        "overdue": lambda: page(queries.overdue(TODAY)),
        "overdue, of a body": lambda: page(queries.overdue(TODAY, Scope(body=dice.choice(bodies)))),
        "no report yet": lambda: page(queries.no_report()),
        "no report yet, of a body": lambda: of_body(queries.no_report),
        "nothing done": lambda: page(queries.nothing_done()),
        "nothing done, of a body": lambda: of_body(queries.nothing_done),
        "my work": lambda: page(queries.my_work(dice.choice(people))),
        "one decision": lambda: page(queries.of_decision(dice.choice(decisions))),
        "one organization": lambda: page(queries.of_organization(dice.choice(organizations))),
        "the organization named most": lambda: page(queries.of_organization(largest)),
    }


def _time(ask: Callable[[], object]) -> float:
    began = processor()
    ask()
    return (processor() - began) * 1000


def _questions(ask: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


# ------------------------------------------------------------------------------------------------ moving


def _moving() -> Iterator[Row]:
    from mandata.register import deadlines, history
    from mandata.register.models import Meeting

    author = history.Author(by=None, origin="command")
    meeting = Meeting.objects.get(address=MOVING)
    times = []
    moved = deadlines.MeetingMoved()
    for days in (14, -14, 35):
        began = processor()
        moved = deadlines.move_meeting(author, meeting, meeting.start + timedelta(days=days))
        times.append(processor() - began)
    yield Row(
        f"a meeting moved on which {moved.mandates:,} mandates hang: median, slowest of 3",
        f"{statistics.median(times):.2f} s",
        f"{max(times):.2f} s",
        "",
        f"< {MOST_SECONDS * moved.mandates / MOVED:.1f} s",
    )
