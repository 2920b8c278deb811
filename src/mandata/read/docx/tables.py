"""Tables of a DOCX: their rows and cells, and the line that a row becomes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...model import Change, Line, Mark, Stretch
from ..changes import shifted
from . import tags
from .styles import number
from .tags import TC, TCPR, TR, VAL

WIDEST = 63
"""Columns of a table at most, as in Word; greater spans of damaged files count for one."""


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in content controls included, those of tables inside it not."""
    for child in table:
        if child.tag == TR:
            yield child
        elif child.tag in (tags.SDT, tags.SDT_CONTENT, tags.CUSTOM_XML, tags.INS):
            yield from rows(child)


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, those in content controls included."""
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag in (tags.SDT, tags.SDT_CONTENT, tags.CUSTOM_XML):
            yield from cells(child)


def properties(row: etree._Element) -> tuple[etree._Element | None, int]:
    """What tells that a row was deleted or inserted in tracked changes, and how many columns are left out before its
    first cell."""
    change, before = None, 0
    found = row.find(tags.TRPR)
    for child in () if found is None else found:
        if child.tag in (tags.DEL, tags.INS):
            change = child
        elif child.tag == tags.GRID_BEFORE:
            before = min(number(child.get(VAL)), WIDEST)
    return change, before


def span(cell: etree._Element) -> int:
    """How many columns a cell covers."""
    if not len(cell) or cell[0].tag != TCPR:
        return 1
    found = cell[0].find(tags.GRIDSPAN)
    width = 1 if found is None else number(found.get(VAL))
    return width if 1 <= width <= WIDEST else 1


def row_line(contents: list[list[Line]], table: int) -> Line:
    """One line for a row: the paragraphs of a cell parted by line ends in `cells`, by blanks in `text`."""
    shown: list[str] = []
    text = ""
    marks: list[Mark] = []
    stretches: list[Stretch] = []
    changes: list[Change] = []
    numbers: list[int] = []
    broken = False
    for lines in contents:
        words: list[str] = []
        for line in lines:
            if text:
                text += " " if words else " | "
            if line.label:
                text += f"{line.label} "
            at = len(text)
            text += line.text
            words.append(f"{line.label} {line.text}" if line.label else line.text)
            broken = broken or line.page_break
            marks += [Mark(at=at + mark.at, note=mark.note) for mark in line.marks]
            stretches += [moved(stretch, at) for stretch in line.stretches]
            changes += [shifted(change, at) for change in line.changes]
            numbers += line.paragraphs or ()
        shown.append("\n".join(words))
    return Line(
        text=text,
        kind="row",
        page_break=broken,
        cells=tuple(shown),
        table=table,
        marks=tuple(marks),
        stretches=tuple(stretches),
        changes=tuple(changes),
        paragraphs=(min(numbers), max(numbers)) if numbers else None,
    )


def moved(stretch: Stretch, by: int) -> Stretch:
    """The same stretch, further on in a text."""
    return Stretch(start=stretch.start + by, end=stretch.end + by, form=stretch.form, value=stretch.value)
