"""The lines of a file made ready: each with its folded beginning, its last sign and its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from ..folding import fold
from ..model import Line
from .grammar import Grammar
from .numbering import Number, Numbering, numbering

_HEAD = 220
_CLOSERS = "”»\"'’)]}*] \u200f\u200e"
SENTENCE_ENDS = frozenset(".;:,!?。；：，、؛،؟…")


class Piece(msgspec.Struct, frozen=True):
    """A line and what is seen at a glance: `head` is its folded beginning (without its number), `tail` its last sign,
    `number` its typed or automatic number, `text` what remains without a typed number."""

    line: Line
    text: str
    head: str
    tail: str
    number: Number | None
    shown: str
    table: int | None

    @property
    def short(self) -> bool:
        return len(self.text) <= 160


def prepare(lines: Iterable[Line], grammar: Grammar) -> list[Piece]:
    """The lines that hold anything, in order. A row of a table that is but a frame around text counts as text."""
    lines = [line for line in lines if (line.text.strip() or line.label) and line.kind != "picture"]
    frames = _frames(lines)
    counts = numbering(grammar)
    found: list[Piece] = []
    for line in lines:
        framed = line.kind == "row" and line.table in frames
        found.append(_piece(line, framed, counts))
    return found


def _frames(lines: list[Line]) -> set[int | None]:
    """The tables whose rows have but one cell that is not empty."""
    widths: Counter[int | None] = Counter()
    for line in lines:
        if line.kind == "row":
            filled = sum(1 for cell in line.cells if cell.strip()) or 1
            widths[line.table] = max(widths[line.table], filled)
    return {table for table, width in widths.items() if width <= 1}


def _piece(line: Line, framed: bool, counts: Numbering) -> Piece:
    text = next((cell for cell in line.cells if cell.strip()), line.text).strip() if framed else line.text
    table = line.table if line.kind == "row" and not framed else None
    number, shown = None, line.label
    if line.kind == "row" and not framed:
        return Piece(line, text, fold(text[:_HEAD]).text.strip(), "", None, shown, -1 if table is None else table)
    if line.label:
        number = counts.read(f"{line.label.strip()} ") or counts.read(f"{line.label.strip()}. ")
    else:
        number = counts.read(text)
        if number:
            text, shown = number.before + text[number.end :], number.shown
    return Piece(line, text, fold(text[:_HEAD]).text.strip(), _tail(text), number, shown, table)


def _tail(text: str) -> str:
    """The last sign of a paragraph, quotation marks, brackets and footnote signs apart."""
    end = text[-12:].rstrip(_CLOSERS)
    return end[-1:] if end else text[-1:]
