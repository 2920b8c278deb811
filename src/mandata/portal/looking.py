"""What the pages that show the register at a glance share: which mandates, the equal table, the data to take along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ..publish.columns import safe
from ..register.models import Actor, Body, Decision, Mandate, Meeting, Organization, Relation
from ..register.models.mandates import STATES
from .pictures import Picture
from .rows import MandateRow, meeting_name
from .show import Desk, Link, Page, Turn, at, desk, name_of, show
from .show import address as with_query

VIEWS = {
    "network": ("look.network", "look.network_lead"),
    "timeline": ("look.timeline", "look.timeline_lead"),
    "board": ("look.board", "look.board_lead"),
    "matrix": ("look.matrix", "look.matrix_lead"),
    "progress": ("look.progress", "look.progress_lead"),
}
WAITING = ("proposed", "rejected")
DONE = ("implemented", "partly_implemented")
KEPT = ("body", "meeting", "state", "area", "organization", "decision")  # what goes along from one page to the next
DATA = 5000  # rows of a file of data, at most
_MEETINGS = 200


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table: words or a number, with the page that it leads to; or several links, and how many are left."""

    text: str = ""
    number: int | None = None
    href: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    more: int = 0

    @property
    def plain(self) -> str | int:
        """What a file of data says."""
        if self.number is not None:
            return self.number
        return self.text or "; ".join(link.name for link in self.links)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The table that is equal to a picture. `keys` name the columns for programs, `columns` for people."""

    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """What can be chosen."""

    value: str
    name: str
    here: bool
    language: str = ""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which something can be chosen."""

    key: str
    label: str
    options: tuple[Option, ...]


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """Another view of the same mandates."""

    name: str
    href: str
    here: bool


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """The mandates of one state: how many, the first ones, and the way to all."""

    state: str
    name: str
    count: int
    mandates: tuple[MandateRow, ...]
    href: str


class Look(Page, frozen=True, kw_only=True):
    """A page that shows mandates at a glance."""

    lead: str
    tabs: tuple[Tab, ...]
    choices: tuple[Choice, ...]
    hidden: tuple[tuple[str, str], ...]
    narrowed: tuple[Link, ...]
    clear: str
    picture: Picture | None
    table: Table
    left: str = ""
    files: tuple[Link, ...] = ()
    board: tuple[Column, ...] = ()
    heading: str = ""
    mandates: tuple[MandateRow, ...] = ()
    turn: Turn | None = None


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a module of one view gives: its picture and table, and what it could not show."""

    picture: Picture | None
    table: Table
    left: str = ""
    board: tuple[Column, ...] = ()
    heading: str = ""
    mandates: tuple[MandateRow, ...] = ()
    turn: Turn | None = None


Make = Callable[[Desk, bool], View]


def links(look: Desk, **narrowed: str) -> tuple[Link, ...]:
    """The ways from the page of a record to what concerns it at a glance."""
    return tuple(Link(name=look.say(said), href=with_query(at(each), narrowed)) for each, (said, _) in VIEWS.items())


def wanted(look: Desk) -> QuerySet[Mandate]:
    """The mandates that the address asks for and whoever looks may see; proposals only where asked for."""
    query = look.query
    held: QuerySet[Mandate] = look.sees(Mandate.objects.all())
    state = query.get("state", "")
    held = held.filter(state=state) if state in STATES else held.exclude(state__in=WAITING)
    for key in ("body", "meeting", "decision"):
        if query.get(key):
            held = held.filter(**{f"{key}__address": query[key]})
    if query.get("organization"):
        named = Actor.objects.filter(organization__address=query["organization"])
        held = held.filter(pk__in=named.values("mandate"))
    if query.get("area"):
        there = [pk for pk, areas in _areas(look) if query["area"] in areas]
        held = held.filter(pk__in=Actor.objects.filter(organization__in=there).values("mandate"))
    return held


def kept(look: Desk) -> dict[str, str]:
    """What of the address goes along from one page to the next."""
    return {key: look.query[key] for key in KEPT if look.query.get(key)}


def page(look: Desk, name: str, view: View) -> Look:
    """The whole page of a view."""
    here, narrowed = kept(look), _narrowed(look)
    return Look(
        title=look.say(VIEWS[name][0]),
        lead=look.say(VIEWS[name][1]),
        tabs=tuple(
            Tab(name=look.say(said), href=with_query(at(each), here), here=each == name)
            for each, (said, _) in VIEWS.items()
        ),
        choices=tuple(choice for choice in _choices(look) if len(choice.options) > 1),
        hidden=tuple((key, here[key]) for key in ("organization", "decision") if key in here),
        narrowed=narrowed,
        clear=at(name) if here else "",
        picture=view.picture,
        table=view.table,
        left=view.left,
        files=tuple(
            Link(name=form.upper(), href=with_query(at(name), {**here, "format": form})) for form in ("csv", "json")
        )
        if view.table.rows
        else (),
        board=view.board,
        heading=view.heading,
        mandates=view.mandates,
        turn=view.turn,
    )


def answer(request: HttpRequest, name: str, make: Make) -> HttpResponse:
    """The page, or its data as a file (?format=csv, ?format=json); `make` is told whether all is wanted."""
    look = desk(request)
    form = look.query.get("format", "")
    if form not in ("csv", "json"):
        return show(request, "look", page(look, name, make(look, False)))
    table = make(look, True).table
    written, kind = (_csv(table), "text/csv") if form == "csv" else (_json(table), "application/json")
    head = {"Content-Disposition": f'attachment; filename="mandata-{name}.{form}"'}
    return HttpResponse(written, content_type=f"{kind}; charset=utf-8", headers=head)


def _csv(table: Table) -> str:
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(table.columns)
    for row in table.rows:
        lines.writerow([value if isinstance(value := cell.plain, int) else safe(value) for cell in row])
    return out.getvalue()


def _json(table: Table) -> str:
    rows = [dict(zip(table.keys, (_value(cell) for cell in row), strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _value(cell: Cell) -> Any:
    return [link.name for link in cell.links] if cell.links else cell.plain


def organization_cell(look: Desk, organization: Organization) -> Cell:
    """An organization with its page."""
    name = name_of(organization, look.language)
    return Cell(text=name.name, language=name.language, href=at("organization", organization.address))


def count_cell(value: int, href: str = "") -> Cell:
    """A number; where it is none it leads nowhere."""
    return Cell(number=value, href=href if value else "")


# ------------------------------------------------------------------------------------------------ choices


def _narrowed(look: Desk) -> tuple[Link, ...]:
    """The organization and the decision to which the page is narrowed."""
    found = []
    if address := look.query.get("organization"):
        for each in look.sees(Organization.objects.filter(address=address)):
            found.append(msgspec.structs.replace(name_of(each, look.language), href=at("organization", each.address)))
    if address := look.query.get("decision"):
        for decision in look.sees(Decision.objects.filter(address=address)):
            found.append(Link(name=decision.number or decision.address, href=at("decision", decision.address)))
    return tuple(found)


def _choices(look: Desk) -> tuple[Choice, ...]:
    bodies = [
        (each.address, name_of(each, look.language).name)
        for each in look.sees(Body.objects.filter(pk__in=Meeting.objects.values("body")))
    ]
    meetings = look.sees(Meeting.objects.filter(pk__in=Decision.objects.values("meeting"))).select_related("body")
    if look.query.get("body"):
        meetings = meetings.filter(body__address=look.query["body"])
    named = [(each.address, meeting_name(look, each).name) for each in meetings.order_by("-start", "-id")[:_MEETINGS]]
    states = [(state, look.register.states[state]) for state in STATES if state not in WAITING]
    areas = sorted({(area, area) for _, found in _areas(look) for area in found})
    return (
        _choice(look, "body", look.say("meeting.body"), sorted(bodies, key=lambda body: body[1])),
        _choice(look, "meeting", look.say("mandate.meeting"), named),
        _choice(look, "state", look.say("asks.state"), states),
        _choice(look, "area", look.say("look.area"), areas),
    )


def _choice(look: Desk, key: str, label: str, offered: list[tuple[str, str]]) -> Choice:
    chosen = look.query.get(key, "")
    options = [("", look.say("kinds.all")), *offered]
    return Choice(
        key=key,
        label=label,
        options=tuple(Option(value=value, name=name, here=value == chosen) for value, name in options),
    )


def _areas(look: Desk) -> list[tuple[int, list[str]]]:
    """The areas of work in which organizations are known to work with a body."""
    held = look.sees(Relation.objects.exclude(areas=[]))
    if look.query.get("body"):
        held = held.filter(body__address=look.query["body"])
    return [(pk, [str(area) for area in areas]) for pk, areas in held.values_list("organization", "areas")[:DATA]]
