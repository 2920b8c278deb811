"""From an operative paragraph to provisions: who is asked to do what, with whom, on which condition, by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Context, Provision
from ..names import NameHit
from .deadlines import find_dues
from .grammar import grammar
from .paragraphs import Item, read
from .scene import Name, scene
from .word_lists import ACT_CLASSES

__all__ = ["ACT_CLASSES", "ItemText", "provisions"]


class ItemText(NamedTuple):
    """A paragraph or sub-paragraph to be read: its block's id, its label in the common form, its text and the names
    found in it."""

    block: str
    label: str
    text: str
    names: Sequence[NameHit] = ()


def provisions(items: Sequence[ItemText], context: Context) -> list[Provision]:
    """The provisions of one operative paragraph, given as its items in order (itself first, then its sub-paragraphs).

    Raises DataError where the language's word list is not well formed.
    """
    words = grammar(context.language)
    read_items = []
    for at, item in enumerate(items):
        dues = find_dues(item.text, item.names, context, items[:at])
        names = [Name(hit.start, hit.end, hit.ref, hit.kind, hit.form) for hit in item.names]
        read_items.append(Item(item.label, scene(item.text, words, names, dues, at, item.block)))
    return read(read_items)
