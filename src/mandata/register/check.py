"""Proves that the register is whole: spans, files, chains of events, dues. Finds faults, mends nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from django.apps import apps
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .. import model
from ..errors import RegisterError
from . import files, history
from .meeting_calendar import Calendar, recurs
from .models import Due, Event, Expression, File, Mandate, Meeting, ParagraphText, Provision, Review
from .readings import reading

Part = Literal["spans", "files", "events", "mandates", "dues"]
_BATCH = 500
_LOGGED = ("document", "decision", "mandate", "activity", "relation")  # kinds of which every record has events
_UNSHOWN = ("rejected",)
_MOVED = ("differs", "dropped")  # reviews of mandates whose words wait to be found again in a later text


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it must be: of which record, and what."""

    part: Part
    record: str
    reason: str


def check(parts: Sequence[Part] = ()) -> Iterator[Fault]:
    """Every fault of the register, or of some parts of it; each record is looked at once, in bounded memory."""
    for part, faults in PARTS.items():
        if not parts or part in parts:
            yield from faults()


def _spans() -> Iterator[Fault]:
    """What the reader found stands where it says, in the texts that the register holds."""
    expressions = Expression.objects.select_related("document").order_by("pk")
    for expression in expressions.iterator(20):
        name = f"{expression.document.address} ({expression.language})"
        texts = dict(ParagraphText.objects.filter(expression=expression).values_list("block", "text"))
        try:
            document = reading(expression)
            document.check()
        except Exception as problem:  # whatever it is: the record cannot be trusted
            yield Fault(part="spans", record=name, reason=f"its reading is damaged: {problem}")
            continue
        for block in document.blocks:
            if texts.get(block.id[:64], block.text) != block.text:
                yield Fault(part="spans", record=name, reason=f"the text of {block.id} is not what was read")
        yield from _provisions(expression, name, texts)
    yield from _citations()


def _provisions(expression: Expression, name: str, texts: dict[str, str]) -> Iterator[Fault]:
    held = Provision.objects.filter(text__expression=expression).values_list("record", "text__text", "start", "end")
    for record, text, start, end in held.iterator(_BATCH):
        try:
            provision = msgspec.convert(record, model.Provision)
        except msgspec.ValidationError as problem:
            yield Fault(part="spans", record=name, reason=f"a provision cannot be read: {problem}")
            continue
        if not 0 <= start < end <= len(text):
            yield Fault(part="spans", record=name, reason=f"a provision stands at {start} to {end} of {len(text)}")
        for phrase in (provision, *provision.phrases()):
            said = texts.get(phrase.block[:64])
            if said is None or said[phrase.start : phrase.end] != phrase.text:
                yield Fault(
                    part="spans", record=name, reason=f"{phrase.text!r} does not stand in {phrase.block} where it says"
                )


def _citations() -> Iterator[Fault]:
    Citation = apps.get_model("register", "citation")  # noqa: N806
    held = Citation.objects.select_related("text__expression__document").order_by("pk")
    for citation in held.iterator(_BATCH):
        if not 0 <= citation.start < citation.end <= len(citation.text.text):
            name = f"{citation.text.expression.document.address} ({citation.text.language})"
            reason = f"{citation.value} stands at {citation.start} to {citation.end}"
            yield Fault(part="spans", record=name, reason=reason)


def _files() -> Iterator[Fault]:
    for sha256, name in File.objects.order_by("pk").values_list("sha256", "name").iterator():
        try:
            files.read(sha256)
        except RegisterError as problem:
            yield Fault(part="files", record=name, reason=problem.found)


def _events() -> Iterator[Fault]:
    """Chains are whole, every event has its record, and every record of weight has events."""
    for broken in history.verify():
        what = {"missing": "is missing", "changed": "was changed"}[broken.reason]
        yield Fault(part="events", record=f"{broken.record} {broken.key}", reason=f"event {broken.number} {what}")
    for kind in Event.objects.order_by().values_list("record", flat=True).distinct():
        try:
            records = apps.get_model("register", kind)._base_manager
        except LookupError:
            yield Fault(part="events", record=kind, reason="events of no kind of record")
            continue
        first = Event.objects.filter(record=kind, number=1)
        gone = first.exclude(Exists(records.filter(pk=OuterRef("key"))))
        for event in gone.iterator(_BATCH):
            yield Fault(part="events", record=event.address or f"{kind} {event.key}", reason="the record is gone")
    for kind in _LOGGED:
        records = apps.get_model("register", kind)._base_manager
        silent = records.exclude(Exists(Event.objects.filter(record=kind, key=OuterRef("pk"))))
        for record in silent.iterator(_BATCH):
            yield Fault(part="events", record=str(getattr(record, "address", record.pk)), reason="it has no events")


def _mandates() -> Iterator[Fault]:
    """Every mandate stands in a paragraph that has a text, and its words stand in that text."""
    doubted = Review.objects.filter(mandate=OuterRef("pk"), closed=None, kind__in=_MOVED)
    held = Mandate.objects.filter(withdrawn=False).exclude(state__in=_UNSHOWN).annotate(doubted=Exists(doubted))
    held = held.select_related("paragraph").prefetch_related("actors", "conditions", "dues").order_by("pk")
    batch: list[Any] = []
    for mandate in held.iterator(_BATCH):
        batch.append(mandate)
        if len(batch) == _BATCH:
            yield from _words(batch)
            batch = []
    yield from _words(batch)


def _words(mandates: Sequence[Any]) -> Iterator[Fault]:
    texts: dict[tuple[int, str], list[str]] = {}
    rows = ParagraphText.objects.filter(paragraph__in={mandate.paragraph_id for mandate in mandates})
    for paragraph, language, text in rows.values_list("paragraph", "language", "text"):
        texts.setdefault((paragraph, language), []).append(text)
    having = {paragraph for paragraph, _ in texts}
    for mandate in mandates:
        if mandate.paragraph_id not in having:
            yield Fault(part="mandates", record=mandate.address, reason="its paragraph has no text")
            continue
        for language, said in _said(mandate):
            if said.get("above") or mandate.doubted:  # stands in another paragraph, or waits for an officer
                continue
            some = texts.get((mandate.paragraph_id, language), [])
            if not any(text[said["start"] : said["end"]] == said["text"] for text in some):
                reason = f"{said['text']!r} does not stand in its {language} text where it says"
                yield Fault(part="mandates", record=mandate.address, reason=reason)


def _said(mandate: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """All words of a mandate that have a place."""
    parts = [mandate.action, *(each.words for each in mandate.actors.all())]
    parts += [each.words for each in (*mandate.conditions.all(), *mandate.dues.all())]
    for words in parts:
        for language, said in words.items():
            if isinstance(said, dict) and "start" in said and "end" in said:
                yield language, said


def _dues() -> Iterator[Fault]:
    """Days follow from the meetings they hang on, and the first of them is the mandate's."""
    calendar, today = Calendar(), timezone.localdate()
    rows = Due.objects.filter(mandate__withdrawn=False).select_related("mandate", "meeting").order_by("mandate", "pk")
    at = Meeting.objects.in_bulk()
    first: dict[int, Any] = {}
    for due in rows.iterator(_BATCH):
        mandate = due.mandate
        if due.date:
            first[mandate.pk] = min(first.get(mandate.pk, due.date), due.date)
        if recurs(due.value) or due.value.endswith(":next"):
            continue
        found = calendar.resolve(
            due.value, body=mandate.body_id, at=at.get(mandate.meeting_id), today=today, known=due.meeting
        )
        if found.date != due.date:
            reason = f"{due.value} is {found.date or 'no day yet'}, the register has {due.date or 'none'}"
            yield Fault(part="dues", record=mandate.address, reason=reason)
    for key, address, day in (
        Mandate.objects.filter(withdrawn=False).values_list("pk", "address", "due_date").iterator()
    ):
        if day != first.get(key):
            reason = f"its day is {day or 'none'}, the first of its dues is {first.get(key) or 'none'}"
            yield Fault(part="dues", record=address, reason=reason)


PARTS: dict[Part, Callable[[], Iterator[Fault]]] = {
    "spans": _spans,
    "files": _files,
    "events": _events,
    "mandates": _mandates,
    "dues": _dues,
}
