"""Aligns the language versions of one document: rows of paragraphs that say the same, whatever was moved or joined."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .facts import Paragraph
from .likeness import SMOOTHING, Likeness
from .meaning import Meanings

GAP = -0.55  # what it costs to leave a paragraph without counterpart
JOIN = -0.45  # what it costs to take two paragraphs for one
NARROW = 5  # how far versions may run apart at first
BAND = 20  # and where they do run apart
CLEAR = 1.75  # how like paragraphs must be to be taken for the same without a look at their meaning
SLACK = 0.35  # how much worse than one paragraph two may fit in length, as a logarithm
MOVED = 0.9  # how like a paragraph must be to one elsewhere to be taken for it

NEVER = -9.0
STEPS = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))

Step = tuple[int, int]
Profile = Sequence[tuple[Sequence[Paragraph], int]]
Cell = tuple[int, ...]  # the places of the paragraphs of a version


class Row(NamedTuple):
    """What the versions have of one paragraph: for each its places in that version; empty where it is missing.

    A place may be in two rows that follow each other: that version has joined two paragraphs in one.
    """

    cells: tuple[Cell, ...]
    moved: frozenset[int] = frozenset()
    """The numbers of the versions in which it stands elsewhere."""


Versions = Sequence[Sequence[Paragraph]]


def align(versions: Versions, meanings: Meanings | None = None) -> list[Row]:
    """The rows of some versions of a text, in the order of most of them.

    First by what paragraphs name, cite and count; where that leaves doubts, the meaning of the paragraphs in doubt is
    asked too.
    """
    meanings = meanings or Meanings()
    rows = _aligned(versions, like := Likeness(versions, meanings))
    doubtful = list(_in_doubt(rows, versions, like))
    if doubtful:
        meanings.learn(doubtful)
        rows = _aligned(versions, like)
    moved = _bring_home(rows, versions, like)
    return [Row(tuple(row), frozenset(moved.get(id(row), ()))) for row in rows]


def _aligned(versions: Versions, like: Likeness) -> list[list[Cell]]:
    first = _pivot(versions)
    count = range(len(versions))
    rows: list[list[Cell]] = [[(at,) if v == first else () for v in count] for at in range(len(versions[first]))]
    for v in sorted(count, key=lambda v: abs(len(versions[v]) - len(versions[first]))):
        if v != first:
            rows = _add(rows, v, versions, like)
    _swap_back(rows, versions, like)
    return rows


def _in_doubt(rows: Sequence[Sequence[Cell]], versions: Versions, like: Likeness) -> Iterator[str]:
    """The texts of the rows whose paragraphs do not clearly belong together; beside those that not every version has
    alone, the texts of the rows around them, too, and how two that follow each other would read as one."""
    uneven = {at for at, row in enumerate(rows) if any(len(cell) != 1 for cell in row)}
    around = {near for at in uneven for near in range(at - 1, at + 2) if 0 <= near < len(rows)}
    for at, row in enumerate(rows):
        if at not in around and _clear(row, versions, like):
            continue
        for v, cell in enumerate(row):
            texts = [versions[v][place].block.text for place in cell]
            yield from texts
            if at in around and at + 1 < len(rows):
                texts += [versions[v][place].block.text for place in rows[at + 1][v]]
                yield " ".join(texts[:2])


def _clear(row: Sequence[Cell], versions: Versions, like: Likeness) -> bool:
    """Whether every version is like the others enough, without a look at what the words mean."""
    blocks = [([versions[v][at] for at in cell], v) for v, cell in enumerate(row) if cell]
    if _furniture(blocks[0][0][0]) or blocks[0][0][0].block.kind in ("front", "back"):
        return True
    return all(like.score(one, v, *blocks[0]) > CLEAR for one, v in blocks[1:])


def _pivot(versions: Versions) -> int:
    """The version to begin with: one that has as many paragraphs as most, the first of them."""
    counts = [len(version) for version in versions]
    return max(range(len(versions)), key=lambda v: (counts.count(counts[v]), -v))


def _profile(row: Sequence[Cell], versions: Versions, without: int = -1) -> Profile:
    """Two of the versions that a row has, as paragraphs."""
    return [([versions[u][at] for at in cell], u) for u, cell in enumerate(row) if cell and u != without][:2]


def _score(block: Sequence[Paragraph], v: int, profile: Profile, like: Likeness) -> float:
    if not profile:
        return NEVER
    return sum(like.score(block, v, other, u) for other, u in profile) / len(profile)


def _add(rows: list[list[Cell]], v: int, versions: Versions, like: Likeness) -> list[list[Cell]]:
    """The rows with another version: pairs, gaps on either side, two paragraphs for one row, one for two rows."""
    out: list[list[Cell]] = []
    for (i, j), (di, dj) in _Search([_profile(row, versions) for row in rows], versions[v], v, like).path():
        cell = tuple(range(j, j + dj))
        for row in rows[i : i + di]:
            row[v] = cell
            out.append(row)
        if not di:
            out.append([cell if u == v else () for u in range(len(versions))])
    return out


class _Search:
    """The best way to pair the rows found so far, as `profiles`, with the paragraphs of version `v` in order."""

    def __init__(self, profiles: Sequence[Profile], blocks: Sequence[Paragraph], v: int, like: Likeness) -> None:
        self.profiles, self.blocks, self.v, self.like = profiles, blocks, v, like
        self.pairs: dict[Step, float] = {}
        self.short = [like.length([block], v) for block in blocks]
        self.long = [sum(like.length(other, u) for other, u in profile) / len(profile) for profile in profiles]

    def path(self) -> list[tuple[Step, Step]]:
        """The steps from beginning to end, each with the place where it begins."""
        steps = self._back(self._came(NARROW))
        uneven = sum(step != (1, 1) for _, step in steps)
        return steps if uneven <= NARROW else self._back(self._came(BAND))

    def _back(self, came: dict[Step, Step]) -> list[tuple[Step, Step]]:
        i, j = len(self.profiles), len(self.blocks)
        steps = []
        while (i, j) != (0, 0):
            di, dj = came[i, j]
            i, j = i - di, j - dj
            steps.append(((i, j), (di, dj)))
        return steps[::-1]

    def _came(self, width: int) -> dict[Step, Step]:
        """For each pair of places in a band around the diagonal the step by which it is best reached."""
        n, m = len(self.profiles), len(self.blocks)
        band = width + abs(n - m)
        best: dict[Step, float] = {(0, 0): 0.0}
        came: dict[Step, Step] = {}
        for i in range(n + 1):
            middle = i * m // max(n, 1)
            for j in range(max(0, middle - band), min(m, middle + band) + 1):
                options = [
                    (best[i - di, j - dj] + self._gain(i - di, j - dj, di, dj), (di, dj))
                    for di, dj in STEPS
                    if (i - di, j - dj) in best
                ]
                if options:
                    best[i, j], came[i, j] = max(options)
        return came

    def _pair(self, i: int, j: int) -> float:
        if (i, j) not in self.pairs:
            self.pairs[i, j] = _score([self.blocks[j]], self.v, self.profiles[i], self.like)
        return self.pairs[i, j]

    def _joins(self, i: int, j: int, di: int, dj: int) -> bool:
        """Whether two paragraphs on one side may stand for one on the other, by kind and length."""
        if any(_furniture(block) for block in self.blocks[j : j + dj]):
            return False
        rows, lengths = self.long[i : i + di], self.short[j : j + dj]
        parts, counterpart = (lengths, rows[0]) if dj == 2 else (rows, lengths[0])
        return not _parted_badly(sum(parts) - SMOOTHING, parts, counterpart)

    def _gain(self, i: int, j: int, di: int, dj: int) -> float:
        """What a step from (i, j) is worth."""
        if (di, dj) == (1, 1):
            return self._pair(i, j)
        if di == 0 or dj == 0:
            return GAP
        if not self._joins(i, j, di, dj):
            return NEVER
        if dj == 2:
            whole = _score(self.blocks[j : j + 2], self.v, self.profiles[i], self.like)
            return whole + JOIN if whole > max(self._pair(i, j), self._pair(i, j + 1)) + 0.1 else NEVER
        shared = [([*a, *b], u) for a, u in self.profiles[i] for b, w in self.profiles[i + 1] if u == w]
        if not shared or shared[0][0][0] is shared[0][0][-1]:
            return NEVER
        whole = _score([self.blocks[j]], self.v, shared, self.like)
        return whole + JOIN if whole > max(self._pair(i, j), self._pair(i + 1, j)) + 0.1 else NEVER


def _parted_badly(whole: float, parts: Iterable[float], counterpart: float) -> bool:
    """Whether some part of a whole fits the counterpart's length clearly better than the whole."""
    misfit = abs(math.log(whole / counterpart)) - SLACK
    return any(abs(math.log(part / counterpart)) <= misfit for part in parts)


def _furniture(paragraph: Paragraph) -> bool:
    return paragraph.block.kind in ("title", "heading", "formula", "front", "back")


# ----------------------------------------------------------------------------------------------- what stands elsewhere


def _swap_back(rows: list[list[Cell]], versions: Versions, like: Likeness) -> None:
    """Exchange two paragraphs of a version that were paired in order, where each is far more like the other's row."""
    for v in range(len(versions)):
        for i in range(len(rows)):
            for k in range(i + 1, min(i + 4, len(rows))):
                a, b = rows[i][v], rows[k][v]
                if not a or not b or a == b or set(a) & set(b):
                    continue
                if _gain(rows, i, k, v, versions, like) > 1.0:
                    rows[i][v], rows[k][v] = b, a


def _gain(rows: list[list[Cell]], i: int, k: int, v: int, versions: Versions, like: Likeness) -> float:
    one, two = (_profile(rows[at], versions, without=v) for at in (i, k))
    if not one or not two:
        return 0.0
    a, b = ([versions[v][at] for at in rows[r][v]] for r in (i, k))
    crossed = (_score(a, v, two, like), _score(b, v, one, like))
    straight = (_score(a, v, one, like), _score(b, v, two, like))
    if crossed[0] <= straight[1] - 0.8 or crossed[0] <= straight[0] or crossed[1] <= straight[1]:
        return 0.0
    return sum(crossed) - sum(straight)


def _bring_home(rows: list[list[Cell]], versions: Versions, like: Likeness) -> dict[int, set[int]]:
    """Put paragraphs without counterpart in the rows that lack them, where they are like enough; tells which moved."""
    moved: dict[int, set[int]] = {}
    count = len(versions)
    lone = [row for row in rows if 0 < sum(map(bool, row)) <= count / 2]
    for row in lone:
        for v in [u for u, cell in enumerate(row) if cell]:
            blocks = [versions[v][at] for at in row[v]]
            home = [
                (r, _score(blocks, v, _profile(r, versions), like))
                for r in rows
                if r is not row and not r[v] and sum(map(bool, r)) > sum(map(bool, row))
            ]
            if home and (found := max(home, key=lambda h: h[1]))[1] > MOVED:
                found[0][v], row[v] = row[v], ()
                moved.setdefault(id(found[0]), set()).add(v)
    rows[:] = [row for row in rows if any(row)]
    _in_wrong_order(rows, count, moved)
    return moved


def _in_wrong_order(rows: list[list[Cell]], count: int, moved: dict[int, set[int]]) -> None:
    """Mark what stands out of order in its version: the least that must move for the rest to be in order."""
    for v in range(count):
        present = [row for row in rows if row[v]]
        keep = set(_longest_rise([row[v][0] for row in present]))
        for at, row in enumerate(present):
            if at not in keep:
                moved.setdefault(id(row), set()).add(v)


def _longest_rise(places: Sequence[int]) -> Iterable[int]:
    """The indices of a longest stretch, with gaps, that never falls."""
    length: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        options = [(length[k], k) for k in range(max(0, at - 60), at) if places[k] <= place]
        longest, k = max(options, default=(0, -1))
        length.append(longest + 1)
        before.append(k)
    at = max(range(len(places)), key=length.__getitem__, default=-1)
    while at >= 0:
        yield at
        at = before[at]
