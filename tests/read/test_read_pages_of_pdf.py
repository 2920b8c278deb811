"""The same resolution as pages of a PDF and as text: the same paragraphs, labels and notes, in every language."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.model import Document
from mandata.read import read_bytes
from mandata.structure import structure

typst = pytest.importorskip("typst", reason="the package typst, which sets the pages, is not installed")

FOLDER = Path(__file__).parents[1] / "cases" / "pages"
FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
"""Fonts of the machine; the others come with the typesetter."""

NOTE = re.compile("~([^~]*)~")


def page(case: dict[str, Any], language: str, symbol: str) -> str:
    """Pages with a masthead of two columns, running heads, page numbers, hyphens at line ends, and footnotes."""
    masthead = "".join(f"[{left}], [{right}]," for left, right in case["head"])
    text = "\n\n".join(NOTE.sub(r"#footnote[\1]", words) for words in case["paragraphs"])
    text = re.sub(r"^(\d+)\. ", r"\1\\. ", text, flags=re.MULTILINE)  # a word, not a list of the typesetter
    return f"""
#set page(width: 148mm, height: 120mm, margin: (x: 20mm, y: 20mm),
  header: context if counter(page).get().first() > 1 [{symbol}], footer: context align(center, counter(page).display()))
#set text(font: ("{FONTS.get(language, "Libertinus Serif")}", "Libertinus Serif"), lang: "{language}", size: 10pt,
  hyphenate: true)
#set par(justify: true, spacing: 1.4em)
#set super(typographic: false)
#grid(columns: (1fr, 1fr), row-gutter: 8pt, {masthead})
#v(10mm)

{text}
"""


def structured(name: str, data: bytes) -> Document:
    return structure(read_bytes(name, data))


def blocks(document: Document) -> list[tuple[str, str, str]]:
    """The blocks from the title on."""
    found = [(block.kind, block.label, block.text) for block in document.blocks]
    start = next(place for place, (kind, _, _) in enumerate(found) if kind == "title")
    return [block for block in found[start:] if block[0] not in ("header", "footer", "note")]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_same_resolution_as_pages_and_as_text_has_the_same_blocks(language: str) -> None:
    case = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    needed = FONTS.get(language)
    if needed and not any(needed == family for family in installed()):
        pytest.skip(f"the font {needed} is not installed")
    pages = structured("x", typst.compile(page(case, language, case["head"][0][0]).encode()))
    plain = [NOTE.sub("", words) for words in ["", *(" ".join(row) for row in case["head"]), "", *case["paragraphs"]]]
    text = structured("x", "\n".join(plain).encode())
    assert blocks(pages) == blocks(text)
    expected = [note for words in case["paragraphs"] for note in NOTE.findall(words)]
    assert [note.text for note in pages.notes] == expected
    marked = [block.text[: mark.at] for block in pages.blocks for mark in block.marks]
    assert marked == [words[: words.index("~")] for words in map(unlabelled, case["paragraphs"]) if "~" in words]


def unlabelled(words: str) -> str:
    return re.sub(r"^\d+[.-] ", "", words)


@functools.cache
def installed() -> list[str]:
    return [font.family for font in typst.Fonts().fonts()]
