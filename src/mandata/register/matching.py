"""Tells which act of a reading is which mandate that the register holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from rapidfuzz import fuzz

from .. import model
from .merging import addressed, readings
from .models import Mandate, Paragraph, Provision

_KNOWN = 0.5  # from here on an act is taken for one that was read before
_SURELY = 0.85

Traces = Mapping[int | None, list[tuple[str, model.Provision]]]
"""The acts that mandates were read from, with their languages."""


class Act(msgspec.Struct, kw_only=True):
    """An act that asks somebody to do something, as one language has it; `row` may still have to be saved."""

    row: Provision
    read: model.Provision


class Unit(msgspec.Struct, kw_only=True):
    """A paragraph whose mandates are to be settled: its text and its acts in each language, and the mandates that it
    or the paragraph of the earlier version has."""

    paragraph: Paragraph
    texts: dict[str, str] = {}
    eids: dict[str, dict[str, str]] = {}
    acts: dict[str, list[Act]] = {}
    held: list[Mandate] = []


def tied(unit: Unit, mandates: Sequence[Mandate]) -> None:
    """Tie the acts of a text that has been overtaken to the mandates that are held; nothing else changes."""
    groups = groups_of(unit)
    same, absorbed = matched(mandates, groups, traces_of(mandates))
    for at, mandate in {**same, **absorbed}.items():
        for act in groups[at].values():
            act.row.mandate = mandate


def groups_of(unit: Unit) -> list[dict[str, Act]]:
    """The acts of a paragraph by what they are in all languages, each group with one act a language."""
    by_read = {id(act.read): act for acts in unit.acts.values() for act in acts}
    found = readings({code: [act.read for act in acts] for code, acts in unit.acts.items() if acts})
    return [{code: by_read[id(read)] for code, read in group.items()} for group in found]


def traces_of(mandates: Sequence[Mandate]) -> Traces:
    """The acts that each mandate was read from before, with their languages. A mandate without any is a person's."""
    keys = [mandate.pk for mandate in mandates]
    found: dict[int | None, list[tuple[str, model.Provision]]] = {}
    if keys:
        rows = Provision.objects.filter(mandate__in=keys).select_related("text").order_by("-pk")
        for row in rows:
            found.setdefault(row.mandate_id, []).append((row.text.language, read_of(row)))
    return found


def read_of(row: Provision) -> model.Provision:
    """What the reader gave for an act."""
    return msgspec.convert(row.record, model.Provision)


def matched(
    held: Sequence[Mandate],
    groups: Sequence[Mapping[str, Act]],
    traces: Traces,
) -> tuple[dict[int, Mandate], dict[int, Mandate]]:
    """Which of the mandates held each of the acts is: by what it was tied to before, then by likeness. Beside these the
    acts that a person merged with others into one mandate."""
    by_key = {mandate.pk: mandate for mandate in held}
    same: dict[int, Mandate] = {}
    absorbed: dict[int, Mandate] = {}
    for at, group in enumerate(groups):
        tied = next((act.row.mandate_id for act in group.values() if act.row.mandate_id in by_key), None)
        if tied is not None:
            (absorbed if by_key[tied] in same.values() else same)[at] = by_key[tied]
    scores = sorted(
        (
            (score, -abs(mandate.number - 1 - at), at, mandate.pk)
            for mandate in held
            for at, group in enumerate(groups)
            if (score := _likeness(traces.get(mandate.pk, []), group)) >= _KNOWN
        ),
        reverse=True,
    )
    for score, _, at, key in scores:
        if at in same or at in absorbed:
            continue
        if by_key[key] not in same.values():
            same[at] = by_key[key]
        elif score > _SURELY and _is_merged(traces.get(key, ())):
            absorbed[at] = by_key[key]
    return same, absorbed


def _is_merged(trace: Sequence[tuple[str, model.Provision]]) -> bool:
    """Whether one language has several acts that are this mandate."""
    places = {(code, act.block, act.start) for code, act in trace}
    return len(places) > len({code for code, *_ in places})


def _likeness(trace: Sequence[tuple[str, model.Provision]], group: Mapping[str, Act]) -> float:
    best = 0.0
    for code, old in trace:
        if code in group:
            new = group[code].read
            words = max(fuzz.ratio(old.text, new.text), fuzz.token_set_ratio(_action(old), _action(new)))
            best = max(
                best, 0.75 * words / 100 + 0.15 * (old.act == new.act) + 0.1 * (addressed(old) == addressed(new))
            )
        else:
            best = max(best, *(_across(old, act.read) for act in group.values()))
    return best


def _action(act: model.Provision) -> str:
    return act.action.text if act.action else act.text


def _across(one: model.Provision, other: model.Provision) -> float:
    dues = [[due.value for due in act.due] for act in (one, other)]
    return 0.4 * (one.act == other.act) + 0.4 * (addressed(one) == addressed(other)) + 0.15 * (dues[0] == dues[1])
