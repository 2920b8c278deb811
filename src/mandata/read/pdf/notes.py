"""Footnotes of a PDF: the small print at the foot of a page, tied to the raised marks in its text."""

from __future__ import annotations

import re
from collections import Counter

from ...model import Footnote
from ..plain import plain
from .glyphs import Piece
from .page import Page

SMALLER = 0.95
"""The small print of notes has at most this share of the height of the text."""

_RULE = re.compile(r"_{8,}")
"""The line that parts the notes from the text, where it is made of characters."""

_LABEL = re.compile(r"(\d{1,3}|[*†‡§]{1,3})\s+(?=\S)")


def body_height(pages: list[Page]) -> float:
    """The height of the lines in which most of the text is set, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.height, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def part_notes(pages: list[Page]) -> tuple[Footnote, ...]:
    """Take the notes out of the pages. A raised number that belongs to no note goes back into its text."""
    height = body_height(pages)
    notes: list[tuple[str, str]] = []
    for page in pages:
        small = _small_print(page, height, bool(notes))
        page.lines = page.lines[: len(page.lines) - len(small)]
        labels = _read(small, notes)
        for line in page.lines:
            line.without_marks(kept=labels)
    return tuple(Footnote(label=label, text=plain(text)) for label, text in notes)


def _small_print(page: Page, height: float, continued: bool) -> list[Piece]:
    """The last lines of a page, below a rule or all small, from the first that bears a label or goes on with a note."""
    rule = next((place for place, line in enumerate(page.lines) if _RULE.fullmatch(line.text)), None)
    if rule is not None:
        return page.lines[rule:]
    start = len(page.lines)
    while start and page.lines[start - 1].height < SMALLER * height:
        start -= 1
    small = page.lines[start:]
    if len(small) == len(page.lines):  # a page of small print is an annex or a table, not notes
        return []
    for place, line in enumerate(small):
        if _label(line):
            return small[0 if continued and place <= 6 and _is_note_like(small) else place :]
    return []


def _is_note_like(lines: list[Piece]) -> bool:
    return not any(line.cells for line in lines)


def _label(line: Piece) -> tuple[str, str] | None:
    """The label of a note and the words after it."""
    if line.marks and line.marks[0][0] == 0:
        return line.marks[0][1], line.text.removeprefix(f"{line.marks[0][1]} ")
    found = _LABEL.match(line.text)
    return (found[1], line.text[found.end() :]) if found else None


def _read(lines: list[Piece], notes: list[tuple[str, str]]) -> set[str]:
    """Add the notes in `lines` to `notes`; give their labels."""
    labels = set()
    hyphen = False
    for line in lines:
        if _RULE.fullmatch(line.text):
            continue
        found = _label(line)
        if found and _follows(found[0], notes):
            notes.append(found)
            labels.add(found[0])
        elif notes:
            label, text = notes[-1]
            joint = " " if not hyphen else "" if line.text[:1].islower() else "-"
            notes[-1] = (label, text + joint + line.text)
        hyphen = line.hyphen
    return labels


def _follows(label: str, notes: list[tuple[str, str]]) -> bool:
    """Numbers count on, or begin again at 1: a year at the beginning of a line is no label."""
    last = next((int(before) for before, _ in reversed(notes) if before.isdecimal()), 0)
    return not label.isdecimal() or int(label) in (1, last + 1, last + 2)
