"""Inserts many rows at once, without what Django does for each of them; for tables that only bringing in fills."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)

_MOST = 30_000  # values in one statement: SQLite takes 32,766, PostgreSQL 65,535
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey, models.FloatField)


def insert(rows: Iterable[M], conflicts: bool = False) -> list[M]:
    """Insert rows of one table and give them their keys, as bulk_create does; with `conflicts` rows that are there
    already are passed over, and none gets a key."""
    every = list(rows)
    if not every:
        return every
    if conflicts:
        type(every[0])._default_manager.bulk_create(every, ignore_conflicts=True)
        return every
    fields = [field for field in type(every[0])._meta.concrete_fields if not field.primary_key]
    if connection.vendor == "postgresql":
        _copy(every, fields)
        return every
    size = _MOST // len(fields)
    for at in range(0, len(every), size):
        _insert(every[at : at + size], fields)
    return every


def _copy(rows: Sequence[models.Model], fields: Sequence[Any]) -> None:
    """By COPY, the quickest way into PostgreSQL; the keys are drawn first."""
    quote = connection.ops.quote_name
    table = rows[0]._meta.db_table
    columns = ", ".join(quote(name) for name in ("id", *(field.column for field in fields)))
    readers = [(field.attname, _prepared(field)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, len(rows)]
        )
        keys = [key for (key,) in cursor.fetchall()]
        with cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as copy:
            for row, key in zip(rows, keys, strict=True):
                values = [prepare(getattr(row, name)) if prepare else getattr(row, name) for name, prepare in readers]
                copy.write_row([key, *values])
    for row, key in zip(rows, keys, strict=True):
        _kept(row, key)


def _kept(row: models.Model, key: int) -> None:
    row.pk = key
    row._state.adding, row._state.db = False, connection.alias


def _insert(rows: Sequence[models.Model], fields: Sequence[Any]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    sql = f"INSERT INTO {quote(rows[0]._meta.db_table)} ({columns}) VALUES {', '.join([places] * len(rows))}"
    readers = [(field.attname, _prepared(field)) for field in fields]
    values = [
        prepare(getattr(row, name)) if prepare else getattr(row, name) for row in rows for name, prepare in readers
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {quote('id')}", values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            _kept(row, key)


def _prepared(field: Any) -> Callable[[Any], Any] | None:
    """How a field's value goes to the database; None: as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, _AS_THEY_ARE):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _json(value: Any) -> Any:
    if connection.vendor == "postgresql":
        return connection.ops.adapt_json_value(value, None)
    return json.dumps(value)
