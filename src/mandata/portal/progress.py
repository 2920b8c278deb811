"""Progress per decision: how much of what a decision asks for is open, late, done or ended otherwise."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..register.models import Decision, Mandate
from .looking import DATA, DONE, Cell, Table, View, answer, count_cell, wanted
from .pictures import Canvas, Picture, short
from .rows import OPEN
from .show import Desk, at, direction, name_of
from .words import number

DRAWN = 30  # decisions, the latest first
_SIDES = ("done", "open", "late", "ended")
_WIDTH, _STEP, _LEFT = 900, 26, 330


def by_decision(held: QuerySet[Mandate]) -> QuerySet[Mandate, Any]:
    """Of every decision how many mandates are done, open, late, ended; the latest decision first."""
    opened, done, late = Q(state__in=OPEN), Q(state__in=DONE), Q(due_date__lt=timezone.localdate())
    return (
        held.filter(decision__isnull=False)
        .order_by()
        .values("decision")
        .annotate(
            done=Count("pk", filter=done),
            open=Count("pk", filter=opened & (~late | Q(due_date=None))),
            late=Count("pk", filter=opened & late),
            ended=Count("pk", filter=~opened & ~done),
            last=Max("meeting__start"),
        )
        .order_by(F("last").desc(nulls_last=True), "-decision")
    )


def view(look: Desk, everything: bool) -> View:
    """The latest decisions; all of them, up to a bound, where data is taken along."""
    found = by_decision(wanted(look))
    rows = list(found[: DATA if everything else DRAWN])
    more = found.count() - len(rows) if len(rows) == DRAWN and not everything else 0
    named = Decision.objects.in_bulk([row["decision"] for row in rows])
    labels = (look.say("look.done"), look.say("look.open"), look.say("asks.late"), look.say("look.ended"))
    return View(
        picture=_picture(look, rows, named, labels) if rows and not everything else None,
        table=Table(
            keys=("decision", "title", *_SIDES),
            columns=(look.say("look.decision"), look.say("look.title"), *labels),
            rows=tuple(_row(look, named[row["decision"]], row) for row in rows),
        ),
        left=look.say("look.left", more=number(look.language, more)) if more else "",
    )


def _row(look: Desk, decision: Decision, row: dict[str, Any]) -> tuple[Cell, ...]:
    name, href = name_of(decision, look.language), at("decision", decision.address)
    return (
        Cell(text=decision.number or decision.address, href=href),
        Cell(text=name.name, language=name.language),
        *(count_cell(row[side]) for side in _SIDES),
    )


def _picture(look: Desk, rows: list[dict[str, Any]], named: dict[int, Any], labels: tuple[str, ...]) -> Picture:
    """A bar of one length a decision, parted by how far its mandates are."""
    canvas = Canvas(_WIDTH, _STEP * len(rows) + 12, direction(look.language))
    for place, row in enumerate(rows):
        decision, y, x = named[row["decision"]], place * _STEP + 8, float(_LEFT)
        words = f"{decision.number or decision.address} {name_of(decision, look.language).name}"
        canvas.text("label", _LEFT - 10, y + 13, short(words, 42), "end")
        total = sum(row[side] for side in _SIDES)
        for side in _SIDES:
            wide = (_WIDTH - _LEFT - 90) * row[side] / total
            if wide:
                canvas.rect(f"bar {side}", x, y, wide, _STEP - 8)
            x += wide
        said = f"{number(look.language, row['done'])}/{number(look.language, total)}"
        canvas.text("label strong", x + 8, y + 13, said)
    told = look.say("look.progress_told", decisions=len(rows))
    return canvas.picture(look.say("look.progress"), told, tuple(zip(_SIDES, labels, strict=True)))


def progress(request: HttpRequest) -> HttpResponse:
    return answer(request, "progress", view)
