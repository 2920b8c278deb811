"""`mandata fetch`: documents by their symbols into a folder, each language told in a line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

import msgspec

from ..errors import FetchError, MandataError
from ..interface import known
from ..languages import Code
from .failures import Failures


def fetch(
    symbols: list[str],
    *,
    languages: Sequence[str],
    into: Path,
    lines: bool,
    cache: Path | None,
    contact: str,
    pause: float | None,
    limits: Sequence[str],
) -> int:
    """Fetch `symbols` in `languages` (all, if none is given); the exit status is 1 where a document could not be had in
    any language, or a transfer failed."""
    from ..fetch import Client, Fetched, Manners, Store
    from ..fetch import fetch as documents
    from ..fetch.store import default_folder
    from ..read import of_environment

    failures = Failures()
    found: dict[str, bool] = {}

    def tell(one: Fetched) -> None:
        found[one.symbol] = found.get(one.symbol, False) or bool(one.file)
        if lines:
            print(msgspec.json.encode(one).decode(), flush=True)
        else:
            print(_line(one), flush=True)
        if one.outcome == "failed":
            failures.report(f"{one.symbol} {one.language}", MandataError(one.reason))

    with failures.caught():
        codes = [cast(Code, known(code, "--lang")) for each in languages for code in each.split(",")]
        client = Client(Manners(contact=contact, pause=pause))
        store, bounds = Store(cache or default_folder()), of_environment(limits)
        for symbol in symbols:
            with failures.caught(symbol):
                for one in documents(
                    [symbol], codes or get_args(Code), into, client=client, store=store, limits=bounds
                ):
                    tell(one)
        for symbol, any_file in found.items():
            if not any_file and not failures.count:
                failures.report(symbol, FetchError("no such document in these languages", "another symbol or language"))
    sys.stdout.flush()
    return failures.status


def _line(one: object) -> str:
    from ..fetch import Fetched

    assert isinstance(one, Fetched)
    told = {"fetched": one.file, "unchanged": f"{one.file} (unchanged)", "absent": f"does not exist ({one.reason})"}
    return f"{one.symbol}\t{one.language}\t{told.get(one.outcome, 'failed')}"
