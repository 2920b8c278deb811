"""The automatic numbers of word processors, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import msgspec

from . import list_numbers
from .plain import plain

_PLACE = re.compile(r"%([1-9])")


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One level of a list: `restart` is the level (from 1) whose numbers restart it, 0 never, None any above it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class List(msgspec.Struct, frozen=True, kw_only=True):
    """A list in use (w:num): its abstract list, whose count it shares, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Definitions(Protocol):
    """The lists that a file defines."""

    def list(self, num_id: str) -> List | None:
        """The list of that number; None where it is not defined."""
        ...


class Numbering:
    """Counts the numbers of all lists, paragraph by paragraph in reading order.

    Where the standard leaves a choice, the rules are those that Word was seen to follow: lists of one definition share
    their count; a list that takes its levels from a list style has a count of its own; each story (the text, a text
    box, the heads and feet together, the footnotes, the endnotes) counts by itself; a level that was skipped counts
    as used once.
    """

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._lists: dict[str, List | None] = {}
        self._state = State()

    @contextmanager
    def story(self, state: State | None = None) -> Iterator[None]:
        """While the block runs, count in another story: that of `state`, or a new one."""
        kept, self._state = self._state, state or State()
        try:
            yield
        finally:
            self._state = kept

    def _list(self, num_id: str) -> List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._definitions.list(num_id)
        return self._lists[num_id]

    def level_of_style(self, num_id: str, styles: tuple[str, ...], ilvl: int) -> int | None:
        """The level of a list on which a style numbers its paragraphs, the style first and then its ancestors.

        It is the level tied to one of them, else `ilvl`; None where that level is tied to another style, which alone
        it then numbers.
        """
        found = self._list(num_id)
        levels = found.levels if found else {}
        for style in styles:
            for place, level in levels.items():
                if style and level.style == style:
                    return place
        return None if ilvl in levels and levels[ilvl].style else ilvl

    def next(self, num_id: str, ilvl: int) -> str | None:
        """Count one paragraph on; its number as the page shows it, None where the list is not defined."""
        found = self._list(num_id)
        if found is None or ilvl not in found.levels:
            return None
        counts = self._state.counts.setdefault(found.abstract, {})
        self._count(num_id, found, counts, ilvl)
        return _label(found.levels, counts, ilvl)

    def _count(self, num_id: str, found: List, counts: dict[int, int], ilvl: int) -> None:
        started = self._state.started
        for above in range(ilvl):
            if above not in counts and above in found.levels:
                counts[above] = found.levels[above].start
        if ilvl in found.starts and (num_id, ilvl) not in started:
            counts[ilvl] = found.starts[ilvl]
        else:
            counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else found.levels[ilvl].start
        started.add((num_id, ilvl))
        for deeper, level in found.levels.items():
            if deeper > ilvl and (level.restart is None or ilvl < level.restart):
                counts.pop(deeper, None)


class State:
    """How far the lists of one story have counted: by abstract list and level; and the overrides that began."""

    def __init__(self) -> None:
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()


def _label(levels: dict[int, Level], counts: dict[int, int], ilvl: int) -> str:
    level = levels[ilvl]
    if level.format == "none" and "%" in level.text:
        return plain(_PLACE.sub("", level.text))

    def fill(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        other = levels.get(place)
        if other is None or place > ilvl:
            return ""
        legal = level.legal and place < ilvl and other.format not in ("none", "bullet")
        return list_numbers.show(counts.get(place, other.start), "decimal" if legal else other.format)

    return plain(_PLACE.sub(fill, level.text))
