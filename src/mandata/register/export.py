"""Takes the register out, kind by kind, as JSON Lines, CSV or a workbook: what somebody sees, and no more."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ..errors import RegisterError
from . import rights
from .models import Event, FieldRule

Form = Literal["jsonl", "csv", "xlsx"]
KINDS = {  # how people call what can be taken out, and its table
    "bodies": "body",
    "meetings": "meeting",
    "organizations": "organization",
    "documents": "document",
    "decisions": "decision",
    "paragraphs": "paragraph",
    "texts": "paragraphtext",
    "citations": "citation",
    "mandates": "mandate",
    "actors": "actor",
    "conditions": "condition",
    "dues": "due",
    "assignments": "assignment",
    "milestones": "milestone",
    "comments": "comment",
    "attachments": "attachment",
    "relations": "relation",
    "steps": "step",
    "contacts": "contactpoint",
    "activities": "activity",
    "history": "event",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8
_LONGEST = 32_767  # signs in a cell of a workbook
_UNSAFE = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
_CHUNK = 1000


def export(who: rights.Who, kind: str, form: str, target: BinaryIO, record: models.Model | None = None) -> int:
    """Write all records of a kind ("mandates", "history") that somebody sees to `target`; how many those are.

    With `record`, the history of that one alone. A field that is not public is empty where somebody does not see it.
    Other records are named by their address. Raises RegisterError for an unknown kind or form.
    """
    if kind not in KINDS:
        raise RegisterError(f"{kind!r} cannot be exported", f"one of {', '.join(KINDS)}")
    writer = _WRITERS.get(form)
    if writer is None:
        raise RegisterError(f"{form!r} is no form", f"one of {', '.join(_WRITERS)}")
    holder = rights.of(who)
    if kind == "history":
        return writer(_EVENT, _events(holder, record), target, kind)
    model = apps.get_model("register", KINDS[kind])
    return writer(_names(model), _rows(holder, model), target, kind)


_EVENT = ["record", "address", "number", "at", "by", "origin", "what", "before", "after", "note", "batch", "digest"]


def _events(holder: rights.Holder, record: models.Model | None) -> Iterator[dict[str, Any]]:
    events = rights.visible(holder, Event.objects.select_related("by").order_by("record", "key", "number"))
    if record is not None:
        events = events.filter(record=record._meta.model_name, key=record.pk)
    for event in events.iterator(_CHUNK):
        yield {**{name: getattr(event, name) for name in _EVENT}, "by": event.by.email if event.by else None}


def _names(model: type[models.Model]) -> list[str]:
    fields = [field.name for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    return [*fields, *(field.name for field in model._meta.many_to_many)]


def _rows(holder: rights.Holder, model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """The records in the order of their numbers; a bounded number of questions per thousand records."""
    names = _names(model)
    single = [field.name for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    many = [field.name for field in model._meta.many_to_many]
    records = rights.visible(holder, model._default_manager.order_by("pk"))
    records = records.select_related(*single, *_for_addresses(model, single)).prefetch_related(*many)
    open_ones = rights.where(holder, "see_restricted", model)
    rules = list(FieldRule.objects.filter(record=str(model._meta.model_name)))
    keys: Any = None if open_ones is rights.EVERYTHING else set(
        model._default_manager.filter(open_ones).values_list("pk", flat=True)
    )  # fmt: skip
    public: dict[Any, frozenset[str]] = {}
    for record in records.iterator(_CHUNK):
        row = {name: _said(getattr(record, name)) for name in names if name not in many}
        row |= {name: [_said(each) for each in getattr(record, name).all()] for name in many}
        if keys is not None and record.pk not in keys:
            body = getattr(record, "body_id", None)
            if body not in public:
                public[body] = rights.public_fields(str(model._meta.model_name), body, rules)
            row = {name: value if name in public[body] or name == "id" else None for name, value in row.items()}
        yield row


def _for_addresses(model: type[models.Model], names: list[str]) -> list[str]:
    """What must be at hand to tell the address of a paragraph: its decision and document."""
    related: list[str] = []
    for name in names:
        if model._meta.get_field(name).related_model is apps.get_model("register", "paragraph"):
            related += [f"{name}__decision", f"{name}__document"]
    return related


def _said(value: Any) -> Any:
    if not isinstance(value, models.Model):
        return value
    return getattr(value, "address", None) or getattr(value, "email", None) or value.pk


# ------------------------------------------------------------------------------------------------ forms


def _as_jsonl(names: list[str], rows: Iterator[dict[str, Any]], target: BinaryIO, kind: str) -> int:
    count = 0
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder).encode() + b"\n")
        count += 1
    return count


def _as_csv(names: list[str], rows: Iterator[dict[str, Any]], target: BinaryIO, kind: str) -> int:
    target.write(_BYTE_ORDER_MARK)
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    count = 0
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
        count += 1
    text.flush()
    text.detach()
    return count


def _as_xlsx(names: list[str], rows: Iterator[dict[str, Any]], target: BinaryIO, kind: str) -> int:
    import xlsxwriter

    workbook = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = workbook.add_worksheet(kind[:31])
    sheet.write_row(0, 0, names, workbook.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, name in enumerate(names):
            value = _cell(row[name], safe=False)
            if isinstance(value, bool):
                sheet.write_boolean(count, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(count, column, value)
            elif value:
                sheet.write_string(count, column, value[:_LONGEST])
    workbook.close()
    return count


def _cell(value: Any, safe: bool = True) -> Any:
    """A value as a cell: numbers as they are, the rest as text; text that looks like a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    if not isinstance(value, str):
        plain = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
        value = json.loads(plain) if plain.startswith('"') else plain
    return f"'{value}" if safe and value.startswith(_UNSAFE) else value


_WRITERS = {"jsonl": _as_jsonl, "csv": _as_csv, "xlsx": _as_xlsx}
