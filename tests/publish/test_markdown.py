"""Markdown reads as the document does, with its mandates as tables."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html
from lxml.etree import _Element as Element
from markdown_it import MarkdownIt

from mandata.interface import interface
from mandata.languages import LANGUAGES
from mandata.model import Block, Document
from mandata.publish.markdown import markdown


def read(document: Document, ui: str | None = None) -> Element:
    """The document as rendered without the extension for footnotes."""
    written = re.sub(r"\[\^\w+\]:?", "", markdown(document, interface(ui or document.language)))
    return html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(written)}</div>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_is_that_of_the_document(meeting: dict[str, Document], language: str) -> None:
    document = meeting[f"note.{language}.docx"]
    shown = " ".join(read(document).text_content().split())
    for block in document.blocks:
        assert " ".join(block.text.split()) in shown, block.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decision_has_a_table_of_its_mandates(meeting: dict[str, Document], language: str) -> None:
    document, words = meeting[f"decisions.{language}.html"], interface(language)
    tables = read(document).xpath("//table")
    mandates = [provision for provision in document.provisions if provision.act_class == "directive"]
    assert len(tables) == len(document.decisions)
    assert sum(len(table.xpath(".//tbody/tr")) for table in tables) == len(mandates)
    assert tables[0].xpath(".//th")[1].text == words.headings["who"]


def test_signs_stay_signs(awkward: Document) -> None:
    made = read(awkward)
    assert made.xpath("//h1")[0].text == "Report | on [lead]"
    paragraph = next(p for p in made.iter("p") if "Requests" in p.text_content())
    assert paragraph.text_content().startswith("1. Requests the secretariat") and "*lead*" in paragraph.text_content()
    assert made.xpath("//ul/li//p | //ul/li")[-1].tag and "- Not a list;" in made.text_content()
    assert made.xpath("//em | //ol") == []


@pytest.mark.parametrize(
    "text", ["6 November 2026", "1. One", "1) One", "- One", "+", "---", "===", "# One", "> One", "2027."]
)
def test_no_paragraph_opens_like_something_else(make_awkward: Callable[..., Document], text: str) -> None:
    blocks = (Block(id="a", kind="paragraph", text="Before"), Block(id="b", kind="paragraph", text=text))
    bare = {"decisions": (), "notes": (), "citations": (), "mentions": (), "provisions": (), "unread": ()}
    made = read(make_awkward(blocks=blocks, **bare))
    assert [p.text for p in made.iterfind("p")][:2] == ["Before", text]


def test_footnotes_and_tables_are_those_of_markdown(awkward: Document) -> None:
    written = markdown(awkward, interface("en"))
    assert "[^note_1] and WHO" in written and "[^note_1]: See DC-2/11." in written
    assert written.index("[^note_1] and") < written.index("[^note_1]:")
    assert "| Year | Sum |  |\n| --- | --- | --- |\n| 2027 | 12 |" in written
    assert "- =1+1 (a picture)" in written
