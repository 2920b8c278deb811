"""A crowd at one register: processes that write and threads that read, for some seconds; a program of its own.

`python crowd.py SECONDS NOTE` with MANDATA_HOME (and MANDATA_DATABASE) naming a new register; NOTE is a document with
mandates, of which copies are added. Prints as JSON what was acknowledged, refused, read and went wrong, and what of the
acknowledged is not in the register afterwards.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

WRITERS, READING, THREADS = 8, 4, 8  # 32 readers: threads of four processes
STOCK = 12  # documents that are there before
Act = tuple[str, str, str, int]
"""What was acknowledged: batch, what was done, the kind of record, its key."""


def main(seconds: float, note: Path) -> None:
    from mandata.cli.desk import open_register

    open_register()
    _prepare(note)
    from django.db import connections

    connections.close_all()  # the processes are forked: each opens its own
    forked = multiprocessing.get_context("fork")
    told: Any = forked.Queue()
    until = time.time() + seconds
    processes = [forked.Process(target=_writer, args=(nth, note, until, told)) for nth in range(WRITERS)]
    processes += [forked.Process(target=_reader, args=(nth, until, told)) for nth in range(READING)]
    for process in processes:
        process.start()
    reports = [told.get(timeout=seconds + 120) for _ in processes]
    for process in processes:
        process.join()
    acts = [tuple(act) for report in reports for act in report["acts"]]
    counts = sum((Counter(report["counts"]) for report in reports), Counter())
    wrong = [problem for report in reports for problem in report["wrong"]]
    print(json.dumps({"acts": len(acts), **counts, "wrong": wrong[:5], "lost": _lost(acts)[:5], "broken": _broken()}))


def _prepare(note: Path) -> None:
    """Some documents, and a person for each writer."""
    from mandata.register.models import Person

    for nth in range(WRITERS):
        Person.objects.create_superuser(f"p{nth}@example.org", name=f"Person {nth}")
    for nth in range(STOCK):
        _add(_author(0), note, 9000 + nth)


def _author(nth: int) -> Any:
    from mandata.register.history import Author
    from mandata.register.models import Person

    return Author(by=Person.objects.get(email=f"p{nth}@example.org"), origin="web")


def _add(author: Any, note: Path, number: int) -> Any:
    from mandata.pipeline import read_document
    from mandata.register.models import Document
    from mandata.register.places import Places
    from mandata.register.save import Incoming, bring

    data = note.read_text("utf-8").replace("UNEP/DC/COP.3/14", f"UNEP/DC/COP.3/{number}").encode()
    brought = bring(author, Places(author), [Incoming(read=read_document(f"{number}.txt", data), data=data)])
    return Document.objects.get(address=brought.address)


# ------------------------------------------------------------------------------------------------ writers


def _writer(nth: int, note: Path, until: float, told: Any) -> None:
    from mandata.errors import RegisterError

    dice = random.Random(nth)
    acts: list[Act] = []
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    added = 0
    while time.time() < until:
        author = _author(nth)
        kind = dice.choice(["confirm", "correct", "comment", "comment", "move", "move", "meeting", "add"])
        try:
            if kind == "add":
                record = _add(author, note, 10_000 + 1000 * nth + added)
                added += 1
            else:
                record = _WORK[kind](author, dice)
        except RegisterError:
            counts["refused"] += 1  # somebody was faster, or it is not in that state
        except Exception as problem:
            wrong.append(f"{kind}: {problem!r}")
        else:
            if record is not None:
                counts[kind] += 1
                acts.append((author.batch, kind, type(record).__name__.lower(), record.pk))
    told.put({"acts": acts, "counts": counts, "wrong": wrong})


def _any_mandate(dice: random.Random, **where: Any) -> Any:
    from mandata.register.models import Mandate

    keys = list(Mandate.objects.filter(**where).order_by("pk").values_list("pk", flat=True)[:40])
    return Mandate.objects.get(pk=dice.choice(keys)) if keys else None


def _confirm(author: Any, dice: random.Random) -> Any:
    from mandata.register import correcting

    mandate = _any_mandate(dice, state="proposed")
    return mandate and correcting.confirm(author, mandate)


def _correct(author: Any, dice: random.Random) -> Any:
    import msgspec

    from mandata.register import correcting, facts

    mandate = _any_mandate(dice)
    other = msgspec.structs.replace(facts.of(mandate), continuing=not mandate.continuing)
    return correcting.correct(author, mandate, other, ["continuing"])


def _comment(author: Any, dice: random.Random) -> Any:
    from mandata.register import following

    return following.comment(author, _any_mandate(dice), f"Said in {author.batch}.")


def _move(author: Any, dice: random.Random) -> Any:
    from mandata.register import workflow

    mandate = _any_mandate(dice, state__in=("confirmed", "in_progress", "awaiting"))
    return mandate and workflow.move(author, mandate, "awaiting" if mandate.state == "in_progress" else "in_progress")


def _meeting(author: Any, dice: random.Random) -> Any:
    from mandata.register import deadlines
    from mandata.register.models import Meeting

    meeting = Meeting.objects.filter(address="DAKAR-COP-4").first() or Meeting.objects.order_by("pk").last()
    deadlines.move_meeting(author, meeting, date(2028, 1, 1) + timedelta(days=dice.randrange(300)))
    return None  # the same day again is no act


_WORK: dict[str, Callable[[Any, random.Random], Any]] = {
    "confirm": _confirm,
    "correct": _correct,
    "comment": _comment,
    "move": _move,
    "meeting": _meeting,
}


# ------------------------------------------------------------------------------------------------ readers


def _reader(nth: int, until: float, told: Any) -> None:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    threads = [threading.Thread(target=_read, args=(nth * THREADS + at, until, counts, wrong)) for at in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put({"acts": [], "counts": counts, "wrong": wrong})


def _read(nth: int, until: float, counts: Counter[str], wrong: list[str]) -> None:
    from django.db import connection

    from mandata.register import history, queries, review
    from mandata.register.models import Body, Decision, Event, Organization

    dice = random.Random(100 + nth)
    today = date(2028, 1, 1)
    lists: list[Callable[[], object]] = [
        lambda: list(review.queue()[:50]),
        lambda: queries.hits(queries.due_soon(today), today, 50),
        lambda: queries.hits(queries.overdue(today), today, 50),
        lambda: queries.hits(queries.nothing_done(queries.Scope(body=Body.objects.first())), today, 50),
        lambda: queries.hits(queries.of_decision(Decision.objects.order_by("?").first()), today, 50),  # type: ignore[arg-type]
        lambda: queries.hits(queries.of_organization(Organization.objects.first()), today, 50),  # type: ignore[arg-type]
        lambda: list(history.verify(Event.objects.filter(record="mandate", key=1).order_by("number"))),
        lambda: _whole(dice),
    ]
    try:
        while time.time() < until:
            try:
                dice.choice(lists)()
                counts["read"] += 1
            except Exception as problem:
                wrong.append(f"reading: {problem!r}")
    finally:
        connection.close()


def _whole(dice: random.Random) -> None:
    """A document that can be seen at all has all its paragraphs and mandates, as the first one has."""
    from django.db.models import Count

    from mandata.register.models import Document

    counted = Document.objects.annotate(
        paragraphs_=Count("paragraphs", distinct=True), mandates_=Count("paragraphs__mandates", distinct=True)
    )
    keys = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    one, other = (counted.get(pk=key) for key in (keys[0], dice.choice(keys)))
    if (one.paragraphs_, one.mandates_) != (other.paragraphs_, other.mandates_):
        raise AssertionError(f"half of {other.address}: {other.paragraphs_} paragraphs, {other.mandates_} mandates")


# ------------------------------------------------------------------------------------------------ afterwards


def _lost(acts: list[Any]) -> list[str]:
    """What was acknowledged and is not there, or is there twice."""
    from mandata.register.models import Comment, Event, Mandate

    logged = set(Event.objects.values_list("batch", "record", "key"))
    lost = [f"{kind} {record} {key}" for batch, kind, record, key in acts if (batch, record, key) not in logged]
    said = dict(Comment.objects.values_list("pk", "text"))
    lost += [f"comment {key}" for batch, kind, _, key in acts if kind == "comment" and batch not in said.get(key, "")]
    changes = Counter(key for _, kind, _, key in acts if kind in ("confirm", "correct", "move"))
    changes += Counter(Event.objects.filter(record="mandate", what="redated").values_list("key", flat=True))
    counted = Mandate.objects.values_list("pk", "sequence")
    return lost + [
        f"mandate {key}: {found} changes of {changes[key]}" for key, found in counted if found != changes[key]
    ]


def _broken() -> list[str]:
    """What is not whole: chains of events, spans, files, dues."""
    from mandata.register import check

    return [str(each) for each in check.check()]


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]))
