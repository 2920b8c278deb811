"""The text being read: folded, with the names in it, what was cited so far, and what its reader knows beforehand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

from .. import names
from ..folding import fold
from ..lexicon import bodies, instruments
from ..model import Citation, Context
from ..names import NameHit
from .grammar import Grammar

_SHORTEST = 14  # letters of a group's name that may hold the name of a treaty
_LONGEST = 240  # letters of a treaty's name


class Act(msgspec.Struct, frozen=True):
    """A decision or resolution cited: its kind, whose it is, its number, and where it stands in the folded text."""

    kind: str
    series: str
    number: str
    start: int
    end: int

    @property
    def code(self) -> str:
        """Whose and which, as parts of it are cited: "UNEA:5/7"."""
        return f"{self.series}:{self.number}"


class Treaty(msgspec.Struct, frozen=True):
    """A treaty named in the text, at its place in the folded text."""

    ref: str
    start: int
    end: int


class Passage:
    """What the readers of this room share about one text. Places are those of the folded text throughout."""

    def __init__(self, original: str, hits: Sequence[NameHit], context: Context, grammar: Grammar) -> None:
        self.grammar, self.context, self.original = grammar, context, original
        self._folded = fold(original)
        self.text = self._folded.text.translate(grammar.sign_table) if grammar.sign_table else self._folded.text
        self.found: list[Citation] = []
        self.acts: list[Act] = []
        self.symbols: list[Act] = []
        self.used: set[int] = set()
        self.treaties: list[Treaty] = []
        self.names: list[tuple[int, int, NameHit]] = []
        for hit in hits:
            start, end = self._place(hit.start), self._place(hit.end)
            self.names.append((start, end, hit))
            if hit.kind == "instrument" and instruments()[hit.ref].treaty:
                self.treaties.append(Treaty(hit.ref, start, end))
            elif hit.kind == "group" and end - start > _SHORTEST:
                self.treaties += self._inside(hit)
        self.treaty_at = {treaty.start: treaty for treaty in self.treaties}

    def _inside(self, hit: NameHit) -> list[Treaty]:
        """The treaties named in the name of a group ("Parties to the Paris Agreement")."""
        words = self.original[hit.start : hit.end]
        if not self.grammar.bare_anchors.find_matches_as_indexes(words.lower()):
            return []
        further = self.original[hit.start : hit.end + _LONGEST]  # "parties to the Convention" on Biological Diversity
        found = names.scan(further, self.grammar.language, nested=True)
        return [
            Treaty(one.ref, self._place(hit.start + one.start), self._place(hit.start + one.end))
            for one in found
            if one.kind == "instrument" and one.start < len(words) and instruments()[one.ref].treaty
        ]

    def _place(self, at: int) -> int:
        """The place in the folded text of a place in the original."""
        if not self._folded.places:
            return at
        starts = [place + gone for place, gone in zip(self._folded.places, [0, *self._folded.dropped], strict=False)]
        before = bisect_right(starts, at)
        return at - (self._folded.dropped[before - 1] if before else 0)

    @cached_property
    def level(self) -> str:
        """The original letters, each at the place of its folded one."""
        if not self._folded.places:
            return self.original
        return "".join(self.original[self._folded.start(at)] for at in range(len(self.text)))

    def slice(self, start: int, end: int) -> str:
        """The original letters of a stretch of the folded text."""
        if not self._folded.places:
            return self.original[start:end]
        return self.original[self._folded.start(start) : self._folded.end(end)]

    def add(self, start: int, end: int, value: str, rule: str, confidence: float = 0.95) -> None:
        """Report a citation."""
        while start < end and self.text[start] == " ":
            start += 1
        if self.text[start - 1 : start] == "《" and "》" in self.text[start:end]:
            start -= 1
        first, last = self._folded.start(start), self._folded.end(end)
        text = self.original[first:last]
        cut = text.rstrip(" ,;،")
        self.found.append(
            Citation(
                block="",
                start=first,
                end=last - len(text) + len(cut),
                text=cut,
                value=value,
                rule=rule,
                confidence=confidence,
            )
        )

    def inside_name(self, start: int, end: int) -> bool:
        """Whether a stretch lies within the name of an organization, a body or a group."""
        return any(s <= start and end <= e for s, e, hit in self.names if hit.kind not in ("instrument", "group"))

    # ------------------------------------------------------------------------------------------ who is meant

    def bare_refs(self, word: str, at: int) -> str | None:
        """The treaty that its own word alone stands for at `at`: the context's, or the one named last before it."""
        fitting = self.grammar.bare.get(word, set())
        known = instruments()
        if len(fitting) == 1:
            return next(iter(fitting))
        ref = self.context.instrument
        while ref in known:
            if ref in fitting:
                return ref
            ref = known[ref].parent
        before = [treaty.ref for treaty in self.treaties if treaty.end <= at and treaty.ref in fitting]
        young = [ref for ref in fitting if known[ref].parent == self.context.instrument]
        return before[-1] if before else young[0] if len(young) == 1 and self.context.instrument else None

    def default_treaty(self, at: int) -> str | None:
        """The treaty whose article is meant where none is named: the context's, else the one named last."""
        if self.context.instrument in instruments():
            return self.context.instrument
        before = [treaty.ref for treaty in self.treaties if treaty.end <= at]
        return before[-1] if before else None

    def series_near(self, start: int, end: int) -> tuple[str | None, int, int]:
        """The series of the body named right before or after a stretch (or in it), and the stretch with that name."""
        grammar, text = self.grammar, self.text
        for first, last, hit in reversed(self.names):
            if last <= start and start - last < 90 and (series := self._series(hit)):
                if grammar.body_before.fullmatch(text, last, start):
                    return series, first, end
                break
        gap = grammar.body_after.match(text, end)
        for first, last, hit in self.names:
            if start <= first and last <= end and (series := self._series(hit)):
                return series, start, end
            if gap and abs(first - gap.end()) < 3 and first >= end and (series := self._series(hit)):
                return series, start, last
        return None, start, end

    def series_before(self, at: int) -> list[str]:
        """The series of the bodies named before `at`, the nearest first."""
        return [series for _, last, hit in reversed(self.names) if last <= at and (series := self._series(hit))]

    def _series(self, hit: NameHit) -> str | None:
        known = bodies()
        refs = [ref for ref in (hit.ref, *hit.others) if ref in known]
        if not refs:
            return None
        ref = self.context.body if self.context.body in refs else refs[0]
        return known[ref].series if len(refs) == 1 or ref == self.context.body else None
