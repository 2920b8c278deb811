"""What a text is searched by: the stems of its words, with their places; in Chinese every two characters together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ...folding import fold
from ...languages import LANGUAGES
from ...lexicon import Entry, load

MOST = 48  # letters of a token; what is longer is cut
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_MARKS = {ord(mark): None for mark in map(chr, range(0x300, 0x370))}


class SearchWords(Entry, frozen=True, kw_only=True):
    """data/languages/<code>/search.yaml; its header explains the fields."""

    stemmer: str
    stop: list[str]
    article: str
    restore: dict[str, str]
    same: list[list[str]]


class Token(NamedTuple):
    """A token: what it is found by, the word as read (folded), and its place in the text (code points, half-open)."""

    key: str
    word: str
    start: int
    end: int


@cache
def search_words(language: str) -> SearchWords:
    """How a language is searched."""
    return load(f"languages/{language}/search.yaml", SearchWords)


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that are not searched for."""
    return frozenset(plain(fold(word).text) for word in search_words(language).stop)


def plain(word: str) -> str:
    """A folded word without accents."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_MARKS))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # a language's rules are loaded when one of its words is met

    name = search_words(language).stemmer
    return snowballstemmer.stemmer(name) if name else None


@cache
def _same(language: str) -> dict[str, str]:
    """The stem that stands for the stems of each group of words that are one."""
    found: dict[str, str] = {}
    for group in search_words(language).same:
        stems = [_stem(fold(word).text, language) for word in group]
        found |= dict.fromkeys(stems, stems[0])
    return found


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    if language == "ar" and len(word) > 4 and word[0] in "وف":  # "and" is written together with the word
        word = word[1:]
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str) -> str:
    """What a folded word is found by: its stem, that of its group where it is irregular, without accents."""
    found = _stem(word, language)
    return plain(_same(language).get(found, found))[:MOST]


def tokens(text: str, language: str) -> Iterator[Token]:
    """The tokens of a text in order."""
    folded = fold(text)
    straight = not folded.places
    for piece in _PIECE.finditer(folded.text):
        word, at = piece.group(), piece.start()
        if _IS_HAN.match(word):
            for n in range(len(word)):  # the last character stands alone: it is found by its beginning, as all are
                end = min(n + 2, len(word))
                yield Token(word[n:end], word[n:end], folded.start(at + n), folded.end(at + end))
        elif straight:
            yield Token(stem(word, language), word, at, piece.end())
        else:
            yield Token(stem(word, language), word, folded.start(at), folded.end(piece.end()))


def keys(text: str, language: str) -> tuple[list[str], set[tuple[str, str]]]:
    """The tokens of a text as they go into the index, and its words with their tokens, for finding by beginnings."""
    found: list[str] = []
    words: set[tuple[str, str]] = set()
    for piece in _PIECE.findall(fold(text).text):
        if _IS_HAN.match(piece):
            found += [piece[n : n + 2] for n in range(len(piece))]
        else:
            key = stem(piece, language)
            found.append(key)
            words.add((plain(piece)[:MOST], key))
    return found, words


def spelt(word: str) -> Iterator[str]:
    """The languages that a word may be of, by its letters."""
    if _IS_HAN.search(word):
        yield "zh"
    elif any("\u0600" <= c <= "\u06ff" for c in word):
        yield "ar"
    elif any("\u0400" <= c <= "\u04ff" for c in word):
        yield "ru"
    else:
        yield from (code for code in LANGUAGES if code in ("en", "fr", "es"))


def readings(word: str) -> tuple[str, ...]:
    """All that a word may be found by, in whichever language it is; one typed without accents is tried with them."""
    folded = fold(word).text
    found: dict[str, None] = {}
    for language in spelt(folded):
        found[stem(folded, language)] = None
        for typed, written in search_words(language).restore.items():
            if folded.endswith(typed):
                found[stem(folded[: -len(typed)] + written, language)] = None
    return tuple(found)


_SIGNS = re.compile(r"[^0-9a-z]+")


def value_key(value: str) -> str:
    """The token of a normalized citation: "article:MINAMATA:23(5)" is found by "§article·minamata·23·5·"."""
    return f"§{_SIGNS.sub('·', value.lower()).strip('·')}·"[:120]


def value_keys(value: str) -> tuple[str, ...]:
    """The tokens of a citation: its own, and that of its article whatever the treaty."""
    kind, _, rest = value.partition(":")
    _, _, place = rest.partition(":")
    if kind == "article" and place:
        return value_key(value), value_key(f"article:*:{place}")
    return (value_key(value),)


def spelling(text: str) -> str:
    """A symbol or number by its letters and digits alone: "UNEP/MC/COP.6/18" and "unep mc cop6 18" are one."""
    return _SIGNS.sub("", text.lower())
