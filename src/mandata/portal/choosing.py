"""Choosing records of the register in a form: offered by name in a list, found again from what was written."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from django.db.models import Model, Q

from ..errors import RegisterError
from ..register.models import Body, Mandate, Meeting, Organization, Person
from .rows import meeting_name
from .show import Desk, name_of

M = TypeVar("M", bound=Model)
_PARTS = " · "  # between an address and a name in what a list offers


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a list offers: the value that stands in the field then, and its name."""

    value: str
    name: str = ""


def organizations(look: Desk) -> tuple[Offer, ...]:
    """All organizations and Parties, by name."""
    held = Organization.objects.filter(withdrawn=False).only("address", "names")
    offers = (Offer(value=said(look, each)) for each in held)
    return tuple(sorted(offers, key=lambda offer: offer.value.casefold()))


def meetings(look: Desk, body: Body | None = None) -> tuple[Offer, ...]:
    """Meetings, those of a body first."""
    held = list(Meeting.objects.filter(withdrawn=False).select_related("body").order_by("address"))
    held.sort(key=lambda each: each.body_id != (body.pk if body else 0))
    return tuple(Offer(value=each.address, name=meeting_name(look, each).name) for each in held)


def bodies(look: Desk) -> tuple[Offer, ...]:
    """The bodies, by address."""
    held = Body.objects.filter(withdrawn=False).order_by("address")
    return tuple(Offer(value=each.address, name=name_of(each, look.language).name) for each in held)


def people() -> tuple[Offer, ...]:
    """The people who can be given something to do."""
    return tuple(
        Offer(value=email, name=name)
        for email, name in Person.objects.filter(is_active=True).order_by("name").values_list("email", "name")
    )


def said(look: Desk, organization: Organization) -> str:
    """How a field writes an organization: "WHO · World Health Organization"."""
    name = organization.name(look.language)
    return f"{organization.address}{_PARTS}{name}" if name and name != organization.address else organization.address


def organization(written: str) -> Organization | None:
    """The organization that somebody wrote: from the list, its address, its name or acronym in any language.

    None where nothing is written. Raises RegisterError where none or several are called so.
    """
    wanted = written.partition(_PARTS)[0].strip()
    if not wanted:
        return None
    held = Organization.objects.filter(withdrawn=False)
    found = held.filter(address__iexact=wanted).first()
    if found is None:
        called = Q()
        for code in Organization.LANGUAGES:
            called |= Q(**{f"names__{code}__iexact": wanted}) | Q(**{f"acronyms__{code}__iexact": wanted})
        several = list(held.filter(called)[:5])
        if len(several) > 1:
            raise RegisterError(f"{wanted!r} means several", ", ".join(each.address for each in several))
        found = several[0] if several else None
    if found is None:
        raise RegisterError(f"{wanted!r} is no organization of the register", "one from the list")
    return found


def meeting(written: str) -> Meeting | None:
    """The meeting of an address; None where nothing is written. Raises RegisterError where there is none."""
    return _of(Meeting, "address__iexact", written, "meeting")


def body(written: str) -> Body | None:
    """The body of an address; None where nothing is written. Raises RegisterError where there is none."""
    return _of(Body, "address__iexact", written, "body")


def somebody(written: str) -> Person | None:
    """The person with an address of mail; None where nothing is written. Raises RegisterError where there is none."""
    return _of(Person, "email__iexact", written, "person")


def mandate(written: str) -> Mandate | None:
    """The mandate of an address; None where nothing is written. Raises RegisterError where there is none."""
    return _of(Mandate, "address__iexact", written, "mandate")


def _of(kind: type[M], field: str, written: str, what: str) -> M | None:
    wanted = written.partition(_PARTS)[0].strip()
    if not wanted:
        return None
    found = kind._default_manager.filter(**{field: wanted}).first()
    if found is None:
        raise RegisterError(f"{wanted!r} is no {what} of the register", "one from the list")
    return found
