"""The lists that a file of Word 97-2003 defines (MS-DOC 2.9.131, 2.9.141), ready to be counted."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from ..counting import Level, List
from .container import Container

NO_STYLE = 0xFFF
LEVEL_HEAD, LIST_HEAD, OVERRIDE = 28, 28, 16

# The formats of numbers by their number here (MS-OSHARED 2.2.1.3), named as in the standard of DOCX.
FORMATS = dict(
    enumerate(
        (
            *("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText"),
            *("ordinalText", "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha"),
            *("decimalFullWidth", "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand"),
            *("decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero"),
            *("bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen"),
            *("decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional"),
            *("ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional"),
            *("taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified"),
            *("chineseCountingThousand", "decimal", "koreanDigital", "koreanCounting", "koreanLegal"),
            *("koreanDigital2", "hebrew1", "arabicAlpha", "hebrew2", "arabicAbjad", "hindiVowels"),
            *("hindiConsonants", "hindiNumbers", "hindiCounting", "thaiLetters", "thaiNumbers", "thaiCounting"),
            *("vietnameseCounting", "numberInDash", "russianLower", "russianUpper"),
        )
    )
) | {255: "none"}


class Lists:
    """The lists by the number that a paragraph names them by, counted from 1."""

    def __init__(self, container: Container) -> None:
        abstract = _abstract(container.table("lists"), container.after_table("lists"))
        self._lists = dict(enumerate(_overrides(container.table("list overrides"), abstract), 1))

    def list(self, num_id: str) -> List | None:
        """The list of that number; None where it is not defined."""
        return self._lists.get(int(num_id))


def _abstract(table: bytes, levels: bytes) -> dict[int, dict[int, Level]]:
    """The levels of each list; they follow the table of all lists."""
    if len(table) < 2:
        return {}
    (count,) = struct.unpack_from("<H", table)
    found: dict[int, dict[int, Level]] = {}
    at = 0
    for n in range(count):
        head = table[2 + n * LIST_HEAD : 2 + (n + 1) * LIST_HEAD]
        if len(head) < LIST_HEAD:
            break
        name, _, *styles, flags = struct.unpack("<iI9HH", head)
        own = {}
        for ilvl in range(1 if flags & 1 else 9):
            level = _level(levels, at, styles[ilvl])
            if level is None:
                break
            own[ilvl], at = level.level, level.end
        found[name] = own
    return found


class Found(NamedTuple):
    """A level, and where it ends."""

    level: Level
    end: int


def _level(data: bytes, at: int, style: int = NO_STYLE) -> Found | None:
    if at + LEVEL_HEAD > len(data):
        return None
    start, format_, flags, *_ = struct.unpack_from("<iBB9B", data, at)
    characters, paragraph, limit = data[at + 24], data[at + 25], data[at + 26]
    text = at + LEVEL_HEAD + characters + paragraph
    if text + 2 > len(data):
        return None
    (length,) = struct.unpack_from("<H", data, text)
    shown = data[text + 2 : text + 2 + 2 * length].decode("utf-16-le", "replace")
    level = Level(
        start=max(start, 0),
        format=FORMATS.get(format_, "decimal"),
        text="".join(f"%{ord(sign) + 1}" if sign < "\x09" else sign for sign in shown),
        restart=limit if flags & 8 else None,
        legal=bool(flags & 4),
        style=None if style == NO_STYLE else str(style),
    )
    return Found(level, text + 2 + 2 * length)


def _overrides(table: bytes, abstract: dict[int, dict[int, Level]]) -> Iterator[List]:
    """The lists in use, each an abstract list with what it changes."""
    if len(table) < 4:
        return
    (count,) = struct.unpack_from("<I", table)
    count = min(count, (len(table) - 4) // OVERRIDE)
    at = 4 + count * OVERRIDE
    for n in range(count):
        name, _, _, changed = struct.unpack_from("<iIIB", table, 4 + n * OVERRIDE)
        levels = dict(abstract.get(name, {}))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(changed):
            if at + 8 > len(table):
                break
            start, flags = struct.unpack_from("<iI", table, at)
            at += 8
            ilvl = flags & 0xF
            if flags & 0x20:
                level = _level(table, at)
                if level is None:
                    break
                levels[ilvl], at = level.level, level.end
                start = level.level.start
            if flags & 0x10:
                starts[ilvl] = max(start, 0)
        yield List(abstract=str(name), levels=levels, starts=starts)
