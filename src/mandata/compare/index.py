"""What was asked so far, ready to be searched: decisions, mandates and their words, grown as meetings go on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import overload

import msgspec
import numpy as np
from numpy.typing import NDArray

from .asked import Asked, Taken
from .resemblance import THRESHOLD, Shelf

_DECODER = msgspec.msgpack.Decoder(Asked)
_ENCODER = msgspec.msgpack.Encoder()


class Packed(Sequence[Asked]):
    """Mandates that are unpacked when they are looked at: hundreds of thousands fit into little memory."""

    def __init__(self, data: bytes | memoryview = b"", ends: NDArray[np.int64] | None = None) -> None:
        self._data = data
        self._ends: list[int] = [] if ends is None else ends.tolist()
        self._added = bytearray()
        self._whole = len(data)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Asked: ...
    @overload
    def __getitem__(self, at: slice) -> list[Asked]: ...
    def __getitem__(self, at: int | slice) -> Asked | list[Asked]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        start, end = (self._ends[at - 1] if at else 0), self._ends[at]
        if start < self._whole:
            return _DECODER.decode(self._data[start:end])
        return _DECODER.decode(memoryview(self._added)[start - self._whole : end - self._whole])

    def append(self, mandate: Asked) -> None:
        self._added += _ENCODER.encode(mandate)
        self._ends.append(self._whole + len(self._added))

    def packed(self) -> tuple[bytes, NDArray[np.int64]]:
        """All of it as bytes, and where each mandate ends."""
        return bytes(self._data) + bytes(self._added), np.array(self._ends, dtype=np.int64)


class Index:
    """Decisions and what they ask, each language on a shelf of its own.

    Mandates keep the numbers under which they came; nothing is taken out, and a decision that is added again (by its
    key, document and language) is passed over with all that it asks.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self.decisions: list[Taken] = []
        self.mandates = Packed()
        self.decision_of: NDArray[np.uint32] = np.empty(0, np.uint32)
        self.ending: NDArray[np.int64] = np.empty(0, np.int64)  # the mandates that put an end to decisions
        self.shelves: dict[str, Shelf] = {}
        self.numbers: dict[str, NDArray[np.int64]] = {}  # of the mandates on each shelf
        self._known: dict[tuple[str, str, str], int] = {}

    def __len__(self) -> int:
        return len(self.mandates)

    def add(self, decisions: Iterable[Taken], mandates: Iterable[Asked]) -> list[int]:
        """Put decisions and what they ask into the index; returns the numbers of the mandates that are new."""
        fresh: dict[str, int] = {}
        for taken in decisions:
            identity = (taken.key, taken.document, taken.language)
            if identity not in self._names():
                self._known[identity] = len(self.decisions)
                fresh[f"{taken.language} {taken.document} {taken.key}"] = len(self.decisions)
                self.decisions.append(taken)
        return self._shelve(fresh, mandates)

    def _shelve(self, fresh: dict[str, int], mandates: Iterable[Asked]) -> list[int]:
        texts: dict[str, list[str]] = {}
        numbers: dict[str, list[int]] = {}
        owners: list[int] = []
        ending: list[int] = []
        added: list[int] = []
        for mandate in mandates:
            owner = fresh.get(f"{mandate.language} {mandate.id.rpartition('#')[0]} {mandate.decision}")
            if owner is None:
                continue
            added.append(len(self.mandates))
            self.mandates.append(mandate)
            owners.append(owner)
            if mandate.ends:
                ending.append(added[-1])
            texts.setdefault(mandate.language, []).append(mandate.core)
            numbers.setdefault(mandate.language, []).append(added[-1])
        self.decision_of = np.concatenate([self.decision_of, np.array(owners, np.uint32)])
        self.ending = np.concatenate([self.ending, np.array(ending, np.int64)])
        for language, cores in texts.items():
            shelf = self.shelves.setdefault(language, Shelf(language, self.threshold))
            shelf.add(cores)
            before = self.numbers.get(language, np.empty(0, np.int64))
            self.numbers[language] = np.concatenate([before, np.array(numbers[language], np.int64)])
        return added

    def _names(self) -> dict[tuple[str, str, str], int]:
        if len(self._known) != len(self.decisions):
            self._known = {(t.key, t.document, t.language): at for at, t in enumerate(self.decisions)}
        return self._known

    def decision(self, mandate: int) -> Taken:
        """The decision in which a mandate stands."""
        return self.decisions[int(self.decision_of[mandate])]

    def of_decision(self, at: int) -> list[tuple[int, Asked]]:
        """The mandates of a decision, with their numbers."""
        return [(number, self.mandates[number]) for number in np.flatnonzero(self.decision_of == at).tolist()]

    def within(self, keys: Collection[str]) -> list[int]:
        """The mandates of the decisions that have one of some keys."""
        wanted = [at for at, taken in enumerate(self.decisions) if taken.key in keys]
        found: list[int] = np.flatnonzero(np.isin(self.decision_of, wanted)).tolist()
        return found

    def sizes(self) -> list[int]:
        """How many mandates each decision has."""
        found: list[int] = np.bincount(self.decision_of, minlength=len(self.decisions)).tolist()
        return found

    def ranks(self) -> NDArray[np.int64]:
        """For each decision its place in time; decisions of the same time share one."""
        times = {when: at for at, when in enumerate(sorted({taken.when for taken in self.decisions}))}
        return np.array([times[taken.when] for taken in self.decisions], np.int64)
