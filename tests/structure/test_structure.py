"""Invented documents in six languages are read as a careful reader would read them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from plain import source

from mandata.errors import ReadError, StructureError
from mandata.model import Document, Footnote, Line, Mark, Source
from mandata.structure import structure

CASES = Path(__file__).parents[1] / "cases/structure"
ROWS = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['why']}")
    for path in sorted(CASES.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
READ = [row for row in ROWS if "refused" not in row.values[1]]
REFUSED = [row for row in ROWS if "refused" in row.values[1]]


@pytest.mark.parametrize(("language", "case"), READ)
def test_a_document_is_read_as_expected(language: str, case: dict[str, Any]) -> None:
    document = structure(source(case["lines"]))
    assert document.language == language
    _check_blocks(document, case)
    if "decisions" in case:
        assert [[d.number, d.title, d.draft] for d in document.decisions] == case["decisions"]
    for name, value in case.get("fields", {}).items():
        assert getattr(document, name) == value, name


def _check_blocks(document: Document, case: dict[str, Any]) -> None:
    if "blocks" in case:
        found = [(block.kind, block.label, block.text) for block in document.blocks]
        assert [row[:2] for row in found] == [tuple(row[:2]) for row in case["blocks"]]
        for (_, _, text), (_, _, first) in zip(found, case["blocks"], strict=True):
            assert text.startswith(first) or first in case["lines"].split(text)[0][-40:] + text
    if "levels" in case:
        assert [block.level for block in document.blocks] == case["levels"]
    if "ids" in case:
        assert [block.id for block in document.blocks] == case["ids"]


@pytest.mark.parametrize(("language", "case"), REFUSED)
def test_a_text_of_another_kind_is_refused(language: str, case: dict[str, Any]) -> None:
    with pytest.raises(StructureError, match=case["refused"]) as caught:
        structure(source(case["lines"]), language)
    assert caught.value.expected and caught.value.advice


def test_an_unknown_language_is_named() -> None:
    text = "Der Rat der Hafenmeister hat gestern getagt und nichts beschlossen. " * 20
    with pytest.raises(ReadError, match="German"):
        structure(source(text))


def test_the_same_decision_has_the_same_addresses_in_all_languages() -> None:
    """The case of each language whose resolution is 7/21 has a list without numbers; the first cases have numbers."""
    shapes = {}
    for language in ("ar", "en", "es", "fr", "ru"):
        cases = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
        case = next(case for case in cases if case["lines"].startswith("7/21"))
        shapes[language] = [(block.id, block.kind, block.level) for block in structure(source(case["lines"])).blocks]
    assert all(shape == shapes["en"] for shape in shapes.values())


def test_automatic_numbers_are_labels_and_footnotes_keep_their_place() -> None:
    lines = (
        Line(text="The Conference of the Parties,"),
        Line(text="Welcomes the lamps", label="1.", marks=(Mark(at=18, note="1"),)),
        Line(text="Requests the secretariat to light them:", label="2."),
        Line(text="At dusk;", label="(a)", level=2),
    )
    notes = (Footnote(label="1", text="See the list of lamps."),)
    document = structure(Source(file="x", sha256="", format="docx", lines=lines, notes=notes), "en")
    assert [(b.label, b.shown) for b in document.blocks[1:4]] == [("1", "1."), ("2", "2."), ("2 (a)", "(a)")]
    note = document.notes[0]
    assert (note.block, note.at, note.label) == (document.blocks[1].id, 18, "1")
    assert document.blocks[-1].kind == "note" and document.blocks[-1].id == note.id


def test_a_picture_and_a_stray_number_are_counted_as_unread() -> None:
    lines = (
        Line(text="The Conference of the Parties,"),
        Line(text="1. Welcomes the lamps;"),
        Line(text="2."),
        Line(text="", kind="picture"),
    )
    document = structure(Source(file="x", sha256="", format="docx", lines=lines), "en")
    assert {unread.reason for unread in document.unread} == {"a picture", "a number without a paragraph"}


FRAGMENTS = [
    *("The General Assembly,", "Requests", "Recalling", "the lamp", "Annex", "Note by", "Contents", "Decision 1/CP.2"),
    *("1.", "(a)", "[2.", "“3.", "i)", "A.", "2.1 ", "•", "*", "7/2. Title", "—", "١ -", "(i)", "II", "|", ";", ","),
    *(":", "of 4 May 2030", "6th plenary meeting", "4 May 2030"),
]
WORDS = st.sampled_from(FRAGMENTS)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=25))
def test_every_character_stands_in_a_block_or_is_unread(texts: list[str]) -> None:
    given_lines = source("\n".join(["The Conference of the Parties,", *texts]))
    document = structure(given_lines, "en")
    wanted = _letters(line.text for line in given_lines.lines)
    found = [block.shown + block.text for block in document.blocks] + [unread.text for unread in document.unread]
    assert _letters(found) == wanted
    assert len({block.id for block in document.blocks}) == len(document.blocks)


def _letters(texts: Iterable[str]) -> Counter[str]:
    """How often each character stands in `texts`, blanks and the bars between the cells of a row apart."""
    return Counter("".join(texts).translate({ord(" "): None, ord("|"): None}))
