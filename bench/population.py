"""Fills a register to a size: copies of the corpus are brought in, then people follow what came of it.

200,000 paragraphs and 60,000 mandates in a few minutes. What has many mandates is copied most.
"""

from __future__ import annotations

import gc
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from mandata.errors import MandataError
from mandata.pipeline import read_document

from .copies import copy
from .measure import SAMPLE, SHARED, processor

if TYPE_CHECKING:
    from mandata.model import Document
    from mandata.register.save import Incoming

PARAGRAPHS, MANDATES, MOVED = 200_000, 60_000, 10_000
PEOPLE, COMMENTS, ACTIVITIES = 200, 8_000, 5_000
NOW = datetime(2028, 6, 1, tzinfo=UTC)
TODAY = NOW.date()
STATES = ["proposed"] * 6 + ["confirmed"] * 4 + ["assigned"] * 3 + ["in_progress"] * 2 + ["implemented"] * 5
FIRST_YEARS = {"UNGA": 1945, "HRC": 2009, "UNEA": 2022, "ECOSOC": 0, "UN-HABITAT-ASSEMBLY": 2024}
"""The year of the session before the first one, as if one were held a year."""
LENGTH = timedelta(days=9)
MOVING = "UNGA-83"  # of September 2028
_TOGETHER = 60  # documents, as `mandata add` takes them
_BATCH = 400
_DENSE = 0.1  # mandates a paragraph


class Cost(NamedTuple):
    """Seconds that pass, and seconds of the processor."""

    wall: float
    processor: float

    def __add__(self, other: tuple[float, ...]) -> Cost:  # type: ignore[override]
        return Cost(self.wall + other[0], self.processor + other[1])


class Filled(NamedTuple):
    """What a register was filled with, and what that cost: analysing the documents, and bringing them in."""

    documents: int
    paragraphs: int
    mandates: int
    analysing: Cost
    keeping: Cost
    following: Cost


def fill(paragraphs: int = PARAGRAPHS, mandates: int = MANDATES) -> Filled:
    """Fill the register, which must be empty. The same every time."""
    from mandata.register.history import Author
    from mandata.register.places import Places

    author = Author(by=None, origin="command", at=NOW)
    read = _analysed()
    gc.collect()
    gc.freeze()  # they stay, as in no run of `mandata add`
    _hold_meetings()
    places = Places(author)
    analysing = keeping = Cost(0, 0)
    documents = 0
    for batch in _batches(read, paragraphs, mandates):
        incoming = [_incoming(document, nth) for document, nth, _ in batch]
        analysing = sum((cost for *_, cost in batch), analysing)
        keeping += _brought(author, places, incoming)
        documents += len(incoming)
    watch = _Watch()
    _follow(random.Random(1))
    _settle_statistics()
    return Filled(documents, *_counted(), analysing, keeping, watch.cost())


class _Watch:
    def __init__(self) -> None:
        self._wall, self._processor = time.perf_counter(), processor()

    def cost(self) -> Cost:
        return Cost(time.perf_counter() - self._wall, processor() - self._processor)


# ------------------------------------------------------------------------------------------------ documents


def _analysed() -> list[tuple[Document, Cost]]:
    """The documents of the corpus, each with what it costs to analyse it."""
    folder = SHARED / "corpus" / "en"
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else sorted(SAMPLE.glob("*.en.txt"))
    read_document(files[0].name, files[0].read_bytes())  # what is loaded once is not counted
    found = []
    for file in files:
        watch = _Watch()
        try:
            found.append((read_document(file.name, file.read_bytes()), watch.cost()))
        except MandataError as error:
            print(f"{file.name}: {error}", file=sys.stderr)
    return found


def _batches(
    read: Sequence[tuple[Document, Cost]], paragraphs: int, mandates: int
) -> Iterator[list[tuple[Document, int, Cost]]]:
    """Which copies are brought in, some documents at a time, until both numbers are reached."""
    asking = [sum(act.act_class == "directive" for act in document.provisions) for document, _ in read]
    dense = [count >= _DENSE * len(document.blocks) for count, (document, _) in zip(asking, read, strict=True)]
    in_dense = sum(count for count, of in zip(asking, dense, strict=True) if of)
    length = sum(len(document.blocks) for (document, _), of in zip(read, dense, strict=True) if of)
    times = max(1, math.ceil(mandates / max(in_dense, 1)))
    rest = sum(len(document.blocks) for document, _ in read) - length
    others = max(1, math.ceil((paragraphs - times * length) / max(rest, 1)))
    every = [
        (document, nth, cost)
        for nth in range(max(times, others))
        for (document, cost), of in zip(read, dense, strict=True)
        if nth < (times if of else others)
    ]
    for at in range(0, len(every), _TOGETHER):
        yield every[at : at + _TOGETHER]


def _incoming(document: Document, nth: int) -> Incoming:
    from mandata.register.save import Incoming

    made, data = copy(document, nth)
    if nth < 2:
        made.check()
    return Incoming(read=made, data=data)


def _brought(author: Any, places: Any, incoming: Sequence[Incoming]) -> Cost:
    from mandata.register.save import bring
    from mandata.register.works import groups

    watch = _Watch()
    for group in groups([each.read for each in incoming]):
        bring(author, places, [incoming[at] for at in group])
    return watch.cost()


# ------------------------------------------------------------------------------------------------ people


def _hold_meetings() -> None:
    """A session a year of the bodies that take most decisions, on days that are known."""
    from mandata.register.history import Author
    from mandata.register.models import Body, Meeting
    from mandata.register.places import seed

    seed(Author(by=None, origin="command", at=NOW))
    for address, before in FIRST_YEARS.items():
        body = Body.objects.get(address=address)
        numbers = range(1, 76 if before > 1945 else 100) if before else range(2010, 2040)
        days = {number: date(before + number, 9, 15) for number in numbers}
        held = {meeting.number: meeting for meeting in Meeting.objects.filter(body=body)}
        for meeting in held.values():
            if meeting.start is None and (day := days.get(int(meeting.number) if meeting.number.isdecimal() else 0)):
                Meeting.objects.filter(pk=meeting.pk).update(start=day, end=day + LENGTH)
        Meeting.objects.bulk_create(
            Meeting(address=f"{address}-{n}", body=body, number=str(n), start=day, end=day + LENGTH)
            for n, day in days.items()
            if str(n) not in held
        )


def _follow(dice: random.Random) -> None:
    """People take up what was proposed; much hangs on one meeting."""
    from django.db import transaction

    from mandata.register.models import Person

    people = Person.objects.bulk_create(
        Person(email=f"p{n}@example.org", name=f"Person {n}", password="!") for n in range(PEOPLE)
    )
    with transaction.atomic():
        moved = _spread_states(dice)
        _answer_reviews()
        _give(dice, people, moved)
        _hang_on_meeting()
        _comment_and_act(dice, people[0])


def _spread_states(dice: random.Random) -> list[int]:
    """Give states; the mandates on which somebody is to work."""
    from mandata.register import history
    from mandata.register.models import Mandate

    by_state: dict[str, list[int]] = {}
    held = Mandate.objects.order_by("pk").only("pk", "address")
    drawn = [(mandate, dice.choice(STATES)) for mandate in held]
    for mandate, state in drawn:
        by_state.setdefault(state, []).append(mandate.pk)
    for state, keys in by_state.items():
        if state != "proposed":
            _update(Mandate, keys, state=state, state_since=NOW)
    author = history.Author(by=None, origin="web", at=NOW)
    history.log_all(
        author,
        [
            history.Entry(record=mandate, what="moved", before={"state": "proposed"}, after={"state": state})
            for mandate, state in drawn
            if state != "proposed"
        ],
    )
    return sorted(by_state.get("assigned", []) + by_state.get("in_progress", []) + by_state.get("implemented", []))


def _update(model: Any, keys: Sequence[int], **fields: Any) -> None:
    for at in range(0, len(keys), _BATCH):
        model.objects.filter(pk__in=keys[at : at + _BATCH]).update(**fields)


def _answer_reviews() -> None:
    from mandata.register.models import Mandate, Review

    waiting = Mandate.objects.filter(state="proposed").values("pk")
    Review.objects.filter(mandate__isnull=False).exclude(mandate__in=waiting).update(closed=NOW, outcome="confirmed")


def _give(dice: random.Random, people: Sequence[Any], keys: Sequence[int]) -> None:
    from mandata.register.models import Assignment, Mandate

    by_person: dict[int, list[int]] = {}
    for key in keys:
        by_person.setdefault(dice.choice(people).pk, []).append(key)
    for person, own in by_person.items():
        _update(Mandate, own, responsible_id=person)
    Assignment.objects.bulk_create(
        (Assignment(mandate_id=key, person=dice.choice(people), part="co_lead", since=NOW) for key in keys[::5]),
        batch_size=2000,
    )


def _hang_on_meeting() -> None:
    """Let as many as are asked hang on one meeting, those of its body first that are due at no time."""
    from mandata.register.models import Due, Mandate, Meeting

    meeting = Meeting.objects.get(address=MOVING)
    missing = MOVED - Mandate.objects.filter(dues__meeting=meeting).distinct().count()
    bare = Mandate.objects.filter(dues=None, body=meeting.body_id).order_by("pk").values_list("pk", flat=True)
    keys = list(bare)[:: max(1, len(bare) // max(missing, 1))][: max(missing, 0)]
    Due.objects.bulk_create(
        (Due(mandate_id=key, value=f"session:{meeting.number}", meeting=meeting, date=meeting.start) for key in keys),
        batch_size=2000,
    )
    _update(Mandate, keys, due_date=meeting.start, due_meeting=meeting)


def _comment_and_act(dice: random.Random, person: Any) -> None:
    from mandata.register.models import Activity, Comment, Mandate

    keys = list(Mandate.objects.exclude(state="proposed").order_by("pk").values_list("pk", flat=True))
    Comment.objects.bulk_create(
        (
            Comment(mandate_id=key, author=person, text="Asked for news.", at=NOW)
            for key in dice.choices(keys, k=COMMENTS)
        ),
        batch_size=2000,
    )
    acts = Activity.objects.bulk_create(
        (
            Activity(address=f"A-{n}", kind="letter", recorded_by=person, recorded=NOW, names={"en": f"Letter {n}"})
            for n in range(ACTIVITIES)
        ),
        batch_size=500,
    )
    through = Activity.mandates.through
    through.objects.bulk_create(
        (through(activity_id=act.pk, mandate_id=dice.choice(keys)) for act in acts), batch_size=2000
    )


def _settle_statistics() -> None:
    """What the databases do by themselves after a while: count what is in the tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _counted() -> tuple[int, int]:
    from mandata.register.models import Mandate, Paragraph

    return Paragraph.objects.count(), Mandate.objects.count()
