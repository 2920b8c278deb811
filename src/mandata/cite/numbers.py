"""The numbers by which texts are cited, and their lists: 5 (a), XIII, BC-15/21, 1/CP.21, 2573 (2021), 12.4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import normalize

import msgspec

from .. import numerals
from ..folding import fold

if TYPE_CHECKING:
    from .words import CitationWords

MOST = 60  # numbers in a range; a longer one is no range
_LOOKALIKES = str.maketrans("АВСЕНКМОРТХІавсенкмортхі", "ABCEHKMOPTXIabcehkmoptxi")
_ROMAN = r"[ivxlcхсі]{1,7}(?![a-zа-я])"
_LETTERS = (
    r"(?: ?\((?:[a-zа-я]{1,2}|[ivx]{1,5}|[ء-ي]{1,2}|\d{1,2}|[一二三四五六七八九十]{1,3})\)"
    r"| ?(?<![a-zа-я])(?:[a-zа-я]{1,2}|[ivx]{1,5})\)| ?'\d{1,2}'|[㈠-㈩])"
)
_TITLE = r"(?:[,،]? \w{5,14} ?[«“\"][^«»“”\"]{3,200}[»”\"])?"  # entitled “...”
_GOAL = (
    r"(?:\d{1,2}(?:[.-](?:\d{1,2}|[a-dا-د](?![a-zء-ي])))?(?![a-z0-9])"
    r"|(?<![a-zа-я0-9.])[a-dавс](?![a-zа-я0-9)]))"
)
_ONE_LETTER = re.compile(_LETTERS)


class Number(msgspec.Struct, frozen=True):
    """The number of a part of a text with those of its own parts: 5 (a) (i) is "5" and ("a", "i").

    `ordinal` tells that it was written in words (المرفق الثاني, 附件二).
    """

    main: str
    below: tuple[str, ...] = ()
    ordinal: bool = False


class Numbers:
    """The patterns of one language, and what is read from what they match."""

    def __init__(self, words: CitationWords, language: str) -> None:
        self.language = language
        self.joins, self.ranges = f"(?:{words.joins})", f"(?:{words.ranges})"
        self.names = {fold(name).text: letter for name, letter in words.letters.items()}
        self.values = {fold(word).text: value for word, value in words.values.items()}
        self.prefixes = {fold(prefix).text: code for prefix, code in words.prefixes.items()}
        self.conferences = {fold(name).text: code for name, code in words.conferences.items()}
        act, main = self._act(), self._main(words.ordinals)
        self.one_main = re.compile(main)
        self.one_act = re.compile(act)
        self.one_range, self.one_join = re.compile(self.ranges), re.compile(self.joins)
        self.one_goal = re.compile(_GOAL)
        self.goals = f"{_GOAL}(?:(?:{self.ranges}|{self.joins}){_GOAL})*"
        date = words.date.replace("{date}", numerals.date_pattern(language, "day")) if words.date else "(?!)"
        subject = f"(?:[,،]? [^;:.()\\d]{{3,140}}?(?={self.joins}{act}(?!\\w)))?"  # on what it is
        self.about = re.compile(f"(?:{date})?{_TITLE}{subject}")

    def _main(self, ordinals: str) -> str:
        words = [re.escape(word) for word in (*self.names, *self.values)]
        digits = r"\d{1,4}(?:\.\d{1,2}| ?(?:bis|ter|quater)(?![a-z])|[a-j])?(?![a-z0-9])"
        parts = [digits, _ROMAN, *[f"{word}(?!\\w)" for word in words], r"[a-zасвек](?![a-zа-я0-9])"]
        if ordinals:
            pattern = numerals.ordinal_pattern if ordinals == "ordinal" else numerals.cardinal_pattern
            parts.append(pattern(self.language))
        return f"(?:{'|'.join(parts)})"

    def _act(self) -> str:
        """The numbers of decisions and resolutions in all their forms."""
        prefix = "|".join([*map(re.escape, self.prefixes), "[a-z]{2,6}(?:-cwp)?"])
        conferences = sorted(self.conferences, key=len, reverse=True)
        conference = "|".join([*map(re.escape, conferences), "cp", "cmp", "cma", "cop"])
        letter = "|".join(["[a-df-np-tv-xzв]", *map(re.escape, self.names)])
        return (
            rf"(?:(?<![a-zа-я0-9])(?:{prefix})[-–](?:[ivxl]+|\d{{1,2}})/\d{{1,3}}"
            rf"|(?<![a-zа-я0-9])\d{{1,3}}/(?:{conference})[.-] ?\d{{1,2}}"
            rf"|(?<![a-zа-я0-9/.])(?:e?s-|ss\.|ex\.)?(?:[ivxlхі]+|\d{{1,4}})/\d{{1,4}}"
            rf"(?: ?(?:{letter})(?![a-zа-яء-ي0-9'’/-]))?(?![\d/])"
            rf"|(?<![a-zа-я0-9/.])\d{{1,4}}(?: ?[a-z])? ?\((?:e?s-)?(?:[ivxlхі]+|(?:19|20)\d\d(?: ?г(?:ода|\.))?)\)"
            rf"|(?:conf|конф)\. ?\d{{1,2}}[.-]\d{{1,2}}(?: ?\([^()]{{3,16}}\))?"
            rf"|(?<![a-zа-я0-9])(?:wha|eb|mepc|msc)[ .]?\d{{1,3}}(?:[.](?:r)?\d{{1,3}}|\(\d{{1,3}}\))"
            rf"|(?<![a-zа-я0-9/.])(?:[ivxl]+|\d{{1,2}})\.\d{{1,3}}(?: ?\([^()]{{3,16}}\))?(?![\d/])"
            rf"|(?<![a-zа-я0-9/.,])\d{{3,4}}(?![\w/,-]|\.\d| %))"
        )

    # ------------------------------------------------------------------------------------------ reading

    def read(self, folded: str, original: str) -> tuple[list[Number], int]:
        """The numbers of a part of a text in `folded`, the same in `original`, and how far they reach."""
        found: list[Number] = []
        at = end = 0
        ranged = False
        while at < len(folded):
            number, stop = self._one(folded, original, at, found[-1] if found else None)
            if number is None:
                break
            found += self._between(found[-1], number) if ranged and found else []
            found.append(number)
            at = end = stop
            gap = self.one_range.match(folded, at)
            ranged = bool(gap)
            gap = gap or self.one_join.match(folded, at)
            if not gap:
                break
            at = gap.end()
        return found, end

    def read_acts(self, text: str, original: str, at: int) -> Iterator[tuple[re.Match[str], bool]]:
        """The numbers of acts in a list, without dates and subjects, and for each whether it ends a range.

        `original` is the same text unfolded (a folded letter does not tell 50/221 B from "50/221 a")."""
        ranged = False
        while number := self.one_act.match(text, at):
            last = number[0][-2:]
            if last[0] == " " and last[1:].isascii() and last[1:].isalpha() and original[number.end() - 1].islower():
                number = self.one_act.match(text, at, number.end() - 2) or number
            yield number, ranged
            about = self.about.match(text, number.end())
            after = about.end() if about else number.end()
            gap = self.one_range.match(text, after)
            ranged = bool(gap)
            gap = gap or self.one_join.match(text, after)
            if not gap:
                break
            at = gap.end()

    def _one(self, folded: str, original: str, at: int, last: Number | None) -> tuple[Number | None, int]:
        main = self.one_main.match(folded, at)
        name, ordinal = "", False
        lower = _ONE_LETTER.match(folded, at) and not original[at].isupper()
        if main and (main[0].isdigit() or not lower):
            name, ordinal = self._name(main[0], original[main.start() : main.end()])
            if not name:
                return None, at
            at = main.end()
        below = []
        while letter := _ONE_LETTER.match(folded, at):
            below.append(self._letter(letter[0]))
            at = letter.end()
        if not name:
            return (_next_to(last, below), at) if below else (None, at)
        return Number(name, tuple(below), ordinal), at

    def _name(self, folded: str, original: str) -> tuple[str, bool]:
        """The number as values write it (5, XIII, C), empty where it is a word that only looks like one."""
        if folded[0].isdigit():
            return folded.replace(" ", "").upper().replace("BIS", "bis").replace("TER", "ter"), False
        if folded in self.names:
            return self.names[folded], False
        if folded in self.values:
            return str(self.values[folded]), False
        if re.fullmatch("[a-zа-яі]+", folded):
            latin = original.translate(_LOOKALIKES)
            return (latin, False) if latin.isupper() and latin.isascii() else ("", False)
        return str(numerals.ordinal_value(folded, self.language)), True

    def _letter(self, text: str) -> str:
        bare = text.strip(" ()'")
        if "'" in text:
            return numerals.roman(int(bare))
        if bare.isascii():
            return bare
        return "c" if bare == "с" else numerals.common(bare, self.language) or bare

    def _between(self, first: Number, last: Number) -> list[Number]:
        """What a range leaves out: 4 in "3 to 5", (b) and (c) in "3 (a) to (d)"."""
        if first.below and last.below and len(first.below) == len(last.below):
            one, other = first.below[-1], last.below[-1]
            if len(one) == len(other) == 1 and one < other:
                letters = [chr(code) for code in range(ord(one) + 1, ord(other))]
                return [Number(first.main, (*first.below[:-1], letter)) for letter in letters]
        if first.main.isdigit() and last.main.isdigit() and not (first.below or last.below):
            between = range(int(first.main) + 1, int(last.main))
            return [Number(str(value)) for value in between] if len(between) < MOST else []
        return []


def _next_to(last: Number | None, below: list[str]) -> Number:
    """(b) after 3 (a) is 3 (b); (ii) after 3 (a) (i) is 3 (a) (ii); with nothing before it stands for itself."""
    if last is None:
        return Number("", tuple(below))
    roman = len(last.below) > len(below) and set(below[0]) <= set("ivx") and set(last.below[-1]) <= set("ivx")
    return Number(last.main, (*last.below[:-1], *below) if roman else tuple(below))


def plain(raw: str) -> str:
    """The number of an act as values write it: capitals, no blanks, Latin letters for Cyrillic look-alikes."""
    return re.sub(r"[\s\u00ad]", "", normalize("NFKC", raw)).translate(_LOOKALIKES).upper().replace("–", "-")


def roman_capitals(number: str) -> str:
    """2 → II: parts that are numbered in roman figures in the languages that have no words for it."""
    return numerals.roman(int(number)).upper()
