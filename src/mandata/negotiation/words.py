"""What a language says in and around square brackets: both files brackets.yaml as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from ..folding import fold
from ..languages import LANGUAGES
from ..lexicon import Entry, load
from ..numerals import alternation


class Signs(Entry, frozen=True, kw_only=True):
    """data/brackets.yaml, as its header explains."""

    pairs: list[str]
    blank: str
    number: str
    reference: str
    slash: int


class Words(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/brackets.yaml, as the header of the English one explains."""

    editorial: list[str]
    options: list[str]
    either: list[str]
    adding: list[str]
    before_number: list[str]
    after_number: list[str]
    clinging: list[str] = []


class Grammar:
    """The patterns of one language; all but `reference` work on folded text."""

    def __init__(self, code: str) -> None:
        self.signs = load("brackets.yaml", Signs)
        self.words = load(f"languages/{code}/brackets.yaml", Words)
        self.spaced = LANGUAGES[code].spaced
        self._edge = (r"(?<!\w)", r"(?!\w)") if self.spaced else ("", "")
        self.closing = {pair[0]: pair[1] for pair in self.signs.pairs}
        self.any = re.compile(f"[{re.escape(''.join(self.signs.pairs))}]")

    def signs_used(self, text: str) -> set[str]:
        """The different signs that stand in a text."""
        return set(self.any.findall(text))

    def _any_of(self, words: Iterable[str]) -> str:
        return alternation({fold(word).text for word in words})

    @cached_property
    def blank(self) -> re.Pattern[str]:
        return re.compile(self.signs.blank)

    @cached_property
    def number(self) -> re.Pattern[str]:
        return re.compile(self.signs.number)

    @cached_property
    def reference(self) -> re.Pattern[str]:
        return re.compile(self.signs.reference)

    @cached_property
    def editorial(self) -> re.Pattern[str]:
        """What alone, or with what follows it, is no option; a colon may have a blank before it."""
        sources = []
        for word in self.words.editorial:
            parts = [_spaced(part) for part in word.split("~")]
            last = f"{self._edge[1]}.*" if word.endswith("~") and not word.endswith(": ~") else ".*"
            sources.append(".*?".join(parts[:-1]) + last if parts[-1] == "" and len(parts) > 1 else ".*?".join(parts))
        return re.compile(rf"(?:{'|'.join(sources)})[.。]?", re.DOTALL)

    @cached_property
    def option(self) -> re.Pattern[str]:
        """The words that open an option of a set, with its number or letter: "Option 1:"."""
        number = r"(?:\d{1,2}|[ivx]{1,4}(?!\w)|[a-zа-я](?!\w)|[ابجدهوز](?!\w)|[一二三四五六七八九十]{1,2})"
        listed = [_spaced(word).replace(r"\#", "#") for word in self.words.options]
        sources = "|".join(word.replace("#", number) for word in listed)
        return re.compile(rf"{self._edge[0]}(?P<name>{sources})(?![\w-])\s*(?P<sign>[.:：)）\]–—]*)\s*")

    @cached_property
    def before_option(self) -> re.Pattern[str]:
        """What stands before an option with a name: nothing, or what parts it from the one before."""
        either = alternation(form for word in self.words.either for form in (fold(word).text, word.upper()))
        return re.compile(rf"^\s*$|\s*(?:/|／|\||(?<=[.;:。；：,，])\s|\s{either}\s)\s*$")

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What stands between two brackets of which one is to be chosen."""
        return re.compile(rf"\s*(?:[/／]|[,;،؛，；]?\s*(?:{self._any_of(self.words.either)}))?\s*")

    @cached_property
    def either(self) -> re.Pattern[str]:
        """A line, or words in capitals between two options: OR. It works on the text as it is."""
        capitals = sorted((word.upper() for word in self.words.either if word.upper() != word), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, capitals))})(?!\w)" if capitals else r"(?!)")

    @cached_property
    def either_alone(self) -> re.Pattern[str]:
        return re.compile(rf"[\[(]?(?:{self._any_of(self.words.either)})[\])]?[.:,]?")

    @cached_property
    def adding(self) -> re.Pattern[str]:
        """How a bracket begins that adds to the words before it."""
        return re.compile(rf"\s*(?:[,;،؛，；、]|{self._any_of(self.words.adding)}{self._edge[1]})")

    @cached_property
    def before_number(self) -> re.Pattern[str]:
        return re.compile(rf"{self._edge[0]}(?:{self._any_of(self.words.before_number)})\s*(?:[$€£]\s*)?$|[$€£]\s*$")

    @cached_property
    def after_number(self) -> re.Pattern[str]:
        return re.compile(rf"\s*-?\s*(?:{self._any_of(self.words.after_number)}){self._edge[1] if self.spaced else ''}")


def _spaced(words: str) -> str:
    """The source of a pattern for words, blanks between them and around colons as they come."""
    source = re.escape(fold(words.strip()).text).replace(r"\ ", r"\s*")
    return re.sub(r"(?:\\s\*)?[:：](?:\\s\*)?", lambda _: r"\s*[:：]\s*", source)


@cache
def grammar(code: str) -> Grammar:
    """The patterns of a language, loaded at first use."""
    return Grammar(code)
