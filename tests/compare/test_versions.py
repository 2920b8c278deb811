"""Pairs of paragraphs in six languages: every change is told as what it is, and nothing else is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.compare.versions import compare
from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "compare"


def document(texts: list[str], cases: dict[str, Any], language: str) -> Document:
    """The paragraphs as a decision in a text file; sub-paragraphs ("(a) …") have no number of their own."""
    lines, number = list(cases["opening"]), 0
    for text in texts:
        if text.startswith("("):
            lines.append(text)
        else:
            number += 1
            lines.append(cases["paragraph"].format(number=number, text=text))
    return analyse(read_bytes("decision.txt", "\n".join(lines).encode()), language)


def rows() -> list[Any]:
    found = []
    for language in LANGUAGES:
        path = CASES / f"{language}.yaml"
        cases = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [pytest.param(language, cases, row, id=f"{language}: {row['why']}") for row in cases["rows"]]
    return found


@pytest.mark.parametrize(("language", "cases", "row"), rows())
def test_what_changed_is_told_once_and_as_what_it_is(language: str, cases: dict[str, Any], row: dict[str, Any]) -> None:
    before, after = (document(row[side], cases, language) for side in ("before", "after"))
    found = compare(before, after)
    told = [[c.kind, c.old, c.new] for c in found.changes if c.kind != "renumbered"]
    assert sorted(told) == sorted(row["changes"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_no_changes_against_itself(language: str) -> None:
    cases = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    for row in cases["rows"]:
        same = document(row["before"], cases, language)
        assert compare(same, same).changes == ()
