"""What stands on every page and belongs to none: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Literal

from ...model import Line
from ..plain import plain
from .glyphs import Piece
from .page import Page

TOP, FOOT = 0.12, 0.15
"""Shares of a page's height, at its top and at its foot, in which furniture stands."""

OFTEN = 0.3
"""Share of the pages on which a line stands that belongs to all: heads of left and right pages take half each."""

_SYMBOL = re.compile(r"[A-Z][\w.]*(?:/\S+)+")
_PAGE = r"(?:\d{1,4}|[ivxlc]{1,6})(?:\s*/\s*\d{1,4})?"
_JOB_NUMBER = r"(?:[A-Z]{0,3}\.?\d\d-\d{4,6}|[A-Z]{1,3}\d{7})(?:\s*\([A-Z]\))?(?:\s+\d{6})?"
_FOLIO = re.compile(rf"{_PAGE}(?:\W+{_JOB_NUMBER})?|{_JOB_NUMBER}\W+{_PAGE}|\W*", re.IGNORECASE)
_JOB = re.compile(rf"{_JOB_NUMBER}.*|\d{{6}}\W*[A-Z]{{1,3}}\d{{7}}\([A-Z]\W*|[*\ue000-\uf8ff]\S+")


def part_furniture(pages: list[Page]) -> tuple[list[Line], list[Line], int]:
    """Take the furniture out of the pages; give each running head and each foot once, and how many page numbers."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in page.lines if _side(line, page)})
    often = max(2, round(OFTEN * (len(pages) - 1)))
    repeated = {shape for shape, times in seen.items() if times >= often}
    symbols = {plain(cell) for line in (pages[0].lines if pages else ()) for cell in line.cells or [line.text]}
    known = repeated | {text for text in symbols if _SYMBOL.fullmatch(text)}
    masthead = "".join(plain(line.text) for line in (pages[0].lines if pages else ()))
    known |= {shape for shape in seen if _SYMBOL.fullmatch(shape) and shape in masthead}  # it may run over two lines
    store: dict[str, dict[str, Line]] = {"header": {}, "footer": {}}
    numbers = 0
    for page in pages:
        kept = []
        for line in page.lines:
            side = None if set(line.text) == {"_"} else _side(line, page)  # a rule above notes is no foot
            if side and _is_folio(line):
                numbers += 1
            elif side and _is_furniture(line, page, known):
                store[side].setdefault(_shape(line), _line(line, side))
            else:
                kept.append(line)
        page.lines = kept
    return list(store["header"].values()), list(store["footer"].values()), numbers


def _is_folio(line: Piece) -> bool:
    """Whether a line is a page number; its figures differ in size, so that some were taken for marks."""
    whole = replace(line, marks=list(line.marks))
    whole.without_marks()
    return bool(_FOLIO.fullmatch(plain(whole.text)))


def _side(line: Piece, page: Page) -> Literal["header", "footer"] | None:
    if line.baseline > page.height * (1 - TOP):
        return "header"
    return "footer" if line.baseline < page.height * FOOT else None


def _shape(line: Piece) -> str:
    """A line with the sides of left and right pages made equal."""
    return " | ".join(sorted(plain(cell) for cell in line.cells or [line.text]))


def _line(line: Piece, side: Literal["header", "footer"]) -> Line:
    cells = tuple(plain(cell) for cell in line.cells)
    return Line(text=" | ".join(cells) if cells else plain(line.text), kind=side, cells=cells)


def _is_furniture(line: Piece, page: Page, known: set[str]) -> bool:
    if page.number == 1:
        return line.baseline < page.height / 2 and bool(_JOB.fullmatch(plain(line.text)))
    return _shape(line) in known
