"""Footnotes: each gets a block of its own, and every mark in the text leads to one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Block, Footnote, Note


def attach(blocks: list[Block], footnotes: Iterable[Footnote]) -> tuple[list[Block], list[Note]]:
    """The blocks of the footnotes' texts, and the notes. A label that stands twice (numbers begin anew in an annex)
    means the next footnote with that label each time; a footnote without a mark has no block of its mark ("")."""
    waiting = list(footnotes)
    texts: list[Block] = []
    notes: list[Note] = []
    for block in blocks:
        for mark in block.marks:
            at = next((i for i, footnote in enumerate(waiting) if footnote.label == mark.note), None)
            if at is not None:
                _add(waiting.pop(at), block.id, mark.at, texts, notes)
    for footnote in waiting:
        _add(footnote, "", 0, texts, notes)
    return texts, notes


def _add(footnote: Footnote, block: str, at: int, texts: list[Block], notes: list[Note]) -> None:
    name = footnote.label if re.fullmatch(r"\w+", footnote.label) else f"x{len(notes) + 1}"
    address = f"note_{name}"
    taken = {text.id for text in texts}
    number = 2
    while address in taken:
        address, number = f"note_{name}-{number}", number + 1
    texts.append(
        Block(
            id=address,
            kind="note",
            text=footnote.text,
            shown=footnote.label,
            label=footnote.label,
            changes=footnote.changes,
        )
    )
    notes.append(Note(id=address, label=footnote.label, text=footnote.text, block=block, at=at))
