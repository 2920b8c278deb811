"""The blocks in the making: numbers them, says which lines are headings, and keeps where they stand."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..model import BlockKind
from .grammar import Grammar
from .numbering import Counter, Path
from .pieces import SENTENCE_ENDS, Piece

Part = Literal["front", "contents", "body", "head", "preamble", "operative", "closed"]
LIST_OPENERS = ":："


class Draft(msgspec.Struct, kw_only=True):
    """A block in the making. `scope` is the place in the document that its address begins with ("dec_1__annex_2"),
    `path` its number there, `fresh` tells that the number was counted, not read."""

    piece: Piece
    kind: BlockKind
    scope: str
    text: str
    path: Path = ()
    level: int = 1
    decision: int | None = None
    role: str = ""
    fresh: bool = False
    shown: str = ""


class Tray:
    """Where the blocks are laid one by one: in which decision and annex, and how far the numbers have counted."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.part: Part = "body"
        self.decision: int | None = None
        self.annex = ""
        self.own_annexes = 0  # annexes of the decision
        self.in_own_annex = False
        self.paragraphs, self.headings = Counter(), Counter()
        self.drafts: list[Draft] = []
        self.unlisted: list[str] = []  # for items without numbers: the look of each open level of the list
        self.numbered = False  # do the decision's paragraphs bear numbers?
        self.sections = 0  # the last section outside decisions
        self.own_sections = False  # has the decision sections of its own?
        self.tables = 0
        self.last_table: int | None = None

    def is_heading(self, piece: Piece) -> bool:
        text = piece.text
        if piece.line.heading and not (self.part in ("preamble", "operative") and self.grammar.opens(piece.head)):
            return len(text) < 400
        if piece.tail in SENTENCE_ENDS and not (piece.line.heading or piece.line.style.startswith("H")):
            return False
        if not text.strip():
            return piece.number is not None and piece.number.form in ("I", "A")
        form = piece.number.form if piece.number else ""
        if form in ("I", "A"):
            return len(text) < 260
        if form in ("1", "1.1"):
            limit = 110 if self.grammar.spaced else 40
            return self.part not in ("preamble", "operative") and len(text) < limit and not piece.line.label
        if form:
            return False
        limit = 180 if self.grammar.spaced else 50
        first = text.lstrip('“"«[(*')[:1]
        return len(text) < limit and not (first.islower() and first.upper() != first)

    def add_heading(self, piece: Piece) -> None:
        number = piece.number
        self.unlisted = []
        path: Path = ()
        level = piece.line.heading or 1
        if number and number.form in ("I", "A", "1", "(i)", "(a)"):
            path = self._heading_path(piece)
            level = len(path)
            self._count_section(path)
        self.add(piece, "heading", path=path, level=level, role="heading")
        if self.decision is not None and self.grammar.preamble.match(piece.head):
            self.part = "preamble" if not self.in_own_annex else self.part

    def _heading_path(self, piece: Piece) -> Path:
        assert piece.number is not None
        kept = self.headings.path
        path = self.headings.enter(piece.number, False)
        if piece.number.form == "1" and kept and kept[-1][0] in ("I", "A"):  # "1." under "A."
            path = (*(entry for entry in kept if entry[0] != "1"), path[-1])
            self.headings.path = list(path)
        return path

    def _count_section(self, path: Path) -> None:
        if len(path) == 1 and path[0][0] == "I":
            if self.decision is None:
                self.sections = path[0][1]
            else:
                self.own_sections = True

    @property
    def after_colon(self) -> bool:
        """Did the last block open a list?"""
        return bool(self.drafts) and self.drafts[-1].text[-1:] in LIST_OPENERS

    def add_numbered(self, piece: Piece, kind: BlockKind) -> None:
        assert piece.number is not None
        path = self.paragraphs.enter(piece.number, self.after_colon)
        self.add(piece, kind, path=path, level=len(path))

    def add_listed(self, piece: Piece, kind: BlockKind) -> None:
        assert piece.number is not None
        if piece.number.form == "-":
            path: Path = self.paragraphs.bullet()
        else:
            path = self.paragraphs.enter(piece.number, self.after_colon)
        level = len(path) if path[0][0] == "1" else len(path) + 1
        if piece.tail in LIST_OPENERS:
            self.unlisted = []
        self.add(piece, kind, path=path, level=level)

    def add_unnumbered(self, piece: Piece, kind: BlockKind, level: int) -> None:
        """A paragraph without a number: counted on where nothing in the decision is numbered."""
        if kind == "operative" and not self.numbered:
            forms = ("1", "(a)", "(i)")
            path = self.paragraphs.follow(forms[min(level, 3) - 1], min(level, 3) - 1)
            self.add(piece, kind, path=path, level=level, fresh=True)
        else:
            self.add(piece, kind, level=level)

    def add_row(self, piece: Piece) -> None:
        if self.part == "front" and self.decision is None:
            self.add(piece, "front", role="front")
            return
        if piece.table != self.last_table or not self.drafts or self.drafts[-1].kind != "table":
            self.tables += 1
        self.last_table = piece.table
        self.add(piece, "table", role=f"tbl_{self.tables}")

    def add(
        self, piece: Piece, kind: BlockKind, *, path: Path = (), level: int = 1, role: str = "", fresh: bool = False
    ) -> None:
        if role == "run":
            scope = ""
        else:
            scope = f"dec_{self.decision + 1}" if self.decision is not None else self.annex
            scope += f"__annex_{self.own_annexes}" if self.in_own_annex else ""
        self.drafts.append(
            Draft(
                piece=piece, kind=kind, scope=scope, text=piece.text, path=path, level=level,
                decision=self.decision if role != "run" else None, role=role, fresh=fresh, shown=piece.shown,
            )
        )  # fmt: skip


_MANY = 4  # so many short lines one after the other are no headings


def relist(drafts: list[Draft]) -> None:
    """A run of short lines without numbers or styles is a list under its first line, not a row of headings."""
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft and draft.role == "heading" and not draft.path and not draft.piece.line.heading:
            run.append(draft)
            continue
        if len(run) >= _MANY:
            for item in run[1:]:
                item.kind, item.role, item.level = "list", "", 2
        run = []
