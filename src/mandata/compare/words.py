"""What became of the words between two texts: as few and as whole stretches as people would mark by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from rapidfuzz.distance import LCSseq

from ..folding import fold

_LETTERS = r"[^\W_](?:[^\W_]|[\u00ad\u0640\u064b-\u065f\u0670\u200b-\u200f])*"  # with vowel points and soft hyphens
_TOKEN = re.compile(rf"{_LETTERS}(?:(?:[-\u2010\u2011]|[./,–](?=\d)){_LETTERS})*['’]?|[^\w\s]|_")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]{2,}")
ISLAND = 2  # words that stay between two changes, at most, and are still marked with them


class Span(NamedTuple):
    """A stretch of a text: code points, half-open."""

    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a sign with another stretch, or stands in it."""
        if self.start == self.end or start == end:
            return (start <= self.start and self.end <= end) or (self.start <= start and end <= self.end)
        return self.start < end and start < self.end


class Hunk(NamedTuple):
    """Words of one text (`before`) that stand otherwise in the other (`after`); one of the two may hold none."""

    before: Span
    after: Span


def tokens(text: str) -> list[Span]:
    """The words and signs of a text; Chinese is parted into words, other scripts at blanks and signs."""
    found: list[Span] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if end - start > 1 and _HAN.search(text, start, end):
            found += _han(text, start, end)
        else:
            found.append(Span(start, end))
    return found


def _han(text: str, start: int, end: int) -> list[Span]:
    import rjieba  # its dictionary takes a while to load and only Chinese needs it

    return [Span(start + first, start + last) for _, first, last in rjieba.tokenize(text[start:end])]


def folded_words(text: str, spans: Sequence[Span]) -> list[str]:
    """The words as they are compared: without regard to typographic variants; capitals count."""
    if text.isascii():
        return [text[start:end] for start, end in spans]
    return [
        word if (word := text[start:end]).isascii() else fold(word).text if word[:1].islower() else _capital(word)
        for start, end in spans
    ]


def _capital(word: str) -> str:
    folded = fold(word).text
    return folded[:1].upper() + folded[1:]


def opcodes(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What differs between two lists of words: stretches (from, to) of both, in order, by a longest common sequence."""
    numbers: dict[str, int] = {}
    one = "".join([chr(_sign(numbers.setdefault(word, len(numbers)))) for word in before])
    other = "".join([chr(_sign(numbers.setdefault(word, len(numbers)))) for word in after])
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in cast(list[tuple[str, int, int, int, int]], LCSseq.opcodes(one, other).as_list()):
        if tag == "equal":
            continue
        if found and found[-1][1] == a and found[-1][3] == c:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return found


def _sign(number: int) -> int:
    """A code point for a word's number: those of surrogates are none."""
    return number if number < 0xD800 else number + 0x800


def hunks(before: str, after: str) -> list[Hunk]:
    """What differs between two texts, calmly: whole words, and no lone word left between two changes."""
    if before == after:
        return []
    ours, theirs = tokens(before), tokens(after)
    one, other = folded_words(before, ours), folded_words(after, theirs)
    found = _without_islands(opcodes(one, other), one)
    found = [_slid(change, one, other) for change in found]
    return [Hunk(_span(ours, a, b, before), _span(theirs, c, d, after)) for a, b, c, d in found]


def _span(spans: Sequence[Span], first: int, last: int, text: str) -> Span:
    """The stretch of some words; where there are none, the place where they would stand."""
    if first < last:
        return Span(spans[first].start, spans[last - 1].end)
    at = spans[first].start if first < len(spans) else len(text)
    return Span(at, at)


Change = tuple[int, int, int, int]


def _without_islands(changes: list[Change], words: Sequence[str]) -> list[Change]:
    """Changes with one or two small words between them joined, where at least as much changes on both sides."""
    found: list[Change] = []
    for change in changes:
        if found:
            last = found[-1]
            kept = words[last[1] : change[0]]
            big = min(_size(last), _size(change))
            letters = sum(len(word) for word in kept)
            if len(kept) <= ISLAND and letters <= 6 and big >= len(kept) and _replaces(last) and _replaces(change):
                found[-1] = (last[0], change[1], last[2], change[3])
                continue
        found.append(change)
    return found


def _size(change: Change) -> int:
    return max(change[1] - change[0], change[3] - change[2])


def _replaces(change: Change) -> bool:
    return change[0] < change[1] or change[2] < change[3]


def _slid(change: Change, one: Sequence[str], other: Sequence[str]) -> Change:
    """An insertion or a deletion put where it begins with a sign and ends with a word (", on request" and not
    "on request ,"), as far as the words allow either."""
    a, b, c, d = change
    if (a < b) == (c < d):
        return change
    words, first, last = (one, a, b) if a < b else (other, c, d)
    steps = 0
    while first - steps - 1 >= 0 and words[first - steps - 1] == words[last - steps - 1] and steps < last - first:
        steps += 1
        if a - steps < 0 or c - steps < 0 or one[a - steps] != other[c - steps]:
            steps -= 1
            break
        if not words[first - steps][:1].isalnum():
            break
    if steps and not words[first - steps][:1].isalnum() and words[first][:1].isalnum():
        return (a - steps, b - steps, c - steps, d - steps)
    return change


def similarity(before: Sequence[str], after: Sequence[str]) -> float:
    """How much of two lists of words is common and in order, 0 to 1."""
    if not before and not after:
        return 1.0
    numbers: dict[str, int] = {}
    one = "".join([chr(_sign(numbers.setdefault(word, len(numbers)))) for word in before])
    other = "".join([chr(_sign(numbers.setdefault(word, len(numbers)))) for word in after])
    return 2 * LCSseq.similarity(one, other) / (len(one) + len(other))


def _end(text: str) -> Span:
    return Span(len(text), len(text))


class Aligned:
    """Leads from places in one text to those in the other, by what stays between the changes."""

    def __init__(self, changes: Sequence[Hunk], before: str, after: str) -> None:
        edges = [Hunk(Span(0, 0), Span(0, 0)), *changes, Hunk(_end(before), _end(after))]
        self.kept = [
            (one.before.end, other.before.start, one.after.end, other.after.start) for one, other in pairwise(edges)
        ]
        self.after = after

    def span(self, start: int, end: int) -> Span:
        """Where the words of `before` from `start` to `end` stand in `after`, with what was put beside them."""
        first = self._place(start, low=True)
        return Span(first, max(first, self._place(end, low=False)))

    def _place(self, at: int, *, low: bool) -> int:
        best = 0 if low else len(self.after)
        for start, end, other_start, other_end in self.kept:
            if start < at < end or (at == start < end if low else start < end == at):
                return min(other_start + at - start, max(other_start, other_end))
            if low and start < end <= at:
                best = other_end
            if not low and at <= start < end:
                return other_start
        return best
