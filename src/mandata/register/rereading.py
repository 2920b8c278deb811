"""Reads kept files again with the present release: shows what would change, and changes it, but not what people set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from django.db import transaction

from .. import model
from . import files
from .history import Author, kind_of
from .models import Document, Event, Expression
from .places import Places
from .readings import packed, reading
from .save import Brought, Incoming, bring_again, release

Reader = Callable[[str, bytes, str], model.Document]
"""What reads a file: its name, its bytes, its language (the register does not know the pipeline)."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a record is otherwise after a reading: its kind and address, what happened, the fields before and after."""

    record: str
    address: str
    what: str
    before: dict[str, object]
    after: dict[str, object]


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading a document again: its languages that read otherwise, and what that changes."""

    document: str
    languages: tuple[str, ...]
    brought: Brought | None = None
    changes: tuple[Change, ...] = ()


class _OnlyShownError(Exception):
    """Takes back what was only to be shown."""


def reread(author: Author, reader: Reader, documents: Sequence[Document], dry_run: bool = False) -> Iterator[Reread]:
    """Read documents again, one after the other; with `dry_run` everything is taken back after it is told.

    Raises RegisterError where a kept file is gone or was changed, and what `reader` raises.
    """
    places = Places(author)
    for document in documents:
        group, same = _read(document, reader)
        if not group:
            if not dry_run:
                Expression.objects.filter(pk__in=same).update(reader=release())
            yield Reread(document=document.address, languages=())
            continue
        yield _again(author, places, document, group, dry_run)
        if dry_run:
            places = Places(author)


def _read(document: Document, reader: Reader) -> tuple[list[Incoming], list[int]]:
    """The language versions that read otherwise now, and the keys of those that do not."""
    group: list[Incoming] = []
    same: list[int] = []
    current = Expression.objects.filter(document=document, current=True).select_related("file").order_by("language")
    for expression in current:
        data = files.read(expression.file.sha256)
        before = reading(expression)
        read = reader(before.file, data, expression.language)
        if packed(read) == bytes(expression.record):
            same.append(expression.pk)
        else:
            group.append(Incoming(read=read, data=data))
    return group, same


def _again(author: Author, places: Places, document: Document, group: Sequence[Incoming], dry_run: bool) -> Reread:
    told: list[Reread] = []
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        with transaction.atomic():
            brought = bring_again(author, places, document, group)
            events = Event.objects.filter(pk__gt=last, batch=author.batch).order_by("pk")
            own = kind_of(document)
            told.append(
                Reread(
                    document=document.address,
                    languages=brought.languages,
                    brought=brought,
                    changes=tuple(_change(event) for event in events if event.record != own),
                )
            )
            if dry_run:
                raise _OnlyShownError
    except _OnlyShownError:
        pass
    return told[0]


def _change(event: Event) -> Change:
    return Change(record=event.record, address=event.address, what=event.what, before=event.before, after=event.after)
