"""Near-duplicates among many texts of one language: all pairs whose word pairs overlap enough, none missed.

A text is the set of its pairs of neighbouring words; two texts resemble each other by the Jaccard index of their sets.
If it is to reach a threshold, the two must share one of their rarest pairs (prefix filter: Bayardo, Ma and Srikant,
"Scaling Up All Pairs Similarity Search", 2007), so only those are listed and looked up. Other than with MinHash nothing
is left to chance. Equal texts are looked up once. All steps work on arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .tokens import Codes, Places, encoded

Numbers = NDArray[np.int64]
Wide = NDArray[np.uint64]
THRESHOLD = 0.5
_LOW = np.uint64(0xFFFFFFFF)
_BUCKETS = 1 << 20  # of the table of frequencies, in which word pairs share a bucket by chance
_AT_ONCE = 2_000_000  # pairs or elements that are held in one array


class Pairs(NamedTuple):
    """Pairs of texts by their numbers, with the Jaccard index of each; `first` < `second` on one shelf."""

    first: Numbers
    second: Numbers
    score: NDArray[np.float32]


class _Sets(NamedTuple):
    """Sets of word pairs, each ordered from rare to frequent; `starts` has one more than there are sets."""

    elements: NDArray[np.uint32]
    starts: Places

    def sizes(self) -> Places:
        return np.diff(self.starts)


class Shelf:
    """Texts of one language in which resembling ones are found; texts can be added at any time.

    Which word pairs count as rare is settled by the first texts that are added: another order would be faster at most.
    """

    def __init__(self, language: str, threshold: float = THRESHOLD) -> None:
        self.language, self.threshold = language, threshold
        self.codes: Codes = np.empty(0, np.uint32)
        self.starts: Places = np.zeros(1, np.int64)
        self.digests: Wide = np.empty(0, np.uint64)
        self.like: NDArray[np.uint32] = np.empty(0, np.uint32)  # for each text the first one that is equal
        self.rarity: NDArray[np.uint8] = np.empty(0, np.uint8)
        self.listed: Wide = np.empty(0, np.uint64)  # a rare word pair and a text that has it, sorted

    def __len__(self) -> int:
        return len(self.starts) - 1

    def add(self, texts: Iterable[str]) -> None:
        """Put texts on the shelf; they get the numbers that follow."""
        codes, starts = encoded(texts, self.language)
        before = len(self)
        digests = np.concatenate([self.digests, *(_digests(*part) for part in _parts(codes, starts))])
        self.codes = np.concatenate([self.codes, codes])
        self.starts = np.concatenate([self.starts, starts[1:] + self.starts[-1]])
        self.digests = digests
        _, firsts, which = np.unique(self.digests, return_index=True, return_inverse=True)
        self.like = firsts[which].astype(np.uint32)
        if not len(self.rarity):
            self.rarity = _rarity(_word_pairs(*part) for part in _parts(codes, starts))
        new = np.flatnonzero(self.like[before:] == np.arange(before, len(self), dtype=np.uint32)) + before
        listed = _listed(self._sets(new), new, self.threshold)
        self.listed = np.sort(np.concatenate([self.listed, listed]))

    def resembling(self, texts: Iterable[str]) -> Pairs:
        """The texts on the shelf that resemble given ones: `first` are numbers of the given, `second` of the shelf."""
        codes, starts = encoded(texts, self.language)
        given = _ordered(_word_pairs(codes, starts), starts, self.rarity)
        asked = _listed(given, np.arange(len(starts) - 1), self.threshold)
        low = np.searchsorted(self.listed, asked & ~_LOW)
        high = np.searchsorted(self.listed, asked | _LOW, side="right")
        counts = high - low
        first = np.repeat((asked & _LOW).astype(np.int64), counts)
        second = (self.listed[ranges(low, counts)] & _LOW).astype(np.int64)
        first, second = _parted(_once(_joined(first, second)))
        shelved, back = np.unique(second, return_inverse=True)
        found = _verified(given, self._sets(shelved), Pairs(first, back, np.empty(0, np.float32)), self.threshold)
        return self._spread(Pairs(found.first, shelved[found.second], found.score))

    def pairs(self) -> Pairs:
        """All pairs of different texts that resemble each other, each once; of equal texts the first stands for all."""
        texts = np.flatnonzero(self.like == np.arange(len(self), dtype=np.uint32))
        sets = self._sets(texts)
        order = np.argsort(sets.sizes(), kind="stable")  # from here on texts are known by their rank in size
        sets, texts = _taken(sets, order), texts[order]
        first, second = _parted(_candidates(sets, self.threshold))
        first, second, score = _verified(sets, sets, Pairs(first, second, np.empty(0, np.float32)), self.threshold)
        one, other = texts[first], texts[second]
        return Pairs(np.minimum(one, other), np.maximum(one, other), score)

    def equals(self) -> dict[int, Numbers]:
        """Texts that stand more than once: all their numbers, by the first."""
        order = np.argsort(self.like, kind="stable")
        firsts, at, counts = np.unique(self.like[order], return_index=True, return_counts=True)
        many = np.flatnonzero(counts > 1)
        return {int(firsts[i]): order[at[i] : at[i] + counts[i]] for i in many}

    def _sets(self, texts: Numbers) -> _Sets:
        """The sets of some texts."""
        sizes = np.diff(self.starts)[texts]
        parts = []
        for low, high in _portions(sizes, _AT_ONCE):
            starts = np.concatenate([[0], np.cumsum(sizes[low:high])])
            codes = self.codes[ranges(self.starts[texts[low:high]], sizes[low:high])]
            parts.append(_ordered(_word_pairs(codes, starts), starts, self.rarity))
        elements = [part.elements for part in parts] or [np.empty(0, np.uint32)]
        lengths = np.concatenate([[0], *(part.sizes() for part in parts)])
        return _Sets(np.concatenate(elements), np.cumsum(lengths))

    def _spread(self, found: Pairs) -> Pairs:
        """Found texts with all that are equal to them."""
        order = np.argsort(self.like, kind="stable")
        sorted_like = self.like[order]
        low = np.searchsorted(sorted_like, found.second)
        counts = np.searchsorted(sorted_like, found.second, side="right") - low
        return Pairs(np.repeat(found.first, counts), order[ranges(low, counts)], np.repeat(found.score, counts))


def _candidates(sets: _Sets, threshold: float) -> Wide:
    """Pairs of sets, ordered by size, that may resemble each other, each once.

    Both must list a word pair; the smaller one early enough for the rest of it to suffice, and so that what both have
    from there on could reach the threshold (positional filter: Xiao, Wang, Lin and Yu, "Efficient Similarity Joins for
    Near Duplicate Detection", 2008).
    """
    sizes = sets.sizes()
    counts = _prefixes(sizes, threshold)
    at = ranges(np.zeros(len(sizes), np.int64), counts)
    keys = _joined(sets.elements[ranges(sets.starts[:-1], counts)], np.repeat(np.arange(len(sizes)), counts))
    order = np.argsort(keys)
    keys, at = keys[order], at[order].astype(np.int32)
    ranks = (keys & _LOW).astype(np.int64)
    early = np.flatnonzero(at < _prefixes(sizes, 2 * threshold / (1 + threshold))[ranks])
    longest = np.searchsorted(sizes, np.floor(sizes / threshold + 1e-9), side="right")  # the first rank beyond
    beyond = np.searchsorted(keys, (keys[early] & ~_LOW) | longest[ranks[early]].astype(np.uint64))
    partners = np.maximum(beyond - early - 1, 0)
    found: list[Wide] = [np.empty(0, np.uint64)]
    for low, high in _portions(partners, _AT_ONCE):
        mine = np.repeat(early[low:high], partners[low:high])
        theirs = ranges(early[low:high] + 1, partners[low:high])
        first, second = ranks[mine], ranks[theirs]
        left = np.minimum(sizes[first] - at[mine], sizes[second] - at[theirs])  # members from the shared one on
        near = left >= threshold / (1 + threshold) * (sizes[first] + sizes[second]) - 1e-6
        found.append(_once(_joined(first[near], second[near])))
        if sum(map(len, found[1:])) > 2 * _AT_ONCE:
            found = [_once(np.concatenate(found))]
    return _once(np.concatenate(found))


def _taken(sets: _Sets, order: Numbers) -> _Sets:
    """The sets in another order."""
    sizes = sets.sizes()[order]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return _Sets(sets.elements[ranges(sets.starts[:-1][order], sizes)], starts)


def _word_pairs(codes: Codes, starts: Places) -> NDArray[np.uint32]:
    """Each word with the next one as a number; the last word of a text with its end."""
    following = np.append(codes[1:], np.uint32(0)).astype(np.uint64)
    following[starts[1:][np.diff(starts) > 0] - 1] = 0
    mixed = codes.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + following * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    result: NDArray[np.uint32] = (mixed >> np.uint64(32)).astype(np.uint32)
    return result


def _parts(codes: Codes, starts: Places) -> Iterator[tuple[Codes, Places]]:
    """Texts in portions, so that what is made of them stays small."""
    for low, high in _portions(np.diff(starts), _AT_ONCE):
        yield codes[starts[low] : starts[high]], starts[low : high + 1] - starts[low]


def _rarity(portions: Iterable[NDArray[np.uint32]]) -> NDArray[np.uint8]:
    """How frequent the word pairs of each bucket are, on a scale of logarithms."""
    counts = np.zeros(_BUCKETS, np.int64)
    for elements in portions:
        counts += np.bincount(elements % np.uint32(_BUCKETS), minlength=_BUCKETS)
    scale: NDArray[np.uint8] = np.minimum(255, 12 * np.log2(counts + 1)).astype(np.uint8)
    return scale


def _ordered(elements: NDArray[np.uint32], starts: Places, rarity: NDArray[np.uint8]) -> _Sets:
    """Word pairs of texts as sets, each from rare to frequent."""
    texts = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    order = rarity[elements % np.uint32(_BUCKETS)].astype(np.uint64) if len(rarity) else np.uint64(0)
    keys = _once((texts << np.uint64(40)) | (order << np.uint64(32)) | elements)
    sizes = np.bincount((keys >> np.uint64(40)).astype(np.int64), minlength=len(starts) - 1)
    return _Sets((keys & _LOW).astype(np.uint32), np.concatenate([[0], np.cumsum(sizes)]))


def _listed(sets: _Sets, names: Numbers, threshold: float) -> Wide:
    """The rarest word pairs of each set, so many that resembling sets must share one, each with the name of its set."""
    counts = _prefixes(sets.sizes(), threshold)
    elements = sets.elements[ranges(sets.starts[:-1], counts)]
    return np.sort(_joined(elements, np.repeat(names, counts)))


def _prefixes(sizes: Places, threshold: float) -> Places:
    """How many members of each set are to be listed, so that two sets that share `threshold` of either share a listed
    one. A hair less is asked than the threshold, so that rounding never costs a pair."""
    counts = sizes - np.ceil(threshold * sizes - 1e-9).astype(np.int64) + 1
    return np.where(sizes > 0, np.minimum(counts, sizes), 0).astype(np.int64)


def _joined(high: NDArray[Any], low: NDArray[Any]) -> Wide:
    """Two numbers below 2**32 as one."""
    result: Wide = (high.astype(np.uint64) << np.uint64(32)) | low.astype(np.uint64)
    return result


def _verified(one: _Sets, other: _Sets, pairs: Pairs, threshold: float) -> Pairs:
    """Of candidates those that reach the threshold, with their Jaccard index: the sets themselves are compared."""
    left, right = one.sizes()[pairs.first], other.sizes()[pairs.second]
    kept: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    scores: list[NDArray[np.float32]] = [np.empty(0, np.float32)]
    for low, high in _portions(left + right, _AT_ONCE):
        which = np.arange(high - low, dtype=np.uint64) << np.uint64(32)
        mine = one.elements[ranges(one.starts[pairs.first[low:high]], left[low:high])]
        theirs = other.elements[ranges(other.starts[pairs.second[low:high]], right[low:high])]
        both = np.concatenate([np.repeat(which, left[low:high]) | mine, np.repeat(which, right[low:high]) | theirs])
        both.sort()
        twice = both[1:][both[1:] == both[:-1]] >> np.uint64(32)
        shared = np.bincount(twice.astype(np.int64), minlength=high - low)
        score = (shared / np.maximum(left[low:high] + right[low:high] - shared, 1)).astype(np.float32)
        good = np.flatnonzero(score >= threshold - 1e-6)
        kept.append(good + low)
        scores.append(score[good])
    chosen = np.concatenate(kept)
    return Pairs(pairs.first[chosen], pairs.second[chosen], np.concatenate(scores))


def _digests(codes: Codes, starts: Places) -> Wide:
    """A number for each text, equal for equal texts."""
    sizes = np.diff(starts)
    place = (np.arange(len(codes)) - np.repeat(starts[:-1], sizes)).astype(np.uint64)
    mixed = (codes.astype(np.uint64) + place * np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0x94D049BB133111EB)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    result: Wide = sums[starts[1:]] - sums[starts[:-1]]
    return result


def ranges(low: Numbers, counts: Numbers) -> Numbers:
    """The numbers of all ranges that begin at `low` and have `counts` members, one range after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    result: Numbers = np.arange(total, dtype=np.int64) + np.repeat(low - (ends - counts), counts)
    return result


def _portions(sizes: Numbers, most: int) -> Iterator[tuple[int, int]]:
    """Stretches of a list whose sizes add up to `most` or little more."""
    ends = np.cumsum(sizes)
    low = 0
    while low < len(sizes):
        begun = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, begun + most, side="right")))
        yield low, high
        low = high


def _once(keys: Wide) -> Wide:
    """Numbers sorted and without repeats (`np.unique` hashes them, which takes longer)."""
    keys = np.sort(keys)
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def _parted(keys: Wide) -> tuple[Numbers, Numbers]:
    """The two numbers that were joined."""
    return (keys >> np.uint64(32)).astype(np.int64), (keys & _LOW).astype(np.int64)
