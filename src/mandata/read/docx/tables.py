"""Tables of a DOCX: their rows and cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from . import tags
from .styles import number
from .tags import CELLS, TC, TCPR, TR, VAL

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
        if child.tag in (TC, CELLS):
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
