"""How like two paragraphs of different languages are: by what they name, cite and count, by length and form."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ...model import Block
from .facts import Paragraph
from .meaning import Meanings

SHORT = 16  # letters: of words alone the meaning is not well known
SPREAD = (
    0.33  # standard deviation of the logarithm of lengths of translations, after Gale and Church (1993), by letters
)
SMOOTHING = 15  # letters added to each length: of short texts it says little


class _Features(NamedTuple):
    """What is compared of a paragraph, or of several taken for one, made once."""

    block: Block
    text: str
    length: float
    acts: frozenset[str]
    signals: frozenset[str]
    weight: float


class Likeness:
    """Scores pairs of paragraphs of some versions; above 0 they are more likely the same paragraph than not."""

    def __init__(self, versions: Sequence[Sequence[Paragraph]], meanings: Meanings) -> None:
        self.meanings = meanings
        totals = [max(1, sum(map(_letters, version))) for version in versions]
        self.size = [total / totals[0] for total in totals]
        counted = Counter(s for version in versions for p in version for s in p.signals)
        self.weight = {s: 1 / (1 + math.log(1 + n / len(versions))) for s, n in counted.items()}
        self._known: dict[tuple[int, ...], _Features] = {}

    def score(self, one: Sequence[Paragraph], i: int, other: Sequence[Paragraph], j: int) -> float:
        """`one` of version number i against `other` of version number j; several paragraphs stand for one."""
        a, b = self._features(one, i), self._features(other, j)
        total = _form(a, b) + self._shared(a, b)
        total += 0.35 - min(2.0, (math.log(a.length / b.length) / SPREAD) ** 2 * 0.35)
        near = self.meanings.nearness(a.text, b.text)
        if near is not None:
            total += 3.0 * (near - 0.4) if max(len(a.text), len(b.text)) > SHORT else max(0.0, near)
        return total

    def length(self, paragraphs: Sequence[Paragraph], version: int) -> float:
        """Letters, as the first version would have them."""
        return self._features(paragraphs, version).length

    def _features(self, paragraphs: Sequence[Paragraph], version: int) -> _Features:
        key = tuple(map(id, paragraphs))
        if key not in self._known:
            first = paragraphs[0]
            text = first.block.text if len(paragraphs) == 1 else " ".join(p.block.text for p in paragraphs)
            signals = frozenset(signal for p in paragraphs for signal in p.signals)
            self._known[key] = _Features(
                block=first.block,
                text=text,
                length=sum(map(_letters, paragraphs)) / self.size[version] + SMOOTHING,
                acts=frozenset(fact.key for fact in first.facts["act"]),
                signals=signals,
                weight=sum(self.weight[signal] for signal in signals),
            )
        return self._known[key]

    def _shared(self, a: _Features, b: _Features) -> float:
        if not a.signals or not b.signals:
            return 0.0 if not a.signals and not b.signals else -0.25
        shared = sum(self.weight[signal] for signal in a.signals & b.signals)
        return 1.8 * 2 * shared / (a.weight + b.weight) - 0.5


def _letters(paragraph: Paragraph) -> int:
    """The length of a paragraph without symbols of documents, which are as long in Chinese as in Russian."""
    symbols = {f.start: f.end - f.start for f in paragraph.facts["citation"] if f.key.startswith("symbol:")}
    return max(0, len(paragraph.block.text) - sum(symbols.values()))


def _form(one: _Features, other: _Features) -> float:
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
    if one.acts and other.acts:
        total += 0.3 if one.acts & other.acts else -0.2
    return total
