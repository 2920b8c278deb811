"""How like two paragraphs of different languages are: by what they name, cite and count, by length and form."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from .facts import Paragraph
from .meaning import Meanings

SHORT = 16  # letters: of words alone the meaning is not well known
SPREAD = (
    0.33  # standard deviation of the logarithm of lengths of translations, after Gale and Church (1993), by letters
)


class Likeness:
    """Scores pairs of paragraphs of some versions; above 0 they are more likely the same paragraph than not."""

    def __init__(self, versions: Sequence[Sequence[Paragraph]], meanings: Meanings) -> None:
        self.meanings = meanings
        totals = [max(1, sum(len(p.block.text) for p in version)) for version in versions]
        self.size = [total / totals[0] for total in totals]
        counted = Counter(s for version in versions for p in version for s in p.signals)
        self.weight = {s: 1 / (1 + math.log(1 + n / len(versions))) for s, n in counted.items()}

    def score(self, one: Sequence[Paragraph], i: int, other: Sequence[Paragraph], j: int) -> float:
        """`one` of version number i against `other` of version number j; several paragraphs stand for one."""
        a, b = one[0].block, other[0].block
        total = self._form(one[0], other[0])
        total += self._length(one, i, other, j)
        total += self._signals(one, other)
        near = self.meanings.nearness(_text(one), _text(other))
        if near is not None:
            total += 3.0 * (near - 0.4) if max(len(a.text), len(b.text)) > SHORT else max(0.0, near)
        return total

    def _form(self, one: Paragraph, other: Paragraph) -> float:
        a, b = one.block, other.block
        total = 0.4 if a.kind == b.kind else -0.5
        if a.label and b.label:
            total += 0.4 if a.label == b.label else -0.1
        elif bool(a.label) != bool(b.label):
            total -= 0.3
        if a.id == b.id:
            total += 0.2
        if a.level != b.level:
            total -= 0.3
        acts = [{f.key for f in p.facts["act"]} for p in (one, other)]
        if all(acts):
            total += 0.3 if acts[0] & acts[1] else -0.2
        return total

    def _length(self, one: Sequence[Paragraph], i: int, other: Sequence[Paragraph], j: int) -> float:
        long = (sum(len(p.block.text) for p in one) + 15) / self.size[i]
        short = (sum(len(p.block.text) for p in other) + 15) / self.size[j]
        return 0.35 - min(2.0, (math.log(long / short) / SPREAD) ** 2 * 0.35)

    def _signals(self, one: Sequence[Paragraph], other: Sequence[Paragraph]) -> float:
        a = frozenset().union(*(p.signals for p in one))
        b = frozenset().union(*(p.signals for p in other))
        if not a or not b:
            return 0.0 if not a and not b else -0.25
        weight = self.weight
        shared = sum(weight.get(s, 1.0) for s in a & b)
        union = sum(weight.get(s, 1.0) for s in a) + sum(weight.get(s, 1.0) for s in b)
        dice = 2 * shared / union
        return 1.8 * dice - 0.5


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return paragraphs[0].block.text if len(paragraphs) == 1 else " ".join(p.block.text for p in paragraphs)
