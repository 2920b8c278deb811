"""Text as its reader sees it: white space folded, invisible characters gone, places kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from ..model import Mark, Stretch

Form = Literal["italic", "bold", "link", "inserted", "deleted"]
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
    if not raw.isascii():
        if _SPECIAL.search(raw):
            raw = _SPECIAL.sub(lambda found: SAME.get(found[0], ""), raw)
        if not unicodedata.is_normalized("NFC", raw):
            raw = unicodedata.normalize("NFC", raw)
    elif not raw.isprintable():
        raw = _SPECIAL.sub("", raw)
    return " ".join(raw.split())


def settle(
    raw: str, marks: Sequence[tuple[int, str]] = (), runs: Iterable[Run] = ()
) -> tuple[str, tuple[Mark, ...], tuple[Stretch, ...]]:
    """`raw` made plain, with the marks (place, label) and runs moved to where their words now stand."""
    text = plain(raw)
    if not marks and not runs:
        return text, (), ()
    stretches = []
    for start, end, form, value in runs:
        first, last = _place(raw, text, start, opening=True), _place(raw, text, end)
        if first < last:
            stretches.append(Stretch(start=first, end=last, form=form, value=value))
    placed = tuple(Mark(at=_place(raw, text, at), note=label) for at, label in marks)
    return text, placed, tuple(stretches)


def _place(raw: str, text: str, at: int, opening: bool = False) -> int:
    """The offset in `text` of offset `at` in `raw`: before a blank that ends there, after it for an opening."""
    place = len(plain(raw[:at]))
    return place + 1 if opening and text[place : place + 1] == " " else place
