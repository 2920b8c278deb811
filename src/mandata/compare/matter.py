"""Whether two decisions are about the same matter: by their titles, by what cites what, by how much they share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from .asked import Taken
from .resemblance import Numbers
from .tokens import words

_EQUAL_TITLE, _SIMILAR_TITLE, _KINDRED_TITLE = 0.95, 0.8, 0.5
_FEW, _SHARED = 2, 3  # mandates that two decisions share, where their titles are similar, and where they are not
_PART = 0.3  # of the mandates of the smaller one, where no citation tells
_DIGITS = re.compile(r"\d")


class Matters:
    """Compares decisions two by two; first it is to be told which of their mandates resemble each other.

    `sizes` says how many mandates each decision has.
    """

    def __init__(self, decisions: Sequence[Taken], sizes: Sequence[int]) -> None:
        self._decisions, self._sizes = decisions, sizes
        self._shared: dict[tuple[int, int], int] = {}
        self._noted: dict[tuple[int, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        self._known: dict[tuple[int, int], bool] = {}

    def count(self, decisions: tuple[NDArray[np.uint32], NDArray[np.uint32]], pairs: tuple[Numbers, Numbers]) -> None:
        """Columns of resembling mandates, the earlier and the later of each pair, and of their decisions."""
        keys, which = np.unique((decisions[0].astype(np.int64) << 32) | decisions[1], return_inverse=True)
        least = np.full(len(keys), np.iinfo(np.int64).max)
        for mandates in pairs:
            different = np.sort((which << 32) | mandates)
            different = different[np.append(True, different[1:] != different[:-1])[: len(different)]]
            least = np.minimum(least, np.bincount(different >> 32, minlength=len(keys)))
        for key, number in zip(keys.tolist(), least.tolist(), strict=True):
            self._shared[key >> 32, key & 0xFFFFFFFF] = number

    def note(self, earlier: int, later: int, mandates: tuple[int, int]) -> None:
        """The same for a single pair of mandates."""
        for noted, mandate in zip(self._noted[earlier, later], mandates, strict=True):
            noted.add(mandate)

    def same(self, earlier: int, later: int) -> bool:
        """Whether two decisions are about the same matter."""
        pair = earlier, later
        if pair not in self._known:
            self._known[pair] = self._compare(self._decisions[earlier], self._decisions[later], pair)
        return self._known[pair]

    def _compare(self, earlier: Taken, later: Taken, pair: tuple[int, int]) -> bool:
        spoken = earlier.language == later.language
        alike = title_likeness(earlier.title, later.title, earlier.language) if spoken else 0.0
        cited = earlier.key in later.cites
        shared = self._shared.get(pair, 0) or min(map(len, self._noted[pair]))
        if alike >= _EQUAL_TITLE or (cited and alike >= _KINDRED_TITLE):
            return True
        if alike >= _SIMILAR_TITLE:  # it may differ in a country's name, which makes it another matter
            return shared >= _FEW
        return shared >= _SHARED and (cited or shared >= _PART * min(self._sizes[n] for n in pair))


@lru_cache(maxsize=1 << 16)
def title_likeness(one: str, other: str, language: str) -> float:
    """The share of equal words in two titles (0 to 1), years and other numbers aside."""
    mine, theirs = _plain(one, language), _plain(other, language)
    return float(Indel.normalized_similarity(mine, theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=1 << 14)
def _plain(title: str, language: str) -> tuple[str, ...]:
    return tuple(word for word in words(title, language) if not _DIGITS.search(word))
