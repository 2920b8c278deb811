"""Walks through a document line by line and says what each is: preamble, operative paragraph, heading, annex ..."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from ..model import BlockKind
from ..numerals import roman
from .decisions import Start
from .grammar import Grammar
from .numbering import Counter, Path
from .pieces import SENTENCE_ENDS, Piece

Part = Literal["front", "contents", "body", "head", "preamble", "operative", "closed"]
_LIST_OPENERS = ":："
_BARE = 30  # a verb alone


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


class Walker:
    """The state of the walk: in which decision and part, and how far the numbers have counted."""

    def __init__(self, grammar: Grammar, starts: list[Start], front: int, bare: bool) -> None:
        self.grammar = grammar
        self.starts = {start.heading: at for at, start in enumerate(starts)}
        self.list_of_starts = starts
        self.front_end = front
        self.part: Part = "front" if front else ("operative" if bare else "body")
        self.bare = bare
        self.decision: int | None = None
        self.annex = ""
        self.annexes = 0
        self.own_annexes = 0
        self.in_own_annex = False
        self.paragraphs, self.headings = Counter(), Counter()
        self.drafts: list[Draft] = []
        self.unlisted: list[str] = []  # for items without numbers: the look of each open level of the list
        self.numbered = False
        self.sections = 0
        self.own_sections = False
        self.tables = 0
        self.last_table: int | None = None
        self.unread: list[str] = []  # numbers without a paragraph

    # ------------------------------------------------------------------------------------------------ the walk

    def walk(self, pieces: list[Piece]) -> list[Draft]:
        for at, piece in enumerate(pieces):
            self._one(at, piece)
        _relist(self.drafts)
        return self.drafts

    def _one(self, at: int, piece: Piece) -> None:
        if piece.number and not piece.text and piece.number.form not in ("I", "A"):
            self.unread.append(piece.shown)
        elif piece.line.kind in ("header", "footer"):
            self._add(piece, "front" if piece.line.kind == "header" else "back", role="run")
        elif at in self.starts:
            self._begin(self.starts[at], piece)
        elif self.part == "head" and self._head(at, piece):
            pass
        elif piece.table is not None:
            self._row(piece)
        elif at < self.front_end:
            self._add(piece, "front", role="front")
        elif self._is_contents(piece):
            self.part = "contents"
            self._add(piece, "heading", role="contents")
        elif self.part == "contents" and self._in_contents(piece):
            self._add(piece, "list", role="contents")
        else:
            self._text(piece)

    def _text(self, piece: Piece) -> None:
        if self.part in ("front", "contents", "closed") and self.decision is None:
            self.part = "operative" if self.bare else "body"
        if not any(map(str.isalnum, piece.text or piece.shown)):
            self._add(piece, "back", role="back")  # a line drawn under a text
        elif self._is_annex(piece):
            self._enter_annex(piece)
        elif self._is_closing(piece):
            self.part = "closed" if self.decision is not None and not self.in_own_annex else self.part
            self._add(piece, "back", role="back")
        elif self.part == "closed":
            self._after_closing(piece)
        elif self._is_next_section(piece):
            self._leave_decision()
            self._body(piece)
        elif self.part == "preamble":
            self._preamble(piece)
        elif self.part == "operative":
            self._operative(piece)
        else:
            self._body(piece)

    # ------------------------------------------------------------------------------------- where things begin

    def _begin(self, index: int, piece: Piece) -> None:
        start = self.list_of_starts[index]
        self.decision, self.part = index, "head"
        self.in_own_annex, self.own_annexes = False, 0
        self.numbered, self.own_sections = start.numbered, False
        self._restart()
        if start.statement:
            self.part = "operative"
            self._operative(piece)
        elif start.formula == start.heading:
            self.part = "preamble"
            self._add(piece, "formula", role="formula")
        else:
            self._add(piece, "title", role="title")

    def _head(self, at: int, piece: Piece) -> bool:
        """Lines between a decision's heading and its formula; False where its paragraphs begin."""
        assert self.decision is not None
        start = self.list_of_starts[self.decision]
        if at in start.titles:
            self._add(piece, "title", role="title")
        elif at == start.formula:
            self.part = "preamble"
            self._add(piece, "formula", role="formula")
        elif start.formula is not None and at < start.formula and piece.number and not piece.text[1:]:
            self._heading(piece)  # "A" over the first part of a resolution in parts
        elif start.formula is not None and at < start.formula:
            self._add(piece, "front", role="front")
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
        self._add(piece, "heading", role="annex")

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
            self._add(piece, "back", role="back")
        elif self.grammar.opens(piece.head) or (piece.number and piece.number.form == "1"):
            self.part = "operative"
            self._operative(piece)
        else:
            self._leave_decision()
            self._body(piece)

    def _is_next_section(self, piece: Piece) -> bool:
        """A section of the report in which the decision stood goes on: "II." after "I." (the decision has no own)."""
        if self.decision is None or self.in_own_annex or self.annex or not self.sections or self.own_sections:
            return False
        number = piece.number
        follows = number is not None and ("I", self.sections + 1) in number.readings
        return follows and self.part == "operative" and self._is_heading(piece)

    def _is_contents(self, piece: Piece) -> bool:
        return piece.short and len(self.drafts) < 120 and bool(self.grammar.contents.match(piece.head))

    def _in_contents(self, piece: Piece) -> bool:
        """An entry of a list of contents ends in a page number; other lines are broken entries or heads of columns."""
        if re.search(r"\d[\s*]*$", piece.text) or (piece.number and re.search(r"\d\s*$", piece.text)):
            return len(piece.text) < 400
        if self._is_annex(piece) or (piece.number and piece.number.form == "1" and len(piece.text) > 120):
            return False
        return len(piece.text) < 160 and piece.tail not in ".;" and not piece.line.heading

    # ---------------------------------------------------------------------------------- paragraphs of decisions

    def _preamble(self, piece: Piece) -> None:
        number, opens = piece.number, self.grammar.opens(piece.head)
        previous = self.drafts[-1]
        if number and number.form == "1" and opens == "preambular":
            self._numbered(piece, "preambular")  # some conferences number their recitals too
        elif number and number.form in ("1", "1.1") and not self._is_heading(piece):
            self.part = "operative"
            self._operative(piece)
        elif number and number.form in ("(a)", "(i)", "-") and (previous.kind == "preambular" or opens != "operative"):
            self._listed(piece, "preambular")
        elif self._is_heading(piece) and opens is None:
            self._heading(piece)
        elif opens and self.numbered and number is None and len(piece.text) < _BARE and piece.tail in _LIST_OPENERS:
            self._add(piece, "formula", role="formula")  # "Decides:" before numbered infinitives
        elif opens == "operative" or (opens == "either" and self._ends_as_operative(piece)):
            self.part = "operative"
            self._operative(piece)
        elif opens is None and previous.kind == "preambular" and previous.text[-1:] in _LIST_OPENERS:
            self._unnumbered(piece, "preambular", 2)
        else:
            self._unnumbered(piece, "preambular", 1)

    def _ends_as_operative(self, piece: Piece) -> bool:
        """Where a verb opens both kinds, the last sign tells; but where paragraphs are numbered, operative ones are."""
        return not self.numbered and piece.tail not in ",，、"

    def _operative(self, piece: Piece) -> None:
        number, opens = piece.number, self.grammar.opens(piece.head)
        if number and number.form in ("1", "1.1") and not (self._is_heading(piece) and opens is None):
            self.unlisted = []
            self._numbered(piece, "operative")
        elif number and number.form in ("(a)", "(i)", "-"):
            self._listed(piece, "operative")
        elif self._is_heading(piece) and opens is None and not self._in_list(piece):
            self._heading(piece)
        else:
            self._unnumbered_operative(piece, opens)

    def _in_list(self, piece: Piece) -> bool:
        """Is a short line without a last sign an item, because a colon stands right before it?"""
        return bool(self.unlisted) and self.drafts[-1].text[-1:] in _LIST_OPENERS and not piece.line.heading

    def _unnumbered_operative(self, piece: Piece, opens: str | None) -> None:
        if opens == "operative" or (opens == "either" and not self.unlisted):
            self.unlisted = []
            self._unnumbered(piece, "operative", 1)
        elif self.unlisted:
            self._list_item(piece)
        elif opens in ("preambular", "either") and (piece.tail in ",，،" or self.drafts[-1].kind == "heading"):
            self.part = "preamble"
            self._unnumbered(piece, "preambular", 1)
        elif opens is None and self.numbered and self.drafts[-1].kind in ("table", "paragraph"):
            self._add(piece, "paragraph")  # the legend under a table
        else:
            level = 1 if self.numbered or not self.drafts[-1].path else max(1, self.drafts[-1].level)
            self._unnumbered(piece, "operative", level if piece.text[:1].islower() else 1)
        if piece.tail in _LIST_OPENERS:
            self.unlisted.append("")

    def _list_item(self, piece: Piece) -> None:
        """An item without a number: it goes on in the list that is open, or in the one around it if it looks so."""
        look = _look(piece.text)
        if len(self.unlisted) > 1 and self.unlisted[-1] and look != self.unlisted[-1] and look in self.unlisted[:-1]:
            self.unlisted = self.unlisted[: self.unlisted.index(look) + 1]
        self.unlisted[-1] = self.unlisted[-1] or look
        self._unnumbered(piece, "operative", 1 + len(self.unlisted))

    # ------------------------------------------------------------------------------------------- other paragraphs

    def _body(self, piece: Piece) -> None:
        number = piece.number
        if self._is_heading(piece):
            self._heading(piece)
        elif number and number.form in ("1", "1.1"):
            self._numbered(piece, "paragraph")
        elif number and number.form != "I":
            self._listed(piece, "list")
        elif self.grammar.opens(piece.head) in ("preambular", "either") and piece.tail in ",，،":
            self._unnumbered(piece, "preambular", 1)  # an annexed declaration or treaty has a preamble of its own
        elif self._is_item(piece):
            self._unnumbered(piece, "list", 2)
        else:
            self._unnumbered(piece, "paragraph", 1)

    def _is_item(self, piece: Piece) -> bool:
        """Does a paragraph without a number belong to a list, by the colon before it or its semicolon?"""
        last = self.drafts[-1] if self.drafts else None
        if last is None or piece.tail in _LIST_OPENERS:
            return False
        if last.text[-1:] in _LIST_OPENERS:
            return piece.short
        return last.kind == "list" and not last.shown and (piece.tail in ";；؛" or last.text[-1:] in ";；؛")

    def _is_heading(self, piece: Piece) -> bool:
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

    def _heading(self, piece: Piece) -> None:
        number = piece.number
        self.unlisted = []
        path: Path = ()
        level = piece.line.heading or 1
        if number and number.form in ("I", "A", "1", "(i)", "(a)"):
            path = self._heading_path(piece)
            level = len(path)
            self._count_section(path)
        self._add(piece, "heading", path=path, level=level, role="heading")
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

    # ------------------------------------------------------------------------------------------------- to blocks

    def _numbered(self, piece: Piece, kind: BlockKind) -> None:
        assert piece.number is not None
        path = self.paragraphs.enter(piece.number, False)
        self._add(piece, kind, path=path, level=len(path))

    def _listed(self, piece: Piece, kind: BlockKind) -> None:
        assert piece.number is not None
        after_colon = bool(self.drafts) and self.drafts[-1].text[-1:] in _LIST_OPENERS
        if piece.number.form == "-":
            path: Path = self.paragraphs.bullet()
        else:
            path = self.paragraphs.enter(piece.number, after_colon)
        level = len(path) if path[0][0] == "1" else len(path) + 1
        if piece.tail in _LIST_OPENERS:
            self.unlisted = []
        self._add(piece, kind, path=path, level=level)

    def _unnumbered(self, piece: Piece, kind: BlockKind, level: int) -> None:
        """A paragraph without a number: counted on where nothing in the decision is numbered."""
        if kind == "operative" and not self.numbered:
            forms = ("1", "(a)", "(i)")
            path = self.paragraphs.follow(forms[min(level, 3) - 1], min(level, 3) - 1)
            self._add(piece, kind, path=path, level=level, fresh=True)
        else:
            self._add(piece, kind, level=level)

    def _row(self, piece: Piece) -> None:
        if self.part == "front" and self.decision is None and self.front_end:
            self._add(piece, "front", role="front")
            return
        if piece.table != self.last_table or not self.drafts or self.drafts[-1].kind != "table":
            self.tables += 1
        self.last_table = piece.table
        self._add(piece, "table", role=f"tbl_{self.tables}")

    def _add(
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


def _relist(drafts: list[Draft]) -> None:
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


def _look(text: str) -> str:
    """How an item of a list begins, for telling levels apart: by a form in -ing, in lower case, or else."""
    word = re.match(r"[^\W\d_]+", text)
    first = word[0] if word else ""
    return "ing" if first.endswith("ing") else "lower" if first.islower() else "word"
