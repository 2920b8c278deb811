"""The Parties: every Member State once, by the codes of ISO 3166 and the names of the United Nations."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from mandata.languages import LANGUAGES
from mandata.register import history
from mandata.register.models import Event, Organization
from mandata.register.parties import parties, seed

LOCALES = {code: Locale.parse({"zh": "zh_Hans"}.get(code, code)).territories for code in LANGUAGES}


def test_there_are_193_member_states() -> None:
    assert sum(party.status == "member" for party in parties().values()) == 193


@pytest.mark.parametrize("party", parties().values(), ids=lambda party: party.address)
def test_a_party_has_its_codes_and_a_name_of_its_own_in_each_language(party) -> None:  # type: ignore[no-untyped-def]
    aliases = get_global("territory_aliases")
    assert party.iso2 in LOCALES["en"]
    assert party.status == "region" or aliases[party.iso3][0] == party.iso2
    assert party.names.keys() == LANGUAGES.keys() and all(name.strip() == name for name in party.names.values())
    assert all("-ва" not in name and "&" not in name for name in party.names.values())  # no shortened forms


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_name_stands_for_two_parties(code: str) -> None:
    names = [party.names[code] for party in parties().values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("address", "code", "name"),
    [
        ("PARTY-BO", "en", "Bolivia (Plurinational State of)"),
        ("PARTY-KP", "fr", "République populaire démocratique de Corée"),
        ("PARTY-CD", "zh", "刚果民主共和国"),
        ("PARTY-GB", "ru", "Соединенное Королевство Великобритании и Северной Ирландии"),
        ("PARTY-TL", "fr", "Timor-Leste"),
        ("PARTY-SN", "ar", "السنغال"),
        ("PARTY-PS", "es", "Estado de Palestina"),
        ("PARTY-NO", "en", "Norway"),
    ],
)
def test_names_are_those_of_the_united_nations(address: str, code: str, name: str) -> None:
    assert parties()[address].names[code] == name  # type: ignore[index]


@pytest.mark.django_db
def test_laying_out_twice_changes_nothing() -> None:
    author = history.Author(by=None, origin="command")
    assert seed(author) == len(parties())
    Organization.objects.filter(address="PARTY-SN").update(names={"en": "Senegal, as somebody wrote it"})
    assert seed(author) == 0
    assert Organization.objects.get(address="PARTY-SN").name("en") == "Senegal, as somebody wrote it"
    assert Event.objects.filter(record="organization").count() == len(parties())
