"""The provisions of a paragraph with brackets: read with the first options, and how each reads with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from ..languages import LANGUAGES
from ..model import Alternative, Block, Phrase, Provision
from .across import Marked
from .readings import Choice, Reading, read
from .words import grammar

MOST = 24
"""Readings of one paragraph at most: every further option costs another reading of it."""

Read = Callable[[Sequence[Block]], list[Provision]]
"""How provisions are found in a paragraph and its sub-paragraphs."""

ARTICLE = 5
"""Letters of the longest article with its blank."""

FIELDS = ("act", "addressees", "action", "partners", "conditions", "recipients", "due")
P = TypeVar("P", bound=Phrase)


def read_draft(blocks: Sequence[Block], draft: Marked, provisions: Read, language: str) -> list[Provision]:
    """The provisions of a paragraph of a draft, each with its alternatives."""
    return Paragraph(blocks, draft, provisions, language).read()


class Paragraph:
    """A paragraph with its sub-paragraphs and their brackets."""

    def __init__(self, blocks: Sequence[Block], draft: Marked, provisions: Read, language: str) -> None:
        self.blocks, self.draft = blocks, draft
        self.provisions, self.spaced = provisions, LANGUAGES[language].spaced
        self.clinging = frozenset(grammar(language).words.clinging)
        self.texts = {block.id: block.text for block in blocks}
        self.brackets = {block.id: draft.of(block.id) for block in blocks}

    def read(self) -> list[Provision]:
        """The provisions with the first options chosen, each with its alternatives."""
        readings = self._readings("", {})
        found = self.provisions(self._as_read(readings))
        settled = [self._placed(provision, readings) for provision in found]
        others: list[list[Alternative]] = [[] for _ in found]
        for block, number, option in self._choices():
            chosen = self._readings(block, {number: option})
            variants = self.provisions(self._as_read(chosen))
            words = self._option(block, number, option)
            for at, (provision, variant) in enumerate(_pairs(found, variants)):
                fields = tuple(_differing(provision, variant, worded=option is not None))
                if fields:
                    placed = self._placed(variant, chosen)
                    others[at].append(_alternative(words, fields, placed))
        return [
            msgspec.structs.replace(
                provision,
                alternatives=tuple(alternatives),
                bracketed=self._is_bracketed(provision),
                option=self.draft.options.get(provision.block, ""),
            )
            for provision, alternatives in zip(settled, others, strict=True)
        ]

    def _readings(self, changed: str, choice: Choice) -> dict[str, Reading]:
        return {block.id: self._reading(block.id, choice if block.id == changed else {}) for block in self.blocks}

    def _reading(self, block: str, choice: Choice) -> Reading:
        letters = self.draft.letters.get(block, 0)
        return read(self.texts[block], self.brackets[block], choice, letters, self.spaced, self.clinging)

    def _as_read(self, readings: Mapping[str, Reading]) -> list[Block]:
        return [msgspec.structs.replace(block, text=readings[block.id].text) for block in self.blocks]

    def _choices(self) -> Iterator[tuple[str, int, int | None]]:
        """The other options, one at a time: block, bracket, option (None: without the bracketed words)."""
        count = 0
        for block in self.blocks:
            for number, bracket in enumerate(self.brackets[block.id]):
                options: list[int | None] = []
                if bracket.kind == "alternatives":
                    options = list(range(1, len(bracket.options)))
                elif bracket.kind == "option" and not bracket.whole and bracket.opened and bracket.closed:
                    options = [None]
                for option in options:
                    count += 1
                    if count < MOST:
                        yield block.id, number, option

    def _option(self, block: str, number: int, option: int | None) -> Phrase:
        bracket = self.brackets[block][number]
        if option is not None:
            return bracket.options[option]
        return Phrase(block=block, start=bracket.start, end=bracket.start, text="")

    def _is_bracketed(self, provision: Provision) -> bool:
        """Whether one bracket that may go as a whole holds all of a provision."""
        options = [
            o for bracket in self.brackets[provision.block] if bracket.kind != "editorial" for o in bracket.options
        ]
        return any(option.start <= provision.start and provision.end <= option.end for option in options)

    # ------------------------------------------------------------------------------------ back to the text as written

    def _placed(self, provision: Provision, readings: Mapping[str, Reading]) -> Provision:
        """A provision with its places and words in the text as written."""

        def back(phrase: P) -> P:
            reading, text = readings[phrase.block], self.texts[phrase.block]
            start = reading.start(phrase.start)
            end = max(start, reading.end(phrase.end)) if phrase.end > phrase.start else start
            if not isinstance(phrase, Provision):
                start = self._past_article(phrase.block, start, end)
            start, end = self._with_signs(phrase.block, start, end)
            return msgspec.structs.replace(phrase, start=start, end=end, text=text[start:end])

        return placed(provision, back)

    def _with_signs(self, block: str, start: int, end: int) -> tuple[int, int]:
        """A phrase that reaches into a bracket up to the end of an option, or from its first word, has its sign too."""
        for bracket in reversed(self.brackets[block]):  # the inner ones first
            first, last = bracket.options[0].start, bracket.options[-1].end
            ends = end >= last or any(option.end == end for option in bracket.options)
            if start < bracket.start < end < bracket.end and ends:
                end = bracket.end
            elif bracket.start < start <= first and bracket.end <= end:
                start = bracket.start
        return start, end

    def _past_article(self, block: str, start: int, end: int) -> int:
        """Where a phrase begins of which only an article stands in an option before it ("[Adopte le] [...] plan")."""
        for bracket in self.brackets[block]:
            for option in bracket.options:
                if option.start < start < option.end <= start + ARTICLE and bracket.end < end:
                    after = bracket.end
                    return after + len(self.texts[block][after:end]) - len(self.texts[block][after:end].lstrip())
        return start


class Move(Protocol):
    """Puts a phrase elsewhere."""

    def __call__(self, phrase: P, /) -> P: ...


def placed(provision: Provision, move: Move) -> Provision:
    """A provision whose every phrase is put elsewhere."""
    return msgspec.structs.replace(
        move(provision),
        addressees=tuple(map(move, provision.addressees)),
        partners=tuple(map(move, provision.partners)),
        recipients=tuple(map(move, provision.recipients)),
        conditions=tuple(map(move, provision.conditions)),
        due=tuple(map(move, provision.due)),
        action=move(provision.action) if provision.action else None,
        alternatives=tuple(
            msgspec.structs.replace(move(other), provision=placed(other.provision, move))
            for other in provision.alternatives
        ),
    )


def _pairs(found: Sequence[Provision], variants: Sequence[Provision]) -> Iterator[tuple[Provision, Provision]]:
    """The provisions of two readings that say the same thing: those of one block in their order."""
    waiting: dict[str, list[Provision]] = {}
    for variant in variants:
        waiting.setdefault(variant.block, []).append(variant)
    for provision in found:
        of_block = waiting.get(provision.block, [])
        yield provision, of_block.pop(0) if of_block else provision


def _differing(one: Provision, other: Provision, worded: bool) -> Iterator[str]:
    """The fields in which two provisions differ; the wording of an action only where words are chosen, not left out."""
    for name in FIELDS:
        if name == "action" and not worded:
            continue
        ours, theirs = said(one, name), said(other, name)
        if ours != theirs and not (name == "action" and _differ_by_an_article(str(ours), str(theirs))):
            yield name


def _differ_by_an_article(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and longer.endswith(shorter) and len(longer) - len(shorter) <= ARTICLE


def said(provision: Provision, field: str) -> object:
    """What a field says, whatever its place."""
    if field == "act":
        return provision.act
    if field == "action":
        return provision.action.text if provision.action else ""
    if field == "due":
        return [(due.text, due.value) for due in provision.due]
    return [phrase.text for phrase in getattr(provision, field)]


def _alternative(words: Phrase, fields: tuple[str, ...], provision: Provision) -> Alternative:
    return Alternative(
        block=words.block, start=words.start, end=words.end, text=words.text, fields=fields, provision=provision
    )
