"""Marks in a text what it was found by, and cuts a long text down to the parts around that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ... import names
from .matching import Clause
from .tokens import Token, tokens, value_keys

_LONG, _AROUND = 420, 130
_ENDS = re.compile(r"\s")

Piece = tuple[str, bool]
"""A part of a text, and whether it is what was looked for."""


def spans(text: str, language: str, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Where the words of the clauses stand in a text (code points, half-open, in order, not overlapping)."""
    found: list[tuple[int, int]] = []
    read = list(tokens(text, language))
    for clause in clauses:
        for phrase in clause.phrases:
            if phrase and not phrase[0].startswith("§"):
                found += _places(read, phrase)
    if refs := {ref for clause in clauses for ref in clause.refs}:
        found += [(hit.start, hit.end) for hit in names.scan(text, language) if hit.ref in refs]
    return _joined(found)


def cites(value: str, clauses: Sequence[Clause]) -> bool:
    """Whether a citation is what one of the clauses looks for."""
    own = value_keys(value)
    sought = (phrase[0] for clause in clauses for phrase in clause.phrases if phrase[0].startswith("§"))
    return any(_is(key, one) for one in sought for key in own)


def _places(read: list[Token], phrase: tuple[str, ...]) -> list[tuple[int, int]]:
    size, found = len(phrase), []
    for at, token in enumerate(read):
        if _is(token.key, phrase[0]) and at + size <= len(read):
            some = read[at : at + size]
            if all(_is(one.key, wanted) for one, wanted in zip(some, phrase, strict=True)):
                end = some[-1].start + 1 if phrase[-1].endswith("*") and len(phrase[-1]) == 2 else some[-1].end
                found.append((token.start, end))
    return found


def _is(key: str, wanted: str) -> bool:
    return key.startswith(wanted[:-1]) if wanted.endswith("*") else key == wanted


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def marked(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text in pieces, marked ones and others; of a long one the beginning, or what is around the first mark."""
    first, last = _window(text, places)
    pieces: list[Piece] = [("… ", False)] if first else []
    at = first
    for start, end in places:
        if start >= last or end <= first:
            continue
        pieces += [(text[at:start], False), (text[max(start, first) : min(end, last)], True)]
        at = end
    pieces.append((text[at:last], False))
    if last < len(text):
        pieces.append((" …", False))
    return tuple((said, is_mark) for said, is_mark in pieces if said)


def _window(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= _LONG:
        return 0, len(text)
    first = max(0, places[0][0] - _AROUND) if places else 0
    if first:
        gap = _ENDS.search(text, first, places[0][0])
        first = gap.end() if gap else first
    last = min(len(text), first + _LONG)
    cut = text.rfind(" ", first + _LONG - 60, last) if last < len(text) else last
    return first, cut if cut > first else last


def best(
    texts: Mapping[str, str], language: str, clauses: Sequence[Clause], cited: Mapping[str, Sequence[tuple[int, int]]]
) -> tuple[str, list[tuple[int, int]]]:
    """The language in which to show a paragraph, and the places of its marks: the reader's where it has the paragraph
    and the hit; else, for words found, the language with most of them; else the reader's, else the first.

    `cited` has the places of the citations that were looked for, by language.
    """
    order = sorted(texts, key=lambda code: (code != language, ("en", "fr", "es", "ru", "ar", "zh").index(code)))
    found = {code: _joined([*spans(texts[code], code, clauses), *cited.get(code, ())]) for code in order}
    if not order:
        return "", []
    if found[order[0]] or not any(found.values()):
        return order[0], found[order[0]]
    if order[0] == language:
        return language, []
    code = max(order, key=lambda one: len(found[one]))
    return code, found[code]
