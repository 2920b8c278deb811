"""One item's text with everything found in it, before anybody asks what belongs to whom.

All places here are places in the folded text; `Scene.phrase` leads back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple
from unicodedata import combining

from ..folding import Folded, fold
from ..formulas import Hit
from ..model import Due, Phrase
from .grammar import ActForm, FieldForm, Grammar

Range = tuple[int, int]


class Name(NamedTuple):
    """A name of the registers in a text, at places of the folded text."""

    start: int
    end: int
    ref: str
    kind: str
    form: str = "name"


class Stated(NamedTuple):
    """A due stated in a text, at places of the folded text."""

    start: int
    end: int
    due: Due


_NEAR = 80  # letters after a cut inside a word in which the formulas that begin at it are looked for
_CLOSING = {"(": ")", "（": "）", "[": "]", "“": "”", "«": "»", "《": "》", "„": "“", '"': '"'}
_OPENING = re.compile("[" + re.escape("".join(_CLOSING)) + "]")
# Blanks, stops, and the number of a footnote written after a word.
_STOPS = frozenset(" \t\n\r\u00a0\u3000,;.:،؛；，。：、؟")
_DIGITS = frozenset("0123456789¹²³⁰⁴⁵⁶⁷⁸⁹")
_NOTE_MARK = re.compile(r"(?:(?<=[^\W\d_]{4})\d{1,2}|[¹²³⁰⁴-⁹]+)$")  # a footnote's number that stuck to a word


class Scene:
    """The folded text of an item and what stands in it. `item` is its place in the paragraph, `block` its block."""

    def __init__(
        self,
        text: str,
        grammar: Grammar,
        names: Sequence[Name],
        dues: Sequence[Stated],
        folded: Folded,
        item: int = 0,
        block: str = "",
    ) -> None:
        self.original, self.grammar, self.item, self.block = text, grammar, item, block
        self.folded, self.text = folded, folded.text
        self.names, self.dues = list(names), list(dues)

    @cached_property
    def acts(self) -> list[Hit]:
        """All matches of act formulas; which of them are acts is decided in `acts`."""
        return self.grammar.acts.scan(self.text)

    @cached_property
    def fields(self) -> list[Hit]:
        """Matches of field formulas, by place; where actors are known by their head nouns, those around no actor are
        left out."""
        found = self.grammar.fields.scan(self.text)
        return [hit for hit in found if self._holds_actors(hit)] if self.grammar.lists.heads else found

    def fields_from(self, start: int) -> list[Hit]:
        """The matches of field formulas with those at a place inside a word, where what is written on before it has
        been cut off (Arabic بتقييم)."""
        if not start or not self.text[start - 1].isalnum() or not self.grammar.spaced:
            return self.fields
        own = self.grammar.fields.scan(self.text[start : start + _NEAR])
        at_start = [hit for hit in own if not hit.start and not hit.slots and not hit.opens]
        return [*(hit._replace(start=start, end=start + hit.end) for hit in at_start), *self.fields]

    def _holds_actors(self, hit: Hit) -> bool:
        if "nps" not in hit.slots:
            return True
        start, end = hit.slots["nps"]
        none = self.grammar.no_actor.match(self.text, start, end)
        return not none and not self.shield_at(start) and not self.shield_at(end) and self.is_actor(start, end)

    def is_actor(self, start: int, end: int) -> bool:
        """Whether a phrase ends as the name of an actor does; always where no head nouns are listed."""
        grammar = self.grammar
        return bool(
            not grammar.lists.heads or self.name_ending(end) or grammar.head_ending.search(self.text, start, end)
        )

    def names_actor(self, start: int, end: int) -> bool:
        """Whether a phrase begins with an actor of the registers, whatever adjectives and articles stand before it."""
        near = min(end, start + 24)
        if self.grammar.actor.search(self.text, start, near):
            return True
        return any(name.kind != "instrument" and start <= name.start < near for name in self.names)

    @cached_property
    def adverbials(self) -> list[Hit]:
        """Conditions and partner phrases, outermost only: where a new phrase begins whatever came before."""
        found: list[Hit] = []
        for hit in self.fields:
            tag = hit.tag
            assert isinstance(tag, FieldForm)
            if tag.field not in ("condition", "partner") or (found and hit.start < found[-1].end):
                continue
            if not self.describes(hit):
                found.append(hit)
        return found

    def describes(self, hit: Hit) -> bool:
        """Whether a condition that opens a noun phrase only describes the noun before it, or is none at its place."""
        if not hit.opens or not hit.start:
            return False
        near = max(0, hit.start - 24)
        if self.grammar.attached.search(self.text, max(0, hit.start - 60), hit.start):
            return True
        return not self.grammar.spaced and not self._free(near, hit.start)

    def _free(self, near: int, at: int) -> bool:
        """Whether an adverbial can begin at a place of a text without blanks."""
        if self.name_ending(at) or any(due.end == at for due in self.dues):
            return True
        return bool(self.grammar.free.search(self.text, near, at)) or any(
            h.end == at for h in self.fields if not h.opens
        )

    @cached_property
    def starts(self) -> list[int]:
        """Places where an adverbial or a due begins, in order."""
        return sorted({*(hit.start for hit in self.adverbials), *(due.start for due in self.dues_apart)})

    @cached_property
    def dues_apart(self) -> list[Stated]:
        """The dues that are phrases of their own, not adjectives of a noun."""
        inner = self.grammar.inner_due
        return [due for due in self.dues if not inner.fullmatch(self.text, due.start, due.end)]

    @cached_property
    def shields(self) -> list[Range]:
        """Stretches in which punctuation and joining words do not count: names (but those of groups, whose members are
        actors each), brackets, quotations."""
        ranges = [(name.start, name.end) for name in self.names if name.kind != "group"]
        at = 0
        while opening := _OPENING.search(self.text, at):
            closing = self.text.find(_CLOSING[opening[0]], opening.end())
            if closing < 0:
                at = opening.end()
                continue
            ranges.append((opening.start(), closing + 1))
            at = closing + 1
        return _merged(ranges)

    @cached_property
    def _shield_starts(self) -> list[int]:
        return [start for start, _ in self.shields]

    def shield_at(self, at: int) -> Range | None:
        """The shield that holds the letter at a place (not one that only begins there)."""
        which = bisect_right(self._shield_starts, at) - 1
        if which >= 0 and self.shields[which][0] < at < self.shields[which][1]:
            return self.shields[which]
        return None

    def name_ending(self, at: int) -> Name | None:
        """The name that ends at a place."""
        return next((name for name in self.names if name.end == at), None)

    def actor_ending(self, at: int) -> bool:
        """Whether a known name, or a noun that names an actor, ends at a place."""
        if self.name_ending(at):
            return True
        return self.grammar.actor_ending.search(self.text, max(0, at - 40), at) is not None

    def trimmed(self, start: int, end: int) -> Range:
        """A range without blanks at its start and without blanks, stops and joining words at its end."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:،؛；，、"):
            start += 1
        while True:
            while start < end and text[end - 1] in _STOPS:
                end -= 1
            if start < end and text[end - 1] in _DIGITS:
                mark = _NOTE_MARK.search(text, max(start, end - 8), end)
                end = mark.start() if mark else end
            joined = self.grammar.trailing_join.search(text, max(start, end - 24), end)
            if not joined or joined.start() <= start:
                return start, end
            end = joined.start()

    def phrase(self, start: int, end: int) -> Phrase:
        """The words of a range as they stand in the original text."""
        first, last = self.folded.start(start), self.folded.end(end)
        while last < len(self.original) and combining(self.original[last]):
            last += 1
        return Phrase(block=self.block, start=first, end=last, text=self.original[first:last])


def scene(
    text: str, grammar: Grammar, names: Sequence[Name], dues: Sequence[Due], item: int = 0, block: str = ""
) -> Scene:
    """A scene from names and dues at places of the original text."""
    folded = fold(text)
    return Scene(
        text,
        grammar,
        [name._replace(start=folded.place(name.start), end=folded.place(name.end)) for name in names],
        [Stated(folded.place(due.start), folded.place(due.end), due) for due in dues],
        folded,
        item,
        block,
    )


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


__all__ = ["ActForm", "Name", "Range", "Scene", "Stated", "scene"]
