"""The room that fetches: documents by their symbols, in each language, from the services that keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..languages import Code
from ..model import Record
from ..read import DEFAULT, Limits
from .client import Client, Manners
from .directory import Address, Service, addresses, checked, file_name, services
from .store import Store, default_folder
from .transfer import Answer, Outcome, Transfer

__all__ = ["Address", "Client", "Fetched", "Manners", "Outcome", "Service", "Store", "checked", "fetch", "services"]


class Fetched(Record, frozen=True, kw_only=True):
    """What came of a symbol in a language: the file, and where it came from; or that there is none, and why."""

    symbol: str
    language: str
    outcome: Outcome
    file: str = ""
    address: str = ""
    reason: str = ""


def fetch(
    symbols: Iterable[str],
    languages: Iterable[Code],
    into: Path,
    *,
    client: Client | None = None,
    store: Store | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Fetched]:
    """Get documents in every language into a folder; what each request came to is said as it is known.

    A language is absent where every address says that it has no such document. Raises FetchError where a symbol is
    none; what fails on the way is told by the outcome.
    """
    transfer = Transfer(client or Client(Manners()), store or Store(default_folder()), limits)
    kept = store or Store(default_folder())
    languages = tuple(languages)
    for symbol in symbols:
        named = checked(symbol)
        for language in languages:
            yield _one(named, language, into, transfer, kept)


def _one(symbol: str, language: Code, into: Path, transfer: Transfer, store: Store) -> Fetched:
    failed: Answer | None = None
    absent = Answer("absent", reason="no service keeps such symbols")
    for address in addresses(symbol, language):
        answer = transfer.get(address)
        if answer.known is not None:
            file = into / file_name(symbol, language, answer.known.format)
            changed = _put(store.body(address.url).read_bytes(), file)
            outcome: Outcome = "fetched" if answer.outcome == "fetched" or changed else "unchanged"
            return Fetched(symbol=symbol, language=language, outcome=outcome, file=str(file), address=address.url)
        if answer.outcome == "failed":
            failed = answer
        else:
            absent = answer
    last = failed or absent
    return Fetched(symbol=symbol, language=language, outcome=last.outcome, reason=last.reason)


def _put(data: bytes, file: Path) -> bool:
    """Write a file, whole or not at all; whether it was not there like this before."""
    if file.exists() and file.read_bytes() == data:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(data)
    part.replace(file)
    return True
