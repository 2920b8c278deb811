"""The paragraphs of a document, one for all its languages: finds each block its paragraph, or makes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from .. import model
from . import naming
from .models import DecisionText, Document, Expression, Paragraph, ParagraphText
from .resemblance import Shape, aligned

Scope = int | None
"""The position of a decision in its document, None outside of any."""

STEP = 8  # between the positions of two paragraphs, so that another language's may come between


class Sheet:
    """A document's paragraphs, in the register or still to be put there."""

    def __init__(self, document: Document, held: Iterable[Paragraph] = (), texts: Iterable[ParagraphText] = ()) -> None:
        self.document = document
        self.rows: dict[tuple[Scope, str], Paragraph] = {}
        self.shapes: dict[int, Shape] = {}  # by the id of the row's object
        self.made: list[Paragraph] = []
        for paragraph in held:
            self.rows[_scope(paragraph), paragraph.eid] = paragraph
        by_key = {paragraph.pk: paragraph for paragraph in self.rows.values()}
        for text in texts:
            if row := by_key.get(text.paragraph_id):
                self.shapes[id(row)] = Shape(kind=row.kind, label=row.label, language=text.language, text=text.text)

    @classmethod
    def held(cls, document: Document) -> Sheet:
        """The sheet of a document in the register."""
        rows = list(
            Paragraph.objects.filter(document=document).select_related("text_of", "decision").order_by("position")
        )
        for row in rows:
            row.document = document
        current = Expression.objects.filter(document=document, current=True).order_by("pk")
        texts = [text for expression in current for text in ParagraphText.objects.filter(expression=expression)]
        return cls(document, rows, texts)

    def place(self, read: model.Document, texts_of: Mapping[int, DecisionText]) -> list[Paragraph]:
        """The paragraph of each block, in order; what has none gets one. `texts_of` are the decisions' texts by their
        index in the document read."""
        known = self._matched(read, texts_of)
        rows: list[Paragraph] = []
        after = 0
        for block, key in zip(read.blocks, known, strict=True):
            row = self.rows.get(key)
            if row is None:
                row = self._make(block, key, texts_of, after)
            after = row.position
            self.shapes.setdefault(id(row), shape(block, read.language))
            rows.append(row)
        return rows

    def _make(
        self, block: model.Block, key: tuple[Scope, str], texts_of: Mapping[int, DecisionText], after: int
    ) -> Paragraph:
        text_of = texts_of.get(block.decision) if block.decision is not None else None
        row = Paragraph(
            document=self.document,
            text_of=text_of,
            decision=text_of.decision if text_of else None,
            eid=key[1],
            kind=block.kind,
            label=block.label[:48],
            level=block.level,
            position=after + (STEP if not self.rows or self._is_new else 1),
        )
        self.rows[key] = row
        self.made.append(row)
        return row

    @property
    def _is_new(self) -> bool:
        return len(self.made) == len(self.rows)

    def _matched(self, read: model.Document, texts_of: Mapping[int, DecisionText]) -> list[tuple[Scope, str]]:
        """The key of each block: that of the paragraph it is in another language, or a key that is free."""
        keys: list[tuple[Scope, str]] = [
            (texts_of[block.decision].position if block.decision is not None else None, eid)
            for block, eid in zip(read.blocks, naming.eids(read), strict=True)
        ]
        if not self.rows:
            return keys
        ours: dict[tuple[Scope, str], list[tuple[Scope, str]]] = defaultdict(list)
        for key, row in sorted(self.rows.items(), key=lambda item: item[1].position):
            ours[key[0], row.kind].append(key)
        theirs: dict[tuple[Scope, str], list[int]] = defaultdict(list)
        for at, block in enumerate(read.blocks):
            theirs[keys[at][0], block.kind].append(at)
        taken = set(self.rows)
        for place, found in theirs.items():
            held = ours.get(place, [])
            if {keys[at] for at in found} != set(held):
                self._align(read, keys, found, held, taken)
        return keys

    def _align(
        self,
        read: model.Document,
        keys: list[tuple[Scope, str]],
        found: Sequence[int],
        held: Sequence[tuple[Scope, str]],
        taken: set[tuple[Scope, str]],
    ) -> None:
        """Give the blocks `found` the keys of those `held` that they are; the others get free ones."""
        shapes = [self.shapes.get(id(self.rows[key])) or _bare(self.rows[key]) for key in held]
        partners = aligned(shapes, [shape(read.blocks[at], read.language) for at in found])
        for at, partner in zip(found, partners, strict=True):
            if partner is not None:
                keys[at] = held[partner]
            elif keys[at] in taken:
                keys[at] = _free(keys[at], taken)
            taken.add(keys[at])


def shape(block: model.Block, language: str) -> Shape:
    return Shape(kind=block.kind, label=block.label, language=language, text=block.text)


def _bare(row: Paragraph) -> Shape:
    return Shape(kind=row.kind, label=row.label, language="", text="")


def _scope(paragraph: Paragraph) -> Scope:
    return paragraph.text_of.position if paragraph.text_of else None


def _free(key: tuple[Scope, str], taken: set[tuple[Scope, str]]) -> tuple[Scope, str]:
    stem, number = key[1].split("~")[0], 2
    while (key[0], f"{stem}~{number}") in taken:
        number += 1
    return key[0], f"{stem}~{number}"


class Placed(msgspec.Struct, kw_only=True):
    """A document read, with the paragraph of each of its blocks."""

    read: model.Document
    rows: list[Paragraph]

    def row(self, block: str) -> Paragraph | None:
        return self.by_block.get(block)

    @property
    def by_block(self) -> dict[str, Paragraph]:
        return {block.id: row for block, row in zip(self.read.blocks, self.rows, strict=True)}
