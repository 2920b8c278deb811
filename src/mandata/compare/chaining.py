"""Of links between mandates the ones that stand: one to one between two decisions, as chains, and as families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from .index import Index
from .relation import Link
from .resemblance import Numbers

_AT_ONCE = 50_000  # pairs that are held as lists
_RECENT = 0.06  # likeness that a nearer meeting makes good


def one_to_one(links: Iterable[Link], index: Index) -> list[Link]:
    """Links without those by which one mandate would have two of the same decision before or after it."""
    taken: set[int] = set()
    chosen: list[Link] = []
    for link in sorted(links, key=lambda link: -link.relation.likeness):
        old, new = int(index.decision_of[link.earlier]), int(index.decision_of[link.later])
        ends = ((link.earlier << 32) | new, ~((link.later << 32) | old))
        if not any(end in taken for end in ends):
            taken.update(ends)
            chosen.append(link)
    return sorted(chosen, key=lambda link: (link.later, -link.relation.likeness))


def chains_of(links: Iterable[Link], ranks: Numbers) -> Iterator[tuple[int, ...]]:
    """Mandates of one matter, each with the one before it: the nearest meeting among the most alike."""
    best: dict[int, int] = {}
    before_of: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.matter:
            before_of[link.later].append(link)
    followed: dict[int, int] = {}
    for later in sorted(before_of, key=lambda n: int(ranks[n])):
        found = before_of[later]
        most = max(link.relation.likeness for link in found) - _RECENT
        near = [link for link in found if link.relation.likeness >= most and link.earlier not in followed]
        if near:
            best[later] = max(near, key=lambda link: int(ranks[link.earlier])).earlier
            followed[best[later]] = later
    for last in best:
        if last not in followed:
            chain = [last]
            while chain[-1] in best:
                chain.append(best[chain[-1]])
            yield tuple(reversed(chain))


def families_of(near: Iterable[tuple[Numbers, Numbers]], count: int) -> Iterator[tuple[int, ...]]:
    """Groups of mandates of which each resembles another of the group closely, the largest first."""
    head = list(range(count))

    def top(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    members = np.zeros(count, bool)
    for first, second in near:
        members[first] = members[second] = True
        for low in range(0, len(first), _AT_ONCE):
            portion = (numbers[low : low + _AT_ONCE].tolist() for numbers in (first, second))
            for one, other in zip(*portion, strict=True):
                mine, theirs = top(one), top(other)
                if mine != theirs:
                    head[max(mine, theirs)] = min(mine, theirs)
    groups: dict[int, list[int]] = defaultdict(list)
    for member in np.flatnonzero(members).tolist():
        groups[top(member)].append(member)
    return (tuple(group) for group in sorted(groups.values(), key=len, reverse=True))
