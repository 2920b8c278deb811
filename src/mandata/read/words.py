"""The words of one paragraph in the making, with marks, stretches and tracked changes, as a reader meets them."""

from __future__ import annotations

import msgspec

from ..model import Change, ChangeKind, View
from .changes import SHOWS, Settled, settle_changed
from .plain import Form, Run


class Words:
    """Collects raw text with places in one view of the changes; `take` gives it settled and begins anew."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._marks: list[tuple[int, str]] = []
        self._runs: list[Run] = []
        self._changes: list[Change] = []

    def say(self, text: str) -> None:
        """Add words."""
        self._pieces.append(text)
        self.length += len(text)

    def mark(self, label: str) -> None:
        """The mark of a note stands here."""
        self._marks.append((self.length, label))

    def apart(self, start: int, form: Form, value: str = "") -> None:
        """What was said since `start` is set apart; it goes on where the last of its form and value ends."""
        last = self._runs[-1] if self._runs else None
        if last and last[1] == start and last[2:] == (form, value):
            self._runs[-1] = (last[0], self.length, form, value)
        elif self.length > start:
            self._runs.append((start, self.length, form, value))

    def shows(self, kind: ChangeKind) -> bool:
        """Whether words of this fate stand in the text of the view."""
        return kind in SHOWS[self._view]

    def change(self, kind: ChangeKind, start: int, words: str = "", author: str = "", date: str = "") -> None:
        """What was said since `start` has this fate, or `words`, which the view does not show; those side by side are
        one change."""
        last = self._changes[-1] if self._changes else None
        if last and (last.kind, last.end, last.author, last.date) == (kind, start, author, date):
            start, words = last.start, last.text + words
            self._changes.pop()
        self._changes.append(Change(kind=kind, start=start, end=self.length, text=words, author=author, date=date))

    def without_end(self, words: str) -> bool:
        """Take `words` back if they were said last; whether they were."""
        text = "".join(self._pieces)
        if not words or not text.endswith(words):
            return False
        self._pieces, self.length = [text[: -len(words)]], self.length - len(words)
        return True

    def take(self) -> Settled:
        """The text so far in its plain form, with its marks, stretches and changes."""
        changes = self._changes
        if len(changes) == 1 and changes[0].start == 0 and changes[0].end == self.length:
            changes = [msgspec.structs.replace(changes[0], whole=True)]
        settled = settle_changed("".join(self._pieces), self._marks, self._runs, changes, self._view)
        self._begin()
        return settled
