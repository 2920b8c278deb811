"""Makes, changes, withdraws and restores a record together with its log line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..errors import RegisterError
from . import history
from .changing import said
from .history import Author
from .models.record import Kept

K = TypeVar("K", bound=Kept)
Links = Mapping[str, Sequence[models.Model]]  # names of many-to-many fields, and what they shall lead to


def make(author: Author, record: K, links: Links | None = None, told: Mapping[str, Any] | None = None) -> K:
    """Save a new record with its links, and log it as "added"; `told` adds to the log what is kept in other tables.

    Raises RegisterError where a field does not hold what it should.
    """
    _clean(record)
    with transaction.atomic():
        record.save(force_insert=True)
        for name, others in (links or {}).items():
            getattr(record, name).set(others)
        after = {name: value for name, value in _fields(record).items() if value not in ("", None, [], {})}
        after |= {name: _addresses(others) for name, others in (links or {}).items() if others}
        history.log(author, record, "added", after={**after, **(told or {})})
    return record


def amend(
    author: Author,
    record: K,
    fields: Mapping[str, Any],
    links: Links | None = None,
    what: str = "changed",
    note: str = "",
) -> bool:
    """Set fields and links of a record and log those that changed; False, and no log line, where none did.

    Raises RegisterError where a field does not hold what it should; the record in hand is then as it was.
    """
    with transaction.atomic():
        held = type(record)._base_manager.select_for_update().get(pk=record.pk)
        before, after = {}, {}
        for name, value in fields.items():
            if getattr(held, name) != value:
                before[name], after[name] = said(getattr(held, name)), said(value)
                setattr(held, name, value)
        for name, others in (links or {}).items():
            was, now = _addresses(getattr(held, name).all()), _addresses(others)
            if was != now:
                before[name], after[name] = was, now
                getattr(held, name).set(others)
        if not after:
            return False
        _clean(held)
        changed = [name for name in fields if name in after]
        if changed:
            held.save(update_fields=changed)
        history.log(author, held, what, before, after, note)
    for name in changed:
        setattr(record, name, getattr(held, name))
    return True


def withdraw(author: Author, record: Kept, note: str = "") -> bool:
    """Withdraw a record: it is no longer shown, and its history and what hangs on it stay. False where it is so."""
    return amend(author, record, {"withdrawn": True}, what="withdrawn", note=note)


def restore(author: Author, record: Kept, note: str = "") -> bool:
    """Take a withdrawal back. False where the record is not withdrawn."""
    return amend(author, record, {"withdrawn": False}, what="restored", note=note)


def _clean(record: models.Model) -> None:
    free = [field.name for field in record._meta.concrete_fields if isinstance(field, models.JSONField)]
    try:
        record.clean_fields(exclude=free)
    except ValidationError as problem:
        what = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in problem.message_dict.items())
        raise RegisterError(what, f"a {record._meta.verbose_name} with fields that fit") from problem


def _fields(record: models.Model) -> dict[str, Any]:
    own = [field for field in record._meta.concrete_fields if not field.primary_key]
    return {field.name: said(getattr(record, field.name)) for field in own}


def _addresses(records: Any) -> list[str]:
    return sorted(str(said(each)) for each in records)
