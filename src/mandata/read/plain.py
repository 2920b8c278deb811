"""Text as its reader sees it: white space folded, invisible characters gone, places kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from ..model import Mark, Stretch

Form = Literal["italic", "bold", "link"]
Run = tuple[int, int, Form, str]
"""A stretch of raw text: start, end, form, value."""

# Joiners, direction marks, soft hyphens and other controls: they show nothing, and would part a word or a symbol.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1b\x7f"
# Hyphens that do not break lines, and the bullets that Word takes from its symbol fonts.
SAME = {
    "\u2010": "-",
    "\u2011": "-",
    "\uf02d": "-",
    "\uf0a7": "▪",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
}
_SPECIAL = re.compile(f"[{INVISIBLE}{''.join(SAME)}]")


def plain(raw: str) -> str:
    """`raw` with every run of white space as one blank, without invisible characters, composed (NFC), stripped."""
    return " ".join(_visible(raw).split())


def plain_lines(raw: str) -> list[str]:
    """The lines of `raw`, each made plain."""
    if not raw.isascii() or _SPECIAL.search(raw):
        raw = _visible(raw)
    return [" ".join(line.split()) for line in raw.split("\n")]


def _visible(raw: str) -> str:
    if raw.isascii():
        return raw if raw.isprintable() else _SPECIAL.sub("", raw)
    if _SPECIAL.search(raw):
        raw = _SPECIAL.sub(lambda found: SAME.get(found[0], ""), raw)
    return raw if unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)


def settle(
    raw: str, marks: Sequence[tuple[int, str]] = (), runs: Sequence[Run] = ()
) -> tuple[str, tuple[Mark, ...], tuple[Stretch, ...]]:
    """`raw` made plain, with the marks (place, label) and runs moved to where their words now stand."""
    if not marks and not runs:
        return plain(raw), (), ()
    cuts = {at for at, _ in marks} | {at for start, end, _, _ in runs for at in (start, end)}
    text, ends, starts = moved(raw, sorted(cuts))
    placed = tuple(Mark(at=ends[at], note=label) for at, label in marks)
    stretches = tuple(
        Stretch(start=starts[start], end=ends[end], form=form, value=value)
        for start, end, form, value in runs
        if starts[start] < ends[end]
    )
    return text, placed, stretches


def moved(raw: str, cuts: list[int]) -> tuple[str, dict[int, int], dict[int, int]]:
    """`raw` made plain, and where each cut comes to stand: as an end before a blank there, as a start after it."""
    text = raw.strip()
    if plain(text) == text:  # nothing inside is folded, as mostly
        begin = len(raw) - len(raw.lstrip())
        places = {cut: min(max(cut - begin, 0), len(text)) for cut in cuts}
        return (
            text,
            {cut: at - 1 if text[at - 1 : at] == " " else at for cut, at in places.items()},
            {cut: at + 1 if text[at : at + 1] == " " else at for cut, at in places.items()},
        )
    pieces: list[str] = []
    ends: dict[int, int] = {}
    starts: dict[int, int] = {}
    length, blank, last = 0, False, 0
    for cut in (*cuts, len(raw)):
        piece = _visible(raw[last:cut])
        words = " ".join(piece.split())
        if words:
            joint = " " if length and (blank or piece[0].isspace()) else ""
            starts[last] = length + len(joint)
            pieces += (joint, words)
            length += len(joint) + len(words)
            blank = piece[-1].isspace()
        else:
            blank = blank or bool(piece)
        last = cut
        ends[cut] = length
    following = length
    for cut in reversed(cuts):  # before white space only, a start is that of the words after it
        following = starts.setdefault(cut, following)
    return "".join(pieces), ends, starts
