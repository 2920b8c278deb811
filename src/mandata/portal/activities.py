"""Recording what was done, in under a minute; changing it; accepting or returning what others submitted."""

from __future__ import annotations

from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from ..errors import MandataError
from ..register import activities, rights
from ..register.models import Activity, Mandate, Organization, Person, Role
from . import choosing
from .asking import attempt, author, back, given, need, person, signed_in, why
from .choosing import Offer
from .show import Desk, Page, at, desk, one, show

_FIELDS = ("kind", "title", "start", "end", "place", "organization", "part", "outputs", "amount", "mandate", "language")


class ActivityForm(Page, frozen=True, kw_only=True):
    """The short form of an activity; `values` are what stands in it."""

    values: dict[str, str]
    kinds: tuple[Offer, ...]
    parts: tuple[Offer, ...]
    languages: tuple[str, ...]
    organizations: tuple[Offer, ...]
    submits: bool
    next: str
    state: str = ""
    problem: str = ""


def _page(look: Desk, request: HttpRequest, values: dict[str, str], submits: bool, held: Any = None) -> ActivityForm:
    named = look.register
    return ActivityForm(
        title=look.say("activity.edit" if held else "activity.new"),
        values=values,
        kinds=tuple(Offer(value=key, name=name) for key, name in named.activities.items()),
        parts=tuple(Offer(value=key, name=named.parts[key]) for key in activities.PARTS),
        languages=("ar", "zh", "en", "fr", "ru", "es"),
        organizations=choosing.organizations(look),
        submits=submits,
        next=str(request.POST.get("next", "") or request.GET.get("next", "")),
        state=named.activity_states.get(held.state, "") if held else "",
    )


def _own(who: Person) -> Organization | None:
    """The organization or Party that a partner or focal point speaks for."""
    role = Role.objects.filter(person=who, ended=None).exclude(organization=None).select_related("organization").first()
    return role.organization if role else None


def _mandate(look: Desk, address: str) -> Mandate:
    mandate: Mandate = one(look.sees(Mandate.objects.all()), address=address)
    need(look, "record_activity", mandate)
    return mandate


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Record an activity for a mandate (?mandate=…), or for none."""
    look, who = desk(request), person(request)
    need(look, "record_activity")
    address = given(request, "mandate") or look.query.get("mandate", "")
    mandate = _mandate(look, address) if address else None
    accepts = rights.allowed(look.who, "accept_activity", mandate)
    own = _own(who)
    values = {
        "mandate": address,
        "language": look.language,
        "part": "lead",
        "organization": choosing.said(look, own) if own else "",
    }
    if request.method != "POST":
        return show(request, "activity", _page(look, request, values, not accepts))
    values = {name: given(request, name) for name in _FIELDS}
    try:
        organization = choosing.organization(values["organization"]) or own
        made = activities.create(
            author(request),
            mandates=[mandate] if mandate else [],
            taking_part={organization: values["part"] or "partner"} if organization else {},
            state="accepted" if accepts else "draft" if given(request, "draft") else "submitted",
            reported_by=own,
            **_fields(values),
        )
    except MandataError as problem:
        page = _page(look, request, values, not accepts)
        return show(request, "activity", msgspec.structs.replace(page, problem=why(look, problem)), 422)
    attempt(request, lambda: made, "activity.recorded")
    return back(request, at("mandate", mandate.address) if mandate else at("my_work"))


def _fields(values: dict[str, str]) -> dict[str, Any]:
    """The fields of an activity from those of the form. Raises RegisterError where the money is none."""
    from ..register.following import money

    amount, currency = money(values["amount"]) if values["amount"] else (None, "")
    return {
        "kind": values["kind"],
        "names": {values["language"] or "en": values["title"]},
        "start": values["start"],
        "end": values["end"],
        "place": values["place"],
        "outputs": values["outputs"],
        "amount": amount,
        "currency": currency,
    }


def _may_change(look: Desk, held: Activity) -> bool:
    """An officer always; whoever submits as long as it is a draft or was returned."""
    if rights.allowed(look.who, "accept_activity", held):
        return True
    return activities.is_open(held) and rights.allowed(look.who, "record_activity", held)


@signed_in
def edit(request: HttpRequest, address: str) -> HttpResponse:
    """Change an activity."""
    look = desk(request)
    held: Activity = one(look.sees(Activity.objects.all()), address=address)
    if not _may_change(look, held):
        raise PermissionDenied
    language = next((code for code in (look.language, *held.LANGUAGES) if held.names.get(code)), "en")
    taking = held.taking_part.select_related("organization").first()
    values = {
        "kind": held.kind, "title": held.names.get(language, ""), "language": language, "start": held.start,
        "end": held.end, "place": held.place, "outputs": held.outputs,
        "amount": f"{held.amount:f} {held.currency}" if held.amount is not None else "",
        "organization": choosing.said(look, taking.organization) if taking else "",
        "part": taking.part if taking else "lead",
    }  # fmt: skip
    submits = not rights.allowed(look.who, "accept_activity", held)
    if request.method != "POST":
        return show(request, "activity", _page(look, request, values, submits, held))
    values = {name: given(request, name) for name in _FIELDS}
    try:
        fields = _fields(values)
        fields["names"] = {**held.names, **fields["names"]}
        organization = choosing.organization(values["organization"])
        others = {each.organization: each.part for each in held.taking_part.select_related("organization")}
        parts = {**others, organization: values["part"] or "partner"} if organization else others
        activities.update(author(request), held, taking_part=parts, **fields)
        if submits and not given(request, "draft"):
            activities.move(author(request), held, "submitted")
    except MandataError as problem:
        page = _page(look, request, values, submits, held)
        return show(request, "activity", msgspec.structs.replace(page, problem=why(look, problem)), 422)
    attempt(request, lambda: None, "activity.changed")
    return back(request, at("my_work"))


@signed_in
def answer(request: HttpRequest, address: str) -> HttpResponse:
    """Accept or return what was submitted."""
    look = desk(request)
    held: Activity = one(look.sees(Activity.objects.all()), address=address)
    need(look, "accept_activity", held)
    state = "accepted" if given(request, "answer") == "accept" else "returned"
    attempt(request, lambda: activities.move(author(request), held, state, given(request, "note")), "work.done")
    return back(request, at("my_work"))
