"""Document symbols: where they stand, how they are written, which series they belong to and where they are found."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Any

from ..lexicon import Entry, load
from .numbers import MOST
from .passage import Act, Passage

_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060]+")
_CYRILLIC = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")
_ROOT_SIGN = re.compile("[A-Za-zА-Яа-я.-]")
_NUMBERED = re.compile(r"(.*?)(\d+)$")


class Series(Entry, frozen=True, kw_only=True):
    """A series of document symbols, as data/symbols.yaml explains."""

    starts: list[str]
    body: str | None = None
    address: str | None = None


class Numbering(Entry, frozen=True, kw_only=True):
    """How a body numbers its acts."""

    series: str
    kinds: list[str]
    number: str
    named: bool = False


class Table(Entry, frozen=True, kw_only=True, dict=True):
    """data/symbols.yaml."""

    series: list[Series]
    parts: str
    numbering: list[Numbering]
    conferences: dict[str, str]
    prefixed: dict[str, str]
    services: list[dict[str, Any]] = []  # read by the room `fetch`

    @cached_property
    def by_start(self) -> list[tuple[str, Series]]:
        """Every beginning with its series, the longest first."""
        pairs = [(start.upper(), series) for series in self.series for start in series.starts]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    @cached_property
    def roots(self) -> frozenset[str]:
        """The first parts of all symbols."""
        return frozenset(start.split("/")[0] for start, _ in self.by_start)

    @cached_property
    def symbol(self) -> re.Pattern[str]:
        """A symbol, with the blanks that texts leave in it; the caller looks at its first part."""
        part = r"[A-Za-z0-9][\w.()*&]*(?:-[\w.()*&]+)*"
        return re.compile(rf"[A-Z][A-Za-z.]{{0,9}}(?:-[A-Z]+)?(?:/(?: (?={self.parts}[./\d]))?{part})+", re.ASCII)

    @cached_property
    def following(self) -> re.Pattern[str]:
        """The end of a further symbol of which a list leaves out the beginning ("and INF/23", "and Add.1")."""
        return re.compile(r"(?:INF|CRP|L|Add|Corr|Rev|RES|DEC|MISC|TP)(?:[./]\d+)(?:/(?:Add|Corr|Rev|L)\.\d+)*", re.I)


@cache
def table() -> Table:
    """data/symbols.yaml, loaded at the first use."""
    return load("symbols.yaml", Table)


def normalize(text: str) -> str:
    """The canonical spelling of a symbol: "UNEP/MC/COP.6/ INF/32" is UNEP/MC/COP.6/INF/32, А/79/1 (Cyrillic) A/79/1."""
    return _BLANKS.sub("", text).translate(_CYRILLIC).replace("–", "-").replace("‑", "-").rstrip(".,;:")


def series_of(symbol: str) -> Series | None:
    """The series that a symbol belongs to."""
    upper = normalize(symbol).upper()
    return next((series for start, series in table().by_start if upper.startswith(start)), None)


def symbol_address(symbol: str) -> str | None:
    """Where the document is officially found, None where its series has no address by symbol."""
    series = series_of(symbol)
    return series.address.replace("{symbol}", normalize(symbol)) if series and series.address else None


def read(passage: Passage, stroke: int) -> int | None:
    """Report the symbol around the stroke at `stroke`, with the symbols that a list hangs on to it."""
    span = _span(passage, stroke)
    if not span:
        return None
    start, end = span
    symbol = normalize(passage.slice(start, end))
    _report(passage, symbol, start, end)
    return _read_list(passage, symbol, end)


def match(passage: Passage, at: int) -> Act | None:
    """The symbol that begins at `at`, without reporting it."""
    stroke = passage.text.find("/", at, at + 12)
    span = _span(passage, stroke) if stroke > 0 else None
    if not span or span[0] != at:
        return None
    return Act("symbol", normalize(passage.slice(*span)), "", *span)


def _report(passage: Passage, symbol: str, start: int, end: int) -> None:
    passage.symbols.append(Act("symbol", symbol, "", start, end))
    passage.add(start, end, f"symbol:{symbol}", "symbol")


def _span(passage: Passage, stroke: int) -> tuple[int, int] | None:
    text = passage.text
    start = stroke
    while start and stroke - start < 12 and _ROOT_SIGN.match(text[start - 1]):
        start -= 1
    root = normalize(passage.slice(start, stroke)).upper()
    while root not in table().roots and re.search("[.-]", root):
        cut = re.search("[.-]", root).end()  # type: ignore[union-attr]
        start, root = start + cut, root[cut:]
    if root not in table().roots or (start and text[start - 1] in "/:@_"):
        return None
    found = table().symbol.match(passage.slice(start, min(len(text), start + 90)).translate(_CYRILLIC))
    if not found:
        return None
    symbol = _cut(found[0])
    if not re.search(r"\d", symbol) or "/" not in symbol:
        return None
    return start, start + len(symbol)


def _cut(symbol: str) -> str:
    """A symbol without the stop, hyphen or bracket after it, and without a second symbol after a hyphen."""
    if second := re.search(r"-(?=[A-Z]{1,6}/[A-Z])", symbol):
        symbol = symbol[: second.start()]
    symbol = symbol.rstrip(".-*&")
    while symbol.endswith(")") and symbol.count(")") > symbol.count("("):
        symbol = symbol[:-1].rstrip(".")
    return symbol[: symbol.rindex("(")] if symbol.count("(") > symbol.count(")") else symbol


def _read_list(passage: Passage, symbol: str, end: int) -> int:
    """Report "INF/23" and "Add.1" of "UNEP/CHW.18/INF/22, INF/23 and Add.1"; ranges count in between."""
    grammar = passage.grammar
    while True:
        ranged = grammar.numbers.one_range.match(passage.text, end)
        gap = ranged or grammar.joins.match(passage.text, end)
        if not gap:
            return end
        if whole := match(passage, gap.end()):
            if ranged:
                _report_between(passage, symbol, whole.series, gap.end(), whole.end)
            return end
        tail = table().following.match(passage.text, gap.end())
        if not tail:
            return end
        further = _hang_on(symbol, passage.slice(*tail.span()))
        if ranged:
            _report_between(passage, symbol, further, tail.start(), tail.end())
        _report(passage, further, tail.start(), tail.end())
        symbol, end = further, tail.end()


def _report_between(passage: Passage, first: str, last: str, start: int, end: int) -> None:
    one, other = _NUMBERED.match(first), _NUMBERED.match(last)
    if not one or not other or one[1] != other[1]:
        return
    between = range(int(one[2]) + 1, int(other[2]))
    for value in between if len(between) < MOST else ():
        _report(passage, f"{one[1]}{value}", start, end)


def _hang_on(symbol: str, tail: str) -> str:
    """The symbol that `tail` stands for after `symbol`: it takes the place of a part of its own kind, or follows it."""
    kind = re.split(r"[./]", tail, maxsplit=1)[0]
    at = re.search(rf"/{kind}[./]", symbol, re.I)
    return f"{symbol[: at.start()] if at else symbol}/{tail}"
