"""Writes a comparison as a DOCX with tracked changes: rejected they leave the text before, accepted the text after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from lxml.etree import _Element as Element

from ...compare.pairing import Match, moved
from ...compare.records import Comparison, Pair, Side
from ...languages import LANGUAGES
from ...model import Block, Document, Note
from ..word import AUTHOR, STYLE_OF, no_footnotes, packed, said, w

Fate = Literal["kept", "ins", "del"]


class Piece(NamedTuple):
    """Words with one fate; `at` is their place in the text before or (kept and inserted ones) after."""

    fate: Fate
    text: str
    at: int


def tracked(comparison: Comparison, before: Document, after: Document) -> bytes:
    """The text of `after` with every word that `before` had otherwise as a tracked change. Footnotes are real ones;
    what was not compared (`apart`) and first pages are left out."""
    writer = _Writer(comparison, before, after)
    return packed(writer.body(), writer.footnotes)


class _Writer:
    """Builds the parts of the file, counting changes and footnotes."""

    def __init__(self, comparison: Comparison, before: Document, after: Document) -> None:
        self.pairs = [pair for pair in comparison.pairs if not _is_note(pair)]
        self.notes_of: dict[str, Pair] = {
            side.block: pair for pair in comparison.pairs if _is_note(pair) for side in (*pair.before, *pair.after)
        }
        self.blocks = ({b.id: b for b in before.blocks}, {b.id: b for b in after.blocks})
        self.marks = (_marks(before), _marks(after))
        self.order = {block.id: at for at, block in enumerate(before.blocks)}
        self.right_to_left = LANGUAGES[after.language].direction == "rtl"
        self.language = after.language
        self.changes = 0
        self.notes = 0
        self.written: dict[str, int] = {}
        self.footnotes = no_footnotes()

    def body(self) -> Element:
        root = w(None, "document")
        body = w(root, "body")
        for pair, side in self._sequence():
            if side == "both":
                self._both(body, pair)
            else:
                self._one(body, pair, side)
        w(w(body, "sectPr"), "pgSz", w="11906", h="16838")
        return root

    def _sequence(self) -> Iterator[tuple[Pair, Literal["both", "before", "after"]]]:
        """The pairs in the order of the text after; what is gone or moved away also where it stood before."""
        both = [at for at, pair in enumerate(self.pairs) if pair.before and pair.after]
        places = [Match((self.order[self.pairs[at].before[0].block],), (at,)) for at in both]
        out = {both[at] for at in moved(places, [len(self.pairs[at].new_text()) + 40 for at in both])}
        staying = [(self.order[self.pairs[at].before[0].block], at) for at in both if at not in out]
        leaving: dict[int, list[Pair]] = {}
        lone = [pair for at, pair in enumerate(self.pairs) if pair.before and (not pair.after or at in out)]
        for pair in sorted(lone, key=lambda each: self.order[each.before[0].block]):
            place = self.order[pair.before[0].block]
            behind = max((row for row in staying if row[0] < place), default=(-1, -1))[1]
            leaving.setdefault(behind, []).append(pair)
        for pair in leaving.get(-1, []):
            yield pair, "before"
        for at, pair in enumerate(self.pairs):
            if pair.after:
                yield pair, "after" if at in out or not pair.before else "both"
            for gone in leaving.get(at, []):
                yield gone, "before"

    # ------------------------------------------------------------------------------------------------- paragraphs

    def _one(self, body: Element, pair: Pair, side: Literal["before", "after"]) -> None:
        """Paragraphs that only one text has there."""
        at = 0 if side == "before" else 1
        fate: Fate = "del" if side == "before" else "ins"
        for each in pair.before if side == "before" else pair.after:
            block = self.blocks[at][each.block]
            paragraph = self._paragraph(body, each, fate)
            self._runs(paragraph, fate, _number(block))
            self._noted(paragraph, Piece(fate, block.text, 0), [block], at)

    def _both(self, body: Element, pair: Pair) -> None:
        """A paragraph of both texts. Where one was parted the ends of the new ones are inserted; where several were
        joined, the ends of the old ones are deleted."""
        ours = [self.blocks[0][side.block] for side in pair.before]
        theirs = [self.blocks[1][side.block] for side in pair.after]
        pieces = list(_pieces(pair))
        if len(theirs) > 1:
            self._parted(body, pair, ours, theirs, pieces, "ins")
        elif len(ours) > 1:
            self._parted(body, pair, theirs, ours, pieces, "del")
        else:
            paragraph = self._paragraph(body, pair.after[0], "kept")
            old, new = _number(ours[0]), _number(theirs[0])
            if old == new:
                self._runs(paragraph, "kept", new)
            else:
                self._runs(paragraph, "del", old)
                self._runs(paragraph, "ins", new)
            for piece in pieces:
                self._noted(paragraph, piece, ours if piece.fate == "del" else theirs, 0 if piece.fate == "del" else 1)

    def _parted(
        self, body: Element, pair: Pair, one: list[Block], many: list[Block], pieces: list[Piece], mark: Fate
    ) -> None:
        """`many` paragraphs whose ends but the last are tracked, for the text that has them as `one`."""
        sides = pair.after if mark == "ins" else pair.before
        other: Fate = "del" if mark == "ins" else "ins"
        ends, total = [], -1
        for block in many:
            total += len(block.text) + 1
            ends.append(total)
        place = 0
        paragraph = self._paragraph(body, sides[0], mark if len(many) > 1 else "kept")
        old, new = _number(one[0]), _number(many[0])
        if old == new:
            self._runs(paragraph, "kept", new)
        else:
            self._runs(paragraph, other, old)
            self._runs(paragraph, mark, new)
        for piece in self._at_ends(pieces, pair, ends, mark):
            if piece is None:
                place += 1
                paragraph = self._paragraph(body, sides[place], mark if place < len(many) - 1 else "kept")
                self._runs(paragraph, mark, _number(many[place]))
                continue
            self._runs(paragraph, piece.fate, piece.text)

    def _at_ends(self, pieces: Sequence[Piece], pair: Pair, ends: Sequence[int], mark: Fate) -> Iterator[Piece | None]:
        """The pieces, None where a paragraph of the many ends; the blank that stood there is of the other text."""
        waiting = list(ends[:-1])
        at = 0
        other: Fate = "del" if mark == "ins" else "ins"
        for piece in pieces:
            if piece.fate == other:
                yield piece
                continue
            text = piece.text
            while waiting and waiting[0] < at + len(text):
                cut = waiting.pop(0) - at
                if text[:cut]:
                    yield Piece(piece.fate, text[:cut], 0)
                if piece.fate == "kept":
                    yield Piece(other, " ", 0)
                yield None
                text, at = text[cut + 1 :], at + cut + 1
            if text:
                yield Piece(piece.fate, text, 0)
            at += len(text)

    def _paragraph(self, body: Element, side: Side, fate: Fate) -> Element:
        paragraph = w(body, "p")
        look = w(paragraph, "pPr")
        if side.kind in STYLE_OF:
            w(look, "pStyle", val=STYLE_OF[side.kind])
        if self.right_to_left:
            w(look, "bidi")
        if side.level > 1:
            w(look, "ind", left=str(567 * (side.level - 1)))
        if fate != "kept":
            self._change(w(look, "rPr"), fate)
        return paragraph

    def _change(self, parent: Element, fate: Fate) -> Element:
        self.changes += 1
        return w(parent, fate, id=str(self.changes), author=AUTHOR)

    def _runs(self, paragraph: Element, fate: Fate, text: str) -> None:
        if not text:
            return
        run = self._run(paragraph, fate)
        for number, words in enumerate(text.split("\t")):
            if number:
                w(run, "tab")
            if words:
                said(run, words, "delText" if fate == "del" else "t")

    def _run(self, paragraph: Element, fate: Fate) -> Element:
        run = w(paragraph if fate == "kept" else self._change(paragraph, fate), "r")
        look = w(run, "rPr")
        if self.right_to_left:
            w(look, "rtl")
        w(look, "lang", **({"bidi": "ar-SA"} if self.right_to_left else {"val": self.language}))
        return run

    # -------------------------------------------------------------------------------------------------- footnotes

    def _noted(self, paragraph: Element, piece: Piece, blocks: Sequence[Block], side: int) -> None:
        """A piece with the marks of the footnotes that stand in it. A note of both texts has its mark where the text
        after has it, as far as the words around it stayed."""
        marks = [(note.at, note) for block in blocks[:1] for note in self.marks[side].get(block.id, [])]
        at, end = piece.at, piece.at + len(piece.text)
        for place, note in sorted(marks, key=lambda row: row[0]):
            if at < place <= end or (place == 0 == at):
                self._runs(paragraph, piece.fate, piece.text[at - piece.at : place - piece.at])
                self._mark(paragraph, piece.fate, note, side)
                at = place
        self._runs(paragraph, piece.fate, piece.text[at - piece.at :])

    def _mark(self, paragraph: Element, fate: Fate, note: Note, side: int) -> None:
        pair = self.notes_of.get(note.id) if side == 1 else None
        old = self._old_note(pair)
        self.notes += 1
        if fate == "kept" and old is None:
            fate = "ins"
        run = self._run(paragraph, fate)
        w(run[0], "vertAlign", val="superscript")
        w(run, "footnoteReference", id=str(self.notes))
        footnote = w(self.footnotes, "footnote", id=str(self.notes))
        inside = w(footnote, "p")
        w(w(inside, "pPr"), "pStyle", val="FootnoteText")
        own = w(w(inside, "r"), "footnoteRef")
        own.tail = None
        if fate == "kept" and old is not None and pair is not None:
            for piece in _pieces(pair):
                self._runs(inside, piece.fate, piece.text)
        else:
            self._runs(inside, fate, note.text)

    def _old_note(self, pair: Pair | None) -> Side | None:
        return pair.before[0] if pair is not None and pair.before and pair.after else None


def _is_note(pair: Pair) -> bool:
    return (pair.after or pair.before)[0].kind == "note"


def _marks(document: Document) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in document.notes:
        found.setdefault(note.block, []).append(note)
    return found


def _number(block: Block) -> str:
    """A paragraph's number as typed before its text."""
    shown = block.shown or (block.label if block.kind == "operative" else "")
    if not shown or block.kind == "note":
        return ""
    return (shown if not shown[-1:].isalnum() else f"{shown}.") + "\t"


def _pieces(pair: Pair) -> Iterator[Piece]:
    """The words of a pair: kept, deleted and inserted ones in turn, to the letter of both texts."""
    old, new = pair.old_text(), pair.new_text()
    before = after = 0
    for stretch in pair.stretches:
        yield from _kept(old[before : stretch.start], new[after : stretch.new_start], before, after)
        if stretch.start < stretch.end:
            yield Piece("del", old[stretch.start : stretch.end], stretch.start)
        if stretch.new_start < stretch.new_end:
            yield Piece("ins", new[stretch.new_start : stretch.new_end], stretch.new_start)
        before, after = stretch.end, stretch.new_end
    yield from _kept(old[before:], new[after:], before, after)


def _kept(old: str, new: str, before: int, after: int) -> Iterator[Piece]:
    """What stands between two changes: the same words, maybe with another blank."""
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    if new[:first]:
        yield Piece("kept", new[:first], after)
    if old[first : len(old) - last]:
        yield Piece("del", old[first : len(old) - last], before + first)
    if new[first : len(new) - last]:
        yield Piece("ins", new[first : len(new) - last], after + first)
    if last:
        yield Piece("kept", new[len(new) - last :], after + len(new) - last)


def _shared(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
