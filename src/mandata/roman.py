"""Reads and writes roman numerals."""

from __future__ import annotations

import re

from .folding import fold

_ROMAN = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_ROMAN_SIGNS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
ROMAN = r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""A roman numeral, folded (it also fits single letters such as "c": the caller knows where one may stand)."""


def roman_value(text: str) -> int:
    """The value of a roman numeral in either case, Latin or typed with Cyrillic look-alikes (ХХVIII).

    Raises ValueError where it is none.
    """
    folded = fold(text).text.translate({ord("х"): "x", ord("с"): "c", ord("м"): "m", ord("і"): "i"})
    if not re.fullmatch(ROMAN, folded):
        raise ValueError(f"no roman numeral: {text!r}")
    values = [_ROMAN[sign] for sign in folded]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def roman(value: int) -> str:
    """`value` as a roman numeral in lower case."""
    text = ""
    for number, sign in _ROMAN_SIGNS:
        text += sign * (value // number)
        value %= number
    return text
