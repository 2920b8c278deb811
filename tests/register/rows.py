"""Fills every table of the register with a row of its own, whatever the tables of a release are."""

from __future__ import annotations

import base64
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from mandata.register import backup, history
from mandata.register.models import Body

NOW = datetime(2027, 3, 31, 12, 0, tzinfo=timezone.utc)  # noqa: UP017
_VALUES: list[tuple[type[models.Field[Any, Any]], Any]] = [
    (models.BooleanField, True),
    (models.DateTimeField, NOW),
    (models.DateField, NOW.date()),
    (models.DecimalField, Decimal("1250.10")),
    (models.FloatField, 0.5),
    (models.IntegerField, 1),
    (models.JSONField, {"fr": "établir « un rapport »", "ar": "تقرير", "zh": "报告"}),
    (models.BinaryField, b"\x00\xff"),
    (models.EmailField, "somebody@example.org"),
    (models.URLField, "https://example.org/"),
]


def fill() -> None:
    """One row in every table; foreign keys lead to the first row of theirs. Then a chain of events that is whole."""
    with transaction.atomic():
        for model in backup.tables():
            if model._meta.model_name != "event":
                backup._insert(model, list(model._meta.concrete_fields), [row(model)])
        body = Body.objects.get()
        author = history.Author(by=None, origin="command", at=NOW, batch="0")
        for round_ in range(2):
            history.log(author, body, "changed", {"series": ""}, {"series": str(round_)}, "a note")
        backup._reset_sequences()
        connection.check_constraints()


def row(model: type[models.Model]) -> models.Model:
    fields: Any = model._meta.concrete_fields
    return model(**{field.attname: value(field) for field in fields})


def value(field: Any) -> Any:
    if field.primary_key or field.is_relation:
        return 1
    if field.name == "key":
        return 1
    for kind, given in _VALUES:
        if isinstance(field, kind):
            return given
    return str(field.name)[: field.max_length] if field.max_length else str(field.name)


def told(model_rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as they can be compared."""
    return [{name: plain(each) for name, each in row.items()} for row in model_rows]


def plain(given: Any) -> Any:
    if isinstance(given, memoryview | bytes):
        return base64.b64encode(bytes(given)).decode()
    if isinstance(given, datetime | date | Decimal):
        return str(given)
    return given
