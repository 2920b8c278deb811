"""Which body of bodies.yaml speaks: by the letters of the decision's number, the document's symbol or its name."""

from __future__ import annotations

import re
from functools import cache

from .. import bodies, lexicon

_SERIES = re.compile(r"(?P<before>[A-Z]{1,6})-[\d\[]|[^/]*/(?P<after>[A-Z]{2,6})[.(]")


def body(number: str, symbols: tuple[str, ...], issuer: str, language: str) -> str | None:
    """The body's address, None where it cannot be told. A name that several bodies bear ("the Conference of the
    Parties") is settled by the document's symbol."""
    match = _SERIES.match(number)
    if match and match["before"] and (found := _by_series().get(match["before"])):
        return found
    near = next((hit[0] for hit in map(bodies.of_symbol, symbols) if hit), None)
    near = near or (_by_organ(match["after"]) if match and match["after"] else None)
    return (bodies.body_named(issuer, language, near) if issuer else None) or near


def meeting(symbols: tuple[str, ...]) -> str | None:
    """The address of the meeting that a symbol tells: UNEP/MC/COP.6/4 is a paper for MINAMATA-COP-6."""
    hit = next((hit for hit in map(bodies.of_symbol, symbols) if hit), None)
    return f"{hit[0]}-{hit[1]}" if hit and hit[1] else None


def adopts(address: str | None) -> str | None:
    """What the body mostly adopts: decision, resolution or recommendation."""
    entry = lexicon.bodies().get(address or "")
    return entry.adopts if entry else None


@cache
def _by_organ(letters: str) -> str | None:
    """The one body whose symbols name its organ so: 1/CMA.3 is of FCCC/PA/CMA. None where several do (COP)."""
    sign = re.compile(rf"/{letters}(?![A-Za-z.])")
    found = [address for address, entry in lexicon.bodies().items() if any(map(sign.search, entry.symbols))]
    plain = [address for address in found if not any("MOP" in symbol for symbol in lexicon.bodies()[address].symbols)]
    return plain[0] if len(plain) == 1 else None


@cache
def _by_series() -> dict[str, str]:
    found: dict[str, str] = {}
    for address, entry in lexicon.bodies().items():
        if entry.series:
            found.setdefault(entry.series, address)
    return found
