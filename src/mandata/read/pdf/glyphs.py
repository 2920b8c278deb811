"""The characters of a page of a PDF with their places, and the lines that are made of them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

CELL_GAP = 2.2
"""A gap of so many heights of a line parts columns; blanks of justified lines are narrower."""

RAISED, SMALL = 0.12, 0.85
"""A mark of a note stands higher than its line by this share of its height, and is smaller by this factor."""

NOTHING = "\u200b"
"""Stands where a character is left out, so that the others keep their places; it shows nothing."""


@dataclass
class Piece:
    """A line of a page, in points from its lower left corner; `marks` are raised labels, places in `text`."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    marks: list[tuple[int, str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    hyphen: bool = False
    page: int = 0

    def without_marks(self, kept: Container[str] = ()) -> None:
        """Put raised numbers back into the text, but for the labels in `kept`."""
        marks: list[tuple[int, str]] = []
        shift = 0
        for at, label in self.marks:
            if label in kept:
                marks.append((at + shift, label))
            else:
                self.text = self.text[: at + shift] + label + self.text[at + shift :]
                shift += len(label)
        self.marks = marks


def characters(text_page: Any) -> str:
    """The characters by their index in the page.

    The library's text is taken where it has one for each index: on some pages it leaves characters out, which would
    shift the others. It writes U+FFFE for the hyphens at line ends that it tells by U+0002 one by one.
    """
    count = text_page.count_chars()
    held = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, held) == count + 1:
        text = bytes(held)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text.replace("\ufffe", "\x02").replace("\0", " ")
    code = pdfium.FPDFText_GetUnicode
    return "".join(chr(code(text_page, place) or 32) for place in range(count))


class Boxes:
    """Where single characters of a page stand."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def box(self, place: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top, by the font's measures: the same for all letters of a line."""
        pdfium.FPDFText_GetLooseCharBox(self._page, place, self._box)
        return self._box.left, self._box.bottom, self._box.right, self._box.top

    def size(self, place: int) -> float:
        """The size in which the character is set: boxes differ with the letters, in fonts that do not say theirs."""
        size = float(pdfium.FPDFText_GetFontSize(self._page, place))
        if pdfium.FPDFText_GetMatrix(self._page, place, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return max(size, 1.0)

    def is_generated(self, place: int) -> bool:
        """Whether the library put the character where the file has a gap."""
        return bool(pdfium.FPDFText_IsGenerated(self._page, place) == 1)

    def origin(self, place: int) -> tuple[float, float]:
        """Where the character is set from."""
        pdfium.FPDFText_GetCharOrigin(self._page, place, self._x, self._y)
        return self._x.value, self._y.value

    def baseline(self, place: int) -> float:
        """The height on which the character stands."""
        pdfium.FPDFText_GetCharOrigin(self._page, place, self._x, self._y)
        return self._y.value
