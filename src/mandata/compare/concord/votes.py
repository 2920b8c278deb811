"""Finds the odd one out: what most versions of a paragraph have and one has not, has otherwise or has beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .facts import Fact


class Difference(NamedTuple):
    """Version `odd` lacks `missing` (as version `witness` has it) or has `extra`, or has the one for the other."""

    odd: int
    witness: int
    missing: Fact | None
    extra: Fact | None
    agree: int
    of: int


Facts = dict[int, list[Fact]]
Has = Callable[[int, str], bool]


def differences(
    facts: Facts, order: Sequence[int], has: Has, kin: Callable[[str], str] = lambda key: ""
) -> list[Difference]:
    """What differs between versions whose facts are given by their numbers.

    What is expected is what more than half of them have; of two, what the first in `order` has. `has` tells of a
    version whether it says a key all the same, in words that were not read as a fact. A missing fact and one too many
    of the same `kin` make a change.
    """
    counts = {v: Counter(fact.key for fact in facts[v]) for v in order}
    missing: dict[int, list[tuple[str, int]]] = {v: [] for v in order}
    extra: dict[int, list[tuple[Fact, int]]] = {v: [] for v in order}
    for key in dict.fromkeys(fact.key for v in order for fact in facts[v]):
        expected, agree = _expected([counts[v][key] for v in order])
        if expected is None:
            continue
        for v in order:
            less = expected - counts[v][key]
            if less > 0 and not has(v, key):
                missing[v] += [(key, agree)] * less
            elif less < 0:
                extra[v] += [(fact, agree) for fact in [f for f in facts[v] if f.key == key][expected:]]
    return [d for v in order for d in _of(v, missing[v], extra[v], facts, order, kin)]


def _expected(counts: Sequence[int]) -> tuple[int | None, int]:
    """How often a key is expected, and how many versions have it so often; None where no majority says."""
    value, agree = Counter(counts).most_common(1)[0]
    if len(counts) == 2:
        return counts[0], 1
    return (value, agree) if agree > len(counts) / 2 else (None, 0)


def _of(
    v: int,
    missing: list[tuple[str, int]],
    extra: list[tuple[Fact, int]],
    facts: Facts,
    order: Sequence[int],
    kin: Callable[[str], str],
) -> list[Difference]:
    found = []
    left = list(extra)
    for key, agree in missing:
        witness = next(u for u in order if u != v and any(f.key == key for f in facts[u]))
        fact = next(f for f in facts[witness] if f.key == key)
        other = next((e for e in left if kin(e[0].key) == kin(key)), None)
        if other:
            left.remove(other)
        found.append(Difference(v, witness, fact, other[0] if other else None, agree, len(order)))
    for fact, agree in left:
        witness = next(u for u in order if u != v)
        found.append(Difference(v, witness, None, fact, agree, len(order)))
    return found
