"""Lays out the Parties in the register of organizations, by their short names at the United Nations."""

from __future__ import annotations

from functools import cache
from typing import Literal

from django.db import transaction

from ..languages import Code
from ..lexicon import Entry, load
from . import history
from .history import Author
from .models import Organization


class Party(Entry, frozen=True, kw_only=True):
    """A State or regional organization, as data/parties.yaml explains."""

    iso2: str
    iso3: str
    status: Literal["member", "observer", "region"]
    names: dict[Code, str]

    @property
    def address(self) -> str:
        return f"PARTY-{self.iso2}"


@cache
def parties() -> dict[str, Party]:
    """All Parties by address."""
    return {party.address: party for party in load("parties.yaml", list[Party])}


def seed(author: Author) -> int:
    """Put in every Party that is not in the register, how many those are; one that is there stays as people have it."""
    there = set(Organization.objects.filter(kind="party").values_list("address", flat=True))
    missing = [party for address, party in parties().items() if address not in there]
    if not missing:
        return 0
    with transaction.atomic():
        made = Organization.objects.bulk_create(
            Organization(
                address=party.address,
                kind="party",
                names=dict(party.names),
                acronyms={"en": party.iso3},
            )
            for party in missing
        )
        history.log_all(author, [history.Entry(record=each, what="added") for each in made], new=True)
    return len(made)
