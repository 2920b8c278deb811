"""Changes fields of a mandate together with its log line, unless somebody else was faster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.db.models import F

from ..errors import RegisterError
from . import history
from .history import Author
from .models import Mandate


class ConflictError(RegisterError):
    """Somebody else changed a record since it was seen."""


def change(
    author: Author,
    mandate: Mandate,
    what: str,
    fields: Mapping[str, Any],
    *,
    sequence: int | None = None,
    note: str = "",
    told: Mapping[str, tuple[Any, Any]] | None = None,
) -> bool:
    """Set `fields` of a mandate and log it as `what`; False, and nothing is logged, where all are so already.

    `sequence` is the one that the person saw (default: that of `mandate`). `told` adds to the log what is kept in other
    tables: name, before, after. Raises RegisterError where the record was changed since; nothing is changed then.
    """
    seen = mandate.sequence if sequence is None else sequence
    other = {name: value for name, value in fields.items() if getattr(mandate, name) != value}
    before = {name: said(getattr(mandate, name)) for name in other} | {n: b for n, (b, _) in (told or {}).items()}
    after = {name: said(value) for name, value in other.items()} | {n: a for n, (_, a) in (told or {}).items()}
    if not after:
        check(mandate, seen)
        return False
    with transaction.atomic():
        found = Mandate.objects.filter(pk=mandate.pk, sequence=seen).update(**other, sequence=F("sequence") + 1)
        if not found:
            raise conflict(mandate)
        history.log(author, mandate, what, before, after, note)
    for name, value in other.items():
        setattr(mandate, name, value)
    mandate.sequence = seen + 1
    return True


def check(mandate: Mandate, seen: int) -> None:
    """Raises RegisterError where the record is no longer as somebody saw it."""
    if not Mandate.objects.filter(pk=mandate.pk, sequence=seen).exists():
        raise conflict(mandate)


def conflict(mandate: Mandate) -> ConflictError:
    """The error that somebody else was faster, with who and when."""
    last = history.of(mandate).last()
    who = f" by {last.by}" if last and last.by else ""
    when = f" on {last.at:%Y-%m-%d at %H:%M}" if last else ""
    return ConflictError(
        f"{mandate.address} was changed meanwhile{who}{when}", "nobody to be faster", "look at it again, then repeat"
    )


def said(value: Any) -> Any:
    """A value as the log tells it: of a record its address (of a person the name)."""
    return str(getattr(value, "address", value)) if isinstance(value, models.Model) else value
