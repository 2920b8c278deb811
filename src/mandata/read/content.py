"""What every reader of a format gives back."""

from __future__ import annotations

from ..model import Footnote, Line, Record, Unread


class Content(Record, frozen=True, kw_only=True):
    """Lines and notes in reading order, what could not be read, and the language that the file says it is in."""

    lines: tuple[Line, ...]
    notes: tuple[Footnote, ...] = ()
    unread: tuple[Unread, ...] = ()
    language: str | None = None
