"""The words that make a meeting, a date or a phrase a due: data/languages/<code>/deadlines.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Literal

import msgspec

from .. import numerals
from ..lexicon import load
from ..meetings import fill

Relation = Literal["at", "before", "after", "weak", "hidden"]
_REACH = 110  # letters before a meeting or date in which the words that make it a due stand


class DeadlineWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's words of time, as data/languages/en/deadlines.yaml explains."""

    terms: dict[str, str]
    meetings: dict[Relation, list[str]]
    dates: dict[Relation, list[str]]
    past: str
    never: str = r"(?!)"
    past_after: str
    date_tail: str
    no_date: str
    and_: str = msgspec.field(name="and")
    trigger: str
    phrases: dict[str, list[str]]
    after_word: dict[Relation, str] = {}
    latest: str = ""
    until: str = r"(?!)"
    span: str = r"(?!)"
    front: str = r"(?<!\w)"


class DuePatterns:
    """The compiled patterns of one language."""

    def __init__(self, language: str) -> None:
        self._words = load(f"languages/{language}/deadlines.yaml", DeadlineWords)
        number = rf"(?:{numerals.cardinal_pattern(language)}|\d{{1,3}}(?!\d))"
        self._terms = {"number": number, "month": numerals.month_pattern(language), **self._words.terms}
        self.date = re.compile(numerals.date_pattern(language))

    def _compiled(self, source: str) -> re.Pattern[str]:
        return re.compile(fill(source, self._terms))

    def _leads(self, leads: Mapping[Relation, Sequence[str]]) -> dict[Relation, re.Pattern[str]]:
        front = self._words.front
        return {
            relation: self._compiled(f"{front}(?:{'|'.join(sources)})$")
            for relation, sources in leads.items()
            if sources
        }

    @cached_property
    def meeting_leads(self) -> dict[Relation, re.Pattern[str]]:
        return self._leads(self._words.meetings)

    @cached_property
    def date_leads(self) -> dict[Relation, re.Pattern[str]]:
        return self._leads(self._words.dates)

    @cached_property
    def after_words(self) -> dict[Relation, re.Pattern[str]]:
        return {relation: self._compiled(source) for relation, source in self._words.after_word.items()}

    @cached_property
    def past(self) -> re.Pattern[str]:
        return self._compiled(self._words.past)

    @cached_property
    def never(self) -> re.Pattern[str]:
        return self._compiled(self._words.never)

    @cached_property
    def past_after(self) -> re.Pattern[str]:
        return self._compiled(self._words.past_after)

    @cached_property
    def date_tail(self) -> re.Pattern[str]:
        return self._compiled(self._words.date_tail)

    @cached_property
    def number(self) -> re.Pattern[str]:
        return self._compiled("{number}")

    @cached_property
    def span(self) -> re.Pattern[str]:
        return self._compiled(f"{self._words.front}(?:{self._words.span})$")

    @cached_property
    def join(self) -> re.Pattern[str]:
        return self._compiled(self._words.and_)

    @cached_property
    def no_date(self) -> re.Pattern[str]:
        return self._compiled(self._words.no_date)

    @cached_property
    def latest(self) -> re.Pattern[str] | None:
        return self._compiled(self._words.latest) if self._words.latest else None

    @cached_property
    def until(self) -> re.Pattern[str]:
        return self._compiled(f"(?:{self._words.until})$")

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        return self._compiled(self._words.trigger)

    @cached_property
    def phrases(self) -> list[tuple[str, re.Pattern[str]]]:
        """Values with their expressions; a group `due` in one is the part that counts."""
        return [(value, self._compiled(s)) for value, sources in self._words.phrases.items() for s in sources]

    def lead(self, leads: Mapping[Relation, re.Pattern[str]], text: str, at: int) -> tuple[Relation, int] | None:
        """How the words that end at `at` relate a due to what follows, and where they (or a group `due` of them) begin:
        the longest of them."""
        found: tuple[Relation, int] | None = None
        for relation, pattern in leads.items():
            match = pattern.search(text, max(0, at - _REACH), at)
            if match and (found is None or match.start() < found[1]):
                found = relation, match.start("due" if match.groupdict().get("due") else 0)
        return found


@cache
def due_patterns(language: str) -> DuePatterns:
    """The patterns of a language, compiled once."""
    return DuePatterns(language)
