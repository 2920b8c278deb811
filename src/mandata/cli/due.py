"""`mandata due`: what is due soon, overdue, without a report, or without any sign of work."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MandataError
from ..interface import known
from . import listing
from .desk import author, open_register
from .failures import Failures

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ..register.models import Mandate
    from ..register.queries import Hit, Scope

FORMS = (*listing.FORMS, "ics")
KINDS = ("due", "due_soon", "overdue", "no_report", "nothing_done")
_WITHIN = re.compile(r"(\d{1,4}) ?([dwmy]?)")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def due(
    *,
    kind: str,
    within: str,
    body: str | None,
    meeting: str | None,
    organization: str | None,
    person: str | None,
    form: str,
    output: Path | None,
    ui: str,
    by: str | None,
    today: date | None = None,
) -> int:
    """Print the list; without a kind what is overdue and then what is due soon."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form, FORMS)
        time = span(within)
        open_register()
        from django.utils import timezone

        from ..register import queries, rights

        day = today or timezone.localdate()
        who = rights.of_author(author(by))
        scope = _scope(body, meeting, organization, person)
        hits: list[Hit] = []
        for mandates in _lists(kind, day, time, scope):
            hits += queries.hits(rights.visible(who, mandates), day)
        _print(hits, kind, form, output, ui)
    return failures.status


def span(written: str) -> timedelta:
    """A time such as "90d", "6w", "3m", "1y" or "90". Raises MandataError for another."""
    match = _WITHIN.fullmatch(written.strip().lower())
    if match is None:
        raise MandataError(f"--within {written!r} is no time", "days, weeks, months or years: 90d, 6w, 3m, 1y")
    return timedelta(days=int(match[1]) * _DAYS[match[2]])


def _scope(body: str | None, meeting: str | None, organization: str | None, person: str | None) -> Scope:
    from ..register import finding
    from ..register.queries import Scope

    return Scope(
        body=finding.body(body) if body else None,
        meeting=finding.meeting(meeting) if meeting else None,
        organization=finding.organization(organization) if organization else None,
        person=finding.person(person) if person else None,
    )


def _lists(kind: str, today: date, within: timedelta, scope: Scope) -> list[QuerySet[Mandate]]:
    from ..register import queries

    lists = {
        "due": lambda: [queries.overdue(today, scope), queries.due_soon(today, within, scope)],
        "due_soon": lambda: [queries.due_soon(today, within, scope)],
        "overdue": lambda: [queries.overdue(today, scope)],
        "no_report": lambda: [queries.no_report(scope)],
        "nothing_done": lambda: [queries.nothing_done(scope)],
    }
    return lists[kind]()


def _print(hits: list[Hit], kind: str, form: str, output: Path | None, ui: str) -> None:
    from ..register.words import words

    said = words(ui)
    title = said.lists["due_soon" if kind == "due" else kind]
    if form == "ics":
        from ..register import calendars

        listing.write(calendars.of_mandates(hits, title, ui), output)
        return
    labels = said.labels
    heads = {
        "address": labels["address"],
        "action": labels["what"],
        "who": labels["who"],
        "due_date": labels["due"],
        "days": labels["days"],
        "work_by": said.rules["documents"],
        "due_meeting": labels["meeting"],
        "state": labels["state"],
        "responsible": labels["responsible"],
    }
    rows = [_row(hit, ui, said.states if form == "table" else None) for hit in hits]
    listing.show(rows, heads, form, said.labels["none"], output)


def _row(hit: Hit, ui: str, states: dict[str, str] | None) -> dict[str, Any]:
    from ..register import saying

    mandate = hit.mandate
    return {
        "address": mandate.address,
        "action": saying.action(mandate, ui, 90 if states else 0),
        "who": saying.asked(mandate, ui),
        "due_date": mandate.due_date,
        "days": hit.days,
        "work_by": hit.work_by,
        "due_meeting": mandate.due_meeting.address if mandate.due_meeting else None,
        "state": states[mandate.state] if states else mandate.state,
        "responsible": mandate.responsible.name if mandate.responsible else mandate.unit,
    }
