"""`mandata reread`: kept files are read again with this release; shows what changes, or would change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ..interface import known
from . import listing
from .failures import Failures

if TYPE_CHECKING:
    from ..model import Document as Reading
    from ..register.rereading import Reread
    from ..register.words import Words

FORMS = ("table", "json")


def reread(addresses: Sequence[str], *, dry_run: bool, form: str, ui: str, by: str | None) -> int:
    """Read the documents at `addresses` again (all, where none are named)."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form, FORMS)
        from .desk import author, open_register

        open_register()
        from ..register import rereading, rights
        from ..register.words import words

        acting = author(by)
        rights.require(acting, "add")
        found = _documents(addresses, failures)
        for document in found:
            if document.body:
                rights.require(acting, "add", document.body)
        _write(_one_by_one(found, acting, dry_run, failures, rereading.reread), form, words(ui), dry_run)
    return failures.status


def _documents(addresses: Sequence[str], failures: Failures) -> list[Any]:
    from ..errors import RegisterError
    from ..register.addresses import find
    from ..register.models import Document

    if not addresses:
        return list(Document.objects.filter(withdrawn=False).order_by("pk"))
    found = []
    for address in addresses:
        with failures.caught():
            record = find(address)
            if not isinstance(record, Document):
                raise RegisterError(f"{address} is no document", "the address or symbol of a document")
            found.append(record)
    return found


def _one_by_one(
    documents: Iterable[Any], acting: Any, dry_run: bool, failures: Failures, again: Any
) -> Iterator[Reread]:
    """Each document alone, so that one that cannot be read does not keep the others from it."""
    for document in documents:
        with failures.caught(document.address):
            yield from again(acting, read, [document], dry_run)


def read(name: str, data: bytes, language: str) -> Reading:
    """A kept file, read as this release reads it."""
    from ..pipeline import read_document

    return read_document(name, data, language)


def _write(found: Iterable[Reread], form: str, words: Words, dry_run: bool) -> None:
    if form == "json":
        told = [msgspec.to_builtins(each) for each in found if each.languages]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    rows = [
        {
            "document": each.document,
            "address": change.address,
            "event": words.events.get(change.what, change.what),
            "before": json.dumps(change.before, ensure_ascii=False),
            "after": json.dumps(change.after, ensure_ascii=False),
        }
        for each in found
        for change in each.changes
    ]
    heads = {name: words.labels.get(name) or words.adding[name] for name in ("document", "address", "event")}
    if dry_run and rows:
        print(f"{words.adding['would']}: {len(rows)}")
    listing.show(
        rows,
        heads | {"before": words.labels["before"], "after": words.labels["after"]},
        "table",
        words.adding["nothing"],
    )
