"""My work: what a person has, what their organization is asked, what waits for an answer."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ..register import queries, rights
from ..register.models import Activity, Organization, Role
from . import dates
from .asking import person, signed_in, tabs
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, Link, Page, at, desk, name_of, show

_SOME = 50


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """An activity and how far its record is."""

    address: str
    name: Link
    kind: str
    when: str
    by: str
    state: str
    href: str


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What an organization or Party is asked."""

    name: Link
    rows: tuple[MandateRow, ...]


class MyWork(Page, frozen=True, kw_only=True):
    """The page. `waiting` are activities to accept, `own` those that the own organization reported."""

    tabs: tuple[Link, ...]
    mine: tuple[MandateRow, ...]
    shares: tuple[Share, ...]
    waiting: tuple[Reported, ...]
    own: tuple[Reported, ...]
    records: bool


def _rows(look: Desk, found: Any) -> tuple[MandateRow, ...]:
    keys = list(look.sees(found).values_list("pk", flat=True)[:_SOME])
    by_key = {each.pk: each for each in mandates(found.model.objects.filter(pk__in=keys))}
    return mandate_rows(look, [by_key[key] for key in keys])


def _activities(look: Desk, held: Any) -> tuple[Reported, ...]:
    found = look.sees(held).select_related("reported_by").order_by("-recorded")[:_SOME]
    return tuple(
        Reported(
            address=each.address,
            name=name_of(each, look.language),
            kind=look.register.activities.get(each.kind, each.kind),
            when=dates.written(look.language, each.start),
            by=each.reported_by.name(look.language) if each.reported_by else "",
            state=look.register.activity_states.get(each.state, each.state),
            href=at("activity_edit", each.address) if each.state in ("draft", "returned", "submitted") else "",
        )
        for each in found
    )


@signed_in
def my_work(request: HttpRequest) -> HttpResponse:
    look, who = desk(request), person(request)
    held = Role.objects.filter(person=who, ended=None).exclude(organization=None).values("organization")
    own = list(Organization.objects.filter(pk__in=held))
    submitted = Activity.objects.filter(state="submitted")
    page = MyWork(
        title=look.register.lists["my_work"],
        tabs=tabs(look, "my_work"),
        mine=_rows(look, queries.my_work(who)),
        shares=tuple(
            Share(name=name_of(each, look.language), rows=_rows(look, queries.of_organization(each))) for each in own
        ),
        waiting=_activities(look, submitted.filter(rights.where(look.who, "accept_activity", Activity)))
        if rights.allowed(look.who, "accept_activity")
        else (),
        own=_activities(look, Activity.objects.filter(reported_by__in=own)) if own else (),
        records=rights.allowed(look.who, "record_activity"),
    )
    return show(request, "my_work", page)
