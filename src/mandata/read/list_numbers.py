"""Numbers as the lists of Word show them, one function a kind of format; the signs themselves are data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from .. import lexicon

Alphabets = dict[str, list[str]]

LONGEST = 30
"""Letters are repeated so often at most; Word shows none beyond (780 is thirty times z), and a number beyond says
nothing to a reader."""

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Signs(lexicon.Entry, frozen=True, kw_only=True):
    """The signs of data/list_numbers.yaml by the name of their format in WordprocessingML."""

    letters: Alphabets
    symbols: Alphabets
    counting: dict[str, Counting]


class Counting(lexicon.Entry, frozen=True, kw_only=True):
    """Chinese and Japanese numerals: ten digits from zero, and the units ten, hundred, thousand, ten thousand."""

    digits: str
    units: str
    bare_ten: bool = True
    digits_from: int | None = None


@cache
def _signs() -> Signs:
    return lexicon.load("list_numbers.yaml", Signs)


def show(value: int, format_: str) -> str:
    """`value` in a number format of WordprocessingML (ST_NumberFormat); formats not known are shown as decimal."""
    if format_ == "decimal":
        return str(value)
    if format_ in ("none", "bullet"):
        return ""
    simple = _SIMPLE.get(format_)
    if simple:
        return simple(value)
    signs = _signs()
    if format_ in signs.letters:
        return _letter(value, signs.letters[format_])
    if format_ in signs.symbols:
        alphabet = signs.symbols[format_]
        return alphabet[value - 1] if 0 < value <= len(alphabet) else str(value)
    if format_ in signs.counting:
        return _count(value, signs.counting[format_])
    return str(value)


def _letter(value: int, alphabet: list[str]) -> str:
    """a … z, then the letter doubled: aa, bb … as Word does (ECMA-376 part 1, 17.18.59)."""
    if value < 1:
        return str(value)
    times, place = divmod(value - 1, len(alphabet))
    if times >= LONGEST:
        return str(value)
    return alphabet[place] * (times + 1)


def _roman(value: int) -> str:
    if not 0 < value < 1000 * LONGEST:
        return str(value)
    shown = []
    for size, sign in ROMAN:
        times, value = divmod(value, size)
        shown.append(sign * times)
    return "".join(shown)


def _latin(value: int) -> str:
    return _letter(value, [chr(code) for code in range(ord("a"), ord("z") + 1)])


def _english_ordinal(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return f"{value}th"
    return f"{value}{({1: 'st', 2: 'nd', 3: 'rd'}).get(value % 10, 'th')}"


def _count(value: int, counting: Counting) -> str:
    """Chinese counting: digits, each with the unit of its place; one zero for a gap; 十 without a leading 一."""
    if not 0 < value < 10_000 * 10_000:
        return str(value)
    if not counting.units or (counting.digits_from is not None and value >= counting.digits_from):
        return "".join(counting.digits[int(digit)] for digit in str(value))
    high, low = divmod(value, 10_000)
    if high:
        rest = _below_ten_thousand(low, counting, lead=False) if low else ""
        gap = counting.digits[0] if low and low < 1000 else ""
        return _below_ten_thousand(high, counting, lead=True) + counting.units[3] + gap + rest
    return _below_ten_thousand(value, counting, lead=True)


def _below_ten_thousand(value: int, counting: Counting, lead: bool) -> str:
    shown, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            gap = bool(shown)
            continue
        one_ten = lead and counting.bare_ten and power == 1 and digit == 1 and not shown
        shown += (counting.digits[0] if gap else "") + ("" if one_ten else counting.digits[digit])
        shown += counting.units[power - 1] if power else ""
        gap = False
    return shown


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_SIMPLE: dict[str, Callable[[int], str]] = {
    "lowerLetter": _latin,
    "upperLetter": lambda value: _latin(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _english_ordinal,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
}
