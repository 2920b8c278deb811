"""The register of organizations is complete in six languages, and no name leads to two entries."""

from collections import defaultdict

import pytest

from mandata import inflection, lexicon, names
from mandata.languages import LANGUAGES

ORGANIZATIONS = lexicon.organizations().values()
KINDS = {
    "organization", "secretariat", "committee", "panel", "partnership", "fund", "bank", "ngo", "institute",
    "office", "group",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_a_name_in_every_language(language: str) -> None:
    assert not [one.id for one in ORGANIZATIONS if not one.names.get(language)]


def test_ids_are_capitals_and_kinds_those_of_the_header() -> None:
    assert not [one.id for one in ORGANIZATIONS if one.id != one.id.upper() or " " in one.id]
    assert {one.kind for one in ORGANIZATIONS} == KINDS


def test_every_parent_is_an_entry() -> None:
    known = {*lexicon.organizations(), *lexicon.bodies()}
    assert not [(one.id, one.parent) for one in ORGANIZATIONS if one.parent and one.parent not in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_leads_to_two_organizations(language: str) -> None:
    rules = names.rules(language).forms
    owners = defaultdict(set)
    for one in ORGANIZATIONS:
        for forms in (one.names, one.short, one.aliases):
            for name in forms.get(language, []):
                for form in inflection.written(name, rules):
                    owners[form].add(one.id)
        for acronym in one.acronyms.get(language, []):
            owners[acronym].add(one.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_body_or_treaty_is_listed_again_as_an_organization(language: str) -> None:
    rules = names.rules(language).forms
    taken = {
        form: entry.id
        for register in (lexicon.bodies(), lexicon.instruments())
        for entry in register.values()
        for name in entry.names.get(language, [])
        for form in inflection.written(name, rules)
    }
    again = {
        name: (one.id, taken[form])
        for one in ORGANIZATIONS
        for forms in (one.names, one.aliases)
        for name in forms.get(language, [])
        for form in inflection.written(name, rules)
        if form in taken
    }
    assert not again
