"""Reads numbers, ordinals, dates and enumerators as the six languages write them.

Patterns are regular expression sources without groups, for texts folded by `folding.fold`; values are read from what
such a pattern matched. The words are in data/languages/<code>/numerals.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import product
from typing import Literal

import msgspec

from .folding import fold
from .lexicon import load
from .roman import ROMAN, roman, roman_value

__all__ = [
    "ROMAN",
    "Numerals",
    "Reading",
    "alternation",
    "cardinal_pattern",
    "cardinal_value",
    "common",
    "date_pattern",
    "date_value",
    "letter",
    "month_pattern",
    "month_value",
    "ordinal_pattern",
    "ordinal_value",
    "readings",
    "roman",
    "roman_value",
]

Words = dict[str, int]
Precision = Literal["year", "month", "day"]
Kind = Literal["digit", "letter", "roman", "han"]


class Numerals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's number words, as data/languages/en/numerals.yaml explains."""

    cardinals: Words
    months: dict[int, list[str]]
    dates: list[str]
    joins: list[str]
    letters: list[str]
    marked: str
    ordinals: Words = {}
    endings: dict[str, list[str]] = {}
    leads: Words = {}
    tails: Words = {}
    tail_joins: list[str] = []
    powers: tuple[int, ...] = (100, 1000)
    day: str = r"(?:0?[1-9]|[12]\d|3[01]|[٠-٣]?[٠-٩])"
    year: str = r"(?:(?:19|20|21)\d\d|(?:١٩|٢٠|٢١)[٠-٩]{2})"
    signs: dict[str, tuple[Literal["letter", "roman", "digit"], int]] = {}
    spaced: bool = True
    sign: str = ""
    front: str = r"(?<!\w)"


class Reading(msgspec.Struct, frozen=True):
    """One way to read an enumerator: "i" is the ninth letter or the first roman numeral."""

    kind: Kind
    value: int

    @property
    def common(self) -> str:
        """The enumerator in the common form: (a) for a first letter, (i) for a first roman numeral, 1 otherwise."""
        if self.kind == "letter":
            return letter(self.value)
        return roman(self.value) if self.kind == "roman" else str(self.value)


class _Reader:
    """The words of one language, folded and expanded, with their patterns."""

    def __init__(self, data: Numerals) -> None:
        self.data = data
        self.cardinals, self.ordinals = self._expand(data.cardinals), self._expand(data.ordinals)
        self.leads, self.tails = self._expand(data.leads), self._expand(data.tails)
        self.edge, self.close = (data.front, r"(?!\w)") if data.spaced else ("", "")
        self.months = {_folded(word): month for month, words in data.months.items() for word in words}

    def _expand(self, words: Words) -> Words:
        """`words` folded, each {name} replaced by each of its endings."""
        found: Words = {}
        for word, value in words.items():
            parts = re.split(r"\{(\w+)\}", word)
            choices = [self.data.endings[part] if at % 2 else [part] for at, part in enumerate(parts)]
            found |= {_folded("".join(choice)): value for choice in product(*choices)}
        return found

    @cached_property
    def ordinal(self) -> str:
        data, join = self.data, _any(self.data.joins)
        if data.sign:
            return f"(?:{data.sign}{self.cardinal}|{data.marked})"
        lead = f"(?:{alternation(self.leads)}{join})*" if self.leads else ""
        tail = f"(?:{_any(data.tail_joins)}{alternation(self.tails)})*" if self.tails else ""
        return f"(?:{self.edge}{lead}{alternation(self.ordinals)}{tail}{self.close}|(?<![\\w.]){data.marked})"

    @cached_property
    def cardinal(self) -> str:
        word = alternation(self.cardinals)
        return f"(?:{self.edge}{word}(?:{_any(self.data.joins)}{word})*{self.close})"

    @cached_property
    def words(self) -> re.Pattern[str]:
        known = self.cardinals | self.ordinals | self.leads | self.tails
        return re.compile(rf"\d+|{alternation(known)}")

    @cached_property
    def values(self) -> Words:
        return self.tails | self.leads | self.cardinals | self.ordinals

    def date(self, order: str) -> str:
        return order.format(day=self.data.day, month=alternation(self.months), year=self.data.year)

    @cached_property
    def orders(self) -> list[tuple[Precision, str]]:
        """The orders of dates from the most exact on, each with its precision."""
        iso = [("day", r"(?:19|20|21)\d\d-[01]\d-[0-3]\d")]
        own = [(_precision(order), self.date(order)) for order in self.data.dates]
        return [*iso, *own]  # type: ignore[list-item]

    @cached_property
    def parts(self) -> list[re.Pattern[str]]:
        """The same orders, with groups for their parts."""
        groups = {
            "day": f"(?P<day>{self.data.day})",
            "month": f"(?P<month>{alternation(self.months)})",
            "year": f"(?P<year>{self.data.year})",
        }
        own = [re.compile(order.format(**groups)) for order in self.data.dates]
        return [re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"), *own]


@cache
def _reader(language: str) -> _Reader:
    return _Reader(load(f"languages/{language}/numerals.yaml", Numerals))


def _folded(word: str) -> str:
    return fold(word).text


def _precision(order: str) -> Precision:
    return "day" if "{day}" in order else "month" if "{month}" in order else "year"


def _any(sources: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(sources, key=len, reverse=True))})"


def alternation(words: Iterable[str], *sources: str) -> str:
    """A regular expression source that matches the longest of `words` (and `sources`, taken as they are).

    Words with a common beginning share it, so that hundreds of words are matched as fast as a few.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return f"(?:{'|'.join([*_branches(tree), *sources])})"


def _branches(node: dict[str, dict]) -> Iterator[str]:  # type: ignore[type-arg]
    for character, rest in node.items():
        if not character:
            continue
        inner = list(_branches(rest))
        ends = "" in rest
        source = re.escape(character)
        if inner:
            source += inner[0] if len(inner) == 1 and not ends else f"(?:{'|'.join(inner)}){'?' if ends else ''}"
        yield source


# ------------------------------------------------------------------------------------------------------- numbers


def ordinal_pattern(language: str) -> str:
    """Ordinals in words or in digits with their mark: seventh, 21st, 第二十三, التاسعة والعشرين."""
    return _reader(language).ordinal


def cardinal_pattern(language: str) -> str:
    """Cardinals in words: twenty-one, сорок восемь, 二十三. Bare digits are `\\d+`."""
    return _reader(language).cardinal


def ordinal_value(words: str, language: str) -> int:
    """The number that `words` say, ordinal or cardinal, in words or digits.

    Raises ValueError where no number stands in them.
    """
    reader = _reader(language)
    folded = _folded(words)
    found = [(m.start(), m.end(), m[0]) for m in reader.words.finditer(folded)]
    if not found:
        raise ValueError(f"no number in {words!r}")
    if found[0][2].isdigit():
        return int(found[0][2])
    values = [(reader.values[word], at, end) for at, end, word in found]
    if not reader.data.spaced and len(values) > 1 and all(value < 10 for value, _, _ in values):
        return int("".join(str(value) for value, _, _ in values))
    return _sum(values, folded, set(reader.data.powers))


cardinal_value = ordinal_value


def _sum(values: list[tuple[int, int, int]], text: str, powers: set[int]) -> int:
    """Parts are added; a power of ten multiplies what directly precedes it (two hundred), not what is joined to it
    by a word (الخامسة بعد المائة: the fifth after the hundredth)."""
    total = unit = last = 0
    end = 0
    for value, at, stop in values:
        if value not in powers:
            unit += value
        elif unit and text[end:at].strip(" -"):
            total += value
        elif last and value > last:
            total, unit = (total + unit) * value, 0
        else:
            total, unit = total + (unit or 1) * value, 0
        last = value if value in powers else last
        end = stop
    return total + unit


# ----------------------------------------------------------------------------------------------------- enumerators


def letter(value: int) -> str:
    """The `value`-th enumeration letter in the common form: a, b ... z, aa, bb."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def readings(enumerator: str, language: str) -> tuple[Reading, ...]:
    """All ways to read an enumerator without its brackets: "3", "a", "أ", "б", "㈠", "iv", "二十".

    The language's own letters come first, Latin ones after them. Empty where it is no enumerator.
    """
    text, reader = _folded(enumerator.strip(" .()[]")), _reader(language)
    if text in (signs := {_folded(sign): reading for sign, reading in reader.data.signs.items()}):
        return (Reading(*signs[text]),)
    if text.isdecimal():
        return (Reading("digit", int(text)),)
    if not reader.data.spaced and re.fullmatch(reader.cardinal, text):
        return (Reading("han", ordinal_value(text, language)),)
    found = [Reading("letter", value) for value in _letter_values(text, [_folded(x) for x in reader.data.letters])]
    latin = [chr(ord("a") + at) for at in range(26)]
    found += [Reading("letter", value) for value in _letter_values(text, latin)]
    if text and re.fullmatch(ROMAN, text):
        found.append(Reading("roman", roman_value(text)))
    return tuple(dict.fromkeys(found))


def _letter_values(text: str, letters: list[str]) -> Iterator[int]:
    """a → 1, z → 26, aa (or, in Arabic, أ أ) → 27."""
    same = text.replace(" ", "")
    if same and same[0] in letters and same == same[0] * len(same):
        yield letters.index(same[0]) + 1 + 26 * (len(same) - 1)


def common(enumerator: str, language: str) -> str | None:
    """The enumerator in the common form by its first reading: أ → a, б → b, ㈠ → i, ٣ → 3; None where it is none."""
    found = readings(enumerator, language)
    return found[0].common if found else None


# ----------------------------------------------------------------------------------------------------------- dates


def date_pattern(language: str, least: Precision = "year") -> str:
    """Dates at least as exact as `least`: with "month" a bare year is none."""
    wanted = {"year": ("day", "month", "year"), "month": ("day", "month"), "day": ("day",)}[least]
    reader = _reader(language)
    orders = "|".join(source for precision, source in reader.orders if precision in wanted)
    return rf"(?<![\w/.])(?:{orders})(?!\w)" if reader.data.spaced else rf"(?<!\d)(?<!\d[-–—~])(?:{orders})"


def date_value(text: str, language: str) -> str:
    """The first date in `text` in ISO 8601, as exact as it stands: "2027-12-31", "2027-12", "2027".

    Raises ValueError where none stands there.
    """
    folded, reader = _folded(text), _reader(language)
    for pattern in reader.parts:
        if match := pattern.search(folded):
            found = match.groupdict()
            year = _digits(found["year"], language)
            month, day = found.get("month"), found.get("day")
            if not month:
                return str(year)
            number = reader.months[month] if month in reader.months else int(month)
            return f"{year}-{number:02}" + (f"-{_digits(day, language):02}" if day else "")
    raise ValueError(f"no date in {text!r}")


def _digits(text: str, language: str) -> int:
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else ordinal_value(text, language)


@cache
def month_pattern(language: str) -> str:
    """The names of the months, all forms."""
    return alternation(_reader(language).months)


def month_value(word: str, language: str) -> int:
    """The month that a word names, 1 to 12. Raises KeyError where it names none."""
    return _reader(language).months[_folded(word)]
