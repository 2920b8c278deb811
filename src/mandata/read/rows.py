"""The line that a row of a table becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..model import Change, Line, Mark, Stretch
from .changes import shifted


def row_line(contents: Sequence[list[Line] | str], table: int) -> Line:
    """One line for a row: the paragraphs of a cell parted by line ends in `cells`, by blanks in `text`.

    A cell is its lines, or its words where they are one line of nothing else.
    """
    if not any(isinstance(lines, list) for lines in contents):
        cells = cast("Sequence[str]", contents)
        return Line(text=" | ".join(filter(None, cells)), kind="row", cells=tuple(cells), table=table)
    shown: list[str] = []
    text = ""
    marks: list[Mark] = []
    stretches: list[Stretch] = []
    changes: list[Change] = []
    numbers: list[int] = []
    broken = False
    for lines in contents:
        if isinstance(lines, str):
            if lines:
                text += f" | {lines}" if text else lines
            shown.append(lines)
            continue
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
