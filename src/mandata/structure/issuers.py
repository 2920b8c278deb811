"""Which body of bodies.yaml speaks: by the letters of the decision's number, the document's symbol or its name."""

from __future__ import annotations

import re
from functools import cache

from .. import lexicon
from ..folding import fold


def body(number: str, symbols: tuple[str, ...], names: tuple[str, ...], language: str) -> str | None:
    """The body's address, None where it cannot be told. A name that several bodies bear ("the Conference of the
    Parties") tells nothing by itself."""
    series = re.match(r"([A-Z]{1,6})-\d|\d+/([A-Z]{2,6})[.(]|[^/]*/([A-Z]{2,6})[.(]", number)
    if series and (found := _by_series().get(next(group for group in series.groups() if group))):
        return found
    for symbol in symbols:
        if found := _by_symbol(symbol):
            return found
    known = _by_name(language)
    return next((known[plain] for plain in map(_plain, names) if plain in known), None)


@cache
def _by_series() -> dict[str, str]:
    found: dict[str, str] = {}
    for address, entry in lexicon.bodies().items():
        if entry.series:
            found.setdefault(entry.series, address)
    return found


def _by_symbol(symbol: str) -> str | None:
    """The body whose series of symbols begins this symbol, the longest first."""
    fits = [
        (len(prefix), address)
        for address, entry in lexicon.bodies().items()
        for prefix in entry.symbols
        if symbol.startswith(prefix)
    ]
    return max(fits)[1] if fits else None


@cache
def _by_name(language: str) -> dict[str, str]:
    """Names that only one body bears."""
    owners: dict[str, set[str]] = {}
    for address, entry in lexicon.bodies().items():
        for name in (*entry.names.get(language, []), *entry.short.get(language, [])):
            owners.setdefault(_plain(name), set()).add(address)
    return {name: next(iter(found)) for name, found in owners.items() if len(found) == 1}


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|la|le|les|l'|el|los|las|ان) ?", "", fold(name).text.strip(" ,،，[]"))
