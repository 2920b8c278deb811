"""Pages of meetings: all of them, and one with its documents, decisions and what is due."""

from __future__ import annotations

from django.db.models import F, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ..register.models import Body, Decision, Document, Expression, Mandate, Meeting
from . import feeds, looking
from .edition import AT_ONCE
from .edition import texts as edition_texts
from .rows import (
    DecisionRow,
    DocumentRow,
    MandateRow,
    MeetingRow,
    decision_row,
    document_row,
    mandate_rows,
    mandates,
    meeting_name,
    meeting_row,
)
from .show import Desk, Link, Page, Turn, at, desk, elsewhere, name_of, one, show, turn

_SOME = 100


class Meetings(Page, frozen=True, kw_only=True):
    """Meetings to come, the next one first, and those that were, the last one first."""

    coming: tuple[MeetingRow, ...]
    past: tuple[MeetingRow, ...]
    turn: Turn
    bodies: tuple[tuple[str, str], ...]
    body: str


class MeetingPage(Page, frozen=True, kw_only=True):
    """A meeting. `due` is what must be done by then, `asked` what its decisions ask for is on the decisions' pages."""

    meeting: MeetingRow
    documents: tuple[DocumentRow, ...]
    decisions: tuple[DecisionRow, ...]
    due: tuple[MandateRow, ...]
    more_documents: str
    more_due: int
    feeds: tuple[Link, ...] = ()
    looks: tuple[Link, ...] = ()
    edition: str = ""
    too_many: bool = False


def meetings_record(look: Desk) -> Meetings:
    today = timezone.localdate()
    held = look.sees(Meeting.objects.all()).select_related("body")
    body = look.query.get("body", "")
    if body:
        held = held.filter(body__address=body)
    ahead = Q(end__gte=today) | Q(end=None, start__gte=today)
    coming = held.filter(ahead).order_by("start", "id")[:_SOME] if look.query.get("page", "1") == "1" else []
    past = held.exclude(pk__in=held.filter(ahead).values("pk")).order_by(
        F("start").desc(nulls_last=True), "body", "number"
    )
    rows, where = turn(past, look.query, at("meetings"))
    return Meetings(
        title=look.say("meetings.title"),
        coming=tuple(meeting_row(look, each) for each in coming),
        past=tuple(meeting_row(look, each) for each in rows),
        turn=where,
        bodies=_bodies(look),
        body=body,
    )


def _bodies(look: Desk) -> tuple[tuple[str, str], ...]:
    """The bodies that have meetings, by name, for a choice."""
    held = look.sees(Body.objects.filter(pk__in=Meeting.objects.values("body")))
    return tuple(sorted(((each.address, name_of(each, look.language).name) for each in held), key=lambda b: b[1]))


def meeting_record(look: Desk, address: str) -> MeetingPage:
    meeting = one(look.sees(Meeting.objects.all()).select_related("body"), address=address)
    documents = list(
        look.sees(Document.objects.filter(meeting=meeting))
        .select_related("meeting__body")
        .prefetch_related(expressions())
        .order_by("symbol", "id")[: _SOME + 1]
    )
    decisions = look.sees(Decision.objects.filter(meeting=meeting)).select_related("meeting__body").order_by("id")
    due = look.sees(Mandate.objects.filter(due_meeting=meeting)).order_by("due_date", "id")
    texts = edition_texts(look.who, meeting).count()
    return MeetingPage(
        title=meeting_name(look, meeting).name,
        meeting=meeting_row(look, meeting),
        documents=tuple(document_row(look, each) for each in documents[:_SOME]),
        decisions=tuple(decision_row(look, each) for each in decisions[:_SOME]),
        due=mandate_rows(look, mandates(due)[:_SOME]),
        more_documents=f"{at('documents')}?meeting={address}" if len(documents) > _SOME else "",
        more_due=max(0, due.count() - _SOME),
        feeds=feeds.links(look, "meeting", address),
        looks=looking.links(look, meeting=address),
        edition=at("edition", address) if 0 < texts <= AT_ONCE else "",
        too_many=texts > AT_ONCE,
    )


def expressions() -> Prefetch[str]:
    """The language versions of documents without what the reader gave, which is large."""
    return Prefetch("expressions", Expression.objects.filter(current=True).only("document", "language", "current"))


def meetings(request: HttpRequest) -> HttpResponse:
    return show(request, "meetings", meetings_record(desk(request)))


def meeting(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    try:
        return show(request, "meeting", meeting_record(look, address))
    except Http404:
        return elsewhere(look, address, "meeting", Meeting)
