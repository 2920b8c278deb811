"""Draws pictures as shapes that a template writes as SVG: no script, no style; mirrored in Arabic."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """An element of a picture: its tag, its class in the style sheet, its places, and its words."""

    tag: str
    css: str
    places: tuple[tuple[str, str], ...]
    text: str = ""
    language: str = ""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture with what it is called and what it shows, in words. `legend` are classes and their meaning."""

    title: str
    told: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[str, str], ...] = ()


class Canvas:
    """Where shapes are put down; x runs from the side on which the language begins."""

    def __init__(self, width: int, height: int, direction: str) -> None:
        self.width, self.height = width, height
        self._mirrored = direction == "rtl"
        self._shapes: list[Shape] = []

    def rect(self, css: str, x: float, y: float, width: float, height: float) -> None:
        """A bar or a field."""
        left = self.width - x - width if self._mirrored else x
        self._put("rect", css, x=left, y=y, width=width, height=height)

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._put("line", css, x1=self._x(x1), y1=y1, x2=self._x(x2), y2=y2)

    def curve(self, css: str, start: tuple[float, float], end: tuple[float, float], thick: float) -> None:
        """A curve that leaves and arrives level."""
        middle = (start[0] + end[0]) / 2
        points = [(self._x(x), y) for x, y in (start, (middle, start[1]), (middle, end[1]), end)]
        said = [f"{_plain(x)},{_plain(y)}" for x, y in points]
        places = (("d", f"M{said[0]} C{said[1]} {said[2]} {said[3]}"), ("stroke-width", _plain(thick)))
        self._shapes.append(Shape(tag="path", css=css, places=places))

    def text(self, css: str, x: float, y: float, words: str, anchor: str = "start", language: str = "") -> None:
        """Words; `anchor` says which end of them stands at x: start, middle or end, in the direction of the page."""
        places = (("x", _plain(self._x(x))), ("y", _plain(y)), ("text-anchor", anchor))
        self._shapes.append(Shape(tag="text", css=css, places=places, text=words, language=language))

    def picture(self, title: str, told: str, legend: Sequence[tuple[str, str]] = ()) -> Picture:
        """The picture of what was put down."""
        return Picture(
            title=title,
            told=told,
            width=self.width,
            height=self.height,
            shapes=tuple(self._shapes),
            legend=tuple(legend),
        )

    def _x(self, x: float) -> float:
        return self.width - x if self._mirrored else x

    def _put(self, tag: str, css: str, **places: float) -> None:
        given = tuple((name, _plain(value)) for name, value in places.items())
        self._shapes.append(Shape(tag=tag, css=css, places=given))


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def short(words: str, most: int) -> str:
    """Words that fit into a width of `most` letters; a Chinese character takes two."""
    wide, kept = 0, ""
    for sign in words:
        wide += 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if wide > most:
            return f"{kept.rstrip()}…"
        kept += sign
    return kept
