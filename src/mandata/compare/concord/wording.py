"""The words by which a language denies, binds, counts and quotes: data/languages/<code>/concord.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from ...languages import LANGUAGES
from ...lexicon import Entry, load
from ...numerals import month_pattern

Level = Literal["shall", "should", "may"]


class Ranges(Entry, frozen=True, kw_only=True):
    """What beside a date makes it one end of a stretch of time."""

    before: list[str] = []
    after: list[str] = []


class ConcordWords(Entry, frozen=True, kw_only=True):
    """The file as the header of en/concord.yaml explains it."""

    negation: list[str]
    no_negation: list[str]
    modals: dict[Level, list[str]]
    no_modals: list[str]
    units: dict[str, list[str]]
    before: dict[str, list[str]] = {}
    multipliers: dict[int, list[str]]
    ranges: Ranges
    thousands: str
    decimals: str
    quotes: list[tuple[str, str]]
    prefixes: list[str] = []
    links: list[str] = []
    reversed: bool = False


class Wording(msgspec.Struct, frozen=True):
    """The same, compiled."""

    data: ConcordWords
    negation: re.Pattern[str]
    modal: re.Pattern[str]
    levels: tuple[tuple[re.Pattern[str], Level], ...]
    unit_after: re.Pattern[str]
    unit_before: re.Pattern[str]
    multiplier: re.Pattern[str]
    before_date: tuple[re.Pattern[str], ...]
    after_date: tuple[re.Pattern[str], ...]
    groups: dict[str, str]
    factors: dict[str, int]


CURRENCIES = frozenset({"USD", "EUR", "GBP", "CHF", "JPY", "CNY"})
"""Units that make a number an amount of money (ISO 4217)."""


@cache
def wording(language: str) -> Wording:
    """The words of a language, compiled once."""
    data = load(f"languages/{language}/concord.yaml", ConcordWords)
    left, right = (r"(?<!\w)", r"(?!\w)") if LANGUAGES[language].spaced else ("", "")
    month = month_pattern(language)
    groups: dict[str, str] = {}
    factors = {f"x{at}": factor for at, factor in enumerate(data.multipliers)}
    return Wording(
        data=data,
        negation=_words(data.no_negation, data.negation, left, right),
        modal=_words(data.no_modals, [w for words in data.modals.values() for w in words], left, right),
        levels=tuple((re.compile(_any(words)), level) for level, words in data.modals.items()),
        unit_after=re.compile(rf"[\s\-–()]{{0,2}}{_any(data.links)}?(?:{_named(data.units, 'a', groups)}){right}"),
        unit_before=re.compile(rf"(?:{_named(data.before, 'b', groups) or '(?!)'})\s?$"),
        multiplier=re.compile(rf"\s?(?:{'|'.join(_factors(data))}){right}"),
        before_date=tuple(re.compile(rf"(?<!\d){source.replace('{month}', month)}$") for source in data.ranges.before),
        after_date=tuple(re.compile(source.replace("{month}", month)) for source in data.ranges.after),
        groups=groups,
        factors=factors,
    )


def _words(others: list[str], words: list[str], left: str, right: str) -> re.Pattern[str]:
    """What finds words, in the group `word`; look-alikes are found first, so that no word is seen inside them."""
    return re.compile(rf"{left}(?:{_any(others)}|(?P<word>{_any(words)})){right}")


def _any(sources: list[str]) -> str:
    return "(?:" + "|".join(sorted(sources, key=len, reverse=True)) + ")"


def _named(units: dict[str, list[str]], prefix: str, groups: dict[str, str]) -> str:
    """An alternation with a group for every unit; `groups` learns which is which."""
    parts = []
    for at, (unit, words) in enumerate(units.items()):
        groups[f"{prefix}{at}"] = unit
        parts.append(f"(?P<{prefix}{at}>{_any(words)})")
    return "|".join(parts)


def _factors(data: ConcordWords) -> list[str]:
    found = [f"(?P<x{at}>{_any(words)})" for at, words in enumerate(data.multipliers.values())]
    return sorted(found, key=len, reverse=True)
