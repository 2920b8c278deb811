"""The blocks of a part of a DOCX, in reading order, as lines: paragraphs, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from lxml import etree

from ...model import Line, Mark, Stretch
from ..plain import settle
from . import tags
from .context import Context
from .inline import Inline, chosen
from .styles import TWIPS_A_LEVEL, Style, indent, is_on, number, numbering
from .tags import TBL, VAL, P

Kind = Literal["text", "header", "footer"]
DEEPEST = 9


class Look(msgspec.Struct):
    """What a paragraph says of itself, over what its style says."""

    style: Style
    centred: bool
    page_break: bool
    indent: int
    heading: int
    num_id: str | None
    ilvl: int | None
    style_id: str = ""
    section: etree._Element | None = None
    joined: bool = False


class Cell(msgspec.Struct):
    """A table cell in progress: its paragraphs, and the tables in it, whose rows follow the row it stands in."""

    lines: list[Line]
    span: int = 1


class Body:
    """Reads the blocks of one part into lines."""

    def __init__(self, context: Context, kind: Kind = "text") -> None:
        self._context = context
        self._kind: Kind = kind
        self._inline = Inline(context)
        self._break = False
        self._carried: Look | None = None

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of all blocks in `parent`."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self._paragraph(child)
            elif tag == TBL:
                yield from self._table(child)
            elif tag == tags.ALTERNATE:
                for part in chosen(child):
                    yield from self.blocks(part)
            elif tag == tags.ALTCHUNK:
                self._context.leave("embedded document", "part of another format inside the document")
            elif tag not in _NO_BLOCKS:
                yield from self.blocks(child)
        if self._carried is not None:  # the end of the last paragraph was deleted, and nothing follows it
            look, self._carried = self._carried, None
            yield from self._lines(look)

    # ---------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        inline = self._inline
        first = next(iter(paragraph), None)
        look = self._look(first) if first is not None and first.tag == tags.PPR else self._look(None)
        if self._carried is None:
            inline.clear(look.style)
        inline.read(paragraph)
        self._carried = look if look.joined else None
        if look.joined:  # its end was deleted: the next paragraph goes on in the same line
            return
        boxes = inline.boxes
        yield from self._lines(look)
        self._break = self._break or inline.break_after
        if look.section is not None:
            self._end_section(look.section)
        for box in boxes:
            yield from Body(self._context, self._kind).blocks(box)

    def _lines(self, look: Look) -> Iterator[Line]:
        inline, label = self._inline, None
        if look.num_id not in (None, "0"):
            label = self._label(look)
        for words in inline.pictures:
            yield Line(text=settle(words)[0], kind="picture")
        text, marks, stretches = settle(inline.raw, inline.marks, inline.runs)
        broken = self._break or look.page_break or inline.break_before
        if not text and not marks:
            self._break = broken
            return
        self._break = False
        level = min((look.ilvl or 0) + 1, DEEPEST) if label else _indent_level(look.indent)
        yield Line(
            text=text,
            kind=self._kind,
            label=label or "",
            level=level,
            heading=look.heading,
            style=look.style.name if look.style_id else "",
            centred=look.centred,
            page_break=broken,
            marks=marks,
            stretches=stretches,
        )

    def _label(self, look: Look) -> str | None:
        numbers = self._context.numbering
        num_id = look.num_id or ""
        if look.ilvl is None:
            look.ilvl = numbers.level_of_style(num_id, look.style_id)
        return numbers.next(num_id, look.ilvl)

    def _look(self, properties: etree._Element | None) -> Look:
        styles = self._context.styles
        style, style_id = styles.default, ""
        if properties is not None and len(properties) and properties[0].tag == tags.PSTYLE:
            style_id = properties[0].get(VAL, "")
            style = styles[style_id]
        look = Look(
            style,
            style.centred,
            style.page_break,
            style.indent,
            style.heading,
            style.num_id,
            style.ilvl,
            style_id,
        )
        for child in () if properties is None else properties:
            setter = _SETTERS.get(child.tag)
            if setter:
                setter(look, child)
        return look

    def _end_section(self, section: etree._Element) -> None:
        kind = section.find(tags.TYPE)
        self._break = self._break or kind is None or kind.get(VAL) not in ("continuous", "nextColumn")
        following = self._context.section_after(section)
        if following is not None:
            self._context.notes.enter_section(following)

    # -------------------------------------------------------------------------------------------- tables

    def _table(self, table: etree._Element) -> Iterator[Line]:
        index = self._context.next_table()
        for row in _rows(table):
            if _is_deleted(row):
                words = "".join(text.text or "" for text in row.iter(tags.T, tags.DEL_TEXT))
                self._context.leave(words, "deleted in tracked changes")
                continue
            yield from self._row(row, index)

    def _row(self, row: etree._Element, index: int) -> Iterator[Line]:
        cells: list[Cell] = []
        nested: list[Line] = []
        properties = row.find(tags.TRPR)
        before = None if properties is None else properties.find(tags.GRID_BEFORE)
        cells += [Cell([])] * (0 if before is None else number(before.get(VAL)))
        for element in _cells(row):
            own: list[Line] = []
            for line in self.blocks(element):
                (own if line.kind == self._kind and line.table is None else nested).append(line)
            cells.append(Cell(own))
            cells += [Cell([])] * (_span(element) - 1)
        line = self._row_line(cells, index)
        if line.text or line.marks:
            yield line
        yield from nested

    def _row_line(self, cells: list[Cell], index: int) -> Line:
        """One line for a row: the paragraphs of a cell by line ends in `cells`, by blanks in `text`."""
        shown, text = [], ""
        marks: list[Mark] = []
        stretches: list[Stretch] = []
        broken = False
        for cell in cells:
            filled = False
            words = []
            for line in cell.lines:
                broken = broken or line.page_break
                number_ = f"{line.label} " if line.label else ""
                text += (" " if filled else " | " if text else "") + number_
                at = len(text)
                text += line.text
                words.append(number_ + line.text)
                filled = True
                marks += [Mark(at=at + mark.at, note=mark.note) for mark in line.marks]
                stretches += [
                    Stretch(start=at + s.start, end=at + s.end, form=s.form, value=s.value) for s in line.stretches
                ]
            shown.append("\n".join(words))
        return Line(
            text=text,
            kind="row" if self._kind == "text" else self._kind,
            page_break=broken,
            cells=tuple(shown),
            table=index,
            marks=tuple(marks),
            stretches=tuple(stretches),
        )


def _indent_level(twips: int) -> int:
    return min(max(round(twips / TWIPS_A_LEVEL), 0), DEEPEST)


_NO_BLOCKS = frozenset((tags.SDT_PR, tags.PPR, tags.TCPR, tags.TRPR, tags.SECTPR, tags.DEL, tags.MOVE_FROM))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in content controls included, those of tables inside it not."""
    for child in table:
        if child.tag == tags.TR:
            yield child
        elif child.tag in (tags.SDT, tags.SDT_CONTENT, tags.CUSTOM_XML, tags.INS):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == tags.TC:
            yield child
        elif child.tag in (tags.SDT, tags.SDT_CONTENT, tags.CUSTOM_XML):
            yield from _cells(child)


def _span(cell: etree._Element) -> int:
    """How many columns a cell covers; absurd numbers of damaged files count for one."""
    properties = cell.find(tags.TCPR)
    span = None if properties is None else properties.find(tags.GRIDSPAN)
    width = 1 if span is None else number(span.get(VAL))
    return width if 1 <= width <= 64 else 1


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(tags.TRPR)
    return properties is not None and properties.find(tags.DEL) is not None


# ---------------------------------------------------------------------- what a paragraph may say of itself


def _set_numbering(look: Look, element: etree._Element) -> None:
    found = numbering(element)
    if "num_id" in found:
        look.num_id = str(found["num_id"])
        look.ilvl = None
    if "ilvl" in found:
        look.ilvl = number(str(found["ilvl"]))


def _set_centred(look: Look, element: etree._Element) -> None:
    look.centred = element.get(VAL) == "center"


def _set_indent(look: Look, element: etree._Element) -> None:
    look.indent = indent(element)


def _set_page_break(look: Look, element: etree._Element) -> None:
    look.page_break = is_on(element)


def _set_heading(look: Look, element: etree._Element) -> None:
    rank = number(element.get(VAL)) + 1
    look.heading = rank if rank <= DEEPEST else 0


def _set_section(look: Look, element: etree._Element) -> None:
    look.section = element


def _set_joined(look: Look, element: etree._Element) -> None:
    """The look of the paragraph's end: deleted or moved away in tracked changes, it joins the next paragraph."""
    look.joined = element.find(tags.DEL) is not None or element.find(tags.MOVE_FROM) is not None


_SETTERS = {
    tags.NUMPR: _set_numbering,
    tags.JC: _set_centred,
    tags.IND: _set_indent,
    tags.PAGE_BREAK_BEFORE: _set_page_break,
    tags.OUTLINE: _set_heading,
    tags.SECTPR: _set_section,
    tags.RPR: _set_joined,
}
