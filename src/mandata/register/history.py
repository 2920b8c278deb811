"""Writes the log and proves it: append-only events, one chain a record, also for many records at once."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from .models import Event, Person

Origin = Literal["command", "web", "api", "reader", "job", "mail"]
_BATCH = 400  # keys in one question, under the limit of variables of SQLite


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """In whose name the register is changed, from where and when; `batch` ties the events of one act."""

    by: Person | None
    origin: Origin
    at: datetime = msgspec.field(default_factory=timezone.now)
    batch: str = msgspec.field(default_factory=lambda: secrets.token_hex(8))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event to be logged: the record, what happened, and the fields before and after."""

    record: models.Model
    what: str
    before: Mapping[str, Any] = {}
    after: Mapping[str, Any] = {}
    note: str = ""


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """A chain that is not whole: which record, at which event, and what is wrong."""

    record: str
    key: int
    number: int
    reason: Literal["missing", "changed"]


def log(
    author: Author,
    record: models.Model,
    what: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> Event:
    """Log one event; to be called in the transaction that changes the record."""
    return log_all(author, [Entry(record=record, what=what, before=before or {}, after=after or {}, note=note)])[0]


@transaction.atomic(savepoint=False)
def log_all(author: Author, entries: Sequence[Entry], new: bool = False) -> list[Event]:
    """Log events of many records, in order, in few questions to the database; in none where the records are `new`."""
    ends: dict[tuple[str, int], tuple[int, str]] = {} if new else _ends(entries)
    events = []
    for entry in entries:
        kind, key = kind_of(entry.record), entry.record.pk
        number, digest = ends.get((kind, key), (0, ""))
        event = Event(
            record=kind,
            key=key,
            number=number + 1,
            address=str(getattr(entry.record, "address", "")),
            what=entry.what,
            before=plain(entry.before),
            after=plain(entry.after),
            note=entry.note,
            at=author.at,
            by=author.by,
            origin=author.origin,
            batch=author.batch,
        )
        event.digest = seal(digest, event)
        ends[kind, key] = (event.number, event.digest)
        events.append(event)
    return Event.objects.bulk_create(events, batch_size=1000)


def of(record: models.Model) -> models.QuerySet[Event]:
    """The events of a record, the first one first."""
    return Event.objects.filter(record=kind_of(record), key=record.pk).select_related("by").order_by("number")


def kind_of(record: models.Model) -> str:
    """How the log calls a kind of record: "mandate", "meeting"."""
    return str(record._meta.model_name)


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as JSON gives them back, so that a digest can be proved after reading."""
    return dict(json.loads(json.dumps(fields, cls=DjangoJSONEncoder, ensure_ascii=False)))


def seal(before: str, event: Event) -> str:
    """The digest of an event after the one with the digest `before`."""
    told = [
        *(before, event.record, event.key, event.number, event.address, event.what, event.before, event.after),
        *(event.note, event.at.timestamp(), event.by_id, event.origin, event.batch),
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def verify(events: Iterable[Event] | None = None) -> Iterator[Broken]:
    """Every place at which a chain is not whole. `events` must come record by record, in order; without them all."""
    if events is None:
        events = Event.objects.order_by("record", "key", "number").iterator(2000)
    at: tuple[str, int] = ("", 0)
    number, digest = 0, ""
    for event in events:
        if (event.record, event.key) != at:
            at, number, digest = (event.record, event.key), 0, ""
        if event.number != number + 1:
            yield Broken(record=event.record, key=event.key, number=number + 1, reason="missing")
        elif seal(digest, event) != event.digest:
            yield Broken(record=event.record, key=event.key, number=event.number, reason="changed")
        number, digest = event.number, event.digest


def _ends(entries: Sequence[Entry]) -> dict[tuple[str, int], tuple[int, str]]:
    """Number and digest of the last event of each record concerned."""
    keys: dict[type[models.Model], set[int]] = {}
    for entry in entries:
        keys.setdefault(type(entry.record), set()).add(entry.record.pk)
    ends: dict[tuple[str, int], tuple[int, str]] = {}
    for model, several in keys.items():
        kind, wanted = str(model._meta.model_name), sorted(several)
        for at in range(0, len(wanted), _BATCH):
            _hold(model, wanted[at : at + _BATCH])
            some = Event.objects.filter(record=kind, key__in=wanted[at : at + _BATCH]).order_by("number")
            for key, number, digest in some.values_list("key", "number", "digest"):
                ends[kind, key] = (number, digest)  # the last one stays
    return ends


def _hold(model: type[models.Model], keys: Sequence[int]) -> None:
    """Let nobody else log of these records until the transaction ends: both would give the same number. On SQLite
    a transaction that writes is alone anyway."""
    if connection.features.has_select_for_update:
        held = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys)
        list(held.order_by("pk").values_list("pk"))
