"""The scale of force: whether an act asks more or less than another, and how strongly a text binds ("shall", "may")."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..folding import fold
from ..lexicon import Entry, Names, load

Level = Literal["shall", "should", "may"]
Shift = Literal["weaker", "stronger", "same", "other"]
_OF_WORDS = r"(?<!\w)(?<!\d )(?:{})(?!\w)(?! \d)"
_OF_SIGNS = r"(?:{})"


class ActForce(Entry, frozen=True, kw_only=True):
    """An act's place on the scale; `tone` parts acts between which there is no more or less."""

    act: str
    force: int
    tone: Literal["for", "against"] = "for"


class Modality(Entry, frozen=True, kw_only=True, rename={"not_": "not"}):
    """A level of binding language: its words by language, and look-alikes."""

    level: Level
    force: int
    words: Names
    not_: Names = {}


class Negation(Entry, frozen=True, kw_only=True, rename={"not_": "not"}):
    """Words that turn a sentence into its contrary, by language, and look-alikes."""

    words: Names
    not_: Names = {}


class Scale(Entry, frozen=True, kw_only=True):
    """data/force.yaml, which explains itself."""

    acts: list[ActForce]
    modality: list[Modality]
    negation: Negation


class Modal(NamedTuple):
    """A word of binding language in a text (code points, half-open)."""

    start: int
    end: int
    level: Level


@cache
def scale() -> Scale:
    return load("force.yaml", Scale)


@cache
def _acts() -> dict[str, ActForce]:
    return {entry.act: entry for entry in scale().acts}


def force_of(act: str) -> int:
    """How strongly an act binds or asks, 0 to 100. Raises KeyError where `act` is none of docs/provisions.md."""
    return _acts()[act].force


def shift(before: str, after: str) -> Shift:
    """What became of the force where one act replaced another; "other" where there is no more or less between them."""
    one, other = _acts()[before], _acts()[after]
    if before != after and one.tone != other.tone:
        return "other"
    if one.force == other.force:
        return "same"
    return "weaker" if other.force < one.force else "stronger"


def weaker(act: str, than: str) -> bool:
    """Whether `act` asks less `than` another."""
    return shift(than, act) == "weaker"


def stronger(act: str, than: str) -> bool:
    """Whether `act` asks more `than` another."""
    return shift(than, act) == "stronger"


def modality_of(level: Level) -> int:
    """How strongly "shall", "should" and "may" bind, 0 to 100."""
    return next(entry.force for entry in scale().modality if entry.level == level)


def modals(text: str, language: str) -> list[Modal]:
    """The words of binding language in a text, in order."""
    pattern, levels = _modal_words(language)
    folded = fold(text)
    found = []
    for match in pattern.finditer(folded.text):
        level = levels.get(match.group())
        if level is not None:
            found.append(Modal(folded.start(match.start()), folded.end(match.end()), level))
    return found


@cache
def _modal_words(language: str) -> tuple[re.Pattern[str], dict[str, Level]]:
    """What finds the words of a language and its look-alikes, the longest first, and the level of the words."""
    levels: dict[str, Level] = {}
    others: list[str] = []
    for entry in scale().modality:
        levels.update({fold(word).text: entry.level for word in entry.words[language]})
        others += [fold(word).text for word in entry.not_.get(language, [])]
    return _longest_first({*levels, *others}, language), levels


def negations(text: str, language: str) -> list[tuple[int, int]]:
    """Where a text says "not", in order."""
    pattern, words = _negation_words(language)
    folded = fold(text)
    found = (match for match in pattern.finditer(folded.text) if match.group() in words)
    return [(folded.start(match.start()), folded.end(match.end())) for match in found]


@cache
def _negation_words(language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    data = scale().negation
    words = frozenset(fold(word).text for word in data.words[language])
    return _longest_first({*words, *(fold(word).text for word in data.not_.get(language, []))}, language), words


def _longest_first(words: set[str], language: str) -> re.Pattern[str]:
    frame = _OF_SIGNS if language == "zh" else _OF_WORDS
    return re.compile(frame.format("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))
