"""Who may do what with which record: asked for one record, as a filter on many, and for the fields of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeVar

import msgspec
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from ..errors import RegisterError
from ..lexicon import Entry, load
from .history import Author, kind_of, log
from .models import Body, Event, FieldRule, Person, Role
from .reach import EVERYTHING as EVERYTHING
from .reach import NOTHING, REACH, Public, both, either, filtered

Scope = Literal["public", "own", "body", "all"]
M = TypeVar("M", bound=Model)


class RoleEntry(Entry, frozen=True, kw_only=True):
    organization: bool = False


class ActionEntry(Entry, frozen=True, kw_only=True):
    means: str
    who: dict[str, Scope]


class Rights(Entry, frozen=True, kw_only=True):
    """The table of rights; the header of data/rights.yaml explains the fields."""

    roles: dict[str, RoleEntry]
    actions: dict[str, ActionEntry]
    public: Public
    fields: dict[str, list[str]]


@cache
def table() -> Rights:
    return load("rights.yaml", Rights)


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A role that somebody holds: for these bodies (None: all), for this organization (None: none in particular)."""

    role: str
    bodies: frozenset[int] | None = None
    organization: int | None = None


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with their roles, looked up once; `keeper` is whoever has the machine itself, and may everything."""

    grants: tuple[Grant, ...] = ()
    keeper: bool = False


ANYBODY = Holder()
KEEPER = Holder(keeper=True)
Who = Person | AnonymousUser | Holder | None


def of(who: Who) -> Holder:
    """The roles of a person (None or anonymous: nobody's). To be called once where many questions follow."""
    if isinstance(who, Holder):
        return who
    if not isinstance(who, Person) or not who.is_active:
        return ANYBODY
    if who.is_superuser:
        return Holder(grants=(Grant(role="administrator"),))
    roles = list(Role.objects.filter(person=who, ended=None).values_list("role", "body", "organization"))
    below = _below() if any(body for _, body, _ in roles) else {}
    bodies = {body: frozenset(_with_all_below(body, below)) for _, body, _ in roles if body}
    return Holder(
        grants=tuple(
            Grant(role=role, bodies=bodies.get(body), organization=organization) for role, body, organization in roles
        )
    )


def of_author(author: Author) -> Holder:
    """The roles of an author: a person's, or the keeper's where the machine itself acts (command, job, reader)."""
    if author.by is None and author.origin in ("command", "job", "reader"):
        return KEEPER
    return of(author.by)


def allowed(who: Who, action: str, record: Model | None = None) -> bool:
    """Whether somebody may do something with a record; without a record: with any at all.

    For a record yet to be made, ask for what it will belong to: its body, organization or mandate.
    """
    holder = of(who)
    if record is None:
        return holder.keeper or any(_opens(scope, grant) for scope, grant in _scopes(holder, action))
    found = where(holder, action, type(record))
    if found is EVERYTHING or found is NOTHING:
        return found is EVERYTHING
    return type(record)._base_manager.filter(found, pk=record.pk).exists()


def require(who: Who | Author, action: str, record: Model | None = None) -> None:
    """Raises RegisterError where somebody may not do something with a record."""
    holder = of_author(who) if isinstance(who, Author) else of(who)
    if not allowed(holder, action, record):
        about = f" with {getattr(record, 'address', '') or kind_of(record)}" if record else ""
        raise RegisterError(
            f"not allowed{about}: {table().actions[action].means}", "a role that allows it", "docs/rights.md"
        )


def where(who: Who, action: str, model: type[Model]) -> Q:
    """The filter on a table for the records with which somebody may do something."""
    holder = of(who)
    if holder.keeper:
        return EVERYTHING
    if model is Event:
        return _events(holder, action)
    found = NOTHING
    for scope, grant in _scopes(holder, action):
        found = either(found, _reached(model, scope, grant))
    reach = REACH.get(str(model._meta.model_name))
    if reach is not None and reach.internal is not None and action in ("see_restricted", "see_history"):
        rest = NOTHING if reach.internal is EVERYTHING else ~reach.internal
        found = both(found, either(rest, where(holder, "see_internal", model)))
    return found


def visible(who: Who, records: QuerySet[M]) -> QuerySet[M]:
    """Those of the records that somebody sees, whether public or not."""
    holder = of(who)
    if records.model is Event:
        return records.filter(where(holder, "see_history", Event))
    found = either(where(holder, "see_restricted", records.model), where(holder, "see", records.model))
    return records if found is EVERYTHING else records.filter(found)


def sees(who: Who, record: Model) -> bool:
    """Whether somebody sees a record."""
    return visible(who, type(record)._base_manager.filter(pk=record.pk)).exists()


def held(who: Who, record: Model) -> frozenset[str]:
    """The roles that somebody holds over a record: of its body, or of an organization that it concerns."""
    holder = of(who)
    if holder.keeper:
        return frozenset({"administrator"})
    found = set()
    for grant in holder.grants:
        some = _reached(type(record), "own" if table().roles[grant.role].organization else "body", grant)
        if some is EVERYTHING or type(record)._base_manager.filter(some, pk=record.pk).exists():
            found.add(grant.role)
    return frozenset(found)


def held_all(who: Who, records: Sequence[Model]) -> dict[int, frozenset[str]]:
    """The roles that somebody holds over each of many records of one kind, with one question a role at most."""
    holder = of(who)
    if holder.keeper or not records:
        return {record.pk: frozenset({"administrator"}) for record in records}
    model, found = type(records[0]), {record.pk: set[str]() for record in records}
    for grant in holder.grants:
        some = _reached(model, "own" if table().roles[grant.role].organization else "body", grant)
        reached = model._base_manager.filter(some, pk__in=found).values_list("pk", flat=True)
        for key in found if some == EVERYTHING else reached:
            found[key].add(grant.role)
    return {key: frozenset(roles) for key, roles in found.items()}


def public_fields(kind: str, body: int | None = None, rules: Iterable[FieldRule] | None = None) -> frozenset[str]:
    """The fields of a kind of record ("mandate") that the public sees, under a body's rules where it has any.

    `rules` are those of the body and of all, where they were looked up already.
    """
    fields = set(table().fields.get(kind, ()))
    if rules is None:
        rules = FieldRule.objects.filter(Q(body=body) | Q(body=None), record=kind)
    for rule in sorted((rule for rule in rules if rule.record == kind), key=lambda rule: rule.body_id is not None):
        if rule.body_id in (None, body):
            (fields.add if rule.public else fields.discard)(rule.field)
    return frozenset(fields)


def set_rule(author: Author, body: Body | None, kind: str, field: str, public: bool) -> FieldRule:
    """Set whether the public sees a field of a kind of record of a body (None: of all that have no rule of their own).

    Raises RegisterError where there is no such field.
    """
    try:
        model = apps.get_model("register", kind)
        known = {each.name for each in model._meta.concrete_fields} | {each.name for each in model._meta.many_to_many}
    except LookupError:
        raise RegisterError(f"{kind!r} is no kind of record", f"one of {', '.join(table().fields)}") from None
    if field not in known or kind not in table().fields:
        raise RegisterError(f"a {kind} has no field {field!r}", f"one of {', '.join(sorted(known))}")
    with transaction.atomic():
        held = FieldRule.objects.filter(body=body, record=kind, field=field).first()
        rule = held or FieldRule(body=body, record=kind, field=field)
        before = {"public": rule.public} if held else {}
        rule.public = public
        rule.save()
        after = {"record": kind, "field": field, "body": body.address if body else "", "public": public}
        log(author, rule, "changed" if held else "added", before, after)
    return rule


def shown(who: Who, record: Model, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a record's fields that somebody sees: all, or the public ones."""
    if allowed(who, "see_restricted", record):
        return dict(fields)
    public = public_fields(kind_of(record), getattr(record, "body_id", None))
    return {name: value for name, value in fields.items() if name in public}


def _scopes(holder: Holder, action: str) -> list[tuple[Scope, Grant]]:
    """What an action is allowed on: the scope that anybody has, and those of the holder's roles."""
    try:
        who = table().actions[action].who
    except KeyError:
        raise RegisterError(f"{action!r} is no action", f"one of {', '.join(table().actions)}") from None
    given: list[tuple[Scope, Grant]] = [(who[grant.role], grant) for grant in holder.grants if grant.role in who]
    return ([(who["anybody"], Grant(role="anybody"))] if "anybody" in who else []) + given


def _opens(scope: Scope, grant: Grant) -> bool:
    """Whether a grant opens anything at all."""
    if scope == "own":
        return grant.organization is not None
    return scope != "all" or grant.bodies is None


def _reached(model: type[Model], scope: Scope, grant: Grant) -> Q:
    if scope == "public":
        return filtered(model, "public", table().public)
    if scope == "own":
        of_own = filtered(model, "own", [grant.organization]) if grant.organization else NOTHING
        return of_own if grant.bodies is None else both(of_own, filtered(model, "body", grant.bodies))
    if grant.bodies is None:
        return EVERYTHING
    return NOTHING if scope == "all" else filtered(model, "body", grant.bodies)


def _events(holder: Holder, action: str) -> Q:
    """Events of the records with which somebody may do something."""
    found = NOTHING
    for kind in REACH:
        model = apps.get_model("register", kind)
        some = where(holder, action, model)
        if some is not NOTHING:
            keys = EVERYTHING if some is EVERYTHING else Q(key__in=model._default_manager.filter(some).values("pk"))
            found = either(found, both(Q(record=kind), keys))
    return found


def _below() -> dict[int, list[int]]:
    """The bodies directly below each body."""
    below: dict[int, list[int]] = {}
    for key, parent in Body.objects.exclude(parent=None).values_list("pk", "parent_id"):
        below.setdefault(parent, []).append(key)
    return below


def _with_all_below(body: int, below: Mapping[int, list[int]]) -> set[int]:
    found, waiting = set(), [body]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += below.get(key, [])
    return found
