"""Square brackets in six languages: what they hold, and how provisions read with each option."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.model import Block, Bracket, Provision
from mandata.negotiation import find_brackets
from mandata.pipeline import analyse_block, speaker

FOLDER = Path(__file__).parents[1] / "cases" / "negotiation"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
ROWS = [
    (language, row)
    for language in LANGUAGES
    for row in yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
]
IDS = [f"{language}: {row['why']}" for language, row in ROWS]


def paragraph(text: str, **more: Any) -> Block:
    return Block(id=more.pop("id", "para_1"), kind="operative", text=text, **more)


def said(bracket: Bracket) -> list[str]:
    return [bracket.kind, *(option.text for option in bracket.options)]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=IDS)
def test_brackets_and_their_options(language: str, row: dict[str, Any]) -> None:
    found = find_brackets([paragraph(row["text"])], language)
    assert [said(bracket) for bracket in found.brackets] == row["brackets"], row["why"]
    assert not found.unread
    for phrase in (*found.brackets, *(option for bracket in found.brackets for option in bracket.options)):
        assert row["text"][phrase.start : phrase.end] == phrase.text


FIELDS = {
    "act": lambda p: p.act,
    "bracketed": lambda p: p.bracketed,
    "addressees": lambda p: [actor.text for actor in p.addressees],
    "conditions": lambda p: [condition.text for condition in p.conditions],
    "due": lambda p: [due.value for due in p.due],
}


def holds(provision: Provision, row: dict[str, Any]) -> None:
    for field, value in row.items():
        if field in FIELDS:
            assert FIELDS[field](provision) == value, field


@pytest.mark.parametrize(("language", "row"), ROWS, ids=IDS)
def test_provisions_with_each_option(language: str, row: dict[str, Any]) -> None:
    found, _ = analyse_block([paragraph(row["text"])], speaker(language, "", ""))
    assert [provision.act for provision in found] == [each["act"] for each in row["provisions"]], row["why"]
    for provision, expected in zip(found, row["provisions"], strict=True):
        holds(provision, expected)
        assert provision.bracketed == expected.get("bracketed", False)
        for other in expected.get("or", ()):
            (alternative,) = (a for a in provision.alternatives if a.text == other["option"])
            assert set(other) - {"option"} <= set(alternative.fields)
            holds(alternative.provision, other)
        for phrase in (provision, *provision.phrases()):
            assert row["text"][phrase.start : phrase.end] == phrase.text


def test_levels_and_whole_paragraphs() -> None:
    found = find_brackets([paragraph("[Decides [to meet [in 2027]];]")], "en").brackets
    assert [(bracket.level, bracket.whole) for bracket in found] == [(1, True), (2, False), (3, False)]
    assert find_brackets([paragraph("[Decides to meet];")], "en").brackets[0].whole


def test_a_bracket_over_several_paragraphs_has_an_entry_in_each() -> None:
    blocks = [
        paragraph("[Requests the Secretariat to:", id="a", label="1"),
        paragraph("Map the ice roads;", id="b", label="1 (a)", level=2),
        paragraph("Report on them;]", id="c", label="1 (b)", level=2),
    ]
    found = find_brackets(blocks, "en").brackets
    assert [(b.block, b.opened, b.closed, b.whole, b.options[0].text) for b in found] == [
        ("a", True, False, True, "Requests the Secretariat to:"),
        ("b", False, False, True, "Map the ice roads;"),
        ("c", False, True, True, "Report on them;"),
    ]
    provisions, _ = analyse_block(blocks, speaker("en", "", ""))
    assert [(p.act, p.bracketed, p.action and p.action.text) for p in provisions] == [
        ("request", True, "Map the ice roads"),
        ("request", True, "Report on them"),
    ]


def test_a_sign_without_its_other_half_is_said() -> None:
    found = find_brackets([paragraph("Decides [to meet in Oslo;", id="p")], "en")
    assert [(u.text, u.reason, u.block, u.start) for u in found.unread] == [
        ("[", "a square bracket without its other half", "p", 8)
    ]


def test_options_that_are_paragraphs() -> None:
    blocks = [
        paragraph("Option 1: Requests the Secretariat to pay the costs;", id="a"),
        paragraph("Option 2: Invites Parties to pay the costs;", id="b"),
        paragraph("Thanks the host;", id="c"),
    ]
    (found,) = find_brackets(blocks, "en").brackets
    assert said(found) == [
        "alternatives",
        "Requests the Secretariat to pay the costs;",
        "Invites Parties to pay the costs;",
    ]
    provisions, _ = analyse_block(blocks, speaker("en", "", ""))
    assert [(p.act, p.option) for p in provisions] == [("request", "Option 1"), ("invite", "Option 2"), ("thank", "")]


def test_an_option_under_its_own_heading_holds_the_paragraphs_up_to_the_next() -> None:
    blocks = [
        Block(id="h", kind="heading", text="[Option A]"),
        paragraph("Requests the Secretariat to pay the costs;", id="a"),
        paragraph("Invites Parties to help;", id="b"),
        Block(id="k", kind="heading", text="[Option B]"),
        paragraph("Invites Parties to pay the costs;", id="c"),
    ]
    marked = find_brackets(blocks, "en")
    assert marked.options == {"h": "Option A", "a": "Option A", "b": "Option A", "k": "Option B", "c": "Option B"}


def test_paragraphs_with_an_or_between_them() -> None:
    blocks = [
        paragraph("[Requests the Secretariat to pay the costs;]", id="a"),
        paragraph("OR", id="or"),
        paragraph("[Invites Parties to pay the costs;]", id="b"),
    ]
    found = find_brackets(blocks, "en").brackets
    sets = [bracket for bracket in found if bracket.kind == "alternatives"]
    assert [said(bracket)[1:] for bracket in sets] == [
        ["Requests the Secretariat to pay the costs;", "Invites Parties to pay the costs;"]
    ]


def test_brackets_of_a_first_page_are_no_options() -> None:
    front = Block(id="front_1", kind="front", text="[on the report of the Second Committee (A/80/1)]")
    assert find_brackets([front], "en").brackets == ()


def test_a_text_with_very_many_options_is_read_in_limited_time() -> None:
    text = "Requests the Secretariat to act " + "[now][later] " * 200 + ";"
    provisions, _ = analyse_block([paragraph(text)], speaker("en", "", ""))
    assert len(provisions[0].alternatives) < 30


def test_a_paragraph_of_nothing_but_brackets_is_left_and_said() -> None:
    found = find_brackets([paragraph("[" * 50_000 + "x" + "]" * 50_000, id="p")], "en")
    assert (found.brackets, [left.block for left in found.unread]) == ((), ["p"])
