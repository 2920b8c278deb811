"""Finds records by what people write: addresses (also earlier ones), acronyms, addresses for mail."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from ..errors import RegisterError
from .models import Activity, Alias, Body, Decision, Document, Mandate, Meeting, Organization, Person

M = TypeVar("M", bound=Model)
_WITH_ADDRESS: tuple[type[Model], ...] = (Mandate, Decision, Document, Meeting, Organization, Body, Activity)


def mandate(address: str) -> Mandate:
    """The mandate of an address, also of one that it had before. Raises RegisterError where there is none."""
    return _required(Mandate, address, "the address of a mandate: MC-6/4/para_3/m1")


def meeting(address: str) -> Meeting:
    """The meeting of an address. Raises RegisterError where there is none."""
    return _required(Meeting, address, "the address of a meeting: MINAMATA-COP-7")


def decision(address: str) -> Decision:
    """The decision of an address, also of one that it had before. Raises RegisterError where there is none."""
    return _required(Decision, address, "the address of a decision: MC-6/4")


def body(address: str) -> Body:
    """The body of an address. Raises RegisterError where there is none."""
    return _required(Body, address, "the address of a body: MINAMATA-COP")


def organization(address: str) -> Organization:
    """The organization of an address or acronym. Raises RegisterError where there is none, or several."""
    held = _at(Organization, address)
    if held is not None:
        return held
    some = Organization.objects.filter(withdrawn=False).exclude(acronyms={})
    found = [each for each in some if address.casefold() in (str(known).casefold() for known in each.acronyms.values())]
    if len(found) > 1:
        raise RegisterError(f"{address} is the acronym of several", f"one of {', '.join(sorted(map(str, found)))}")
    if not found:
        raise RegisterError(f"the register has no organization {address}", "an address or acronym: WHO, PARTY-SN")
    return found[0]


def person(email: str) -> Person:
    """The active person with an address for mail. Raises RegisterError where there is none."""
    found = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise RegisterError(f"nobody in the register has the address {email}", "the address of a person for mail")
    return found


def holder(written: str) -> Person | Organization:
    """A person by the address for mail, or an organization by its address or acronym."""
    return person(written) if "@" in written else organization(written)


def record(address: str) -> Model:
    """Whatever record has an address. Raises RegisterError where none has it."""
    for model in _WITH_ADDRESS:
        if (found := _at(model, address)) is not None:
            return found
    raise RegisterError(f"nothing in the register has the address {address}", "an address: MC-6/4/para_3/m1, MC-6/4")


def _required(model: type[M], address: str, wanted: str) -> M:
    found = _at(model, address)
    if found is None:
        raise RegisterError(f"the register has no {model._meta.model_name} {address}", wanted)
    return found


def _at(model: type[M], address: str) -> M | None:
    """The record that has an address now, in whatever capitals, else the one that had it before."""
    held = model._default_manager
    found = held.filter(address=address).first() or held.filter(address__iexact=address).first()
    if found is None and (key := _before(model, address)) is not None:
        found = held.filter(pk=key).first()
    return found


def _before(model: type[Model], address: str) -> int | None:
    kind = str(model._meta.model_name)
    return Alias.objects.filter(address=address, kind=kind).values_list("key", flat=True).first()
