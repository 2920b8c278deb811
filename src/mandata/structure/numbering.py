"""Reads the numbers of paragraphs, typed or automatic, and keeps count of where in the text they stand."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from itertools import groupby

import msgspec

from ..numerals import alternation, letter, readings, roman, roman_value
from .grammar import Grammar, Marker

Path = tuple[tuple[str, int], ...]

_TOKENS = {
    "digits": r"\d{1,3}(?:[ -]?(?:bis|ter|quater|quinquies|alt))?",
    "letters": r"[^\W\d_]{1,2}",
    "LETTERS": r"[A-ZА-Я]",
    "roman": r"[ivxlc]+",
    "ROMAN": r"[IVXLCХ]+",
    "han": r"[一二三四五六七八九十百]{1,4}",
    "signs": r"[㈠-㈩①-⑳]",
}
_KINDS = {"digits": "digit", "letters": "letter", "LETTERS": "letter", "roman": "roman", "ROMAN": "roman", "han": "han"}
_IGNORED = r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_PART = r"(?:\d{1,3}|[a-z](?![a-z])|[IVX]{1,5}(?![A-Za-z]))"
_MANY = re.compile(rf"{_IGNORED}(?P<shown>(?P<numbers>\d{{1,3}}(?:\.{_PART}){{1,4}})\.?)(?=\s)\s*")
_BARE_ROMAN = re.compile(r"(?P<shown>[IVXL]{1,6})(?:\s+(?=[A-ZА-ЯÀ-Ý])|$)")
_BARE_LETTER = re.compile(r"(?P<shown>[A-ZА-Я])$")


class Number(msgspec.Struct, frozen=True):
    """A number at the beginning of a paragraph: as shown, where the text after it begins, and its possible readings
    in the common form: ("(a)", 2) is (b). A form "1.1" carries its own parents in `shown`. `before` is a bracket or
    quotation mark that opens before the number and belongs to the text."""

    shown: str
    end: int
    readings: tuple[tuple[str, int], ...]
    before: str = ""

    @property
    def form(self) -> str:
        return self.readings[0][0]


class Numbering:
    """How one language writes the numbers of its paragraphs."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.language = grammar, grammar.code
        self.shapes: dict[tuple[str, str], list[Marker]] = {}
        for shape, markers in groupby(grammar.words.markers, key=lambda m: m.shape):
            opened, _, closed = shape.partition("#")
            self.shapes.setdefault((opened, closed.strip()), []).extend(markers)
        self.keys = list(self.shapes)
        self.bullets = tuple(grammar.words.bullets)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All shapes in one pattern: group n is the numeral of the n-th shape."""
        sources = []
        for (opened, closed), markers in self.shapes.items():
            tokens = "|".join(dict.fromkeys(self._token(marker.count) for marker in markers))
            sources.append(rf"{re.escape(opened)}\s?({tokens})\s?{_close(opened, closed)}")
        return re.compile(rf"{_IGNORED}(?P<before>[\[“«„]?)(?P<shown>{'|'.join(sources)})\s*")

    def _token(self, count: str) -> str:
        if count in _TOKENS:
            return _TOKENS[count]
        return rf"{alternation(self.grammar.words.counts[count])}[ًا\u064b]*"

    def read(self, text: str) -> Number | None:
        """The number with which `text` begins, if it begins with one."""
        head = text[:40]
        if match := self.pattern.match(head if len(text) > len(head) else text):
            at = next(i for i, group in enumerate(match.groups()[2:]) if group is not None)
            if found := _read(self, match.groups()[2:][at], at):
                return Number(match["shown"].strip(), match.end(), found, match["before"])
        if match := _MANY.match(head):
            return Number(match["shown"], match.end(), (("1.1", _part(match["numbers"].split(".")[-1])[1]),))
        if head[:1] in self.bullets and head[1:2] in ("", " ", "\t") and len(text) > 2:
            return Number(head[0], len(head) - len(head[1:].lstrip()), (("-", 0),))
        for bare, form in ((_BARE_ROMAN, "I"), (_BARE_LETTER, "A")):
            if (match := bare.match(head)) and len(text) < 160:
                value = self.value(match["shown"], "ROMAN" if form == "I" else "LETTERS")
                return Number(match["shown"], match.end(), ((form, value),)) if value else None
        return None

    def value(self, token: str, count: str) -> int:
        """What a numeral counts, 0 where it is none of its kind."""
        names = self.grammar.words.counts.get(count)
        if names:
            plain = _bare(token)
            return next((at for at, name in enumerate(names, 1) if _bare(name) == plain), 0)
        found = readings(re.split(r"[ -]", token)[0] if count == "digits" else token, self.language)
        kind = _KINDS.get(count)
        return next((r.value for r in found if kind is None or r.kind == kind), 0)

    def values(self, token: str, count: str) -> list[int]:
        """All values of a letter: Cyrillic "с" is the eighteenth letter of its alphabet or looks like the third."""
        first = self.value(token, count)
        if count not in ("letters", "LETTERS"):
            return [first] if first else []
        plain = token.translate(_LOOKALIKES)
        found = [reading for letters in (token, plain) for reading in readings(letters, self.language)]
        return list(dict.fromkeys(reading.value for reading in found if reading.kind == "letter"))


def _bare(word: str) -> str:
    """An Arabic ordinal without the ending of the adverb (أولاً, أولا: أول)."""
    return word.rstrip("\u064b").rstrip("ا").rstrip("\u064b")


_LOOKALIKES = str.maketrans("асеорхАСЕОРХВМНТК", "aceopxACEOPXBMHTK")


@lru_cache(maxsize=4096)
def _read(numbering: Numbering, token: str, at: int) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for marker in numbering.shapes[numbering.keys[at]]:
        if marker.count in ("letters", "roman") and token != token.lower():
            continue
        if not re.fullmatch(numbering._token(marker.count), token):
            continue
        found += [(marker.common, value) for value in numbering.values(token, marker.count)]
    return tuple(dict.fromkeys(found))


def _close(opened: str, closed: str) -> str:
    if closed in ("", "$"):
        return r"(?=\s*$)" if closed else ""
    if closed in "-–":
        return r"(?:\s?[-–—])(?=\s|$|[\u0600-\u06ff])"
    if closed == "." and not opened:
        return r"\.(?=\s|$|[^\W\d_]{2}|[“\"«\[])"
    return re.escape(closed)


@cache
def numbering(grammar: Grammar) -> Numbering:
    """The numbering of a grammar's language."""
    return Numbering(grammar)


# -------------------------------------------------------------------------------------------------------- counting


class Counter:
    """Where in the hierarchy of numbers a text has arrived: a path such as (("1", 3), ("(b)", 2), ("(i)", 1))."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.path: list[tuple[str, int]] = []
        self._below = False  # the list that is open has figures, and stands below letters

    def enter(self, number: Number, after_colon: bool) -> Path:
        """The path of a paragraph numbered so; of several readings the one is taken that goes on best."""
        if number.form == "1.1":
            first, *rest = number.shown.rstrip(".").split(".")
            self.path = [("1", int(first)), *map(_part, rest)]
            return tuple(self.path)
        self._below = self._is_below(number, after_colon)
        if self._below:
            number = msgspec.structs.replace(number, readings=(("(i)", number.readings[0][1]),))
        choices = [(self._cost(form, value, after_colon), at) for at, (form, value) in enumerate(number.readings)]
        form, value = number.readings[min(choices)[1]]
        depth = self._depth(form)
        self.path = [*self.path[:depth], (form, value)]
        return tuple(self.path)

    def _is_below(self, number: Number, after_colon: bool) -> bool:
        """Is a figure with a bracket, "(1)" or "1)", the number of an item below "(a)" and not of a paragraph?"""
        if number.form != "1" or number.shown[-1:] not in (")", "）") or len(self.path) < 2:
            return False
        (form, last), value = self.path[-1], number.readings[0][1]
        return value == last + 1 if self._below else form == "(a)" and value == 1 and after_colon

    def follow(self, form: str, depth: int) -> Path:
        """The path of the next paragraph without a number at `depth` (0: outermost), counted on."""
        here = self.path[depth][1] if len(self.path) > depth and self.path[depth][0] == form else 0
        parents = self.path[:depth]
        while len(parents) < depth:
            parents.append(("1" if not parents else "(a)" if len(parents) == 1 else "(i)", 0))
        self.path = [*parents, (form, here + 1)]
        return tuple(self.path)

    def bullet(self) -> Path:
        """The path of an item with a bullet: the next one of its list."""
        last = self.path[-1][1] if self.path and self.path[-1][0] == "-" else 0
        self.path = [*(entry for entry in self.path if entry[0] != "-"), ("-", last + 1)]
        return tuple(self.path)

    def _depth(self, form: str) -> int:
        if form == "1":
            return 0
        for depth in range(len(self.path) - 1, -1, -1):
            if self.path[depth][0] == form:
                return depth
        return len(self.path)

    def _cost(self, form: str, value: int, after_colon: bool) -> int:
        depth = self._depth(form)
        if depth < len(self.path):
            last = self.path[depth][1]
            if value == last + 1:
                return 1 if after_colon else 0
            return 2 if value == 1 else 4 + abs(value - last)
        if value == 1:
            return 0 if after_colon else 1
        return 6 + value


def _part(part: str) -> tuple[str, int]:
    """A part of a number with points: 2.3, 2.a, 2.IV."""
    if part.isdigit():
        return "1.1", int(part)
    return ("1.a", ord(part) - 96) if part.islower() else ("1.I", roman_value(part))


def label(path: Path) -> str:
    """A path as people write it: "3 (b) (ii)"; parts that were never numbered (0) are left out."""
    return " ".join(_common(form, value) for form, value in path if value and form != "-").replace(" .", ".")


def _common(form: str, value: int) -> str:
    if form == "1.1":
        return f".{value}"
    if form in ("1.a", "1.I"):
        return f".{letter(value)}" if form == "1.a" else f".{roman(value).upper()}"
    if form == "(a)":
        return f"({letter(value)})"
    if form == "(i)":
        return f"({roman(value)})"
    if form == "I":
        return roman(value).upper()
    return letter(value).upper() if form == "A" else str(value)


NAMES = {"1": "para", "1.1": "para", "1.a": "point", "1.I": "part", "(a)": "point", "(i)": "point", "-": "item"}
"""What a number of each form is the number of; a heading's own forms are named "hdg"."""


def eid(path: Path) -> str:
    """A path in the manner of the Akoma Ntoso naming convention: "para_3__point_b__point_ii"."""
    parts = ((NAMES.get(form, "hdg"), _common(form, value).strip("().") if value else "0") for form, value in path)
    return "__".join(f"{name}_{number}" for name, number in parts)
