"""Words of a text with their places and stems, so that a term is known in all its forms."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..folding import fold
from ..languages import LANGUAGES
from .tokens import words

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {"ar": "arabic", "en": "english", "fr": "french", "es": "spanish", "ru": "russian"}


class Stem(NamedTuple):
    """A word: its stem, and its place in the text (code points, half-open)."""

    stem: str
    start: int
    end: int


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # a language's rules are loaded when one of its words is asked for

    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself where the language does not inflect."""
    if language not in _STEMMERS:
        return word
    if language == "ar" and len(word) > 4 and word[0] in "وف":  # "and" is written together with the word
        word = word[1:]
    return str(_stemmer(language).stemWord(word))


def stems(text: str, language: str) -> list[Stem]:
    """The words of a text in order."""
    folded = fold(text)
    if LANGUAGES[language].spaced:
        return [
            Stem(stem(m.group(), language), folded.start(m.start()), folded.end(m.end()))
            for m in _WORD.finditer(folded.text)
        ]
    found: list[Stem] = []
    at = 0
    for word in words(text, language):
        at = folded.text.index(word, at)
        found.append(Stem(word, folded.start(at), folded.end(at + len(word))))
        at += len(word)
    return found
