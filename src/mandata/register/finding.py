"""Finds records of one kind by what people write: addresses (also earlier ones), acronyms, addresses for mail."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from ..errors import RegisterError
from . import addresses
from .models import Body, Decision, Mandate, Meeting, Organization, Person

M = TypeVar("M", bound=Model)


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
    """Whatever record has an address. Raises RegisterError where none has it, with those that it could be."""
    found: Model = addresses.find(address)
    return found


def _required(model: type[M], address: str, wanted: str) -> M:
    found = _at(model, address) or addresses.find(address)
    if not isinstance(found, model):
        raise RegisterError(f"{address} is a {found._meta.model_name}", wanted)
    return found


def _at(model: type[M], address: str) -> M | None:
    """The record that has an address now, in whatever capitals."""
    held = model._default_manager
    return held.filter(address=address).first() or held.filter(address__iexact=address).first()
