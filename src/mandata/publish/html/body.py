"""The text of a document as elements: headings, paragraphs with their side notes, tables, in the order as issued."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from lxml.etree import _Element as Element

from ...interface import Interface
from ...languages import LANGUAGES
from ...model import Block, Citation, Document
from ..reading import cells_of, entries_of, grouped
from .inline import Anchors, Said, Span, add, element, roles, spans_of, write_inline
from .sidenotes import side_note

_HEADINGS = ("title", "heading")


class Body:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, words: Interface, anchors: Anchors) -> None:
        self.document, self.words, self.anchors = document, words, anchors
        self.direction = LANGUAGES[document.language].direction
        self.entries = entries_of(document)
        self.cited: dict[str, list[Citation]] = {}
        for citation in document.citations:
            self.cited.setdefault(citation.block, []).append(citation)
        self.said: dict[str, list[Said]] = {}
        for provision in document.provisions:
            for role, phrase in roles(provision):
                self.said.setdefault(phrase.block, []).append((role, phrase))
        self.rank = 1

    def element(self) -> Element:
        """The whole text."""
        article = element("article", lang=self.document.language, dir=self.direction)
        for group in grouped([block for block in self.document.blocks if block.kind != "note"]):
            made = self._table(group) if group[0].kind == "table" else self._block(group[0])
            made.tail = "\n"
            article.append(made)
        return article

    def _block(self, block: Block) -> Element:
        if block.kind in _HEADINGS:
            return self._heading(block)
        outer = element("div", id=block.id, class_=f"block {block.kind} level{min(block.level, 6)}")
        self.text(add(outer, "p"), block)
        if entries := self.entries.get(block.id):
            note = side_note(entries, self.words, self.document.language, self.direction)
            note.set("lang", self.words.language)
            note.set("dir", LANGUAGES[self.words.language].direction)
            outer.append(note)
        return outer

    def _heading(self, block: Block) -> Element:
        """A heading one rank below that of the page, never more than one below the heading before it."""
        wanted = 2 if block.kind == "title" else 2 + block.level
        self.rank = min(wanted, self.rank + 1, 6)
        heading = element(f"h{self.rank}", id=block.id)
        self.text(heading, block)
        return heading

    def text(self, parent: Element, block: Block) -> None:
        """Number and text of a block."""
        if block.shown:
            add(parent, "span", block.shown, class_="number").tail = " "
        write_inline(parent, block, self._spans(block), self.anchors, (0, len(block.text)))

    def _table(self, rows: Sequence[Block]) -> Element:
        scroll = element("div", class_="block table", tabindex="0", role="region")
        scroll.set("aria-label", self.words.labels.text)
        table = add(scroll, "table")
        for block in rows:
            row = add(table, "tr", id=block.id)
            for place in cells_of(block):
                write_inline(add(row, "td"), block, self._spans(block), self.anchors, place)
        return scroll

    def _spans(self, block: Block) -> set[Span]:
        said, cited = self.said.get(block.id, []), self.cited.get(block.id, [])
        return spans_of(block, said, cited, self.words, self.anchors) | self._number(block)

    def _number(self, block: Block) -> set[Span]:
        """A decision's number in its title: signs at its edges must keep their places in a text from right to left."""
        number = self.document.decisions[block.decision].number if block.decision is not None else ""
        start = block.text.find(number) if number and block.kind == "title" else -1
        return {Span(start, start + len(number), 0, "bdi")} if start >= 0 else set()

    def plain(self, parent: Element, block: Block) -> None:
        """Number and text of a block without links."""
        if block.shown:
            add(parent, "span", block.shown).tail = " "
        bare = msgspec.structs.replace(block, marks=())
        write_inline(parent, bare, self._number(block), self.anchors, (0, len(block.text)))
