"""Reads a text with its inline layer as others write it: white space folded, places counted in what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .walk import Element, local

_BLANKS = re.compile(r"\s+")
_BREAKS = frozenset(("p", "block", "eol", "br", "li", "tr", "item"))


class Found(NamedTuple):
    """An inline element and its place in the text."""

    start: int
    end: int
    tag: str
    element: Element


class Inline:
    """A text and the inline elements in it, in the order in which they close; footnotes by their place."""

    def __init__(self, carriers: Iterable[Element]) -> None:
        self.text = ""
        self.found: list[Found] = []
        self.notes: list[tuple[int, Element]] = []
        for number, carrier in enumerate(carriers):
            if number:
                self.text = self.text.rstrip() + " | "
            self._inside(carrier)
        self.text = self.text.rstrip()
        self.found = [_clipped(one, self.text) for one in self.found]
        self.notes = [(min(at, len(self.text)), note) for at, note in self.notes]

    def _add(self, words: str | None) -> None:
        if words:
            folded = _BLANKS.sub(" ", words)
            self.text += folded[1:] if folded[0] == " " and (not self.text or self.text[-1] == " ") else folded

    def _inside(self, element: Element) -> None:
        self._add(element.text)
        for child in element:
            tag = local(child)
            if tag in ("authorialNote", "noteRef"):
                self.notes.append((len(self.text), child))
            elif tag == "del" or (tag == "ins" and child.get("status") == "removed"):
                at = len(self.text)
                self.found.append(Found(at, at, tag, child))
            else:
                if tag in _BREAKS:
                    self._add(" ")
                start = len(self.text)
                self._inside(child)
                self.found.append(Found(start, len(self.text), tag, child))
            self._add(child.tail)


def _clipped(one: Found, text: str) -> Found:
    """Without blanks at its edges."""
    start, end = one.start, min(one.end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return one._replace(start=start, end=end)
