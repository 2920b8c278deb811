"""Takes one decision out of a document, as a document of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ..model import Document, Phrase

P = TypeVar("P", bound=Phrase)


def of_decision(document: Document, at: int) -> Document:
    """The `at`-th decision of a document with what was found in it; title and number are the decision's."""
    inside = {block.id for block in document.blocks if block.decision == at}
    notes = {note.id for note in document.notes if note.block in inside}
    inside |= notes

    def kept(phrases: Iterable[P]) -> tuple[P, ...]:
        return tuple(phrase for phrase in phrases if phrase.block in inside)

    own = document.decisions[at]
    return msgspec.structs.replace(
        document,
        title=own.title or document.title,
        blocks=tuple(
            msgspec.structs.replace(block, decision=0 if block.decision == at else None)
            for block in document.blocks
            if block.id in inside
        ),
        decisions=(own,),
        notes=tuple(note for note in document.notes if note.id in notes),
        citations=kept(document.citations),
        mentions=kept(document.mentions),
        provisions=kept(document.provisions),
        brackets=kept(document.brackets),
        effects=tuple(effect for effect in document.effects if effect.block in inside),
        unread=tuple(each for each in document.unread if each.block in inside),
    )
