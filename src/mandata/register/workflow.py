"""Moves mandates from state to state: who may, what must be said with it (data/workflow.yaml), and its log line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec
from django.db import transaction
from django.db.models import F, prefetch_related_objects

from ..errors import DataError, RegisterError
from ..lexicon import Entry, load
from . import changing, history, rights
from .history import Author
from .models import Mandate
from .models.mandates import STATES
from .models.people import ROLES

Standing = Literal["waiting", "open", "closed"]
Demand = Literal["reason", "superseded_by", "somebody"]
_BATCH = 400  # keys in one question, under the limit of variables of SQLite


class Move(Entry, frozen=True, kw_only=True):
    """A transition of the table; the header of data/workflow.yaml explains the fields."""

    move: str
    sources: list[str] = msgspec.field(name="from")
    to: str
    who: list[str]
    demands: list[Demand] = []


class Workflow(Entry, frozen=True, kw_only=True):
    """The table of states and moves."""

    states: dict[str, Standing]
    moves: list[Move]


class Refused(msgspec.Struct, frozen=True):
    """A mandate of many that did not move, and why."""

    mandate: Mandate
    reason: RegisterError


class Moved(msgspec.Struct, frozen=True):
    """What came of moving many."""

    moved: list[Mandate]
    refused: list[Refused]


@cache
def table() -> dict[tuple[str, str], Move]:
    """The moves by the states that they lead from and to. Raises DataError where the file contradicts itself."""
    workflow = load("workflow.yaml", Workflow)
    found: dict[tuple[str, str], Move] = {}
    for each in workflow.moves:
        for source in each.sources:
            for state in (source, each.to):
                if state not in workflow.states:
                    raise DataError(f"data/workflow.yaml: {state!r} is no state", f"one of {', '.join(STATES)}")
            if (source, each.to) in found:
                raise DataError(f"data/workflow.yaml: two moves lead from {source} to {each.to}", "one")
            found[source, each.to] = each
        if unknown := set(each.who) - set(ROLES):
            raise DataError(f"data/workflow.yaml: {', '.join(unknown)} is no role", f"one of {', '.join(ROLES)}")
    return found


@cache
def states(standing: Standing) -> tuple[str, ...]:
    """The states of a standing: `states("open")` are those in which something is still to be done."""
    return tuple(state for state, of in load("workflow.yaml", Workflow).states.items() if of == standing)


def allowed(state: str, to: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may move a mandate from one state to another."""
    found = table().get((state, to))
    return found is not None and not set(found.who).isdisjoint(roles)


def moves(state: str, roles: Collection[str]) -> Iterator[Move]:
    """The moves that somebody with these roles may make out of a state, as in the table: what a page offers."""
    return (each for (source, _), each in table().items() if source == state and not set(each.who).isdisjoint(roles))


def move(
    author: Author,
    mandate: Mandate,
    to: str,
    *,
    sequence: int | None = None,
    reason: str = "",
    superseded_by: Mandate | None = None,
    note: str = "",
) -> Mandate:
    """Move a mandate to another state, in one transaction with its log line; no other side effect.

    `sequence` is the one that the person saw (default: that of `mandate`). Raises RegisterError where the table does
    not allow it to the author, something that must be said is missing, or somebody else was faster.
    """
    check(mandate, to, rights.held(rights.of_author(author), mandate), reason, superseded_by)
    fields = {"state": to, "state_since": author.at, "reason": reason.strip(), "superseded_by": superseded_by}
    changing.change(author, mandate, "moved", fields, sequence=sequence, note=note)
    return mandate


def move_all(
    author: Author,
    mandates: Sequence[Mandate],
    to: str,
    *,
    reason: str = "",
    superseded_by: Mandate | None = None,
    note: str = "",
) -> Moved:
    """Move many, each as `move` would, with a bounded number of questions; those that may not stay and are told."""
    held = rights.held_all(rights.of_author(author), mandates)
    prefetch_related_objects(mandates, "assignments")
    refused: list[Refused] = []
    able: list[Mandate] = []
    for mandate in mandates:
        try:
            check(mandate, to, held[mandate.pk], reason, superseded_by)
            able.append(mandate)
        except RegisterError as error:
            refused.append(Refused(mandate, error))
    with transaction.atomic():
        moved, late = _split(able)
        refused += [Refused(mandate, changing.conflict(mandate)) for mandate in late]
        fields = {"state": to, "state_since": author.at, "reason": reason.strip(), "superseded_by": superseded_by}
        entries = [_entry(mandate, fields, note) for mandate in moved]
        for at in range(0, len(moved), _BATCH):
            keys = [mandate.pk for mandate in moved[at : at + _BATCH]]
            Mandate.objects.filter(pk__in=keys).update(**fields, sequence=F("sequence") + 1)
        history.log_all(author, entries)
    for mandate in moved:
        for name, value in fields.items():
            setattr(mandate, name, value)
        mandate.sequence += 1
    return Moved(moved, refused)


def check(
    mandate: Mandate, to: str, roles: Collection[str], reason: str = "", superseded_by: Mandate | None = None
) -> Move:
    """The move that leads there. Raises RegisterError where there is none for these roles, or something is missing."""
    if to not in STATES:
        raise RegisterError(f"{to!r} is no state", f"one of {', '.join(STATES)}")
    found = table().get((mandate.state, to))
    if found is None:
        reachable = [each.to for each in moves(mandate.state, roles)]
        raise RegisterError(
            f"{mandate.address} is {mandate.state} and cannot become {to}",
            f"one of {', '.join(reachable)}" if reachable else "",
            "docs/workflow.md",
        )
    if set(found.who).isdisjoint(roles):
        raise RegisterError(
            f"{mandate.address} may not be moved from {mandate.state} to {to} by you",
            f"the role {' or '.join(found.who)}",
            "docs/workflow.md",
        )
    if mandate.withdrawn:
        raise RegisterError(f"{mandate.address} is withdrawn", "a mandate that stands")
    for demand in found.demands:
        _demand(demand, mandate, to, reason, superseded_by)
    if superseded_by is not None and "superseded_by" not in found.demands:
        raise RegisterError(f"{to} is not superseded by anything", "the state superseded")
    return found


def _demand(demand: Demand, mandate: Mandate, to: str, reason: str, superseded_by: Mandate | None) -> None:
    """Raises RegisterError where what a move demands is missing."""
    if demand == "reason" and not reason.strip():
        raise RegisterError(f"{mandate.address} cannot become {to} without a reason", "words that say why")
    if demand == "superseded_by":
        if superseded_by is None:
            raise RegisterError(f"{mandate.address} cannot become {to} by nothing", "the mandate that supersedes it")
        if superseded_by.pk == mandate.pk:
            raise RegisterError(f"{mandate.address} cannot supersede itself", "another mandate")
        if _leads_to(superseded_by, mandate):
            raise RegisterError(f"{superseded_by.address} is itself superseded by {mandate.address}", "a later mandate")
    if demand == "somebody" and not _has_somebody(mandate):
        raise RegisterError(
            f"{mandate.address} cannot become {to}: nobody has it", "a person, unit or organization", "assign it"
        )


def _has_somebody(mandate: Mandate) -> bool:
    given = (assignment for assignment in mandate.assignments.all() if not assignment.withdrawn)
    return bool(mandate.responsible_id or mandate.unit) or next(given, None) is not None


def _leads_to(start: Mandate, end: Mandate) -> bool:
    """Whether the chain of what superseded `start` comes to `end`."""
    seen: set[int] = set()
    at: int | None = start.superseded_by_id
    while at is not None and at not in seen:
        if at == end.pk:
            return True
        seen.add(at)
        at = Mandate.objects.filter(pk=at).values_list("superseded_by", flat=True).first()
    return False


def _split(mandates: list[Mandate]) -> tuple[list[Mandate], list[Mandate]]:
    """Those that are still as they were seen, locked; and those that somebody changed."""
    now: dict[int, int] = {}
    for at in range(0, len(mandates), _BATCH):
        keys = [mandate.pk for mandate in mandates[at : at + _BATCH]]
        locked = Mandate.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        now.update(locked.values_list("pk", "sequence"))
    same = [mandate for mandate in mandates if now.get(mandate.pk) == mandate.sequence]
    return same, [mandate for mandate in mandates if now.get(mandate.pk) != mandate.sequence]


def _entry(mandate: Mandate, fields: dict[str, object], note: str) -> history.Entry:
    changed = {name: value for name, value in fields.items() if getattr(mandate, name) != value}
    return history.Entry(
        record=mandate,
        what="moved",
        before={name: changing.said(getattr(mandate, name)) for name in changed},
        after={name: changing.said(value) for name, value in changed.items()},
        note=note,
    )
