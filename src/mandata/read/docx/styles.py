"""The styles of a DOCX: what a paragraph or run inherits from them, as far as it bears meaning."""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from ..headings import heading_rank
from . import tags
from .tags import VAL, w

TWIPS_A_LEVEL = 567
"""One centimetre: the step of indentation in which word processors and the conference services indent levels."""

_LEADING = re.compile(r"-?\d+")
OFF = ("0", "false", "off")


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """A style with all that it inherits; None where neither it nor its ancestors say anything."""

    name: str = ""
    heading: int = 0
    italic: bool = False
    bold: bool = False
    hidden: bool = False
    centred: bool = False
    page_break: bool = False
    indent: int = 0
    num_id: str | None = None
    ilvl: int | None = None
    numbered_by: str = ""  # the style that brings the list: this one or an ancestor


PLAIN = Style()


def is_on(element: etree._Element) -> bool:
    """Whether a switch such as <w:i/> is on: it is, unless it says no."""
    return element.get(VAL) not in OFF


def number(text: str | None) -> int:
    """A measure of Word as an integer; fractions and units of newer programs are cut, nonsense is 0."""
    if not text:
        return 0
    try:
        return int(text)
    except ValueError:
        found = _LEADING.match(text)
        return int(found[0]) if found else 0


class Styles:
    """Styles by id, each resolved when first asked for."""

    def __init__(self, part: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default = PLAIN
        if part is None:
            return
        for element in part.iterchildren(w("style")):
            self._elements[element.get(tags.STYLE_ID, "")] = element
        for id_, element in self._elements.items():
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self.default = self[id_]

    def __getitem__(self, id_: str) -> Style:
        found = self._resolved.get(id_)
        if found is None:
            self._resolved[id_] = PLAIN  # a style based on itself ends here
            element = self._elements.get(id_)
            found = PLAIN if element is None else self._resolve(id_, element)
            self._resolved[id_] = found
        return found

    def _resolve(self, id_: str, element: etree._Element) -> Style:
        name = base = ""
        changes: dict[str, object] = {}
        for child in element:
            if child.tag == w("name"):
                name = child.get(VAL, "")
            elif child.tag == w("basedOn"):
                base = child.get(VAL, "")
            elif child.tag in (tags.PPR, tags.RPR):
                changes |= _changes(child)
        heading = heading_rank(name)
        if heading:
            changes["heading"] = heading
        if "num_id" in changes:
            changes["numbered_by"] = id_
        inherited = self[base] if base else PLAIN
        return msgspec.structs.replace(inherited, name=name, **changes)


def _changes(properties: etree._Element) -> dict[str, object]:
    found: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == tags.OUTLINE:
            rank = number(child.get(VAL)) + 1
            found["heading"] = rank if rank <= 9 else 0
        elif tag == tags.JC:
            found["centred"] = child.get(VAL) == "center"
        elif tag == tags.IND:
            found["indent"] = indent(child) or 0
        elif tag == tags.PAGE_BREAK_BEFORE:
            found["page_break"] = is_on(child)
        elif tag == tags.NUMPR:
            named = numbering(child)
            found |= named
            if "ilvl" in named:
                found["ilvl"] = number(named["ilvl"])
        elif tag in _SWITCHES:
            found[_SWITCHES[tag]] = is_on(child)
    return found


_SWITCHES = {tags.ITALIC: "italic", tags.BOLD: "bold", tags.VANISH: "hidden"}


def numbering(properties: etree._Element) -> dict[str, str | None]:
    """The list ("num_id") and level ("ilvl") that a <w:numPr> names."""
    named = {tags.NUMID: "num_id", tags.ILVL: "ilvl"}
    return {named[child.tag]: child.get(VAL) for child in properties if child.tag in named}


def indent(element: etree._Element) -> int | None:
    """The indentation at the side where lines begin, in twips (1/20 point); None where it says nothing of it."""
    said = element.get(tags.LEFT) or element.get(tags.START)
    return number(said) if said else None
