"""Filters and counts: how many paragraphs of a result have which body, act, addressee, due …"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..models import Body, Meeting, Organization
from ..workflow import states
from .columns import CODES, Columns, Mask

FACETS = ("body", "meeting", "act", "addressee", "partner", "condition", "due", "state", "deliverable", "language")
DUES = ("overdue", "30", "90", "365", "later", "none")
_ORGANIZATIONS = ("addressee", "partner")
_OF_MANDATES = ("act", "addressee", "partner", "condition", "due", "state", "deliverable")
_SHOWN = 12


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a facet and in how many paragraphs it is; `key` is that of the record, where it is one."""

    value: str
    count: int
    key: int = 0


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a facet, the most frequent first; `more` are those left out."""

    name: str
    values: tuple[Value, ...]
    more: int = 0


class Filtered(msgspec.Struct, frozen=True):
    """Which rows of paragraphs are left, and which rows of mandates are left in them."""

    paragraphs: Mask
    mandates: Mask


def narrowed(held: Columns, paragraphs: Mask, mandates: Mask, filters: Mapping[str, str], today: date) -> Filtered:
    """What is left of a result under filters ({"body": "MINAMATA-COP", "state": "confirmed"}). Where a mandate is asked
    for, all filters of mandates must hold of one."""
    mandates = mandates & held.alive
    for name in FACETS:
        if (value := filters.get(name)) and name not in _OF_MANDATES:
            paragraphs = paragraphs & _PARAGRAPHS[name](held, value)
    asked = [name for name in _OF_MANDATES if filters.get(name)]
    for name in asked:
        mandates = mandates & _mandates(held, name, filters[name], today)
    mandates = mandates & paragraphs[held.mandates.paragraph]
    if asked:
        left = np.zeros_like(paragraphs)
        left[held.mandates.paragraph[mandates]] = True
        paragraphs = paragraphs & left
    return Filtered(paragraphs, mandates)


def _record(model: Any, address: str) -> int:
    return model.objects.filter(address=address).values_list("pk", flat=True).first() or -1


def _of_language(held: Columns, value: str) -> Mask:
    if value not in CODES:
        return np.zeros(len(held.paragraphs), dtype=np.bool_)
    return np.asarray(held.paragraphs.languages >> CODES.index(value) & 1, dtype=np.bool_)


_PARAGRAPHS: dict[str, Callable[[Columns, str], Mask]] = {
    "body": lambda held, value: held.paragraphs.body == _record(Body, value),
    "meeting": lambda held, value: held.paragraphs.meeting == _record(Meeting, value),
    "language": _of_language,
}


def _mandates(held: Columns, name: str, value: str, today: date) -> Mask:
    rows = held.mandates
    if name == "due":
        return _due(held, today) == DUES.index(value) if value in DUES else np.zeros(len(rows), dtype=np.bool_)
    if name in _ORGANIZATIONS:
        some = held.actors.organization == _record(Organization, value)
        some &= held.actors.role == held.names.get(name, -1)
        return _marked(len(rows), held.actors.mandate[some])
    if name == "condition":
        return _marked(len(rows), held.conditions.mandate[held.conditions.type == held.names.get(value, -1)])
    number = 0 if (name, value) == ("deliverable", "none") else held.names.get(value, -1)
    return np.asarray(rows.columns[name] == number)


def _marked(size: int, rows: NDArray[Any]) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[rows] = True
    return mask


def _due(held: Columns, today: date) -> NDArray[Any]:
    """When the mandates are due, as the number of DUES: overdue ones are open; each has one answer, the nearest."""
    day, now = held.mandates.due, today.toordinal()
    number = np.full(len(day), DUES.index("later"), dtype=np.int32)
    for name in ("365", "90", "30"):
        number[day <= now + int(name)] = DUES.index(name)
    opened = np.isin(held.mandates.state, [held.names.get(state, -1) for state in states("open")])
    number[day < now] = DUES.index("none")
    number[(day < now) & opened] = DUES.index("overdue")
    number[day == 0] = DUES.index("none")
    return number


# ------------------------------------------------------------------------------------------------ counting


def counted(held: Columns, left: Filtered, today: date, every: str = "") -> tuple[Facet, ...]:
    """All facets of a result; of the one named `every`, all values."""
    rows = np.flatnonzero(left.mandates)
    of = held.mandates.paragraph[rows]
    found = {
        "body": _plain(held.paragraphs.body[left.paragraphs]),
        "meeting": _plain(held.paragraphs.meeting[left.paragraphs]),
        "language": {
            at: int(np.count_nonzero(held.paragraphs.languages[left.paragraphs] >> at & 1)) for at in range(len(CODES))
        },
        "due": _pairs(_due(held, today)[rows], of, held),
    }
    for name in ("act", "state", "deliverable"):
        found[name] = _pairs(held.mandates.columns[name][rows], of, held)
    taken = left.mandates[held.actors.mandate]
    for name in _ORGANIZATIONS:
        some = np.flatnonzero(taken & (held.actors.role == held.names.get(name, -1)))
        found[name] = _pairs(held.actors.organization[some], held.mandates.paragraph[held.actors.mandate[some]], held)
    some = np.flatnonzero(left.mandates[held.conditions.mandate])
    found["condition"] = _pairs(
        held.conditions.type[some], held.mandates.paragraph[held.conditions.mandate[some]], held
    )
    return tuple(_facet(held, name, found[name], name == every) for name in FACETS)


def _plain(values: NDArray[Any]) -> dict[int, int]:
    counts = np.bincount(values) if len(values) else np.empty(0, dtype=np.int64)
    return {int(at): int(counts[at]) for at in np.flatnonzero(counts) if at}


def _pairs(values: NDArray[Any], paragraphs: NDArray[Any], held: Columns) -> dict[int, int]:
    """In how many paragraphs each value is; one that has it twice counts once."""
    size = max(len(held.paragraphs), 1)
    both = np.sort(values.astype(np.int64) * size + paragraphs)
    once = both[np.concatenate([[True], both[1:] != both[:-1]])] if len(both) else both
    counts = np.bincount(once // size) if len(once) else np.empty(0, dtype=np.int64)
    return {int(at): int(counts[at]) for at in np.flatnonzero(counts)}


def _facet(held: Columns, name: str, counts: dict[int, int], every: bool) -> Facet:
    words = {number: word for word, number in held.names.items()}
    records = name in ("body", "meeting", *_ORGANIZATIONS)
    values = []
    for number, count in counts.items():
        if count and (number or name in ("language", "due")):
            said = CODES[number] if name == "language" else DUES[number] if name == "due" else words.get(number, "")
            values.append(Value(value="" if records else said, count=count, key=number if records else 0))
    if name == "due":
        values.sort(key=lambda each: DUES.index(each.value))
    else:
        values.sort(key=lambda each: (-each.count, each.value, each.key))
    shown = len(values) if every or name == "due" else _SHOWN
    return Facet(name=name, values=tuple(values[:shown]), more=max(0, len(values) - shown))
