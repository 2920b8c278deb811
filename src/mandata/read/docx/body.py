"""The blocks of a part of a DOCX, in reading order, as lines: paragraphs, tables, text boxes."""

from __future__ import annotations

from typing import Literal

import msgspec
from lxml import etree

from ...model import Line
from ..plain import plain
from . import tables, tags
from .context import Context
from .inline import Inline, chosen
from .look import DEEPEST, Look
from .tags import PPR, TBL, VAL, P, R

Kind = Literal["text", "header", "footer"]

_NO_BLOCKS = frozenset((tags.SDT_PR, tags.PPR, tags.TCPR, tags.TRPR, tags.SECTPR, tags.DEL, tags.MOVE_FROM))


class Body:
    """Reads the blocks of one part into lines."""

    def __init__(self, context: Context, kind: Kind = "text") -> None:
        self._context = context
        self._kind: Kind = kind
        self._inline = Inline(context)
        self._break = False
        self._in_cell = False
        self._joined: Look | None = None  # the look of a paragraph that goes on in the next

    def lines(self, parent: etree._Element) -> list[Line]:
        """The lines of all blocks in `parent`."""
        out: list[Line] = []
        self._blocks(parent, out)
        return out

    def _blocks(self, parent: etree._Element, out: list[Line]) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, out)
            elif tag == TBL:
                self._table(child, out)
            elif tag == tags.ALTERNATE:
                for part in chosen(child):
                    self._blocks(part, out)
            elif tag == tags.ALTCHUNK:
                self._context.leave("embedded document", "part of another format inside the document")
            elif tag not in _NO_BLOCKS:
                self._blocks(child, out)
        if self._joined is not None:  # the end of the last paragraph was deleted, and nothing follows it
            look, self._joined = self._joined, None
            self._end_paragraph(look, out)

    # ---------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: etree._Element, out: list[Line]) -> None:
        inline, looks = self._inline, self._context.looks
        look = looks.default
        begun = self._joined is not None
        for child in paragraph:
            tag = child.tag
            if tag == PPR:
                look = looks.read(child, self._in_cell)
                continue
            if not begun:
                inline.clear(look.style)
                begun = True
            if tag == R:
                inline.run(child)
            else:
                inline.other(child)
        if not begun:
            inline.clear(look.style)
        self._joined = look if look.joined else None
        if not look.joined:
            self._end_paragraph(look, out)

    def _end_paragraph(self, look: Look, out: list[Line]) -> None:
        inline = self._inline
        if inline.pictures:
            out += [Line(text=plain(words), kind="picture") for words in inline.pictures]
        label, level = self._label(look) if look.num_id else ("", look.level)
        text, marks, stretches = inline.settled()
        broken = self._break or look.page_break or inline.break_before
        if text or marks:
            self._break = inline.break_after
            out.append(
                Line(
                    text=text,
                    kind=self._kind,
                    label=label,
                    level=level,
                    heading=look.heading,
                    style=look.style.name if look.style_id else "",
                    centred=look.centred,
                    page_break=broken,
                    marks=marks,
                    stretches=stretches,
                )
            )
        else:
            self._break = broken or inline.break_after
        if look.section is not None:
            self._end_section(look.section)
        for box in inline.boxes:
            with self._context.numbering.story():
                out += Body(self._context, self._kind).lines(box)

    def _label(self, look: Look) -> tuple[str, int]:
        """The number of a paragraph, counted on, and its level."""
        numbers, num_id = self._context.numbering, look.num_id or ""
        ilvl = look.ilvl
        if look.by_style:
            ilvl = numbers.level_of_style(num_id, (look.style_id, look.style.numbered_by), ilvl or 0)
        elif ilvl is None:
            ilvl = numbers.level_of_style(num_id, (look.style_id,), 0) or 0
        label = None if ilvl is None else numbers.next(num_id, ilvl)
        return (label, min((ilvl or 0) + 1, DEEPEST)) if label else ("", look.level)

    def _end_section(self, section: etree._Element) -> None:
        kind = section.find(tags.TYPE)
        self._break = self._break or kind is None or kind.get(VAL) not in ("continuous", "nextColumn")
        following = self._context.section_after(section)
        if following is not None:
            self._context.notes.enter_section(following)

    # -------------------------------------------------------------------------------------------- tables

    def _table(self, table: etree._Element, out: list[Line]) -> None:
        index = self._context.next_table()
        for row in tables.rows(table):
            deleted, before = tables.properties(row)
            if deleted:
                words = "".join(text.text or "" for text in row.iter(tags.T, tags.DEL_TEXT))
                self._context.leave(words, "deleted in tracked changes")
            else:
                self._row(row, before, index, out)

    def _row(self, row: etree._Element, before: int, index: int, out: list[Line]) -> None:
        """A row becomes one line; the rows of tables inside its cells, and pictures, follow it."""
        contents: list[list[Line]] = [[] for _ in range(before)]
        others: list[Line] = []
        outer, self._in_cell = self._in_cell, True
        for cell in tables.cells(row):
            lines = self.lines(cell)
            own = [line for line in lines if line.table is None and line.kind != "picture"]
            if len(own) < len(lines):
                others += [line for line in lines if line.table is not None or line.kind == "picture"]
            contents.append(own)
            width = tables.span(cell)
            if width > 1:
                contents += [[] for _ in range(width - 1)]
        self._in_cell = outer
        line = tables.row_line(contents, index)
        if line.text or line.marks:
            out.append(line if self._kind == "text" else msgspec.structs.replace(line, kind=self._kind))
        out += others
