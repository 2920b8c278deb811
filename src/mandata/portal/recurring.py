"""Pages of what recurs: the lines of mandates over meetings, and what is in effect for a body."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ..register import precedents
from ..register.models import Body, Mandate, Precedent
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, Link, Page, Turn, at, desk, name_of, one, show, turn


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate and the earlier one that it takes up; `relation` is what it is to that."""

    mandate: MandateRow
    earlier: MandateRow
    relation: str


class Recurring(Page, frozen=True, kw_only=True):
    """Mandates that were asked before, the latest first; `bodies` lead to what is in effect."""

    families: str
    lines: tuple[Line, ...]
    bodies: tuple[Link, ...]
    turn: Turn


class Families(Page, frozen=True, kw_only=True):
    """Near-identical mandates over the whole register, the largest family first."""

    families: tuple[tuple[MandateRow, ...], ...]
    turn: Turn


class InEffect(Page, frozen=True, kw_only=True):
    """A draft of what is in effect for a body."""

    body: Link
    mandates: tuple[MandateRow, ...]
    turn: Turn


def _links(look: Desk) -> QuerySet[Precedent]:
    """The precedents of which whoever looks may see both mandates."""
    seen = look.sees(Mandate.objects.all())
    return Precedent.objects.filter(mandate__in=seen, earlier__in=seen)


def _recurring(look: Desk) -> Recurring:
    found = _links(look).filter(matter=True)
    found = found.order_by(F("mandate__meeting__start").desc(nulls_last=True), "-likeness", "pk")
    links, where = turn(found, look.query, at("recurring"))
    keys = {key for link in links for key in (link.mandate_id, link.earlier_id)}
    rows = _rows(look, keys)
    bodies = look.sees(Body.objects.filter(decisions__adopted=True)).distinct().order_by("address")
    kinds = look.words.recurrence.kinds
    return Recurring(
        title=look.say("recurring.title"),
        families=look.words.recurrence.labels.families,
        lines=tuple(
            Line(
                mandate=rows[link.mandate_id],
                earlier=rows[link.earlier_id],
                relation=kinds.get(link.relation, link.relation),
            )
            for link in links
        ),
        bodies=tuple(_body(look, each) for each in bodies),
        turn=where,
    )


def _families(look: Desk) -> Families:
    found, where = turn(precedents.families(_links(look)), look.query, at("families"))
    rows = _rows(look, {key for family in found for key in family})
    return Families(
        title=look.words.recurrence.labels.families,
        families=tuple(tuple(rows[key] for key in family) for family in found),
        turn=where,
    )


def _rows(look: Desk, keys: set[int]) -> dict[int, MandateRow]:
    held = list(mandates(Mandate.objects.filter(pk__in=keys)))
    return dict(zip((mandate.pk for mandate in held), mandate_rows(look, held), strict=True))


def _body(look: Desk, body: Any) -> Link:
    return msgspec.structs.replace(name_of(body, look.language), href=at("in_effect", body.address))


def _in_effect(look: Desk, address: str) -> InEffect:
    body = one(look.sees(Body.objects.all()), address=address)
    wanted = mandates(look.sees(precedents.in_force(body, timezone.localdate()))).order_by(
        "-meeting__start", "decision", "paragraph__position", "number"
    )
    rows, where = turn(wanted, look.query, at("in_effect", address))
    return InEffect(
        title=look.say("recurring.in_effect", body=body.name(look.language)),
        body=_body(look, body),
        mandates=mandate_rows(look, rows),
        turn=where,
    )


def recurring(request: HttpRequest) -> HttpResponse:
    return show(request, "recurring", _recurring(desk(request)))


def families(request: HttpRequest) -> HttpResponse:
    return show(request, "families", _families(desk(request)))


def in_effect(request: HttpRequest, address: str) -> HttpResponse:
    return show(request, "in_effect", _in_effect(desk(request), address))
