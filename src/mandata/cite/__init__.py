"""Cites: finds every reference to a document, decision, treaty, article, annex, paragraph, goal or target in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..model import Citation, Context
from ..names import NameHit
from . import decisions, goals, provisions, short_forms, symbols
from .grammar import grammar
from .passage import Passage
from .symbols import normalize, series_of, symbol_address

__all__ = ["cite", "normalize", "series_of", "symbol_address"]

Reader = Callable[[Passage, int], int | None]
READERS: dict[str, tuple[Reader, ...]] = {
    "symbol": (symbols.read, decisions.read_alone),
    "unit": (provisions.read,),
    "act": (decisions.read,),
    "labour": (goals.read_labour,),
    "goal": (goals.read,),
}


def cite(text: str, names: Sequence[NameHit], context: Context) -> list[Citation]:
    """All citations in `text`, in order, with places in it and `block` left empty.

    `names` are the names that `names.scan` found in the text; `context` says who speaks and under which treaty, so
    that "the Convention" and "decision 15/4" are understood.
    """
    passage = Passage(text, names, context, grammar(context.language))
    done = 0
    anchors, opens = passage.grammar.anchors
    for number, start, _ in anchors.find_matches_as_indexes(passage.text):
        if start >= done:
            done = max(done, _read_at(passage, start, opens[number]))
    short_forms.read_all(passage)
    return sorted(passage.found, key=lambda citation: (citation.start, citation.end))


def _read_at(passage: Passage, anchor: int, opens: tuple[str, ...]) -> int:
    """Read what begins at an anchor, one of `opens`; where it ends, or the anchor itself if it is nothing."""
    at = anchor if passage.text[anchor] == "/" else _word_start(passage, anchor)
    for kind in opens:
        for reader in READERS[kind]:
            if at is not None and (end := reader(passage, at)):
                return end
    return anchor


def _word_start(passage: Passage, anchor: int) -> int | None:
    """Where the word of an anchor begins, with what is attached to it; None inside another word."""
    at, text = anchor, passage.text
    if not passage.grammar.spaced:
        return at
    most = 4 if passage.grammar.words.attached else 0
    while at and text[at - 1].isalpha():
        at -= 1
        if anchor - at > most:
            return None
    return at
