"""Leads from the final or original view of a document to the marked one, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TypeVar

import msgspec

from ..model import Block, Document, Phrase, View
from .alternatives import Move

P = TypeVar("P", bound=Phrase)
Place = tuple[str, int]
"""A letter: its block and its place there."""

HIDDEN = {"final": ("deleted", "moved_from"), "original": ("inserted", "moved_to")}
PARAGRAPH_END = "¶"


class Way:
    """The way of every phrase of one view of a document into the marked view."""

    def __init__(self, document: Document, marked: Document, view: View) -> None:
        self._view = view
        self._marked = {block.id: block for block in marked.blocks}
        self._places: dict[Place, Place] = {}
        for ours, theirs in _groups(document.blocks, marked.blocks):
            self._places |= _aligned(
                [letter for block in ours for letter in _letters(block, ())],
                [letter for block in theirs for letter in _letters(block, HIDDEN[view])],
            )

    @property
    def move(self) -> Move:
        """The function that gives a phrase its place in the marked view, and the words that stand there."""
        return self._move

    def _move(self, phrase: P) -> P:
        inside = [self._places.get((phrase.block, at)) for at in range(phrase.start, phrase.end)]
        found = [place for place in inside if place]
        if not found:
            block, at = self._near(phrase)
            return msgspec.structs.replace(phrase, block=block, start=at, end=at, text="")
        block = found[0][0]
        start, end = found[0][1], max(at for name, at in found if name == block) + 1
        return msgspec.structs.replace(
            phrase, block=block, start=start, end=end, text=self._marked[block].said(start, end, self._view)
        )

    def _near(self, phrase: Phrase) -> Place:
        """The place of a phrase without letters: after the letter before it, else before the one after it."""
        for at in range(phrase.start - 1, -1, -1):
            if place := self._places.get((phrase.block, at)):
                return place[0], place[1] + 1
        after = (self._places.get((phrase.block, at)) for at in range(phrase.start, phrase.start + 400))
        first = next(iter(self._marked))
        return next((place for place in after if place), (phrase.block if phrase.block in self._marked else first, 0))


def _groups(ours: Iterable[Block], theirs: Iterable[Block]) -> Iterable[tuple[list[Block], list[Block]]]:
    """The blocks of two views that are made of the same paragraphs of the file; others by their addresses."""
    parents: dict[int, int] = {}

    def root(number: int) -> int:
        while parents.setdefault(number, number) != number:
            number = parents[number]
        return number

    for block in (*ours, *theirs):
        if block.paragraphs:
            for number in range(block.paragraphs[0], block.paragraphs[1]):
                parents[root(number + 1)] = root(number)
    groups: dict[int | str, tuple[list[Block], list[Block]]] = {}
    for side, blocks in enumerate((ours, theirs)):
        for block in blocks:
            key: int | str = root(block.paragraphs[0]) if block.paragraphs else block.id
            groups.setdefault(key, ([], []))[side].append(block)
    return groups.values()


def _letters(block: Block, hidden: tuple[str, ...]) -> list[tuple[str, Place]]:
    """The letters of a block without blanks, without those that the view hides."""
    gone: set[int] = set()
    for change in block.changes:
        if change.kind in hidden or change.text == PARAGRAPH_END:
            gone.update(range(change.start, change.end))
    return [(sign, (block.id, at)) for at, sign in enumerate(block.text) if at not in gone and not sign.isspace()]


def _aligned(ours: list[tuple[str, Place]], theirs: list[tuple[str, Place]]) -> dict[Place, Place]:
    """Letter by letter; where a change has touched more than words (a typed number), as far as the letters agree."""
    one, other = "".join(sign for sign, _ in ours), "".join(sign for sign, _ in theirs)
    if one == other:
        return {a: b for (_, a), (_, b) in zip(ours, theirs, strict=True)}
    places = {}
    for same in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for step in range(same.size):
            places[ours[same.a + step][1]] = theirs[same.b + step][1]
    return places
