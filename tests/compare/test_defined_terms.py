"""A term in quotation marks is to be rendered alike throughout a version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.compare.concord.languages import concord
from mandata.model import Document
from mandata.pipeline import read_document

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "concord" / "terms.yaml").read_text(encoding="utf-8")
)


def version(code: str, *terms: str) -> Document:
    """A decision of three paragraphs with a quoted term in each."""
    own = CASES[code]
    texts = [text.format(own[term]) for text, term in zip(own["paragraphs"], terms, strict=True)]
    said = "".join(f"<p>{at}. {text}</p>" for at, text in enumerate(texts, 1))
    head = f"<h1>{own['title']}</h1><h2>{own['heading']}</h2><p>{own['issuer']}</p>"
    page = f"<html lang='{code}'><body>{head}{said}</body></html>"
    return read_document(f"d.{code}.html", page.encode(), code)


def found(usual: tuple[str, str, str] = ("term", "term", "term"), **versions: tuple[str, str, str]) -> list[list[str]]:
    """Findings about terms: language, paragraph, expected, found, the last two without quotation marks."""
    read = [version(code, *versions.get(code, usual)) for code in CASES]
    findings = (one for one in concord(read).findings if one.kind == "term")
    return [[f.language, f.at.label, *(said.strip("«»“”„ ") for said in (f.expected, f.found))] for f in findings]


def test_versions_that_keep_to_their_terms_give_no_finding() -> None:
    assert found() == []


@pytest.mark.parametrize("code", CASES)
def test_a_version_that_once_renders_a_term_otherwise_is_told(code: str) -> None:
    own = CASES[code]
    assert found(**{code: ("term", "term", "other")}) == [[code, "3", own["term"], own["other"]]]


@pytest.mark.parametrize("code", CASES)
def test_another_form_of_the_same_words_is_no_other_term(code: str) -> None:
    assert found(**{code: ("term", "form", "term")}) == []


def test_where_all_versions_change_the_term_nothing_is_told() -> None:
    assert found(("term", "term", "other")) == []


@pytest.mark.parametrize("code", CASES)
def test_without_a_usual_rendering_nothing_is_told(code: str) -> None:
    assert found(**{code: ("term", "other", "third")}) == []
