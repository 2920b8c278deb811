"""Rows of lists that many pages share: mandates, decisions, documents, meetings, organizations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.utils import timezone

from ..register.models import Mandate
from . import dates
from .show import Desk, Link, at, name_of

OPEN = ("confirmed", "assigned", "in_progress", "awaiting")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a list."""

    href: str
    name: str
    language: str = ""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a text in their language, and what they mean as far as that is more."""

    text: str
    language: str = ""
    means: str = ""
    href: str = ""


class MandateRow(Row, frozen=True, kw_only=True):
    """Who must do what, with whom, on which condition, by when; `name` is the action in words of the text."""

    act: str
    who: tuple[Quote, ...]
    partners: tuple[Quote, ...]
    recipients: tuple[Quote, ...]
    conditions: tuple[Quote, ...]
    dues: tuple[Quote, ...]
    due: date | None
    late: bool
    state: str
    state_name: str
    deliverable: str
    continuing: bool
    paragraph: Link
    decision: Link
    paragraph_key: int


class DecisionRow(Row, frozen=True, kw_only=True):
    """A decision: `name` is its title."""

    number: str
    kind: str
    adopted: bool
    meeting: Link


class DocumentRow(Row, frozen=True, kw_only=True):
    """A document: `name` is its title, `stage` what it is on the way to the adopted text."""

    symbol: str
    stage: str
    date: str
    meeting: Link
    languages: tuple[str, ...]


class MeetingRow(Row, frozen=True, kw_only=True):
    """A meeting with its days as written, and day and month of its first day for the leaf of a calendar."""

    body: Link
    when: str
    place: str
    leaf: tuple[str, str]
    past: bool


def mandates(records: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Mandates with everything that `mandate_row` reads."""
    related = records.select_related("paragraph__decision", "paragraph__document", "paragraph__text_of", "decision")
    return related.prefetch_related("actors__organization", "conditions", "dues__meeting__body")


def mandate_rows(look: Desk, records: Iterable[Mandate]) -> tuple[MandateRow, ...]:
    """The rows of mandates that came through `mandates`."""
    return tuple(mandate_row(look, record) for record in records)


def mandate_row(look: Desk, mandate: Mandate) -> MandateRow:
    actors = sorted(mandate.actors.all(), key=lambda actor: (actor.position, actor.pk))
    what = said(mandate.action, look.language)
    today = timezone.localdate()
    return MandateRow(
        href=at("mandate", mandate.address),
        name=what.text,
        language=what.language,
        act=look.words.acts.get(mandate.act, mandate.act),
        who=_actors(look, actors, "addressee"),
        partners=_actors(look, actors, "partner"),
        recipients=_actors(look, actors, "recipient"),
        conditions=tuple(
            msgspec.structs.replace(said(c.words, look.language), means=look.words.conditions.get(c.type, c.type))
            for c in _in_order(mandate.conditions.all())
        ),
        dues=tuple(_due(look, due) for due in _in_order(mandate.dues.all())),
        due=mandate.due_date,
        late=bool(mandate.due_date and mandate.due_date < today and mandate.state in OPEN),
        state=mandate.state,
        state_name=look.register.states[mandate.state],
        deliverable=look.words.publish.deliverables.get(mandate.deliverable, ""),
        continuing=mandate.continuing,
        paragraph=Link(
            name=mandate.paragraph.label or mandate.paragraph.eid, href=at("paragraph", mandate.paragraph.address)
        ),
        decision=_decision(mandate.decision),
        paragraph_key=mandate.paragraph_id,
    )


def _decision(decision: Any) -> Link:
    if decision is None:
        return Link(name="")
    return Link(name=decision.number or decision.address, href=at("decision", decision.address))


def _actors(look: Desk, actors: Iterable[Any], role: str) -> tuple[Quote, ...]:
    return tuple(_actor(look, actor) for actor in actors if actor.role == role)


def _actor(look: Desk, actor: Any) -> Quote:
    words = said(actor.words, look.language)
    if actor.organization is None:
        return words
    name = name_of(actor.organization, look.language)
    return Quote(
        text=name.name, language=name.language, means=words.text, href=at("organization", actor.organization.address)
    )


def _due(look: Desk, due: Any) -> Quote:
    words = said(due.words, look.language)
    meeting = meeting_name(look, due.meeting).name if due.meeting else ""
    means = ", ".join(filter(None, (meeting, dates.written(look.language, due.date))))
    href = at("meeting", due.meeting.address) if due.meeting else ""
    return Quote(text=words.text or means, language=words.language, means=means if words.text else "", href=href)


def said(words: dict[str, Any], language: str) -> Quote:
    """What some words say in a language, else in the first one that has them."""
    for code in (language, "en", "fr", "es", "ru", "ar", "zh"):
        if kept := words.get(code):
            text = kept if isinstance(kept, str) else kept["text"]
            return Quote(text=text, language="" if code == language else code)
    return Quote(text="")


def _in_order(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda record: (record.position, record.pk))


def decision_row(look: Desk, decision: Any) -> DecisionRow:
    """The row of a decision that was selected with its meeting."""
    name = name_of(decision, look.language)
    return DecisionRow(
        href=at("decision", decision.address),
        name=name.name,
        language=name.language,
        number=decision.number or decision.address,
        kind=look.words.kinds.get(decision.kind, decision.kind),
        adopted=decision.adopted,
        meeting=meeting_link(look, decision.meeting),
    )


def document_row(look: Desk, document: Any) -> DocumentRow:
    """The row of a document that was selected with its meeting and prefetched with its current expressions."""
    name = name_of(document, look.language)
    held = {expression.language for expression in document.expressions.all() if expression.current}
    return DocumentRow(
        href=at("document", document.address),
        name=name.name,
        language=name.language,
        symbol=document.symbol or document.address,
        stage=look.register.stages.get(document.stage, document.stage),
        date=dates.written(look.language, document.date),
        meeting=meeting_link(look, document.meeting),
        languages=tuple(code for code in ("ar", "zh", "en", "fr", "ru", "es") if code in held),
    )


def meeting_row(look: Desk, meeting: Any) -> MeetingRow:
    """The row of a meeting that was selected with its body."""
    name = meeting_name(look, meeting)
    last = meeting.end or meeting.start
    return MeetingRow(
        href=at("meeting", meeting.address),
        name=name.name,
        language=name.language,
        body=name_of(meeting.body, look.language),
        when=dates.span(look.language, meeting.start, meeting.end),
        place=meeting.place,
        leaf=dates.short(look.language, meeting.start),
        past=bool(last and last < timezone.localdate()),
    )


def meeting_link(look: Desk, meeting: Any) -> Link:
    """A meeting's name and page."""
    if meeting is None:
        return Link(name="")
    return msgspec.structs.replace(meeting_name(look, meeting), href=at("meeting", meeting.address))


def meeting_name(look: Desk, meeting: Any) -> Link:
    """A meeting's name; one that has none is called by its body and number."""
    if any(meeting.names.values()):
        return name_of(meeting, look.language)
    body = name_of(meeting.body, look.language)
    said = look.say("meetings.name", body=body.name, number=meeting.number)
    return Link(name=said, language=body.language)
