"""The first page: what this is, what comes next, what is due, what was decided."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..register.models import Decision, Mandate, Meeting
from .rows import OPEN, DecisionRow, MandateRow, MeetingRow, decision_row, mandate_rows, mandates, meeting_row
from .show import Desk, Page, desk, show

_SOME = 6


class Home(Page, frozen=True, kw_only=True):
    """The first page."""

    meetings: tuple[MeetingRow, ...]
    due: tuple[MandateRow, ...]
    decisions: tuple[DecisionRow, ...]


def record(look: Desk) -> Home:
    today = timezone.localdate()
    coming = (
        look.sees(Meeting.objects.filter(Q(end__gte=today) | Q(end=None, start__gte=today)))
        .select_related("body")
        .order_by("start")
    )
    due = look.sees(Mandate.objects.filter(due_date__gte=today, state__in=OPEN)).order_by("due_date", "id")
    decided = look.sees(Decision.objects.filter(adopted=True)).select_related("meeting__body")
    return Home(
        title=look.say("home.title"),
        meetings=tuple(meeting_row(look, meeting) for meeting in coming[:_SOME]),
        due=mandate_rows(look, mandates(due)[:_SOME]),
        decisions=tuple(decision_row(look, each) for each in decided.order_by("-meeting__start", "-id")[: _SOME + 2]),
    )


def home(request: HttpRequest) -> HttpResponse:
    return show(request, "home", record(desk(request)))
