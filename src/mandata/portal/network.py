"""The network of cooperation: who is asked to work with whom, by which decisions."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from ..register.models import Mandate, Organization
from .looking import DATA, Cell, Table, View, answer, count_cell, kept, organization_cell, wanted
from .pictures import Canvas, Picture, short
from .show import Desk, Link, at, direction, name_of
from .show import address as with_query
from .words import number

DRAWN = 40  # ties in the picture and in its table, the strongest first
_DECISIONS = 6  # decisions named of a tie
_WIDTH, _LABEL, _STEP, _TOP = 900, 300, 26, 44

Tie = tuple[int, int, int, int]


def ties(mandates: QuerySet[Mandate]) -> Any:
    """Organization asked, organization to do it with, how many mandates, how many decisions; the strongest first."""
    found = _joined(mandates).order_by().values_list("asked__organization", "beside__organization")
    return found.annotate(
        mandates=Count("pk", distinct=True), decisions=Count("decision", distinct=True)
    ).order_by("-mandates", "asked__organization", "beside__organization")  # fmt: skip


def _joined(mandates: Any) -> Any:
    """Every mandate with each one who is asked beside each one with whom; only those whom the register knows."""
    return mandates.alias(
        asked=FilteredRelation("actors", condition=Q(actors__role="addressee")),
        beside=FilteredRelation("actors", condition=Q(actors__role="partner")),
    ).filter(
        ~Q(asked__organization=F("beside__organization")),
        asked__organization__isnull=False,
        beside__organization__isnull=False,
    )


def view(look: Desk, everything: bool) -> View:
    """The strongest ties; all of them, up to a bound, where data is taken along."""
    held = wanted(look)
    found = ties(held)
    rows: list[Tie] = list(found[: DATA if everything else DRAWN])
    total = len(rows) if len(rows) < DRAWN or everything else found.count()
    named = Organization.objects.in_bulk({key for row in rows for key in row[:2]})
    decided = _decisions(held, rows)
    more = total - len(rows)
    return View(
        picture=_picture(look, rows, named) if rows and not everything else None,
        table=Table(
            keys=("asked", "with", "mandates", "decisions"),
            columns=(
                look.say("asks.who"),
                look.say("asks.partners"),
                look.say("look.mandates"),
                look.say("nav.decisions"),
            ),
            rows=tuple(_row(look, row, named, decided.get(row[:2], []), everything) for row in rows),
        ),
        left=look.say("look.left", more=number(look.language, more)) if more else "",
    )


def _row(look: Desk, tie: Tie, named: dict[int, Any], decided: list[tuple[str, str]], whole: bool) -> tuple[Cell, ...]:
    shown = decided if whole else decided[:_DECISIONS]
    links = tuple(Link(name=number or address, href=at("decision", address)) for number, address in shown)
    asked, beside = named[tie[0]], named[tie[1]]
    board = with_query(at("board"), {**kept(look), "organization": beside.address})
    return (
        organization_cell(look, asked),
        organization_cell(look, beside),
        count_cell(tie[2], board),
        Cell(links=links, more=max(0, tie[3] - len(links))),
    )


def _decisions(mandates: QuerySet[Mandate], rows: list[Tie]) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """The decisions behind each tie, the latest first."""
    pairs = {row[:2] for row in rows}
    some = _joined(mandates).filter(
        asked__organization__in={asked for asked, _ in pairs},
        beside__organization__in={beside for _, beside in pairs},
        decision__isnull=False,
    )
    listed = some.order_by("-decision").values_list(
        "asked__organization", "beside__organization", "decision__number", "decision__address", "decision"
    )
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for asked, beside, code, address, _ in listed.distinct()[: DATA * 4]:
        if (asked, beside) in pairs:
            found.setdefault((asked, beside), []).append((code, address))
    return found


def _picture(look: Desk, rows: list[Tie], named: dict[int, Any]) -> Picture:
    """Two columns, who is asked and with whom, and a curve for each tie, the thicker the more mandates."""
    weights: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for asked, beside, count, _ in rows:
        weights[0][asked] += count
        weights[1][beside] += count
    sides = [[key for key, _ in each.most_common()] for each in weights]
    height = _TOP + _STEP * max(len(side) for side in sides) + 10
    canvas = Canvas(_WIDTH, height, direction(look.language))
    places = [_places(side, height) for side in sides]
    most = max(row[2] for row in rows)
    for asked, beside, count, _ in rows:
        start, end = (_LABEL + 8, places[0][asked]), (_WIDTH - _LABEL - 8, places[1][beside])
        canvas.curve("edge", start, end, 1.2 + 6 * count / most)
    for side, anchor, x, dot in ((0, "end", _LABEL - 6, _LABEL), (1, "start", _WIDTH - _LABEL + 6, _WIDTH - _LABEL)):
        heading = look.say("asks.who") if side == 0 else look.say("asks.partners")
        canvas.text("label strong", x, 18, heading, anchor)
        for key in sides[side]:
            name, y = name_of(named[key], look.language), places[side][key]
            canvas.rect("node", dot - 4, y - 4, 8, 8)
            canvas.text("label", x - 4 if side == 0 else x + 4, y + 4, short(name.name, 36), anchor, name.language)
    told = look.say("look.network_told", nodes=len(named), ties=len(rows))
    return canvas.picture(look.say("look.network"), told)


def _places(side: list[int], height: int) -> dict[int, float]:
    """How far down each one of a column stands, spread over the whole height."""
    step = (height - _TOP) / len(side)
    return {key: _TOP + step * (number + 0.5) - 6 for number, key in enumerate(side)}


def network(request: HttpRequest) -> HttpResponse:
    return answer(request, "network", view)
