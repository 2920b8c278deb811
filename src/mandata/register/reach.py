"""Where each kind of record belongs: to which body, to which organization, and when it is public."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import msgspec
from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from ..lexicon import Entry
from .models import (
    Activity,
    Actor,
    Assignment,
    Attachment,
    DecisionText,
    Expression,
    Mandate,
    Role,
)

Ids = Collection[int]
NOTHING = Q(pk__in=[])
EVERYTHING = Q()


class Public(Entry, frozen=True, kw_only=True):
    """When records are public, as data/rights.yaml explains."""

    hidden_states: list[str]


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How a kind of record is reached: as filters on its table.

    `body` is the way to its body; None: it is shared by all bodies. A kind with `via` belongs where the records belong
    that these foreign keys lead to; its `public` is then asked in addition. `internal` are those of them that are for
    officers alone.
    """

    body: Callable[[Ids], Q] | None = None
    own: Callable[[Ids], Q] = lambda ids: NOTHING
    public: Callable[[Public], Q] = lambda public: NOTHING
    via: tuple[str, ...] = ()
    internal: Q | None = None


def _to(path: str) -> Callable[[Ids], Q]:
    return lambda ids: Q(**{f"{path}__in": ids})


def _own_mandates(ids: Ids) -> Q:
    named = Actor.objects.filter(organization__in=ids).values("mandate")
    given = Assignment.objects.filter(organization__in=ids, withdrawn=False).values("mandate")
    return Q(pk__in=named) | Q(pk__in=given)


def _public_mandates(public: Public) -> Q:
    shown = Q(public=True, withdrawn=False, paragraph__document__public=True) & ~Q(state__in=public.hidden_states)
    return shown & (Q(decision=None) | Q(decision__public=True))


def _public_decisions(public: Public) -> Q:
    restricted = DecisionText.objects.filter(decision=OuterRef("pk"), current=True, document__public=False)
    return Q(~Exists(restricted), public=True, withdrawn=False)


def _bodies_of_activities(ids: Ids) -> Q:
    """By its mandates and meeting; one that serves none is shared."""
    served = Activity.mandates.through.objects
    of_bodies = Q(pk__in=served.filter(mandate__body__in=ids).values("activity")) | Q(meeting__body__in=ids)
    return of_bodies | Q(Q(meeting=None), ~Exists(served.filter(activity=OuterRef("pk"))))


def _public_files(public: Public) -> Q:
    read = Expression.objects.filter(filtered(Expression, "public", public)).values("file")
    attached = Attachment.objects.filter(filtered(Attachment, "public", public), file__isnull=False).values("file")
    return Q(pk__in=read) | Q(pk__in=attached)


def _files_of_bodies(ids: Ids) -> Q:
    read = Expression.objects.filter(document__body__in=ids).values("file")
    attached = Attachment.objects.filter(filtered(Attachment, "body", ids), file__isnull=False).values("file")
    return Q(pk__in=read) | Q(pk__in=attached)


_OPEN = Reach(public=lambda public: EVERYTHING)
_SHOWN: Callable[[Public], Q] = lambda public: Q(withdrawn=False)  # noqa: E731
_RULED: Callable[[Public], Q] = lambda public: Q(public=True, withdrawn=False)  # noqa: E731
_ALWAYS: Callable[[Public], Q] = lambda public: EVERYTHING  # noqa: E731

REACH: dict[str, Reach] = {
    "body": Reach(body=_to("pk"), public=_SHOWN),
    "meeting": Reach(body=_to("body"), public=_SHOWN),
    "agendaitem": Reach(body=_to("meeting__body"), public=_SHOWN),
    "organization": Reach(own=_to("pk"), public=_SHOWN),
    "deadlinerule": Reach(body=_to("body"), public=_SHOWN),
    "alias": _OPEN,
    "document": Reach(body=_to("body"), public=_RULED),
    "accepteddifference": Reach(via=("document",), public=_ALWAYS),
    "expression": Reach(via=("document",), public=_SHOWN),
    "file": Reach(body=_files_of_bodies, public=_public_files),
    "decision": Reach(body=_to("body"), public=_public_decisions),
    "decisiontext": Reach(via=("document",), public=_SHOWN),
    "paragraph": Reach(
        body=_to("document__body"),
        own=lambda ids: Q(pk__in=Mandate.objects.filter(_own_mandates(ids)).values("paragraph")),
        public=lambda public: Q(document__public=True) & (Q(decision=None) | Q(decision__public=True)),
    ),
    "paragraphtext": Reach(via=("paragraph",), public=_ALWAYS),
    "provision": Reach(via=("text",), public=_ALWAYS),
    "citation": Reach(via=("text",), public=_ALWAYS),
    "mention": Reach(via=("paragraph",), public=_ALWAYS),
    "mandate": Reach(body=_to("body"), own=_own_mandates, public=_public_mandates),
    "actor": Reach(via=("mandate",), public=_ALWAYS),
    "precedent": Reach(via=("mandate", "earlier"), public=_ALWAYS),
    "condition": Reach(via=("mandate",), public=_ALWAYS),
    "due": Reach(via=("mandate",), public=_ALWAYS),
    "review": Reach(body=_to("body"), internal=EVERYTHING),
    "assignment": Reach(via=("mandate",)),
    "milestone": Reach(via=("mandate",)),
    "comment": Reach(via=("mandate", "activity"), internal=Q(internal=True)),
    "attachment": Reach(via=("mandate", "activity", "relation"), public=_RULED),
    "suggestion": Reach(
        via=("paragraph",),
        public=lambda public: Q(public=True, withdrawn=False),
        internal=EVERYTHING,
    ),
    "relation": Reach(body=_to("body"), own=_to("organization"), public=_RULED),
    "step": Reach(via=("relation",), public=_SHOWN),
    "contactpoint": Reach(body=_to("body"), own=_to("organization"), public=_RULED),
    "activity": Reach(
        body=_bodies_of_activities,
        own=_to("reported_by"),
        public=lambda public: Q(public=True, withdrawn=False, state="accepted"),
    ),
    "activityorganization": Reach(via=("activity",), public=_ALWAYS),
    "person": Reach(body=lambda ids: Q(pk__in=Role.objects.filter(body__in=ids, ended=None).values("person"))),
    "role": Reach(body=_to("body"), internal=EVERYTHING),
    "invitation": Reach(body=_to("body"), internal=EVERYTHING),
    "fieldrule": Reach(body=_to("body")),
    "savedsearch": Reach(body=lambda ids: NOTHING),  # its person's alone
}


def filtered(model: type[Model], how: str, what: Any) -> Q:
    """The filter on a table for records of bodies (`how` is "body", `what` their keys), of organizations ("own") or
    for public ones ("public", what makes them so)."""
    kind = str(model._meta.model_name)
    reach = REACH.get(kind)
    if reach is None:
        return NOTHING
    if not reach.via:
        if how == "body" and reach.body is None:
            return EVERYTHING
        found: Q = getattr(reach, how)(what)
        return found
    parents = NOTHING
    for name in reach.via:
        parents = either(parents, _of_parent(name, _parent(model, name), how, what))
    return both(parents, reach.public(what)) if how == "public" else parents


def either(one: Q, other: Q) -> Q:
    """One filter or the other; the plain ones stay what they are, so that they can be told by `is`."""
    if one is EVERYTHING or other is EVERYTHING:
        return EVERYTHING
    return other if one is NOTHING else one if other is NOTHING else one | other


def both(one: Q, other: Q) -> Q:
    """One filter and the other, as `either`."""
    if one is NOTHING or other is NOTHING:
        return NOTHING
    return other if one is EVERYTHING else one if other is EVERYTHING else one & other


def _of_parent(name: str, parent: type[Model], how: str, what: Any) -> Q:
    found = filtered(parent, how, what)
    if found is NOTHING:
        return NOTHING
    if found is EVERYTHING:
        return Q(**{f"{name}__isnull": False})
    return Q(**{f"{name}__in": parent._default_manager.filter(found).values("pk")})


@cache
def _parent(model: type[Model], name: str) -> type[Model]:
    related: Any = model._meta.get_field(name).related_model
    return related if isinstance(related, type) else apps.get_model(related)
