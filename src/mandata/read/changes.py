"""Tracked changes and comments of a line in the making: their places moved to where the words come to stand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..model import Change, ChangeKind, Mark, Stretch, View
from .plain import Run, moved, plain

SHOWS: dict[View, frozenset[ChangeKind]] = {
    "final": frozenset(("inserted", "moved_to", "format", "comment")),
    "original": frozenset(("deleted", "moved_from", "format", "comment")),
    "marked": frozenset(("inserted", "moved_to", "deleted", "moved_from", "format", "comment")),
}
"""The changes whose words stand in the text of a view."""

Settled = tuple[str, tuple[Mark, ...], tuple[Stretch, ...], tuple[Change, ...]]


def settle_changed(
    raw: str, marks: Sequence[tuple[int, str]], runs: Sequence[Run], changes: Sequence[Change], view: View
) -> Settled:
    """`raw` made plain, with marks, runs and changes (whose places are those in `raw`) moved along.

    A blank at the edge of a change belongs to it, so that its words can be taken out or put in to the letter.
    """
    cuts = {at for at, _ in marks} | {at for start, end, _, _ in runs for at in (start, end)}
    cuts |= {at for change in changes for at in (change.start, change.end)}
    text, ends, starts = moved(raw, sorted(cuts))
    placed = tuple(Mark(at=ends[at], note=label) for at, label in marks)
    stretches = tuple(
        Stretch(start=starts[start], end=ends[end], form=form, value=value)
        for start, end, form, value in runs
        if starts[start] < ends[end]
    )
    settled = (_settled(raw, text, ends, starts, change, view) for change in changes)
    return text, placed, stretches, tuple(change for change in settled if _says(change))


def _settled(raw: str, text: str, ends: dict[int, int], starts: dict[int, int], change: Change, view: View) -> Change:
    shown = change.kind in SHOWS[view] and change.start < change.end
    words = raw[change.start : change.end] if shown else change.text
    after_blank = raw[max(0, change.start - 1) : change.start].isspace()
    start = starts[change.start] if after_blank else ends[change.start]
    if not shown:
        return msgspec.structs.replace(change, start=start, end=start, text=folded(words))
    end = starts[change.end] if words[-1:].isspace() else ends[change.end]
    end = max(start, min(end, len(text)))
    return msgspec.structs.replace(change, start=start, end=end, text=text[start:end])


def _says(change: Change) -> bool:
    return bool(change.text or change.note or change.whole or change.kind == "format")


def folded(words: str) -> str:
    """Words in their plain form, a blank at either end kept."""
    text = plain(words)
    if not text:
        return " " if words.strip("\u00ad") and words.isspace() else ""
    return " " * words[0].isspace() + text + " " * words[-1].isspace()


def shifted(change: Change, by: int) -> Change:
    """The same change, further on in a text."""
    return msgspec.structs.replace(change, start=change.start + by, end=change.end + by)
