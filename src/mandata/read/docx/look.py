"""What a paragraph says of itself, over what its style says: number, level, heading, alignment, breaks."""

from __future__ import annotations

import copy
from collections.abc import Callable

import msgspec
from lxml import etree

from . import tags
from .lean import is_foldable, without_looks
from .styles import TWIPS_A_LEVEL, Style, Styles, indent, is_on, number, numbering
from .tags import VAL

_ALONE = b'<w:p xmlns:w="' + tags.WORD.encode() + b'">%s</w:p>'
DEEPEST = 9
"""Levels and ranks end here, as in Word."""


class Look(msgspec.Struct):
    """The properties of a paragraph that bear meaning; `end` is the look of its end, which changes may have touched."""

    style: Style
    style_id: str
    centred: bool
    page_break: bool
    level: int
    heading: int
    num_id: str | None
    ilvl: int | None
    by_style: bool = True  # the number comes from the style, not from the paragraph itself
    section: etree._Element | None = None
    end: etree._Element | None = None
    changed: etree._Element | None = None

    @property
    def is_plain(self) -> bool:
        """Whether an empty paragraph of this look leaves nothing on the page."""
        return not self.num_id and not self.page_break


class Looks:
    """The looks of the paragraphs of a document; those that only name a style are shared."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_style: dict[str, Look] = {}
        self._folded: list[etree._Element] = []
        self._by_number: dict[tuple[str, bool], Look] = {}
        self.default = _of_style(styles.default, "")

    def read(self, properties: etree._Element, in_cell: bool = False) -> Look:
        """The look that a <w:pPr> gives; in a table cell without alignment and indentation, which a row has not."""
        look, shared = self.default, True
        setters = _CELL_SETTERS if in_cell else _SETTERS
        for child in properties.iterchildren(*_IN_CELL) if in_cell else properties:
            tag = child.tag
            if tag == tags.PSTYLE:
                look = self.styled(child.get(VAL, ""))
                continue
            setter = setters.get(tag)
            if setter:
                if shared:
                    look, shared = copy.copy(look), False
                setter(look, child)
        return look

    def keep(self, properties: etree._Element) -> int:
        """Keep the properties of folded paragraphs (lean.py); the number that they name them by."""
        self._folded.append(properties)
        return len(self._folded) - 1

    def numbered(self, number_: str, in_cell: bool) -> Look:
        """The look of a paragraph that names its properties by that number."""
        key = number_, in_cell
        look = self._by_number.get(key)
        if look is None:
            look = self._by_number[key] = self.read(self._folded[int(number_)], in_cell)
        return look

    def styled(self, style_id: str) -> Look:
        """The look of a style; it is named before anything else in the properties, so that nothing is lost by it."""
        look = self._by_style.get(style_id)
        if look is None:
            look = self._by_style[style_id] = _of_style(self._styles[style_id], style_id)
        return look


class Openings(dict[bytes, bytes]):
    """The beginnings of folded paragraphs by the properties that they had, each made when it is first asked for."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._shorter: dict[bytes, bytes] = {}

    def __missing__(self, properties: bytes) -> bytes:
        shorter = without_looks(properties) + b"</w:pPr>"
        made = self._shorter.get(shorter)
        if made is None:
            made = self._shorter[shorter] = self._opening(shorter) if is_foldable(shorter) else b""
        self[properties] = made
        return made

    def _opening(self, properties: bytes) -> bytes:
        try:
            looks, element = self._looks, etree.fromstring(_ALONE % properties)[0]
        except etree.XMLSyntaxError:
            return b""  # as the parsing of the whole part will find too
        plain = _is_plain(looks.read(element, in_cell=True)) and _is_plain(looks.default)
        return b'<w:p %s="%d">' % (b"cell" if plain else b"look", looks.keep(element))


def _is_plain(look: Look) -> bool:
    """Whether a look counts for nothing in a cell: it has no number, and is not in italics."""
    return look.is_plain and not look.style.italic


def _of_style(style: Style, style_id: str) -> Look:
    return Look(
        style=style,
        style_id=style_id,
        centred=style.centred,
        page_break=style.page_break,
        level=_level(style.indent),
        heading=style.heading,
        num_id=None if style.num_id == "0" else style.num_id,
        ilvl=style.ilvl,
    )


def _level(twips: int) -> int:
    return min(max(round(twips / TWIPS_A_LEVEL), 0), DEEPEST)


def _set_numbering(look: Look, element: etree._Element) -> None:
    """A list named anew leaves the level of the style behind; the list 0 is none."""
    found = numbering(element)
    look.by_style = False
    if "num_id" in found:
        look.num_id, look.ilvl = found["num_id"], None
        if look.num_id == "0":
            look.num_id = None
    if "ilvl" in found:
        look.ilvl = number(found["ilvl"])


def _set_centred(look: Look, element: etree._Element) -> None:
    look.centred = element.get(VAL) == "center"


def _set_indent(look: Look, element: etree._Element) -> None:
    twips = indent(element)
    if twips is not None:
        look.level = _level(twips)


def _set_page_break(look: Look, element: etree._Element) -> None:
    look.page_break = is_on(element)


def _set_heading(look: Look, element: etree._Element) -> None:
    rank = number(element.get(VAL)) + 1
    look.heading = rank if rank <= DEEPEST else 0


def _set_section(look: Look, element: etree._Element) -> None:
    look.section = element


def _set_end(look: Look, element: etree._Element) -> None:
    look.end = element


def _set_changed(look: Look, element: etree._Element) -> None:
    look.changed = element


_CELL_SETTERS: dict[str, Callable[[Look, etree._Element], None]] = {
    tags.NUMPR: _set_numbering,
    tags.PAGE_BREAK_BEFORE: _set_page_break,
    tags.RPR: _set_end,
    tags.PPR_CHANGE: _set_changed,
}
_IN_CELL = (tags.PSTYLE, *_CELL_SETTERS)
_SETTERS = _CELL_SETTERS | {
    tags.JC: _set_centred,
    tags.IND: _set_indent,
    tags.OUTLINE: _set_heading,
    tags.SECTPR: _set_section,
}
