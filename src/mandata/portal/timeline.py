"""A timeline: month by month what is due, what of it is done or late, and what was done in the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..register.models import Mandate
from . import dates
from .looking import DONE, Cell, Table, View, answer, count_cell, kept, wanted
from .pictures import Canvas, Picture
from .rows import OPEN, mandate_rows, mandates
from .show import Desk, at, direction, turn
from .show import address as with_query
from .words import number

BEFORE, AFTER = 12, 24  # months that are drawn before and after this one
_SIDES = ("open", "late", "done", "ended", "reached")
_WIDTH, _HEIGHT, _LEFT = 900, 330, 46
_BASE = 210.0


def months(held: QuerySet[Mandate], today: date) -> dict[date, dict[str, int]]:
    """Of every month in which something is due or was done: how much, by its first day."""
    opened, done = Q(state__in=OPEN), Q(state__in=DONE)
    due = held.filter(due_date__isnull=False).annotate(month=TruncMonth("due_date")).order_by().values("month")
    reached = held.filter(done).annotate(month=TruncMonth("state_since")).order_by().values("month")
    found: dict[date, dict[str, int]] = {}
    counted = due.annotate(
        open=Count("pk", filter=opened & Q(due_date__gte=today)),
        late=Count("pk", filter=opened & Q(due_date__lt=today)),
        done=Count("pk", filter=done),
        ended=Count("pk", filter=~opened & ~done),
    )
    rows: Any = (*counted, *reached.annotate(reached=Count("pk")))
    for row in rows:
        month = row.pop("month")
        first = date(month.year, month.month, 1)
        found.setdefault(first, dict.fromkeys(_SIDES, 0)).update(row)
    return dict(sorted(found.items()))


def view(look: Desk, everything: bool) -> View:
    """The months around this one; all of them where data is taken along."""
    held, today = wanted(look), timezone.localdate()
    found = months(held, today)
    inside = [month for month in found if -BEFORE <= _apart(today, month) <= AFTER]
    shown = list(found) if everything else inside
    outside = sum(sum(found[month].values()) for month in found if month not in inside)
    return View(
        picture=_picture(look, {month: found[month] for month in inside}, today) if inside else None,
        table=Table(
            keys=("month", *_SIDES),
            columns=(look.say("look.month"), *_labels(look)),
            rows=tuple(_row(look, month, found[month], everything) for month in shown),
        ),
        left=look.say("look.left_months", more=number(look.language, outside)) if outside else "",
        **_month(look, held),
    )


def _labels(look: Desk) -> tuple[str, ...]:
    return (
        look.say("look.open"),
        look.say("asks.late"),
        look.say("look.done"),
        look.say("look.ended"),
        look.say("look.reached"),
    )


def _row(look: Desk, month: date, counts: dict[str, int], plain: bool) -> tuple[Cell, ...]:
    said = f"{month:%Y-%m}"
    href = with_query(at("timeline"), {**kept(look), "month": said}) + "#mandates"
    first = Cell(text=said if plain else dates.written(look.language, said), href=href)
    return (first, *(count_cell(counts[side]) for side in _SIDES))


def _month(look: Desk, held: QuerySet[Mandate]) -> dict[str, Any]:
    """The mandates that are due in the month of the address."""
    year, _, month = look.query.get("month", "").partition("-")
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12 and 1 <= int(year) <= 9998):
        return {}
    first = date(int(year), int(month), 1)
    due = held.filter(due_date__gte=first, due_date__lt=_next(first)).order_by("due_date", "pk")
    rows, where = turn(mandates(due), look.query, at("timeline"))
    heading = look.say("look.due_in", month=dates.written(look.language, f"{first:%Y-%m}"))
    return {"heading": heading, "mandates": mandate_rows(look, rows), "turn": where}


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _apart(today: date, month: date) -> int:
    return (month.year - today.year) * 12 + month.month - today.month


def _picture(look: Desk, found: dict[date, dict[str, int]], today: date) -> Picture:
    """Above the line what is due, below it what was done in the month."""
    canvas = Canvas(_WIDTH, _HEIGHT, direction(look.language))
    apart = (0, *(_apart(today, month) for month in found))
    places = range(min(apart), max(apart) + 1)
    step = min(40.0, (_WIDTH - _LEFT - 10) / len(places))
    up = max(1, *(sum(counts[side] for side in _SIDES[:4]) for counts in found.values()))
    down = max(1, *(counts["reached"] for counts in found.values()))
    for label, y in ((number(look.language, up), 34), ("0", _BASE + 4), (number(look.language, down), _BASE + 84)):
        canvas.text("label small", _LEFT - 8, y, label, "end")
    for month, counts in found.items():
        x, y = _LEFT + (_apart(today, month) - places[0]) * step, _BASE
        for side in _SIDES[:4]:
            if counts[side]:
                tall = 180 * counts[side] / up
                y -= tall
                canvas.rect(f"bar {side}", x + step * 0.12, y, step * 0.76, tall)
        if counts["reached"]:
            canvas.rect("bar reached", x + step * 0.12, _BASE + 1, step * 0.76, 80 * counts["reached"] / down)
    canvas.line("axis", _LEFT, _BASE, _LEFT + len(places) * step, _BASE)
    _years(look, canvas, places, step, today)
    told = look.say("look.timeline_told", months=len(found))
    return canvas.picture(look.say("look.timeline"), told, tuple(zip(_SIDES, _labels(look), strict=True)))


def _years(look: Desk, canvas: Canvas, places: range, step: float, today: date) -> None:
    """Where years begin, and where today is."""
    for place in places:
        year, month = divmod(today.year * 12 + today.month - 1 + place, 12)
        x = _LEFT + (place - places[0]) * step
        if month == 0 or place == places[0]:
            canvas.line("tick", x, _BASE - 180, x, _BASE + 96)
            if month == 0 or 12 - month > 3:
                canvas.text("label small", x + 3, _BASE + 112, str(year))
        if place == 0:
            canvas.line("today", x, 14, x, _BASE + 96)
            canvas.text("label small strong", x + 4, 20, look.say("look.today"))


def timeline(request: HttpRequest) -> HttpResponse:
    return answer(request, "timeline", view)
