"""Tells what the log has, an event a line: for the commands that change a record and for `mandata log`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..register.models import Event
    from ..register.words import Words

_KNOWN = {"state_since"}  # as the event's own time tells it


def told(events: Iterable[Event], ui: str) -> None:
    """Print what was changed just now: the record, what happened, and each field before and after."""
    from ..register.words import words

    said = words(ui)
    for event in events:
        print(f"{event.address}: {said.events.get(event.what, event.what)}: {fields(event, said)}".rstrip(": "))


def fields(event: Event, said: Words) -> str:
    """The fields of an event as "state: confirmed → assigned; reason: …"."""
    order = list(said.fields)  # databases keep fields of JSON in orders of their own
    names = {*event.before, *event.after} - _KNOWN
    sorted_names = sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))
    return "; ".join(_field(name, event.before, event.after, said) for name in sorted_names)


def _field(name: str, before: Mapping[str, Any], after: Mapping[str, Any], said: Words) -> str:
    label = said.fields.get(name) or said.records.get(name) or name
    values = [_value(name, side[name], said) for side in (before, after) if name in side]
    return f"{label}: {' → '.join(values)}"


def _value(name: str, value: Any, said: Words) -> str:
    if isinstance(value, bool):
        return said.labels["affirmative" if value else "negative"]
    if name == "state" and value in said.states:
        return said.states[value]
    if isinstance(value, list):
        return ", ".join(_value(name, each, said) for each in value) or "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_value(name, each, said)}" for key, each in value.items()) or "–"
    return str(value) if value not in (None, "") else "–"
