"""Writes a version as a DOCX for its translator: the text as read, with a comment at the words of every finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml.etree import _Element as Element

from ...compare.concord.finding import Finding
from ...compare.concord.languages import Concordance
from ...compare.concord.sentences import sentence
from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Block, Document
from ..word import AUTHOR, STYLE_OF, no_footnotes, packed, said, w


def commented(document: Document, found: Concordance, words: Interface) -> bytes:
    """The text of a document with the findings about it as comments, said in the language of `words`.

    What was accepted gets no comment. A finding without words of its own (something is missing) is about its paragraph.
    """
    mine = [one for one in found.findings if one.language == document.language]
    writer = _Writer(document, mine, words)
    return packed(writer.body(), writer.footnotes, {"comments": writer.comments})


class _Writer:
    """Builds the parts of the file."""

    def __init__(self, document: Document, findings: Sequence[Finding], words: Interface) -> None:
        self.document, self.words = document, words
        self.right_to_left = LANGUAGES[document.language].direction == "rtl"
        self.of_block: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        self.comments = w(None, "comments")
        blocks = [block.id for block in document.blocks]
        for number, one in enumerate(findings):
            self._comment(number, one)
            self.of_block[one.at.block if one.at.block in blocks else blocks[0]].append((number, one))
        self.footnotes = no_footnotes()

    def _comment(self, number: int, one: Finding) -> None:
        comment = w(self.comments, "comment", id=str(number), author=AUTHOR, initials="M")
        weight = f"{self.words.concord.seriousness[one.seriousness]}, {one.confidence:.2f}, {one.id}"
        paragraph = w(comment, "p")
        if LANGUAGES[self.words.language].direction == "rtl":
            w(w(paragraph, "pPr"), "bidi")
        self._run(paragraph, f"{sentence(one, self.words)} ({weight})")

    def body(self) -> Element:
        """The paragraphs in order, footnotes at the end."""
        root = w(None, "document")
        body = w(root, "body")
        for block in self.document.blocks:
            self._paragraph(body, block)
        w(w(body, "sectPr"), "pgSz", w="11906", h="16838")
        return root

    def _paragraph(self, body: Element, block: Block) -> None:
        paragraph = w(body, "p")
        look = w(paragraph, "pPr")
        if style := STYLE_OF.get(block.kind):
            w(look, "pStyle", val=style)
        if self.right_to_left:
            w(look, "bidi")
        if block.level > 1 and block.kind in ("operative", "list"):
            w(look, "ind", start=str(567 * (block.level - 1)))
        if block.shown:
            self._run(paragraph, f"{block.shown} ")
        findings = self.of_block.get(block.id, [])
        begins, ends = defaultdict(list), defaultdict(list)
        for number, one in findings:
            start, end = (one.at.start, one.at.end) if one.at.start < one.at.end else (0, len(block.text))
            begins[start].append(number)
            ends[end].append(number)
        marks = defaultdict(list)
        for mark in block.marks:
            marks[mark.at].append(mark.note)
        places = sorted({0, len(block.text), *begins, *ends, *marks})
        for at, place in enumerate(places):
            for number in begins[place]:
                w(paragraph, "commentRangeStart", id=str(number))
            for number in ends[place]:
                w(paragraph, "commentRangeEnd", id=str(number))
                w(w(paragraph, "r"), "commentReference", id=str(number))
            for label in marks[place]:
                self._run(paragraph, label, raised=True)
            if at + 1 < len(places):
                self._run(paragraph, block.text[place : places[at + 1]])

    def _run(self, paragraph: Element, text: str, *, raised: bool = False) -> None:
        if not text:
            return
        run = w(paragraph, "r")
        look = w(run, "rPr")
        if raised:
            w(look, "vertAlign", val="superscript")
        if self.right_to_left:
            w(look, "rtl")
        said(run, text)
