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

_SAME_TITLE, _KINDRED_TITLE = 0.8, 0.5
_SHARED = 3  # mandates that two decisions share where neither title nor citation tells
_DIGITS = re.compile(r"\d")


class Matters:
    """Compares decisions two by two; first it is to be told which of their mandates resemble each other."""

    def __init__(self, decisions: Sequence[Taken]) -> None:
        self._decisions = decisions
        self._shared: dict[tuple[int, int], int] = {}
        self._noted: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._known: dict[tuple[int, int], bool] = {}

    def count(self, earlier: NDArray[np.uint32], later: NDArray[np.uint32], mandates: Numbers) -> None:
        """How many mandates of later decisions resemble one of an earlier: columns of decisions and of mandates."""
        rows = np.unique(np.stack([earlier.astype(np.int64), later.astype(np.int64), mandates]), axis=1)
        pairs, counts = np.unique(rows[:2], axis=1, return_counts=True)
        for one, other, number in zip(pairs[0].tolist(), pairs[1].tolist(), counts.tolist(), strict=True):
            self._shared[one, other] = number

    def note(self, earlier: int, later: int, mandate: int) -> None:
        """The same for a single mandate."""
        self._noted[earlier, later].add(mandate)

    def same(self, earlier: int, later: int) -> bool:
        """Whether two decisions are about the same matter."""
        pair = earlier, later
        if pair not in self._known:
            self._known[pair] = self._compare(self._decisions[earlier], self._decisions[later], pair)
        return self._known[pair]

    def _compare(self, earlier: Taken, later: Taken, pair: tuple[int, int]) -> bool:
        alike = (
            title_likeness(earlier.title, later.title, earlier.language) if earlier.language == later.language else 0
        )
        cited = earlier.key in later.cites
        if alike >= _SAME_TITLE or (cited and alike >= _KINDRED_TITLE):
            return True
        shared = self._shared.get(pair, 0) + len(self._noted.get(pair, ()))
        return shared >= _SHARED and (cited or earlier.body == later.body or alike >= _KINDRED_TITLE)


@lru_cache(maxsize=1 << 16)
def title_likeness(one: str, other: str, language: str) -> float:
    """The share of equal words in two titles (0 to 1), years and other numbers aside."""
    mine, theirs = _plain(one, language), _plain(other, language)
    return float(Indel.normalized_similarity(mine, theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=1 << 14)
def _plain(title: str, language: str) -> tuple[str, ...]:
    return tuple(word for word in words(title, language) if not _DIGITS.search(word))
