"""One conference room paper in six languages: numbers, brackets, tracked changes, notes and provisions are the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import yaml
from papers import accepted, paper, rejected

from mandata.model import Block, Document, View
from mandata.pipeline import read_document

FOLDER = Path(__file__).parents[1] / "cases" / "papers"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
VIEWS: tuple[View, ...] = get_args(View)
Lines = list[str | Sequence[Sequence[str]]]

# label → the brackets of that paragraph: kind, number of options, whether they are all of the paragraph, level
BRACKETS = {
    "1": [("alternatives", 2, False, 1)],
    "2": [("alternatives", 2, True, 1)],
    "4": [("alternatives", 2, False, 1)],
    "4 (a)": [("option", 1, False, 1), ("option", 1, False, 2)],
    "4 (c)": [("option", 1, True, 1)],
    "4 (c) (i)": [("option", 1, True, 1)],
    "4 (c) (ii)": [("option", 1, True, 1)],
    "5": [("option", 1, False, 1)],
    "6": [("option", 1, True, 1), ("option", 1, False, 2), ("alternatives", 2, False, 3)],
    "7": [("option", 1, True, 1), ("alternatives", 2, False, 2), ("alternatives", 2, False, 2)],
    "8": [("alternatives", 2, True, 1)],
    "": [("alternatives", 2, False, 1)],  # the second alternative has no number of its own
    "9": [("option", 1, True, 1)],
}
CHANGES = {
    "4": [("inserted", False)],
    "4 (a)": [("deleted", False), ("inserted", False)],
    "4 (b)": [("inserted", True)],
    "5": [("comment", False)],
    "6": [("inserted", True)],
    "9": [("deleted", False), ("inserted", False)],
}
# label → act, whether all of it is bracketed, the name of the option
PROVISIONS = {
    "1": ("welcome", False, False),
    "2": ("decide", False, True),
    "3": ("decide", False, True),
    "4 (a)": ("request", False, False),
    "4 (b)": ("request", False, False),
    "4 (c) (i)": ("request", True, False),
    "4 (c) (ii)": ("request", True, False),
    "5": ("invite", False, False),
    "7": ("agree", True, False),
    "8": ("urge", False, True),
    "": ("invite", False, True),
}


def lines(language: str) -> Lines:
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))  # type: ignore[no-any-return]


@cache
def document(language: str, view: View = "final") -> Document:
    read = read_document("paper.docx", paper(language, lines(language)), view=view)
    read.check()
    return read


def operative(read: Document) -> list[Block]:
    return [block for block in read.blocks if block.kind == "operative"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_known_as_a_draft_decision(language: str) -> None:
    read = document(language)
    assert (read.language, read.symbol) == (language, "UNEP/MC/COP.9/CRP.4")
    assert [(decision.number, decision.draft) for decision in read.decisions] == [("MC-9/[--]", True)]
    assert [block.kind for block in read.blocks].count("preambular") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_have_the_same_numbers(language: str) -> None:
    assert [block.label for block in operative(document(language))] == [
        *("1", "2", "3", "4", "4 (a)", "4 (b)", "4 (c)", "4 (c) (i)", "4 (c) (ii)"),
        *("5", "6", "7", "8", "", "9"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bracket_is_found(language: str) -> None:
    read = document(language)
    labels = {block.id: block.label for block in operative(read)}
    found: dict[str, list[tuple[str, int, bool, int]]] = {}
    for bracket in read.brackets:
        if bracket.block in labels:
            what = (bracket.kind, len(bracket.options), bracket.whole, bracket.level)
            found.setdefault(labels[bracket.block], []).append(what)
    assert found == BRACKETS
    assert not [left for left in read.unread if left.block]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_is_found(language: str) -> None:
    found = {
        block.label: [(change.kind, change.whole) for change in block.changes]
        for block in operative(document(language))
        if block.changes
    }
    assert found == CHANGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_provisions_know_their_option_and_their_brackets(language: str) -> None:
    read = document(language)
    labels = {block.id: block.label for block in operative(read)}
    found = {labels[p.block]: (p.act, p.bracketed, bool(p.option)) for p in read.provisions}
    assert PROVISIONS.items() <= found.items()


@pytest.mark.parametrize("view", ["final", "original"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_view_has_its_words(language: str, view: View) -> None:
    read = document(language, view)
    said = accepted if view == "final" else rejected
    expected = [said(line) for line in lines(language) if isinstance(line, str) and line.startswith(("#", "+#"))]
    numbered = [block.text for block in operative(read) if block.label]
    assert numbered == [text for text in expected if text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_that_was_inserted_is_there_in_the_final_view_only(language: str) -> None:
    assert [note.text for note in document(language).notes] == ["UNEP/MC/COP.9/INF/7.", "UNEP/MC/COP.9/12."]
    assert [(n.label, n.text) for n in document(language, "original").notes] == [("1", "UNEP/MC/COP.9/12.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_in_the_annex_has_its_changes_and_brackets(language: str) -> None:
    read = document(language)
    rows = [block for block in read.blocks if block.kind == "table"]
    assert rows[1].text.endswith(" | 45,000")
    assert [(change.kind, change.text) for change in rows[1].changes] == [("deleted", "40,000"), ("inserted", "45,000")]
    assert [b.kind for b in read.brackets if b.block == rows[2].id] == ["option", "option"]
