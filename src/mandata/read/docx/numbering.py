"""The lists that a DOCX defines (ECMA-376 part 1, 17.9), ready to be counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lxml import etree

from ..counting import Level, List
from . import tags
from .styles import number
from .tags import VAL, w


class Definitions:
    """The lists of a numbering part, each read when it is first used: most documents define many and use few."""

    def __init__(self, part: Callable[[], etree._Element | None]) -> None:
        self._part = part

    @cached_property
    def _nums(self) -> dict[str, etree._Element]:
        return self._by_number("num", tags.NUMID)

    @cached_property
    def _abstracts(self) -> dict[str, etree._Element]:
        return self._by_number("abstractNum", w("abstractNumId"))

    @cached_property
    def _root(self) -> etree._Element | None:
        return self._part()

    def _by_number(self, name: str, number_: str) -> dict[str, etree._Element]:
        found = () if self._root is None else self._root.iterchildren(w(name))
        return {element.get(number_, ""): element for element in found}

    def list(self, num_id: str) -> List | None:
        """The list of that number; None where it, or the abstract list it refers to, is not defined."""
        num = self._nums.get(num_id)
        reference = None if num is None else num.find(w("abstractNumId"))
        abstract = "" if reference is None else reference.get(VAL, "")
        element = self._abstracts.get(abstract)
        if num is None or element is None:
            return None
        link = element.find(w("numStyleLink"))
        levels = abstract if link is None else self._of_style(link.get(VAL)) or abstract
        return _list(num, abstract, _levels(self._abstracts[levels]))

    def _of_style(self, style: str | None) -> str | None:
        """A list may take its levels from a list style, which names itself in one abstract list."""
        for abstract, element in self._abstracts.items():
            link = element.find(w("styleLink"))
            if link is not None and link.get(VAL) == style:
                return abstract
        return None


def _list(num: etree._Element, abstract: str, levels: dict[int, Level]) -> List:
    starts = {}
    for override in num.iter(w("lvlOverride")):
        ilvl = number(override.get(tags.ILVL))
        own = _levels(override)
        if own:
            levels = {**levels, **own}
        start = override.find(w("startOverride"))
        if start is not None:
            starts[ilvl] = number(start.get(VAL))
    return List(abstract=abstract, levels=levels, starts=starts)


def _levels(element: etree._Element) -> dict[int, Level]:
    return {number(level.get(tags.ILVL)): _level(level) for level in element.findall(w("lvl"))}


def _level(element: etree._Element) -> Level:
    values: dict[str, str] = {}
    for child in element.iter():
        value = child.get(VAL, "1")
        if value != "custom":  # a format of newer programs, which always brings an older one along
            values.setdefault(child.tag, value)
    restart = values.get(w("lvlRestart"))
    return Level(
        start=number(values.get(w("start"), "0")),
        format=values.get(w("numFmt"), "decimal"),
        text=values.get(w("lvlText"), ""),
        restart=None if restart is None else number(restart),
        legal=values.get(w("isLgl"), "0") not in ("0", "false", "off"),
        style=values.get(tags.PSTYLE),
    )
