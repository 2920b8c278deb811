"""A board of states: how many mandates are how far, and the most urgent ones of each state."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse

from ..register.models import Mandate
from ..register.models.mandates import STATES
from .looking import Cell as Words
from .looking import Column, Table, View, answer, count_cell, kept, wanted
from .pictures import Canvas, Picture
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, at, direction, turn
from .show import address as with_query
from .words import number

CARDS = 6  # of each state
_WIDTH, _STEP, _LEFT = 900, 34, 240


def counts(held: QuerySet[Mandate]) -> dict[str, int]:
    """How many mandates are in each state, in the order of states; those in which there are none are left out."""
    found = dict(held.order_by().values_list("state").annotate(Count("pk")))
    return {state: found[state] for state in STATES if found.get(state)}


def view(look: Desk, everything: bool) -> View:
    """All states with the first mandates of each; where one state is chosen, all of that, page by page."""
    held = wanted(look)
    found = counts(held)
    hrefs = {state: with_query(at("board"), {**kept(look), "state": state}) for state in found}
    table = Table(
        keys=("state", "mandates"),
        columns=(look.say("asks.state"), look.say("look.mandates")),
        rows=tuple(
            (Words(text=state if everything else look.register.states[state], href=hrefs[state]), count_cell(count))
            for state, count in found.items()
        ),
    )
    picture = _picture(look, found) if found and not everything else None
    if everything:
        return View(picture=None, table=table)
    if state := look.query.get("state", ""):
        rows, where = turn(mandates(_urgent(held)), look.query, at("board"))
        heading = look.register.states.get(state, "") or look.say("look.mandates")
        return View(picture=picture, table=table, heading=heading, mandates=mandate_rows(look, rows), turn=where)
    cards = _cards(look, held, list(found))
    columns = tuple(
        Column(
            state=state,
            name=look.register.states[state],
            count=count,
            mandates=cards.get(state, ()),
            href=hrefs[state] if count > CARDS else "",
        )
        for state, count in found.items()
    )
    return View(picture=picture, table=table, board=columns)


def _cards(look: Desk, held: QuerySet[Mandate], states: list[str]) -> dict[str, tuple[MandateRow, ...]]:
    """The most urgent mandates of each state: their keys first, state by state along the index, then all at once."""
    keys = [key for state in states for key in _urgent(held.filter(state=state)).values_list("pk", flat=True)[:CARDS]]
    place = {key: number for number, key in enumerate(keys)}
    records = sorted(mandates(Mandate.objects.filter(pk__in=keys)), key=lambda record: place[record.pk])
    found: dict[str, tuple[MandateRow, ...]] = {}
    for row in mandate_rows(look, records):
        found[row.state] = (*found.get(row.state, ()), row)
    return found


def _urgent(held: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return held.order_by(F("due_date").asc(nulls_last=True), "pk")


def _picture(look: Desk, found: dict[str, int]) -> Picture:
    """A bar for each state."""
    canvas = Canvas(_WIDTH, _STEP * len(found) + 12, direction(look.language))
    most = max(found.values())
    for place, (state, count) in enumerate(found.items()):
        y, wide = place * _STEP + 8, (_WIDTH - _LEFT - 90) * count / most
        canvas.text("label", _LEFT - 12, y + 17, look.register.states[state], "end")
        canvas.rect(f"bar state-{state}", _LEFT, y, max(wide, 1), _STEP - 10)
        canvas.text("label strong", _LEFT + max(wide, 1) + 8, y + 17, number(look.language, count))
    told = look.say("look.board_told", states=len(found), mandates=number(look.language, sum(found.values())))
    return canvas.picture(look.say("look.board"), told)


def board(request: HttpRequest) -> HttpResponse:
    return answer(request, "board", view)
