"""Plain text made from Word: one paragraph a line, tabs for levels, pipes for tables, notes in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import Line, Unread
from .content import Content
from .deadline import check
from .inline_notes import Cut, cut_notes
from .plain import plain, settle

_ENDS = re.compile(r"\r\n|\r|\n")
_ROW = re.compile(r"[\t ]*\|(.*)\|[\t ]*")
_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")
BOOKMARK = "bookmark of the word processor"
PAGE = "\f"
TAB = "\t"


def read_text(text: str) -> Content:
    """The lines, notes and left-overs of a plain text, in reading order."""
    unread = [Unread(text=found[0], reason=BOOKMARK) for found in _BOOKMARK.finditer(text)]
    if unread:
        text = _BOOKMARK.sub("", text)
    cut = cut_notes(_ENDS.split(text))
    return Content(lines=tuple(_number_tables(_lines(cut))), notes=cut.notes, unread=tuple(unread))


def _lines(cut: Cut) -> Iterator[Line]:
    broken = False
    for raw, marks in zip(cut.lines, cut.marks, strict=True):
        check()
        broken = broken or PAGE in raw
        row = _ROW.fullmatch(raw)
        line = _row(row[1], marks, row.start(1)) if row else _paragraph(raw, marks, broken)
        if line.text or line.marks:
            yield line
            broken = False


def _paragraph(raw: str, marks: tuple[tuple[int, str], ...], broken: bool) -> Line:
    words = raw.lstrip(TAB + PAGE)
    level = raw.count(TAB, 0, len(raw) - len(words))
    text, placed, _ = settle(raw, marks)
    return Line(text=text, level=level, page_break=broken, marks=placed)


def _row(inside: str, marks: tuple[tuple[int, str], ...], at: int) -> Line:
    """A table row. A mark moves with its cell's words into the joined text."""
    cells = tuple(plain(cell) for cell in inside.split("|"))
    joined = " | ".join(cell for cell in inside.split("|") if plain(cell))
    moved = [(_moved(inside, place - at), label) for place, label in marks]
    text, placed, _ = settle(joined, moved)
    return Line(text=text, kind="row", cells=cells, marks=placed)


def _moved(inside: str, place: int) -> int:
    """Where the offset `place` of the row comes to stand when its filled cells are joined by " | "."""
    before = inside[:place].split("|")
    filled = [cell for cell in before[:-1] if plain(cell)]
    return sum(len(cell) + len(" | ") for cell in filled) + len(before[-1])


def _number_tables(lines: Iterable[Line]) -> Iterator[Line]:
    """Rows that follow each other are one table."""
    table, inside = -1, False
    for line in lines:
        if line.kind != "row":
            inside = False
            yield line
            continue
        table += not inside
        inside = True
        yield Line(text=line.text, kind="row", cells=line.cells, marks=line.marks, table=table)
