"""Tracked changes and comments of a DOCX: which of them the view shows, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from ...model import Change, ChangeKind, View
from ..changes import SHOWS
from ..plain import plain
from . import tags
from .tags import T, w

KINDS: dict[str, ChangeKind] = {
    tags.INS: "inserted",
    tags.MOVE_TO: "moved_to",
    tags.DEL: "deleted",
    tags.MOVE_FROM: "moved_from",
}
NEW: frozenset[ChangeKind] = frozenset(("inserted", "moved_to"))
OLD: frozenset[ChangeKind] = frozenset(("deleted", "moved_from"))
_AUTHOR, _DATE, _NAME = map(w, ("author", "date", "name"))
_BLANKS = frozenset((tags.TAB, tags.PTAB, tags.BR, tags.CR))
_WORDS = (T, tags.DEL_TEXT, tags.NO_BREAK_HYPHEN, *_BLANKS)
_CONTENT = frozenset((*_WORDS, tags.SYM, tags.DRAWING, tags.PICT, tags.FOOTNOTE_MARK, tags.ENDNOTE_MARK))


class Tracker:
    """The changes of one paragraph after the other, their places in its raw text.

    `enabled` is false for a file without tracked changes, for which nothing here costs time.
    """

    def __init__(self, view: View, enabled: bool, comments: etree._Element | None) -> None:
        self.view, self.enabled = view, enabled
        self.comments = (
            {} if comments is None else {c.get(tags.ID, ""): _comment(c) for c in comments.iter(w("comment"))}
        )
        self.found: list[Change] = []
        self.paragraphs = 0
        self.open: dict[str, int] = {}  # comments whose words have begun
        self._move = ""

    def take(self) -> list[Change]:
        """The changes found since the last call."""
        found, self.found = self.found, []
        return found

    def shows(self, kind: ChangeKind) -> bool:
        """Whether words of this fate stand in the text of the view."""
        return kind in SHOWS[self.view]

    def hold(self) -> int:
        """How many changes there are so far: the place in the list of one whose words are still to be read."""
        return len(self.found)

    def add(
        self, element: etree._Element, kind: ChangeKind, start: int, end: int, words: str = "", at: int | None = None
    ) -> None:
        """A change whose words stand from `start` to `end`, or would stand at `start` and are `words`; one that goes on
        with the last (same fate, author and time) is one with it."""
        move = self._move if kind in ("moved_to", "moved_from") else ""
        author, date = element.get(_AUTHOR, ""), element.get(_DATE, "")
        change = Change(kind=kind, start=start, end=end, text=words, author=author, date=date, move=move)
        at = len(self.found) if at is None else at
        last = self.found[at - 1] if at else None
        if last and last.end == start and msgspec.structs.replace(last, start=start, end=end, text=words) == change:
            words = last.text + words
            self.found[at - 1] = msgspec.structs.replace(change, start=last.start, text=words)
        else:
            self.found.insert(at, change)

    def whole(self, since: int, kind: ChangeKind) -> None:
        """All words of a paragraph, whose changes begin at the place `since` of the list, have this fate."""
        self.found[since:] = [
            msgspec.structs.replace(change, whole=True) if change.kind == kind else change
            for change in self.found[since:]
        ]

    def move(self, element: etree._Element) -> None:
        """The beginning or end of the words of a move, which bears the name that its two ends share."""
        self._move = element.get(_NAME, "")

    def begin_comment(self, element: etree._Element, at: int) -> None:
        """The words that a comment is about begin here."""
        self.open[element.get(tags.ID, "")] = at

    def end_comment(self, element: etree._Element, at: int) -> None:
        """They end here, or (at a reference without words) here is the place that it is about."""
        self._close(element.get(tags.ID, ""), at)

    def end_paragraph(self, length: int) -> None:
        """A comment on several paragraphs is kept with the words of the first."""
        for name, start in [*self.open.items()]:
            if start < length:
                self._close(name, length)
            else:
                self.open[name] = 0

    def _close(self, name: str, at: int) -> None:
        comment = self.comments.pop(name, None)
        start = self.open.pop(name, at)
        if comment is not None:
            self.found.append(msgspec.structs.replace(comment, start=start, end=at))


def _comment(element: etree._Element) -> Change:
    words = " ".join(plain(words_of(paragraph)) for paragraph in element.iter(tags.P))
    author, date = element.get(_AUTHOR, ""), element.get(_DATE, "")
    return Change(kind="comment", start=0, end=0, text="", author=author, date=date, note=words.strip())


def words_of(element: etree._Element) -> str:
    """The words in an element that is not read, deleted ones included."""
    pieces = []
    for child in element.iter(*_WORDS):
        if child.tag in _BLANKS:
            pieces.append(" ")
        else:
            pieces.append("-" if child.tag == tags.NO_BREAK_HYPHEN else child.text or "")
    return "".join(pieces)


def fates(element: etree._Element) -> frozenset[ChangeKind]:
    """The fates of a paragraph's end, as <w:rPr> in its properties tells them."""
    return frozenset(KINDS[child.tag] for child in element if child.tag in KINDS)


def wholly(paragraph: etree._Element) -> ChangeKind | None:
    """The one fate of all words of a paragraph, None where they have none or several."""
    found = set(_kinds(paragraph))
    return found.pop() if len(found) == 1 else None


def _kinds(element: etree._Element) -> Iterator[ChangeKind | None]:
    for child in element:
        if child.tag in KINDS:
            if next(child.iter(*_CONTENT), None) is not None:
                yield KINDS[child.tag]
        elif child.tag in _CONTENT:
            yield None
        elif child.tag not in (tags.PPR, tags.RPR):
            yield from _kinds(child)
