"""Words of a language by which the text is marked: recitals by their verb, quantities, dates (languages/*/akn.yaml)."""

from __future__ import annotations

import re
from functools import cache, cached_property

from .. import lexicon, numerals
from ..folding import fold
from ..languages import LANGUAGES
from ..lexicon import Entry

_OPENING = 60  # signs in which the verb of a recital stands
_NUMBER = r"\d+(?:[   .,]\d{3})*(?:[.,]\d+)?"


class WordLists(Entry, frozen=True, kw_only=True):
    """languages/*/akn.yaml, as its header explains."""

    recitals: dict[str, list[str]]
    units: list[str]
    currencies: list[str]


class Words:
    """The words of one language as patterns, made when they are first needed."""

    def __init__(self, language: str, lists: WordLists) -> None:
        self._language, self._lists = language, lists

    def recital(self, text: str) -> str:
        """The name of a recital's container: "recalling"; "recital" where its verb is not known."""
        match = self._recitals.search(fold(text[: _OPENING * 2]).text[:_OPENING])
        return match.lastgroup if match and match.lastgroup else "recital"

    @cached_property
    def _recitals(self) -> re.Pattern[str]:
        before = r"(?<![^\Wو])" if LANGUAGES[self._language].spaced else ""
        longest = {
            name: sorted((fold(form).text for form in forms), key=len, reverse=True)
            for name, forms in self._lists.recitals.items()
        }
        order = sorted(longest, key=lambda name: -max(map(len, longest[name])))
        return re.compile(
            before + "(?:" + "|".join(f"(?P<{name}>{'|'.join(map(re.escape, longest[name]))})" for name in order) + ")"
        )

    @cached_property
    def quantities(self) -> re.Pattern[str]:
        """Numbers with a unit after or a currency before them; the group "number" or "amount" is the number."""
        units = "|".join(map(re.escape, sorted(self._lists.units, key=len, reverse=True)))
        money = "|".join(map(re.escape, sorted(self._lists.currencies, key=len, reverse=True)))
        tail = rf"(?:[\s ]?(?:{units})(?!\w))" if LANGUAGES[self._language].spaced else rf"(?:\s?(?:{units}))"
        before = r"(?<![\w.,/-])" if LANGUAGES[self._language].spaced else r"(?<![\da-zA-Z.,/-])"
        return re.compile(rf"{before}(?:(?P<number>{_NUMBER}){tail}+|(?:{money})\s?(?P<amount>{_NUMBER}){tail}*)")

    @cached_property
    def dates(self) -> re.Pattern[str]:
        """Whole days, in a folded text."""
        return re.compile(numerals.date_pattern(self._language, "day"))

    def day(self, text: str) -> str:
        """The day that a text says, in ISO 8601; "" if none."""
        try:
            return numerals.date_value(text, self._language)
        except ValueError:
            return ""


@cache
def words(language: str) -> Words:
    """The words of a language (one of the six codes)."""
    return Words(language, lexicon.load(f"languages/{language}/akn.yaml", WordLists))
