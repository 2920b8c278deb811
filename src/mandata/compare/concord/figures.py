"""Finds the figures of a text: dates, also at either end of a stretch of time, numbers in digits and words, units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from ...folding import Folded, fold
from ...numerals import (
    cardinal_pattern,
    cardinal_value,
    date_pattern,
    date_value,
    month_value,
    ordinal_pattern,
    ordinal_value,
)
from .wording import Wording, wording

Span = tuple[int, int]
Value = Decimal


class Date(NamedTuple):
    """A day, month or year that a text names (ISO 8601 of reduced precision), code points half-open."""

    start: int
    end: int
    value: str


class Number(NamedTuple):
    """A number. `values` are all that it may mean ("12,500" is 12500 here and 12.5 there); `unit` what it counts, where
    known; `spelt` tells that it is written in words; `stop` is where its unit ends."""

    start: int
    end: int
    values: frozenset[Value]
    unit: str = ""
    spelt: bool = False
    stop: int = 0


class Figures(NamedTuple):
    """All figures of a text, each stretch read once. `digits` are all runs of digits as they stand, read or not."""

    dates: list[Date]
    numbers: list[Number]
    ordinals: list[Number]
    digits: frozenset[str]


F = TypeVar("F", Date, Number)
_GROUPED = r"(?<![\d.,/\-])\d{1,3}(?:[SEP]\d{3})+(?![\d])(?:[DEC]\d+)?(?!\d)"
_PLAIN = r"(?<![\d/])(?<!\d[.])\d+(?:[DEC]\d+)?(?![\d/])"
_LEFTWARD = r"(?<![\d.,/])\d{3}(?: \d{3})* \d{1,3}(?![\d.,])"
_YEAR = re.compile(r"(?:19|20)\d\d")


def figures(text: str, language: str, taken: Iterable[Span] = ()) -> Figures:
    """The figures of a text but for the stretches `taken` (references, addresses), which were read by others."""
    folded = fold(text)
    words = wording(language)
    hidden = sorted((folded.place(start), folded.place(end)) for start, end in taken)
    dates = list(_dates(folded.text, language, words, hidden))
    hidden = sorted([*hidden, *((d.start, d.end) for d in dates)])
    numbers = [*_digits(folded.text, language, words, hidden)]
    years = [n for n in numbers if n.unit in ("", "year") and _YEAR.fullmatch(_ascii(folded.text[n.start : n.end]))]
    dates += [Date(n.start, n.end, _ascii(folded.text[n.start : n.end])) for n in years]
    hidden = sorted([*hidden, *((n.start, n.stop) for n in numbers)])
    ordinals = list(_ordinals(folded.text, language, hidden))
    hidden = sorted([*hidden, *((n.start, n.end) for n in ordinals)])
    spelt = list(_spelt(folded.text, language, words, hidden))
    return Figures(
        sorted(_moved(date, folded) for date in dates),
        sorted(_moved(n, folded) for n in [*numbers, *spelt] if n not in years),
        [_moved(n, folded) for n in ordinals],
        frozenset(_ascii(run) for run in re.findall(r"\d+", folded.text)),
    )


def _moved(found: F, folded: Folded) -> F:
    return found._replace(start=folded.start(found.start), end=folded.end(found.end))


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(c)) if c.isdigit() else c for c in digits)


def _free(start: int, end: int, hidden: list[Span]) -> bool:
    at = bisect_right(hidden, (start, end))
    return not any(s < end and start < e for s, e in hidden[max(0, at - 3) : at + 1])


@cache
def _date_patterns(language: str) -> re.Pattern[str]:
    return re.compile(date_pattern(language, "month"))


def _dates(text: str, language: str, words: Wording, hidden: list[Span]) -> Iterator[Date]:
    """Days and months with their year; the other end of a stretch of time has the month and year that it lacks."""
    for match in _date_patterns(language).finditer(text):
        if not _free(match.start(), match.end(), hidden):
            continue
        value = date_value(match[0], language)
        yield Date(match.start(), match.end(), value)
        lead = text[max(0, match.start() - 40) : match.start()]
        for pattern in words.before_date:
            if found := pattern.search(lead):
                at = match.start() - len(lead)
                yield from _other_end(found, value, language, at)
                break
        for pattern in words.after_date:
            if found := pattern.match(text, match.end()):
                yield from _other_end(found, value, language, 0)
                break


def _other_end(match: re.Match[str], value: str, language: str, shift: int) -> Iterator[Date]:
    parts = match.groupdict()
    if "day" in parts and len(value) < 8 and parts["day"]:
        return
    if not parts.get("day") and len(value) > 7:
        return
    year, month = parts.get("year") or value[:4], value[5:7]
    if named := parts.get("month"):
        month = f"{_month(named, language):02}"
    day = f"-{int(_ascii(parts['day'])):02}" if parts.get("day") else ""
    groups = [group for group in ("year", "month", "day") if parts.get(group)]
    start, end = min(match.start(g) for g in groups), max(match.end(g) for g in groups)
    yield Date(start + shift, end + shift, f"{year}-{month}{day}")


def _month(named: str, language: str) -> int:
    if named.isdigit():
        return int(_ascii(named))
    return month_value(named, language)


@cache
def _digit_patterns(language: str) -> re.Pattern[str]:
    data = wording(language).data
    fill = {"SEP": re.escape(data.thousands).replace("\\ ", " "), "DEC": re.escape(data.decimals)}
    sources = ([_LEFTWARD] if data.reversed else []) + [_GROUPED, _PLAIN]
    source = "|".join(sources)
    return re.compile(source.replace("SEP", fill["SEP"]).replace("DEC", fill["DEC"]))


def _digits(text: str, language: str, words: Wording, hidden: list[Span]) -> Iterator[Number]:
    for match in _digit_patterns(language).finditer(text):
        if not _free(match.start(), match.end(), hidden):
            continue
        values, end = _values(_ascii(match[0]), words), match.end()
        if factor := words.multiplier.match(text, end):
            by = next(words.factors[name] for name, found in factor.groupdict().items() if found)
            values, end = {value * by for value in values}, factor.end()
        unit, stop = _unit(text, match.start(), end, words)
        yield Number(match.start(), end, frozenset(values), unit, stop=stop)


def _values(digits: str, words: Wording) -> set[Value]:
    """All that a run of digits with signs in it may mean."""
    found: set[Value] = set()
    parts = re.split(r"[ ,.]", digits)
    if all(len(part) == 3 for part in parts[1:]) and len(parts) > 1:
        found.add(Decimal("".join(parts)))
    if words.data.reversed and " " in digits and all(len(part) == 3 for part in parts[:-1]):
        found.add(Decimal("".join(reversed(parts))))
    if len(parts) == 2 and " " not in digits:
        found.add(Decimal(".".join(parts)))
    if (len(parts) > 2 and not found) or (len(parts) > 2 and len(parts[-1]) != 3):
        found.add(Decimal("".join(parts[:-1]) + "." + parts[-1]))
    if len(parts) == 1:
        found.add(Decimal(digits))
    return {value.normalize() for value in found}


def _unit(text: str, start: int, end: int, words: Wording) -> tuple[str, int]:
    """What a number counts and where the words for it end; a sign before it that follows a number is that one's."""
    if found := words.unit_after.match(text, end):
        return next(words.groups[name] for name, hit in found.groupdict().items() if hit), found.end()
    lead = text[max(0, start - 16) : start]
    if (found := words.unit_before.search(lead)) and not lead[: found.start()].rstrip().endswith(tuple("0123456789")):
        return next(words.groups[name] for name, hit in found.groupdict().items() if hit), end
    return "", end


@cache
def _ordinal_patterns(language: str) -> re.Pattern[str]:
    return re.compile(ordinal_pattern(language))


def _ordinals(text: str, language: str, hidden: list[Span]) -> Iterator[Number]:
    for match in _ordinal_patterns(language).finditer(text):
        if _free(match.start(), match.end(), hidden):
            yield Number(match.start(), match.end(), frozenset({Decimal(ordinal_value(match[0], language))}))


@cache
def _cardinal_patterns(language: str) -> re.Pattern[str]:
    return re.compile(cardinal_pattern(language))


def _spelt(text: str, language: str, words: Wording, hidden: list[Span]) -> Iterator[Number]:
    for match in _cardinal_patterns(language).finditer(text):
        if _free(match.start(), match.end(), hidden):
            value = Decimal(cardinal_value(match[0], language))
            unit, stop = _unit(text, match.start(), match.end(), words)
            yield Number(match.start(), match.end(), frozenset({value.normalize()}), unit, spelt=True, stop=stop)
