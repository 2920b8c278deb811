"""A line of text in the making: pieces, marks of notes and stretches set apart, as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..model import Mark, Stretch
from .plain import Form, Run, settle


class Composer:
    """Collects raw text with places; `take` gives it settled and begins anew."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[tuple[int, str]] = []
        self._runs: list[Run] = []
        self.length = 0

    def say(self, text: str) -> None:
        """Add words."""
        self._pieces.append(text)
        self.length += len(text)

    def mark(self, label: str) -> None:
        """The mark of a note stands here."""
        self._marks.append((self.length, label))

    @contextmanager
    def apart(self, form: Form, value: str = "") -> Iterator[None]:
        """What is said inside the block is set apart."""
        start = self.length
        yield
        if self.length > start:
            self._runs.append((start, self.length, form, value))

    def take(self) -> tuple[str, tuple[Mark, ...], tuple[Stretch, ...]]:
        """The text, marks and stretches so far."""
        settled = settle("".join(self._pieces), self._marks, self._runs)
        self._clear()
        return settled
