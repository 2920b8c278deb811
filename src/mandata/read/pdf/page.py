"""One page of a PDF as lines: what stands side by side on one height, with its place, size and raised marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..deadline import check
from ..plain import plain
from . import right_to_left
from .glyphs import CELL_GAP, NOTHING, RAISED, SMALL, Boxes, Piece, characters

BREAK = "\x02"
"""What the library puts for a hyphen at the end of a line, the end of the line left out."""

_PIECE = re.compile(rf"[^\r\n{BREAK}]+")
_NUMBER = re.compile(r"[\[(]?(?:[^\W\u3400-\u9fff]{1,6}|[〇一二三四五六七八九十百]{1,4})[.)\]、]?|[•▪–—-]")
_HAN_GAP = re.compile(r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]) | (?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])")
_BLANKS = re.compile(r"\s+")
_FIGURES = re.compile(r"\d+|[*†‡§]+")
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


@dataclass
class Page:
    """A page: its lines from top to bottom, its number from 1, its size in points; `strokes` were left out of it."""

    number: int
    width: float
    height: float
    lines: list[Piece]
    strokes: int = 0


def read_page(document: Any, index: int) -> Page:
    """The lines of the page at `index`, counted from 0."""
    check()
    page = document[index]
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        lines, strokes = _lines(text_page)
    finally:
        text_page.close()
        page.close()
    for line in lines:
        line.page = index
    return Page(index + 1, width, height, lines, strokes)


def _lines(text_page: Any) -> tuple[list[Piece], int]:
    text = characters(text_page)
    boxes = Boxes(text_page)
    if right_to_left.is_right_to_left(text):
        return right_to_left.lines(text, boxes)
    return _in_order(_merged(list(_pieces(_without_gaps(text, boxes), boxes)))), 0


def _without_gaps(text: str, boxes: Boxes) -> str:
    """The text without the blanks that the library puts in the gaps between Chinese and other characters."""
    if not _HAN_GAP.search(text):
        return text

    def narrow(place: int) -> bool:
        gap = boxes.box(place + 1)[0] - boxes.box(place - 1)[2] if 0 < place < len(text) - 1 else 0.0
        return boxes.is_generated(place) and gap < boxes.size(place - 1)

    return _HAN_GAP.sub(lambda found: NOTHING if narrow(found.start()) else found[0], text)


def _pieces(text: str, boxes: Boxes) -> Iterator[Piece]:
    """The stretches of text that the library gives as lines."""
    for found in _PIECE.finditer(text):
        start, end = found.span()
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            piece = _piece(text, start, end, boxes)
            piece.hyphen = text[found.end() : found.end() + 1] == BREAK
            yield piece


def _piece(text: str, start: int, end: int, boxes: Boxes) -> Piece:
    first, last = boxes.box(start), boxes.box(end - 1)
    letter = next((place for place in range(start, end) if text[place].isalpha()), start)
    piece = Piece(
        text=text[start:end],
        left=min(first[0], last[0]),
        right=max(first[2], last[2]),
        baseline=boxes.baseline(letter),
        height=boxes.size(letter),
    )
    _raise_marks(piece, start, boxes)
    if " " in piece.text:
        piece.cells = _cells(piece, start, boxes)
    return piece


def _raise_marks(piece: Piece, start: int, boxes: Boxes) -> None:
    """Take raised numbers and stars out of the text: they are marks of notes, or were exponents."""
    kept, last = "", 0
    for found in _FIGURES.finditer(piece.text):
        at = found.end()
        while at > found.start() and _is_raised(piece, start + at - 1, boxes):
            at -= 1
        label = piece.text[at : found.end()]
        if _MARK.fullmatch(label):
            kept += piece.text[last:at]
            last = found.end()
            piece.marks.append((len(kept), label))
    piece.text = kept + piece.text[last:]


def _is_raised(piece: Piece, place: int, boxes: Boxes) -> bool:
    return boxes.size(place) < SMALL * piece.height and boxes.baseline(place) - piece.baseline > RAISED * piece.height


def _cells(piece: Piece, start: int, boxes: Boxes) -> list[str]:
    """The parts of a line that wide gaps divide, as in a masthead or table; none where it is one text."""
    if piece.marks:
        return []
    cells, last = [], 0
    gaps = []
    for found in _BLANKS.finditer(piece.text):
        right = boxes.box(start + found.start() - 1)[2]
        left = boxes.box(start + found.end())[0]
        gaps.append(left - right)
        if left - right > CELL_GAP * piece.height:
            cells.append(piece.text[last : found.start()])
            last = found.end()
    cells = [*cells, piece.text[last:]]
    if len(cells) > 3 and max(gaps) < 1.3 * min(gaps):
        return []  # a line stretched to the margins
    # A number and the paragraph that it numbers are one text, however wide the tab between them.
    return [] if len(cells) < 2 or (len(cells) == 2 and _NUMBER.fullmatch(cells[0])) else cells


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Pieces on one height become one line: a raised mark ends a piece, and the rest of its line is another."""
    lines: list[Piece] = []
    for piece in pieces:
        before = lines[-1] if lines else None
        if before is not None and not before.hyphen and _same_line(before, piece):
            _append(before, piece)
        else:
            lines.append(piece)
    return lines


def _same_line(before: Piece, piece: Piece) -> bool:
    size = max(before.height, piece.height)
    level = abs(before.baseline - piece.baseline) < 0.5 * size
    beside = piece.left >= before.right - 0.5 * size or piece.right <= before.left + 0.5 * size
    return level and beside


def _append(before: Piece, piece: Piece) -> None:
    gap = max(piece.left - before.right, before.left - piece.right)
    size = max(before.height, piece.height)
    near = gap < 0.5 * size
    raised = near and piece.height < SMALL * before.height and piece.baseline - before.baseline > RAISED * before.height
    if raised and _MARK.fullmatch(piece.text.strip()):
        before.marks.append((len(before.text), piece.text.strip()))
    else:
        if gap > CELL_GAP * size and not _NUMBER.fullmatch(before.text.strip()):
            before.cells = [*(before.cells or [before.text]), *(piece.cells or [piece.text])]
        elif before.cells:
            before.cells[-1] += f" {piece.text}"
        if not before.text and before.marks:
            before.height, before.baseline = piece.height, piece.baseline
        joint = " " if before.text else ""
        offset = len(before.text) + len(joint)
        before.text += joint + piece.text
        before.marks += [(offset + at, label) for at, label in piece.marks]
    before.left, before.right = min(before.left, piece.left), max(before.right, piece.right)
    before.hyphen = piece.hyphen


def _in_order(lines: list[Piece]) -> list[Piece]:
    """From top to bottom, unless the page has columns, whose order the file knows best."""
    beside = 0
    for place, line in enumerate(lines):
        for other in lines[place + 1 : place + 80]:
            if abs(line.baseline - other.baseline) < 2 and (line.right < other.left or other.right < line.left):
                beside += 1
                break
    if beside > 0.3 * len(lines):
        return lines
    ordered = sorted(lines, key=lambda line: (-round(line.baseline), line.left))
    return [line for line in _rejoined(ordered) if plain(line.text) or line.marks]


def _rejoined(ordered: list[Piece]) -> list[Piece]:
    """Lines of one height that the file gave apart, such as the two sides of a masthead, as cells of one line."""
    joined: list[Piece] = []
    for line in ordered:
        before = joined[-1] if joined else None
        if before is not None and abs(before.baseline - line.baseline) < 2 and line.left > before.right:
            _append(before, line)
        else:
            joined.append(line)
    return joined
