"""Walks through a document line by line and says where its parts begin and end."""

from __future__ import annotations

import re

from ..numerals import roman
from .decisions import Start
from .drafts import Draft, relist
from .grammar import Grammar
from .paragraphs import Paragraphs
from .pieces import Piece

BRACKETS = frozenset("[]［］【】〔〕")


class Walker(Paragraphs):
    """A walk through the pieces: first page, contents, decisions, annexes, closing lines, and what is between."""

    def __init__(self, grammar: Grammar, starts: list[Start], front: int, bare: bool) -> None:
        super().__init__(grammar)
        self.starts = {start.heading: at for at, start in enumerate(starts)}
        self.list_of_starts = starts
        self.front_end = front
        self.part = "front" if front else ("operative" if bare else "body")
        self.bare = bare
        self.annexes = 0  # annexes of the document
        self.unread: list[str] = []  # numbers without a paragraph

    def walk(self, pieces: list[Piece]) -> list[Draft]:
        for at, piece in enumerate(pieces):
            self._one(at, piece)
        relist(self.drafts)
        return self.drafts

    def _one(self, at: int, piece: Piece) -> None:
        if piece.number and not piece.text and piece.number.form not in ("I", "A"):
            self.unread.append(piece.shown)
        elif piece.line.kind in ("header", "footer"):
            self.add(piece, "front" if piece.line.kind == "header" else "back", role="run")
        elif at in self.starts:
            self._begin(self.starts[at], piece)
        elif self.part == "head" and self._head(at, piece):
            pass
        elif piece.table is not None:
            self.add_row(piece)
        elif at < self.front_end:
            self.add(piece, "front", role="front")
        elif self._is_contents(piece):
            self.part = "contents"
            self.add(piece, "heading", role="contents")
        elif self.part == "contents" and self._in_contents(piece):
            self.add(piece, "list", role="contents")
        else:
            self._text(piece)

    def _text(self, piece: Piece) -> None:
        if self.part in ("front", "contents", "closed") and self.decision is None:
            self.part = "operative" if self.bare else "body"
        if self.decision is not None and piece.text.strip() in BRACKETS:
            self.add(piece, "paragraph")  # a bracket around the paragraphs that follow
        elif not any(map(str.isalnum, piece.text or piece.shown)):
            self.add(piece, "back", role="back")  # a line drawn under a text
        elif self._is_annex(piece):
            self._enter_annex(piece)
        elif self._is_closing(piece):
            self.part = "closed" if self.decision is not None and not self.in_own_annex else self.part
            self.add(piece, "back", role="back")
        elif self.part == "closed":
            self._after_closing(piece)
        elif self._is_next_section(piece):
            self._leave_decision()
            self.elsewhere(piece)
        elif self.part == "preamble":
            self.preamble(piece)
        elif self.part == "operative":
            self.operative(piece)
        else:
            self.elsewhere(piece)

    def _begin(self, index: int, piece: Piece) -> None:
        start = self.list_of_starts[index]
        self.decision, self.part = index, "head"
        self.in_own_annex, self.own_annexes = False, 0
        self.numbered, self.own_sections = start.numbered, False
        self._restart()
        if start.statement:
            self.part = "operative"
            self.operative(piece)
        elif start.formula == start.heading:
            self.part = "preamble"
            self.add(piece, "formula", role="formula")
        else:
            self.add(piece, "title", role="title")

    def _head(self, at: int, piece: Piece) -> bool:
        """Lines between a decision's heading and its formula; False where its paragraphs begin."""
        assert self.decision is not None
        start = self.list_of_starts[self.decision]
        if at in start.titles:
            self.add(piece, "title", role="title")
        elif at == start.formula:
            self.part = "preamble"
            self.add(piece, "formula", role="formula")
        elif start.formula is not None and at < start.formula and piece.number and not piece.text[1:]:
            self.add_heading(piece)  # "A" over the first part of a resolution in parts
        elif start.formula is not None and at < start.formula:
            self.add(piece, "front", role="front")
        else:
            self.part = "preamble"
            return False
        return True

    def _restart(self) -> None:
        self.paragraphs.reset()
        self.headings.reset()
        self.unlisted = []

    def _is_annex(self, piece: Piece) -> bool:
        match = self.grammar.annex.match(piece.head) if len(piece.text) < 160 and piece.number is None else None
        if not match:
            return False
        return piece.tail not in ",;" and (match["title"] is None or len(match["title"]) < 140)

    def _enter_annex(self, piece: Piece) -> None:
        self._restart()
        match = self.grammar.annex.match(piece.head)
        own = self.decision is not None and not self._continues_annexes(match["number"] if match else None)
        if own:
            self.own_annexes += 1
            self.in_own_annex = True
        else:
            self._leave_decision()
            self.annexes += 1
            self.annex = f"annex_{self.annexes}"
        self.part = "body"
        self.add(piece, "heading", role="annex")

    def _continues_annexes(self, number: str | None) -> bool:
        """Does "Annex II" after a decision in annex I belong to the document, not to the decision?"""
        return bool(self.annex) and number == roman(self.annexes + 1) and self.annexes > 0 and self.own_annexes == 0

    def _leave_decision(self) -> None:
        self.decision, self.part, self.in_own_annex, self.own_annexes = None, "body", False, 0
        self._restart()

    def _is_closing(self, piece: Piece) -> bool:
        if self.drafts and self.drafts[-1].role == "back" and len(piece.text) < 60 and not piece.number:
            return piece.tail.isdigit() and self.drafts[-1].text != piece.text  # the day under "6th plenary meeting"
        bare = len(piece.text) < 40 and piece.number is None and self.part != "preamble"
        if self.grammar.votes.match(piece.head) or (bare and self.grammar.date.match(piece.head)):
            return True
        return len(piece.text) < 130 and bool(self.grammar.closing.match(self._whole(piece)))

    def _whole(self, piece: Piece) -> str:
        return f"{piece.shown} {piece.head}".lower() if piece.shown and not piece.line.label else piece.head

    def _after_closing(self, piece: Piece) -> None:
        """What stands behind the closing line: its date, then whatever the document goes on with."""
        if len(piece.text) < 60 and not piece.number and self.drafts[-1].kind == "back":
            self.add(piece, "back", role="back")
        elif self.grammar.opens(piece.head) or (piece.number and piece.number.form == "1"):
            self.part = "operative"
            self.operative(piece)
        else:
            self._leave_decision()
            self.elsewhere(piece)

    def _is_next_section(self, piece: Piece) -> bool:
        """A section of the report in which the decision stood goes on: "II." after "I." (the decision has no own)."""
        if self.decision is None or self.in_own_annex or self.annex or not self.sections or self.own_sections:
            return False
        number = piece.number
        follows = number is not None and ("I", self.sections + 1) in number.readings
        return follows and self.part == "operative" and self.is_heading(piece)

    def _is_contents(self, piece: Piece) -> bool:
        return piece.short and len(self.drafts) < 120 and bool(self.grammar.contents.match(piece.head))

    def _in_contents(self, piece: Piece) -> bool:
        """An entry of a list of contents ends in a page number; other lines are broken entries or heads of columns."""
        if re.search(r"\d[\s*]*$", piece.text) or (piece.number and re.search(r"\d\s*$", piece.text)):
            return len(piece.text) < 400
        if self._is_annex(piece) or (piece.number and piece.number.form == "1" and len(piece.text) > 120):
            return False
        return len(piece.text) < 160 and piece.tail not in ".;" and not piece.line.heading
