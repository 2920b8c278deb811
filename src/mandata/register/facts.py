"""What a mandate says, as one value: to compare with a reading, to keep in the log, to write back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Literal, get_args

import msgspec
from django.utils import timezone

from ..model import ConditionType
from . import deadlines
from .models import Actor, Condition, Due, Mandate, Meeting, Organization

Field = Literal[
    "act", "action", "addressees", "partners", "recipients", "conditions", "dues", "deliverable", "continuing"
]
FIELDS: tuple[Field, ...] = get_args(Field)
CONDITIONS: tuple[str, ...] = get_args(ConditionType)
ACTORS: dict[Field, str] = {"addressees": "addressee", "partners": "partner", "recipients": "recipient"}


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Part of what a mandate says."""


class Words(Fact, frozen=True, kw_only=True):
    """Words in the paragraph's text in one language: code points, half-open.

    Words that are inherited stand in the paragraph above; `above` is then its eid ("para_3").
    """

    text: str
    start: int
    end: int
    above: str = ""


class ActorFact(Fact, frozen=True, kw_only=True):
    """Somebody who is asked, works with or receives: an organization's address, words in each language, or both."""

    organization: str | None = None
    words: dict[str, Words] = {}


class ConditionFact(Fact, frozen=True, kw_only=True):
    """What the action hangs on."""

    type: str
    words: dict[str, Words] = {}


class DueFact(Fact, frozen=True, kw_only=True):
    """By when: the normalized value, and the meeting and day (ISO 8601) that follow from it."""

    value: str
    meeting: str | None = None
    date: str | None = None
    words: dict[str, Words] = {}


class Facts(Fact, frozen=True, kw_only=True, omit_defaults=False):
    """All that a mandate says."""

    act: str
    action: dict[str, Words] = {}
    addressees: tuple[ActorFact, ...] = ()
    partners: tuple[ActorFact, ...] = ()
    recipients: tuple[ActorFact, ...] = ()
    conditions: tuple[ConditionFact, ...] = ()
    dues: tuple[DueFact, ...] = ()
    deliverable: str = ""
    continuing: bool = False


def of(mandate: Mandate) -> Facts:
    """What the register holds of a mandate. Prefetch with PREFETCH for many."""
    actors = sorted(mandate.actors.all(), key=lambda actor: (actor.position, actor.pk))
    return Facts(
        act=mandate.act,
        action=_words(mandate.action),
        addressees=_of_role(actors, "addressee"),
        partners=_of_role(actors, "partner"),
        recipients=_of_role(actors, "recipient"),
        conditions=tuple(
            ConditionFact(type=c.type, words=_words(c.words)) for c in _in_order(mandate.conditions.all())
        ),
        dues=tuple(
            DueFact(
                value=due.value,
                meeting=due.meeting.address if due.meeting else None,
                date=due.date.isoformat() if due.date else None,
                words=_words(due.words),
            )
            for due in _in_order(mandate.dues.all())
        ),
        deliverable=mandate.deliverable,
        continuing=mandate.continuing,
    )


PREFETCH = ("actors__organization", "conditions", "dues__meeting")
"""What `of` reads, for prefetch_related."""


def told(facts: Facts, fields: Iterable[str] = FIELDS) -> dict[str, object]:
    """Facts (or some of them) as plain values for the log."""
    values: dict[str, object] = msgspec.to_builtins(facts)
    return {name: values[name] for name in fields}


def from_told(values: dict[str, object]) -> Facts:
    """Facts again from what `told` gave. Raises msgspec.ValidationError where it is not that."""
    return msgspec.convert(values, Facts)


def same(one: Facts, other: Facts, field: str) -> bool:
    """Whether two readings say the same in a field: whoever and whatever is meant, not how it is worded."""
    return _meaning(one, field) == _meaning(other, field)


def differing(one: Facts, other: Facts) -> tuple[Field, ...]:
    """The fields in which two readings do not say the same."""
    return tuple(field for field in FIELDS if not same(one, other, field))


def write(mandate: Mandate, facts: Facts, fields: Sequence[str]) -> None:
    """Put some fields of `facts` into the register, without log and rights (correcting.correct has both).

    `Mandate.due_date` and `due_meeting` follow the dues. Raises Organization.DoesNotExist or Meeting.DoesNotExist for
    an address that the register does not hold.
    """
    for field in fields:
        if field in ("act", "deliverable", "continuing"):
            setattr(mandate, field, getattr(facts, field))
        elif field == "action":
            mandate.action = msgspec.to_builtins(facts.action)
        elif field in ACTORS:
            _write_actors(mandate, ACTORS[field], getattr(facts, field))
        elif field == "conditions":
            Condition.objects.filter(mandate=mandate).delete()
            Condition.objects.bulk_create(
                Condition(mandate=mandate, type=c.type, position=at, words=msgspec.to_builtins(c.words))
                for at, c in enumerate(facts.conditions)
            )
        elif field == "dues":
            _write_dues(mandate, facts.dues)
    mandate.save()


def _write_actors(mandate: Mandate, role: str, actors: Sequence[ActorFact]) -> None:
    Actor.objects.filter(mandate=mandate, role=role).delete()
    Actor.objects.bulk_create(
        Actor(
            mandate=mandate,
            role=role,
            position=at,
            organization=Organization.objects.get(address=actor.organization) if actor.organization else None,
            words=msgspec.to_builtins(actor.words),
        )
        for at, actor in enumerate(actors)
    )


def _write_dues(mandate: Mandate, dues: Sequence[DueFact]) -> None:
    Due.objects.filter(mandate=mandate).delete()
    Due.objects.bulk_create(
        Due(
            mandate=mandate,
            position=at,
            value=due.value,
            meeting=Meeting.objects.get(address=due.meeting) if due.meeting else None,
            date=msgspec.convert(due.date, date) if due.date else None,
            words=msgspec.to_builtins(due.words),
        )
        for at, due in enumerate(dues)
    )
    deadlines.resolve_all([mandate], timezone.localdate())


def _words(kept: dict[str, Any]) -> dict[str, Words]:
    return msgspec.convert(kept, dict[str, Words])


def _of_role(actors: Iterable[Actor], role: str) -> tuple[ActorFact, ...]:
    return tuple(
        ActorFact(
            organization=actor.organization.address if actor.organization else None,
            words=_words(actor.words),
        )
        for actor in actors
        if actor.role == role
    )


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.position, row.pk))


def _meaning(facts: Facts, field: str) -> object:
    """A field without its wording: addresses, types and values; words only where there is nothing else."""
    value = getattr(facts, field)
    if field == "action":
        return {language: words.text for language, words in value.items()}
    if field in ACTORS:
        return sorted(actor.organization or _plainest(actor.words) for actor in value)
    if field == "conditions":
        return sorted(condition.type for condition in value)
    if field == "dues":
        return sorted(due.value for due in value)
    return value


def _plainest(words: dict[str, Words]) -> str:
    """The words in the first language in order of its code, so that the same ones are compared."""
    return words[min(words)].text if words else ""
