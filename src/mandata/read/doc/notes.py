"""Footnotes and endnotes of a file of Word 97-2003: their marks, their labels, their texts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from ..list_numbers import show
from .container import Container, Story, places

AUTOMATIC = "\x02"
KINDS = (("footnotes", "footnote marks", "decimal"), ("endnotes", "endnote marks", "lowerRoman"))


class Notes:
    """The notes in the order in which their marks are met."""

    def __init__(self, container: Container) -> None:
        stories = container.stories()
        self.stories: dict[tuple[str, int], Story] = {}
        self.order: list[tuple[tuple[str, int], str]] = []
        self.marks: dict[int, Callable[[str], str]] = {}
        self._counts = {"footnotes": _first(container) - 1, "endnotes": 0}
        for kind, marks, format_ in KINDS:
            texts, _ = places(container.table(kind), 0)
            start = stories[kind].start
            for n, (begin, end) in enumerate(pairwise(texts)):
                self.stories[kind, n] = Story(start + begin, min(start + end, stories[kind].end))
            at, data = places(container.table(marks), 2)
            for n, automatic in enumerate(data):
                self.marks[at[n]] = self._mark((kind, n), format_, any(automatic))

    def _mark(self, key: tuple[str, int], format_: str, automatic: bool) -> Callable[[str], str]:
        def mark(sign: str) -> str:
            if automatic or sign == AUTOMATIC:
                self._counts[key[0]] += 1
                label = show(self._counts[key[0]], format_)
            else:
                label = sign
            self.order.append((key, label))
            return label

        return mark


def _first(container: Container) -> int:
    """The number of the first footnote, which the settings of the document say (MS-DOC 2.7.2)."""
    settings = container.table("settings")
    return (int.from_bytes(settings[2:4], "little") >> 2 or 1) if len(settings) >= 4 else 1
