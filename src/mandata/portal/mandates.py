"""The page of a mandate: its facts with their reasons, its state, its history, what was done for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ..register import history, precedents, rights
from ..register.models import Activity, Event, Mandate, ParagraphText, Precedent, Provision
from . import dates
from .rows import MandateRow, Quote, mandate_row, mandates, meeting_link, said
from .show import Desk, Link, Page, at, desk, elsewhere, name_of, one, show
from .work import Work, work

_SOME = 100
_NAMES = {
    "act": "asks.act",
    "action": "asks.what",
    "addressees": "asks.who",
    "partners": "asks.partners",
    "recipients": "asks.recipients",
    "conditions": "asks.conditions",
    "dues": "asks.due",
    "deliverable": "mandate.result",
    "continuing": "asks.continuing",
}


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the log, as people read it."""

    when: datetime
    what: str
    by: str
    note: str


class ActivityRow(msgspec.Struct, frozen=True, kw_only=True):
    """What was done for a mandate."""

    name: Link
    kind: str
    when: str
    by: Link


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a field says what it says: a person set it, or the reader found it with some doubt."""

    field: str
    text: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate in the line of those that ask the same over meetings; `relation` is what it is to the one before."""

    name: Link
    decision: str
    when: str
    relation: str
    state: str
    label: str
    here: bool


class MandatePage(Page, frozen=True, kw_only=True):
    """A mandate."""

    mandate: MandateRow
    address: str
    since: datetime
    reason: str
    superseded_by: str
    certainty: int
    meeting: Link
    texts: tuple[Quote, ...]
    reasons: tuple[Reason, ...]
    line: tuple[Asked, ...]
    resembles: tuple[Asked, ...]
    activities: tuple[ActivityRow, ...]
    history: tuple[Told, ...]
    seen_all: bool
    work: Work | None


def record(look: Desk, address: str) -> MandatePage:
    held = mandates(look.sees(Mandate.objects.all())).select_related(
        "paragraph__decision",
        "paragraph__document",
        "paragraph__text_of",
        "decision",
        "meeting__body",
        "superseded_by",
        "responsible",
    )
    mandate = one(held, address=address)
    row = mandate_row(look, mandate)
    who = ", ".join(quote.text for quote in row.who)
    return MandatePage(
        title=f"{who} — {row.name}" if who else row.name or address,
        mandate=row,
        address=mandate.address,
        since=timezone.localtime(mandate.state_since),
        reason=mandate.reason,
        superseded_by=at("mandate", mandate.superseded_by.address) if mandate.superseded_by else "",
        certainty=round(100 * mandate.confidence),
        meeting=meeting_link(look, mandate.meeting),
        texts=_texts(look, mandate),
        line=_line(look, mandate),
        resembles=_resembles(look, mandate),
        reasons=tuple(reasons(look, mandate)),
        activities=_activities(look, mandate),
        history=_history(look, mandate),
        seen_all=rights.allowed(look.who, "see_restricted", mandate),
        work=work(look, mandate),
    )


def _texts(look: Desk, mandate: Any) -> tuple[Quote, ...]:
    """The words of the paragraph, the page's language first."""
    held = ParagraphText.objects.filter(paragraph=mandate.paragraph_id, expression__current=True)
    order = (look.language, "en", "fr", "es", "ru", "ar", "zh")
    found = sorted(held.values_list("language", "text", "shown"), key=lambda each: order.index(each[0]))
    return tuple(Quote(text=f"{shown} {text}".strip(), language=code) for code, text, shown in found)


def reasons(look: Desk, mandate: Any) -> list[Reason]:
    """Who set which field; what the reader doubted; by which rule it found the act."""
    found = [
        Reason(
            field=field_name(look, name),
            text=look.say("mandate.set_by_person", day=dates.written(look.language, said["at"])),
        )
        for name, said in mandate.set_fields.items()
    ]
    found += [
        Reason(
            field=field_name(look, doubt["field"]),
            text=look.register.doubts.get(doubt["reason"], str(doubt["reason"])),
        )
        for doubt in mandate.doubts
    ]
    read = Provision.objects.filter(mandate=mandate, text__expression__current=True).select_related("text")
    found += [
        Reason(
            field=look.say(f"languages.{each.text.language}"),
            text=look.say(
                "mandate.read_as",
                act=look.words.acts.get(each.act, each.act),
                certainty=round(100 * each.confidence),
                rule=each.record.get("rule", ""),
            ),
        )
        for each in read[:12]
    ]
    return found


def _line(look: Desk, mandate: Any) -> tuple[Asked, ...]:
    """The chain of mandates in which it stands, as far as whoever looks may see them; empty where it stands alone."""
    steps = precedents.chain(mandate)
    held = Mandate.objects.filter(pk__in=[step.mandate.pk for step in steps])
    seen = set(look.sees(held).values_list("pk", flat=True))
    shown = [step for step in steps if step.mandate.pk in seen]
    if len(shown) < 2:
        return ()
    return tuple(_asked(look, step.mandate, step.relation, step.fields, mandate) for step in shown)


def _resembles(look: Desk, mandate: Any) -> tuple[Asked, ...]:
    """Earlier mandates that it resembles, in whichever decision, the likest first."""
    found = Precedent.objects.filter(mandate=mandate, earlier__in=look.sees(Mandate.objects.all()))
    found = found.select_related("earlier__paragraph", "earlier__decision", "earlier__meeting")
    likest = found.order_by("-matter", "-likeness", "pk")[:_SOME]
    return tuple(_asked(look, each.earlier, each.relation, tuple(each.fields), mandate) for each in likest)


def _asked(look: Desk, one_: Any, relation: str, changed: tuple[str, ...], here: Any) -> Asked:
    kinds, fields = look.words.recurrence.kinds, look.register.fields
    told = kinds.get(relation, relation)
    if changed:
        told += " (" + look.say("list.comma").join(fields.get(each, each) for each in changed) + ")"
    start = one_.meeting.start if one_.meeting else None
    return Asked(
        name=Link(name=said(one_.action, look.language).text or one_.address, href=at("mandate", one_.address)),
        decision=one_.decision.number or one_.decision.address if one_.decision else one_.address,
        when=dates.written(look.language, start.isoformat()) if start else "",
        relation=told,
        state=one_.state,
        label=look.register.states[one_.state],
        here=one_.pk == here.pk,
    )


def field_name(look: Desk, field: str) -> str:
    """How pages call a field of a mandate."""
    return look.say(_NAMES[field]) if field in _NAMES else look.register.fields.get(field, field)


def _activities(look: Desk, mandate: Any) -> tuple[ActivityRow, ...]:
    held = look.sees(Activity.objects.filter(mandates=mandate)).select_related("reported_by").order_by("-start", "-id")
    return tuple(
        ActivityRow(
            name=name_of(each, look.language),
            kind=look.register.activities.get(each.kind, each.kind),
            when=" – ".join(filter(None, (dates.written(look.language, day) for day in (each.start, each.end)))),
            by=_organization(look, each.reported_by),
        )
        for each in held[:_SOME]
    )


def _organization(look: Desk, organization: Any) -> Link:
    if organization is None:
        return Link(name="")
    return msgspec.structs.replace(name_of(organization, look.language), href=at("organization", organization.address))


def _history(look: Desk, mandate: Any) -> tuple[Told, ...]:
    held: Any = rights.visible(look.who, history.of(mandate))
    return tuple(_told(look, event) for event in held.order_by("-number")[:_SOME])


def _told(look: Desk, event: Event) -> Told:
    return Told(
        when=timezone.localtime(event.at),
        what=look.register.events.get(event.what, event.what),
        by=str(event.by) if event.by else look.register.labels["nobody"],
        note=event.note,
    )


def mandate(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    try:
        return show(request, "mandate", record(look, address))
    except Http404:
        return elsewhere(look, address, "mandate", Mandate)
