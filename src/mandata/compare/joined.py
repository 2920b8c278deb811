"""The paragraphs of one side of a pair as one text, with what they say and negotiate, places carried over."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..model import Block, Bracket, Change, Document
from .facts import Fact, facts
from .records import Place, Side


class Reader:
    """A document with everything about its blocks at hand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = {block.id: block for block in document.blocks}
        self.facts = facts(document)
        self.brackets: dict[str, list[Bracket]] = {}
        for bracket in document.brackets:
            if bracket.kind != "editorial" and bracket.level == 1:
                self.brackets.setdefault(bracket.block, []).append(bracket)

    def joined(self, blocks: Sequence[Block]) -> Joined:
        return Joined(self, blocks)


class Joined:
    """Blocks as one text, a blank between each two."""

    def __init__(self, reader: Reader, blocks: Sequence[Block]) -> None:
        self.blocks = list(blocks)
        self.text = " ".join(block.text for block in blocks)
        self.facts: list[Fact] = []
        self.brackets: list[Bracket] = []
        self.changes: list[Change] = []
        self.offsets: list[int] = []
        at = 0
        for block in blocks:
            self.offsets.append(at)
            self.facts += [f._replace(start=f.start + at, end=f.end + at) for f in reader.facts.get(block.id, [])]
            self.brackets += [_shifted(b, at) for b in reader.brackets.get(block.id, [])]
            self.changes += [
                msgspec.structs.replace(change, start=change.start + at, end=change.end + at)
                for change in block.changes
            ]
            at += len(block.text) + 1

    def place(self, start: int, end: int) -> Place | None:
        """Words as they stand in their block; over several blocks, as far as the first of them reaches."""
        for block, at in reversed(list(zip(self.blocks, self.offsets, strict=True))):
            if start >= at:
                first = min(start - at, len(block.text))
                last = max(first, min(end - at, len(block.text)))
                return Place(block=block.id, label=block.label, start=first, end=last, text=block.text[first:last])
        return None

    def whole(self) -> Place | None:
        """All of its first block."""
        return self.place(0, len(self.blocks[0].text)) if self.blocks else None

    def sides(self) -> tuple[Side, ...]:
        return tuple(
            Side(block=b.id, kind=b.kind, label=b.label, text=b.text, level=b.level, decision=b.decision)
            for b in self.blocks
        )


def _shifted(bracket: Bracket, at: int) -> Bracket:
    options = tuple(msgspec.structs.replace(o, start=o.start + at, end=o.end + at) for o in bracket.options)
    return msgspec.structs.replace(bracket, start=bracket.start + at, end=bracket.end + at, options=options)
