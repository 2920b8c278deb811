"""Tells recitals from acts, and both from their lists; and the paragraphs of other texts."""

from __future__ import annotations

import re

from .drafts import LIST_OPENERS, Tray
from .grammar import Opener
from .pieces import Piece

_BARE = 30  # a verb alone
_NAME = re.compile(
    r"[\[(]?[^\W\d_]{2,14}(?:\.? ?[^\W\d_]{3,14})?\.?\s?(?:\d{1,2}|[a-z])(?: ?bis| ?ter)?(?!\w)[\s.:：)\]–-]*"
)
"""The name of an option of a draft ("Option 1:", "Alt. 2", "OP3 bis."), before its words."""


class Paragraphs(Tray):
    """The paragraphs of a decision's preamble and operative part, and those outside decisions or in their annexes."""

    def preamble(self, piece: Piece) -> None:
        number, opens = piece.number, self.opens(piece)
        previous = self.drafts[-1]
        if number and number.form == "1" and (opens == "preambular" or (opens is None and piece.tail in ",，،")):
            self.add_numbered(piece, "preambular")  # some conferences number their recitals too
        elif number and number.form in ("1", "1.1") and not self.is_heading(piece):
            self.part = "operative"
            self.operative(piece)
        elif number and number.form in ("(a)", "(i)", "-") and (previous.kind == "preambular" or opens != "operative"):
            self.add_listed(piece, "preambular")
        elif self.is_heading(piece) and opens is None:
            self.add_heading(piece)
        elif opens and self.numbered and number is None and len(piece.text) < _BARE and piece.tail in LIST_OPENERS:
            self.add(piece, "formula", role="formula")  # "Decides:" before numbered infinitives
        elif opens == "operative" or (opens == "either" and self._ends_as_operative(piece)):
            self.part = "operative"
            self.operative(piece)
        elif opens is None and previous.kind == "preambular" and previous.text[-1:] in LIST_OPENERS:
            self.add_unnumbered(piece, "preambular", 2)
        else:
            self.add_unnumbered(piece, "preambular", 1)

    def _ends_as_operative(self, piece: Piece) -> bool:
        """Where a verb opens both kinds, the last sign tells; but where paragraphs are numbered, operative ones are."""
        return not self.numbered and piece.tail not in ",，、"

    def opens(self, piece: Piece) -> Opener | None:
        """What a paragraph's first words make of it; in a draft the name of an option may stand before them."""
        opens = self.grammar.opens(piece.head)
        if opens is None and (name := _NAME.match(piece.head)) and name.end() < len(piece.head):
            return self.grammar.opens(piece.head[name.end() :])
        return opens

    def operative(self, piece: Piece) -> None:
        number, opens = piece.number, self.opens(piece)
        if number and number.form in ("1", "1.1") and not (self.is_heading(piece) and opens is None):
            self.unlisted = []
            self.add_numbered(piece, "operative")
        elif number and number.form in ("(a)", "(i)", "-"):
            self.add_listed(piece, "operative")
        elif self.is_heading(piece) and opens is None and not self._in_list(piece):
            self.add_heading(piece)
        else:
            self._unnumbered_operative(piece, opens)

    def _in_list(self, piece: Piece) -> bool:
        """Is a short line without a last sign an item, because a colon stands right before it?"""
        return bool(self.unlisted) and self.drafts[-1].text[-1:] in LIST_OPENERS and not piece.line.heading

    def _unnumbered_operative(self, piece: Piece, opens: str | None) -> None:
        if opens == "operative" or (opens == "either" and not self.unlisted):
            self.unlisted = []
            self.add_unnumbered(piece, "operative", 1)
        elif self.unlisted:
            self._list_item(piece)
        elif opens in ("preambular", "either") and (piece.tail in ",，،" or self.drafts[-1].kind == "heading"):
            self.part = "preamble"
            self.add_unnumbered(piece, "preambular", 1)
        elif opens is None and self.numbered and self.drafts[-1].kind in ("table", "paragraph"):
            self.add(piece, "paragraph")  # the legend under a table
        else:
            level = 1 if self.numbered or not self.drafts[-1].path else max(1, self.drafts[-1].level)
            self.add_unnumbered(piece, "operative", level if piece.text[:1].islower() else 1)
        if piece.tail in LIST_OPENERS:
            self.unlisted.append("")

    def _list_item(self, piece: Piece) -> None:
        """An item without a number: it goes on in the list that is open, or in the one around it if it looks so."""
        look = _look(piece.text)
        if len(self.unlisted) > 1 and self.unlisted[-1] and look != self.unlisted[-1] and look in self.unlisted[:-1]:
            self.unlisted = self.unlisted[: self.unlisted.index(look) + 1]
        self.unlisted[-1] = self.unlisted[-1] or look
        self.add_unnumbered(piece, "operative", 1 + len(self.unlisted))

    def elsewhere(self, piece: Piece) -> None:
        number = piece.number
        if self.is_heading(piece):
            self.add_heading(piece)
        elif number and number.form in ("1", "1.1"):
            self.add_numbered(piece, "paragraph")
        elif number and number.form != "I":
            self.add_listed(piece, "list")
        elif self.grammar.opens(piece.head) in ("preambular", "either") and piece.tail in ",，،":
            self.add_unnumbered(piece, "preambular", 1)  # an annexed declaration or treaty has a preamble of its own
        elif self._is_item(piece):
            self.add_unnumbered(piece, "list", 2)
        else:
            self.add_unnumbered(piece, "paragraph", 1)

    def _is_item(self, piece: Piece) -> bool:
        """Does a paragraph without a number belong to a list, by the colon before it or its semicolon?"""
        last = self.drafts[-1] if self.drafts else None
        if last is None or piece.tail in LIST_OPENERS:
            return False
        if last.text[-1:] in LIST_OPENERS:
            return piece.short
        return last.kind == "list" and not last.shown and (piece.tail in ";；؛" or last.text[-1:] in ";；؛")


def _look(text: str) -> str:
    """How an item of a list begins, for telling levels apart: by a form in -ing, in lower case, or else."""
    word = re.match(r"[^\W\d_]+", text)
    first = word[0] if word else ""
    return "ing" if first.endswith("ing") else "lower" if first.islower() else "word"
