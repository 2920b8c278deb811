"""The text of a file of Word 97-2003 with the properties of its paragraphs and runs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .container import Container, Story, places
from .look import Look, RunLook, paragraph_look, run_look
from .pieces import Piece, read_pieces, text_of
from .properties import Change, Runs
from .styles import Style, Styles

_ENDS = re.compile("[\r\x07\x0c]")
CELL, BREAK = "\x07", "\x0c"


class Paragraph(NamedTuple):
    """A paragraph from `start` to `end`, the sign that ends it left out; `section` tells that a section ends here."""

    start: int
    end: int
    look: Look
    section: bool


class Stretch(NamedTuple):
    """Characters that look alike."""

    start: int
    end: int
    look: RunLook


class Text:
    """The characters of a file by their place in the text."""

    def __init__(self, container: Container) -> None:
        self._pieces = read_pieces(container)
        self._starts = [piece.start for piece in self._pieces]
        self.characters = text_of(container, self._pieces)
        self.styles = Styles(container.table("styles"))
        self._paragraphs = Runs(container, "paragraphs")
        self._runs = Runs(container, "characters")
        self._authors = _names(container.table("authors"))
        starts, _ = places(container.table("sections"), 12)
        self._sections = {start - 1 for start in starts[1:]}

    def paragraphs(self, story: Story) -> Iterator[Paragraph]:
        """The paragraphs of a part of the text; a page break inside one does not end it."""
        start, limit = story.start, min(story.end, len(self.characters))
        for found in _ENDS.finditer(self.characters, start, limit):
            at = found.start()
            section = found[0] == BREAK
            if section and at not in self._sections:
                continue
            yield Paragraph(start, at, self._look(at), section)
            start = at + 1
        if start < limit:
            yield Paragraph(start, limit, self._look(limit - 1), False)

    def author(self, number: int) -> str:
        """The name of an author of changes; nothing where it is not known."""
        return self._authors[number] if 0 <= number < len(self._authors) else ""

    def _look(self, at: int) -> Look:
        """A paragraph has its properties at the sign that ends it."""
        piece = self._piece(at)
        run = self._paragraphs.at(_byte(piece, at)) if piece else None
        look = paragraph_look(run, piece.changes if piece else (), self.styles)
        if self.characters[at] == CELL:
            look.depth = max(look.depth, 1)
            look.cell_end = not look.row_end
        return look

    def _piece(self, at: int) -> Piece | None:
        found = bisect_right(self._starts, at) - 1
        piece = self._pieces[found] if found >= 0 else None
        return piece if piece and piece.end > at else None

    def stretches(self, start: int, end: int, base: Style) -> Iterator[Stretch]:
        """What looks alike between two places, in a paragraph of the style `base`."""
        at = start
        while at < end:
            piece = self._piece(at)
            limit = min(end, piece.end) if piece else end
            if piece:
                yield from self._in_piece(piece, at, limit, base)
            at = limit

    def _in_piece(self, piece: Piece, start: int, end: int, base: Style) -> Iterator[Stretch]:
        at = start
        for run in self._runs.between(_byte(piece, start), _byte(piece, end)):
            first = max(at, piece.start + (run.start - piece.at) // piece.width)
            last = min(end, piece.start + (run.end - piece.at) // piece.width)
            if at < first < last:
                yield Stretch(at, first, self._run_look(base, piece.changes))
            if first < last:
                yield Stretch(first, last, self._run_look(base, run.changes + piece.changes))
                at = last
        if at < end:
            yield Stretch(at, end, self._run_look(base, piece.changes))

    def _run_look(self, base: Style, changes: tuple[Change, ...]) -> RunLook:
        return run_look(base, changes, self.styles)


def _byte(piece: Piece, at: int) -> int:
    return piece.at + (at - piece.start) * piece.width


def _names(table: bytes) -> list[str]:
    """A list of names (MS-DOC 2.2.4): how many there are, then each with its length."""
    found: list[str] = []
    at = 6
    while at + 2 <= len(table):
        length = 2 * int.from_bytes(table[at : at + 2], "little")
        found.append(table[at + 2 : at + 2 + length].decode("utf-16-le", "replace"))
        at += 2 + length
    return found
