"""Where documents are by their symbols: the services in data/symbols.yaml and their patterns of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec

from ..errors import FetchError
from ..languages import Code
from ..lexicon import Entry, load

_SYMBOL = re.compile(r"[A-Z][\w.()\-]*(?:/[\w.()\- ]+)+")
_UNSAFE = re.compile(r"[^\w.()\-]+")


class Service(Entry, frozen=True, kw_only=True):
    """A service that keeps documents, as the header of `services` explains."""

    id: str
    name: str
    starts: list[str]
    addresses: list[str]
    shape: str = ""
    languages: dict[Code, str] = {}
    pause: float = 1


class Address(NamedTuple):
    """An address at which a document may be, and the service that it belongs to."""

    url: str
    service: Service


@cache
def services() -> tuple[Service, ...]:
    """All services, in the order in which they are asked."""
    listed: dict[str, Any] = load("symbols.yaml", dict)
    return msgspec.convert(tuple(listed["services"]), tuple[Service, ...])


def checked(symbol: str) -> str:
    """A symbol in capitals as it is written. Raises FetchError where it is none."""
    symbol = " ".join(symbol.split())
    if not _SYMBOL.fullmatch(symbol) or ".." in symbol:
        raise FetchError(f"{symbol!r} as a symbol", "the symbol of a document, such as A/RES/76/300")
    return symbol


def file_name(symbol: str, language: str, ending: str) -> str:
    """The name of a document's file: UNEP-MC-COP.6-22.en.docx."""
    return f"{_UNSAFE.sub('-', symbol)}.{language}.{ending}"


def addresses(symbol: str, language: Code) -> Iterator[Address]:
    """Where a document may be in a language, the likeliest first."""
    for service in services():
        if not symbol.startswith(tuple(service.starts)):
            continue
        shape = re.fullmatch(service.shape or ".*", symbol)
        if shape is None:
            continue
        parts: dict[str, str | int] = {
            "symbol": quote(symbol, safe="/()"),
            "query": quote(symbol, safe=""),
            "name": quote(_UNSAFE.sub("-", symbol)),
            "language": service.languages.get(language, language),
        }
        groups = {name: int(text) if text.isdigit() else quote(text) for name, text in shape.groupdict("").items()}
        for pattern in service.addresses:
            yield Address(pattern.format(**parts, **groups), service)
