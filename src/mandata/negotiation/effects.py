"""What becomes of the provisions of a document if its tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from ..model import Document, Effect, Phrase, Provision
from .alternatives import FIELDS, placed, said
from .views import Way

P = TypeVar("P", bound=Phrase)
Pair = tuple[Provision | None, Provision | None]


def marked(document: Document, original: Document, final: Document) -> Document:
    """The marked view `document`, with what was found in the final text, and the effects of the changes."""
    before, after = Way(original, document, "original").move, Way(final, document, "final").move
    provisions = [placed(provision, after) for provision in final.provisions]
    earlier = [placed(provision, before) for provision in original.provisions]
    pairs = _pairs(
        [*zip(original.provisions, earlier, strict=True)], [*zip(final.provisions, provisions, strict=True)], document
    )
    return msgspec.structs.replace(
        document,
        citations=tuple(map(after, final.citations)),
        mentions=tuple(map(after, final.mentions)),
        brackets=tuple(
            msgspec.structs.replace(after(bracket), options=tuple(map(after, bracket.options)))
            for bracket in final.brackets
        ),
        provisions=tuple(provisions),
        effects=tuple(pairs),
        unread=tuple(dict.fromkeys((*document.unread, *final.unread))),
    )


Found = tuple[Provision, Provision]
"""A provision as it stands in its own view, and where it stands in the marked one."""


def _pairs(before: Sequence[Found], after: Sequence[Found], document: Document) -> Iterator[Effect]:
    """The effects, in the order of the blocks in which they stand."""
    of_block: dict[str, tuple[list[Found], list[Found]]] = {block.id: ([], []) for block in document.blocks}
    for side, found in enumerate((before, after)):
        for each in found:
            of_block[each[1].block][side].append(each)
    for block, (old, new) in of_block.items():
        for one, other in _matched(old, new):
            yield from _effect(block, one, other)


def _matched(old: list[Found], new: list[Found]) -> Iterator[tuple[Found | None, Found | None]]:
    """The provisions of one block, before and after: in their order, or by what they say where some came or went."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    waiting = list(new)
    for one in old:
        other = next((each for each in waiting if _alike(one[0], each[0])), None)
        if other is not None:
            waiting.remove(other)
        yield one, other
    for each in waiting:
        yield None, each


def _alike(one: Provision, other: Provision) -> bool:
    return said(one, "action") == said(other, "action") or (
        one.act == other.act and said(one, "addressees") == said(other, "addressees")
    )


def _effect(block: str, one: Found | None, other: Found | None) -> Iterator[Effect]:
    if one is None or other is None:
        yield Effect(
            kind="new" if one is None else "gone",
            block=block,
            before=one[1] if one else None,
            after=other[1] if other else None,
        )
        return
    fields = tuple(name for name in FIELDS if said(one[0], name) != said(other[0], name))
    if fields:
        yield Effect(kind="changed", block=block, before=one[1], after=other[1], fields=fields)
