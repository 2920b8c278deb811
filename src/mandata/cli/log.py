"""`mandata log`: what happened to a record, or to all since a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MandataError
from ..interface import known
from . import listing
from .changes import fields
from .desk import author, open_register
from .failures import Failures
from .set import day

if TYPE_CHECKING:
    from ..register.models import Event
    from ..register.words import Words


def log(address: str | None, *, since: str | None, form: str, output: Path | None, ui: str, by: str | None) -> int:
    """Print the events, the first one first."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form)
        if not address and not since:
            raise MandataError("nothing is asked", "an address, or --since with a day")
        start = day(since) if since else None
        open_register()
        from ..register import finding, history, rights
        from ..register.models import Event
        from ..register.words import words

        who = rights.of_author(author(by))
        events = rights.visible(who, history.of(finding.record(address)) if address else Event.objects.all())
        if start:
            events = events.filter(at__date__gte=start)
        events = events.select_related("by").order_by("number" if address else "at", "pk")
        said = words(ui)
        heads = {
            "at": said.labels["when"],
            "address": said.labels["address"] if address else said.labels["record"],
            "what": said.labels["event"],
            "by": said.labels["by"],
            "change": said.labels["change"],
            "note": said.labels["note"],
        }
        row = _shown if form == "table" else _full
        listing.show([row(event, said) for event in events.iterator(2000)], heads, form, said.labels["none"], output)
    return failures.status


def _shown(event: Event, said: Words) -> dict[str, Any]:
    from django.utils import timezone

    return {
        "at": f"{timezone.localtime(event.at):%Y-%m-%d %H:%M}",
        "address": event.address or f"{said.records.get(event.record, event.record)} {event.key}",
        "what": said.events.get(event.what, event.what),
        "by": event.by.name if event.by else f"{said.labels['nobody']} ({event.origin})",
        "change": fields(event, said),
        "note": event.note,
    }


def _full(event: Event, said: Words) -> dict[str, Any]:
    """All that the log has, under names that no language changes; `change` is for tables alone."""
    return {
        "at": event.at.isoformat(),
        "record": event.record,
        "key": event.key,
        "number": event.number,
        "address": event.address,
        "what": event.what,
        "by": event.by.email if event.by else None,
        "origin": event.origin,
        "batch": event.batch,
        "before": event.before,
        "after": event.after,
        "change": fields(event, said),
        "note": event.note,
        "digest": event.digest,
    }
