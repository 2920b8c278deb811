"""The lists that people open: what is due, overdue, without a report, mine, of an organization, of a decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from .deadlines import Rules, rule_entries
from .models import (
    Activity,
    Actor,
    Assignment,
    Attachment,
    Body,
    Comment,
    Decision,
    Due,
    Mandate,
    Meeting,
    Milestone,
    Organization,
    Person,
)
from .workflow import states

List = Literal["due_soon", "overdue", "no_report", "nothing_done", "my_work", "of_organization", "of_decision"]
_MANY = 4000  # mandates that name an organization, from which on it counts as one that is named everywhere
_REPORTS = ("report", "submission")  # results that somebody hands in


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is narrowed to; everything empty: the whole register."""

    body: Body | None = None
    meeting: Meeting | None = None
    organization: Organization | None = None
    person: Person | None = None
    decision: Decision | None = None


ALL = Scope()


class Hit(msgspec.Struct, frozen=True):
    """A mandate in a list: days until it is due (negative: late), and when its result must be there as a document."""

    mandate: Mandate
    days: int | None
    work_by: date | None


# ------------------------------------------------------------------------------------------------ lists


def due_soon(today: date, within: timedelta = timedelta(days=90), scope: Scope = ALL) -> QuerySet[Mandate]:
    """Open mandates due from today on within a time, the first one first; also those that are due later at a meeting
    for which their result must be there as a document within that time (data/deadline_rules.yaml)."""
    last = today + within
    return open_in(scope).filter(Q(due_date__gte=today) & (Q(due_date__lte=last) | _work_by(last))).order_by("due_date")


def overdue(today: date, scope: Scope = ALL) -> QuerySet[Mandate]:
    """Open mandates whose day has passed, the latest ones last."""
    return open_in(scope).filter(due_date__lt=today).order_by("due_date")


def no_report(scope: Scope = ALL) -> QuerySet[Mandate]:
    """Open mandates that ask for a report or a submission, of which nothing has been reported yet."""
    asked = open_in(scope).filter(deliverable__in=_REPORTS)
    return asked.filter(~_reported(), ~_evidence()).order_by(F("due_date").asc(nulls_last=True), "pk")


def nothing_done(scope: Scope = ALL) -> QuerySet[Mandate]:
    """Open mandates on which work has not begun, with no activity, evidence, comment or milestone reached."""
    idle = open_in(scope).filter(state__in=("confirmed", "assigned"))
    said = Exists(Comment.objects.filter(mandate=OuterRef("pk"), withdrawn=False))
    reached = Exists(Milestone.objects.filter(mandate=OuterRef("pk"), withdrawn=False, done__isnull=False))
    untouched = idle.filter(~_reported(), ~_evidence(), ~said, ~reached)
    return untouched.order_by(F("due_date").asc(nulls_last=True), "pk")


def my_work(person: Person, scope: Scope = ALL) -> QuerySet[Mandate]:
    """Open mandates that a person is responsible for or has as co-lead, the most urgent one first."""
    return _by_urgency(open_in(msgspec.structs.replace(scope, person=person)))


def of_organization(organization: Organization, role: str = "") -> QuerySet[Mandate]:
    """All mandates that name an organization (in a role: addressee, partner, recipient) or were given to it."""
    return _by_urgency(_standing().filter(_concerns(organization, role)))


def of_decision(decision: Decision) -> QuerySet[Mandate]:
    """All mandates of a decision in the order of its text."""
    return _standing().filter(decision=decision).order_by("paragraph__position", "number")


def listed(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """With what a list shows of each mandate: decision, meeting, responsible person, who is named. Three questions."""
    named = Actor.objects.select_related("organization").order_by("position", "pk")
    return mandates.select_related("decision", "body", "due_meeting", "responsible").prefetch_related(
        Prefetch("actors", queryset=named),
        Prefetch("assignments", queryset=Assignment.objects.filter(withdrawn=False).select_related("organization")),
    )


def hits(mandates: QuerySet[Mandate], today: date, limit: int | None = None) -> list[Hit]:
    """The rows of a list, at most `limit`. Five questions, however many rows.

    Which ones they are is asked first, by their keys: the database then sorts keys, not whole records.
    """
    rules = Rules()
    if limit is None:
        found = list(listed(mandates))
    else:
        keys = list(mandates.values_list("pk", flat=True)[:limit])
        by_key = {each.pk: each for each in listed(Mandate.objects.filter(pk__in=keys))}
        found = [by_key[key] for key in keys if key in by_key]
    return [Hit(each, (each.due_date - today).days if each.due_date else None, rules.work_by(each)) for each in found]


# ------------------------------------------------------------------------------------------------ what they ask


def _standing() -> QuerySet[Mandate]:
    """Mandates that were confirmed once and were not taken back."""
    return Mandate.objects.filter(withdrawn=False).exclude(state__in=states("waiting"))


def open_in(scope: Scope) -> QuerySet[Mandate]:
    """Mandates on which something is still to be done."""
    found = Mandate.objects.filter(withdrawn=False, state__in=states("open"))
    if scope.body:
        found = found.filter(body=scope.body)
    if scope.meeting:
        found = found.filter(pk__in=Due.objects.filter(meeting=scope.meeting).values("mandate"))
    if scope.organization:
        found = found.filter(_concerns(scope.organization))
    if scope.decision:
        found = found.filter(decision=scope.decision)
    if scope.person:
        own = Mandate.objects.filter(responsible=scope.person).values("pk")
        shared = Assignment.objects.filter(person=scope.person, withdrawn=False).values("mandate")
        found = found.filter(pk__in=own.union(shared))  # either has its index; OR of both would have none
    return found


def given() -> Q:
    """That a person has the mandate, as responsible or beside."""
    shared = Assignment.objects.filter(person__isnull=False, withdrawn=False).values("mandate")
    return Q(responsible__isnull=False) | Q(pk__in=shared)


def _concerns(organization: Organization, role: str = "") -> Q:
    """That a mandate names an organization or was given to it.

    The few mandates of a small organization are looked up and sorted; those of one that is named everywhere (the
    secretariat) are met soon enough by going through all in order.
    """
    named = Actor.objects.filter(organization=organization, **({"role": role} if role else {}))
    having = Assignment.objects.filter(organization=organization, withdrawn=False)
    if named[: _MANY + 1].count() > _MANY:
        by_name, by_hand = (Q(Exists(each.filter(mandate=OuterRef("pk")))) for each in (named, having))
        return by_name if role else by_name | by_hand
    keys = named.values("mandate")
    return Q(pk__in=keys if role else keys.union(having.values("mandate")))


def _by_urgency(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return mandates.order_by(F("due_date").asc(nulls_last=True), "pk")


def _work_by(last: date) -> Q:
    """Due at a meeting for which the result must be there by a day, by the weeks of its body or of all."""
    rules, found = Rules(), Q(pk__in=[])
    for entry in rule_entries().values():
        if entry.deliverables:
            apart = rules.bodies(entry.key)
            in_time = Q(due_date__lte=last + timedelta(weeks=rules.weeks(entry.key, None))) & ~Q(body__in=apart)
            for body in apart:
                in_time |= Q(due_date__lte=last + timedelta(weeks=rules.weeks(entry.key, body)), body=body)
            found |= in_time & Q(deliverable__in=entry.deliverables, due_meeting__isnull=False)
    return found


def _reported() -> Exists:
    served = Activity.mandates.through.objects.filter(mandate=OuterRef("pk"), activity__withdrawn=False)
    return Exists(served.filter(activity__state__in=("submitted", "accepted")))


def _evidence() -> Exists:
    return Exists(Attachment.objects.filter(mandate=OuterRef("pk"), withdrawn=False))
