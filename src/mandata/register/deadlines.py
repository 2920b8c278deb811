"""Keeps the days by which mandates are due: from the calendar of meetings, moved when a meeting moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery

from ..errors import RegisterError
from ..lexicon import Entry, load
from . import history
from .history import Author
from .meeting_calendar import Calendar, first_day, recurs
from .models import Body, DeadlineRule, Due, Mandate, Meeting, Milestone
from .turns import wait_for_others
from .workflow import states

_BATCH = 400  # keys in one question, under the limit of variables of SQLite


class RuleEntry(Entry, frozen=True, kw_only=True):
    """A deadline before a meeting; the header of data/deadline_rules.yaml explains the fields."""

    key: str
    weeks: int
    deliverables: list[str]


class MeetingMoved(msgspec.Struct, frozen=True):
    """What a moved meeting took with it: how many dues, mandates and milestones."""

    dues: int = 0
    mandates: int = 0
    milestones: int = 0


# ------------------------------------------------------------------------------------------------ rules


@cache
def rule_entries() -> dict[str, RuleEntry]:
    """The rules that hold where a body has none of its own."""
    return {entry.key: entry for entry in load("deadline_rules.yaml", list[RuleEntry])}


class Rules:
    """How many weeks before a meeting what must be there, for every body; asked once (one question)."""

    def __init__(self) -> None:
        held = DeadlineRule.objects.filter(withdrawn=False).values_list("body", "key", "weeks")
        self._set: dict[tuple[int | None, str], int] = {(body, key): weeks for body, key, weeks in held}

    def weeks(self, key: str, body: int | None) -> int:
        """Of the body itself, else of all, else as the data file says. Raises RegisterError for an unknown key."""
        for of in (body, None):
            if (of, key) in self._set:
                return self._set[of, key]
        return _rule(key).weeks

    def bodies(self, key: str) -> list[int]:
        """The bodies that have a rule of their own."""
        return sorted(body for body, of in self._set if of == key and body is not None)

    def day(self, key: str, meeting: Meeting) -> date | None:
        """The day by which what `key` names must be there for a meeting; without a key its first day."""
        if meeting.start is None:
            return None
        return meeting.start - timedelta(weeks=self.weeks(key, meeting.body_id)) if key else meeting.start

    def of_meeting(self, meeting: Meeting) -> dict[str, date]:
        """Every deadline before a meeting, the first one first; none where its days are not known."""
        found = {key: day for key in rule_entries() if (day := self.day(key, meeting))}
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def work_by(self, mandate: Mandate) -> date | None:
        """The day by which the result of a mandate must be there for the meeting at which it is due, by the rules for
        results of its kind; None where no rule asks for it."""
        key = rule_of(mandate.deliverable)
        return self.day(key, mandate.due_meeting) if key and mandate.due_meeting else None


def rule_of(deliverable: str) -> str:
    """The rule for results of a kind; empty where there is none."""
    return next((entry.key for entry in rule_entries().values() if deliverable in entry.deliverables), "")


def set_rule(author: Author, key: str, weeks: int, body: Body | None = None) -> DeadlineRule:
    """Set how many weeks before meetings of a body (of all bodies) something must be there; milestones move with it."""
    _rule(key)
    if not 0 <= weeks <= 260:
        raise RegisterError(f"{weeks} weeks before a meeting", "between 0 and 260")
    with transaction.atomic():
        rule = DeadlineRule.objects.filter(body=body, key=key).first()
        before = {"weeks": rule.weeks, "withdrawn": rule.withdrawn} if rule else {}
        if rule is None:
            rule = DeadlineRule(body=body, key=key)
        rule.weeks, rule.withdrawn = weeks, False
        rule.save()
        new = {"key": key, "weeks": weeks, "body": str(body or "")}
        after = {"weeks": weeks, "withdrawn": False} if before else new
        if before != after:
            history.log(author, rule, "changed" if before else "added", before, after)
        hanging = Milestone.objects.filter(rule=key, done=None, withdrawn=False, meeting__start__isnull=False)
        _date_milestones(author, hanging.filter(meeting__body=body) if body else hanging)
    return rule


def _rule(key: str) -> RuleEntry:
    if key not in rule_entries():
        raise RegisterError(f"{key!r} is no deadline", f"one of {', '.join(rule_entries())}", "docs/following.md")
    return rule_entries()[key]


# ------------------------------------------------------------------------------------------------ resolving


def resolve_all(mandates: Sequence[Mandate], today: date, calendar: Calendar | None = None) -> list[Mandate]:
    """Set meeting and date of every due of these mandates, and their first due; those whose first due changed.

    For whoever writes dues (bringing in, correcting), in their transaction and before their log line. Many at once cost
    a bounded number of questions per some hundred mandates.
    """
    calendar = calendar or Calendar()
    changed: list[Mandate] = []
    for at in range(0, len(mandates), _BATCH):
        changed += _resolve(mandates[at : at + _BATCH], today, calendar)
    return changed


def _resolve(mandates: Sequence[Mandate], today: date, calendar: Calendar) -> list[Mandate]:
    by_key = {mandate.pk: mandate for mandate in mandates}
    dues = list(Due.objects.filter(mandate__in=by_key).select_related("meeting").order_by("mandate", "position"))
    at = Meeting.objects.in_bulk({mandate.meeting_id for mandate in mandates if mandate.meeting_id})
    moved: list[Due] = []
    first: dict[int, Due] = {}
    for due in dues:
        mandate = by_key[due.mandate_id]
        known = None if recurs(due.value) or due.value.endswith(":next") else due.meeting
        found = calendar.resolve(
            due.value, body=mandate.body_id, at=at.get(mandate.meeting_id), today=today, known=known
        )
        told = found.meeting or found.date or recurs(due.value)  # else the day stays that a person may have given
        if told and (due.meeting, due.date) != (found.meeting, found.date):
            due.meeting, due.date = found.meeting, found.date
            moved.append(due)
        if mandate.pk not in first or (due.date or date.max) < (first[mandate.pk].date or date.max):
            first[mandate.pk] = due
    if moved:
        Due.objects.bulk_update(moved, ["meeting", "date"], batch_size=_BATCH)
    changed = []
    for mandate in mandates:
        due_or_none = first.get(mandate.pk)
        new = (due_or_none.date, due_or_none.meeting_id) if due_or_none else (None, None)
        if (mandate.due_date, mandate.due_meeting_id) != new:
            mandate.due_date, mandate.due_meeting_id = new
            changed.append(mandate)
    if changed:
        Mandate.objects.bulk_update(changed, ["due_date", "due_meeting"], batch_size=_BATCH)
    return changed


def roll_on(author: Author, today: date) -> int:
    """Set what recurs, and what is due at "the next" meeting, to its next time; how many mandates that changed.

    To be called once a day: a year or a meeting that has passed gives way to the next one.
    """
    late = Due.objects.filter(value__in=("annual", "biennial", "each_session"), mandate__state__in=states("open"))
    late = late.filter(mandate__withdrawn=False).exclude(date__gte=today)
    mandates = list(Mandate.objects.filter(pk__in=late.values("mandate")))
    with transaction.atomic():
        before = {mandate.pk: mandate.due_date for mandate in mandates}
        changed = [mandate for mandate in resolve_all(mandates, today) if mandate.due_date != before[mandate.pk]]
        _count(changed)
        history.log_all(author, [_redated(mandate, before[mandate.pk], mandate.due_date) for mandate in changed])
    return len(changed)


def _count(mandates: Sequence[Mandate]) -> None:
    for at in range(0, len(mandates), _BATCH):
        keys = [mandate.pk for mandate in mandates[at : at + _BATCH]]
        Mandate.objects.filter(pk__in=keys).update(sequence=F("sequence") + 1)


# ------------------------------------------------------------------------------------------------ moving


def move_meeting(
    author: Author, meeting: Meeting, start: date | None, end: date | None = None, place: str | None = None
) -> MeetingMoved:
    """Set when and where a meeting is held; every due, mandate and milestone that hangs on it moves and says so.

    Without `end` a meeting keeps its length. Raises RegisterError where it would end before it begins.
    """
    if end is None and start is not None:
        end = start + (meeting.end - meeting.start) if meeting.start and meeting.end else start
    if start and end and end < start:
        raise RegisterError(f"{meeting.address} would end on {end}, before {start}", "a last day after the first one")
    fields: dict[str, Any] = {"start": start, "end": end if start else None}
    if place is not None:
        fields["place"] = place
    with transaction.atomic():
        wait_for_others()
        held = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        before = {name: getattr(held, name) for name in fields}
        changed = {name: value for name, value in fields.items() if before[name] != value}
        for name, value in fields.items():
            setattr(meeting, name, value)
        if not changed:
            return MeetingMoved()
        Meeting.objects.filter(pk=meeting.pk).update(**changed)
        history.log(author, meeting, "held", {name: before[name] for name in changed}, changed)
        return _move_hanging(author, meeting) if "start" in changed else MeetingMoved()


def _move_hanging(author: Author, meeting: Meeting) -> MeetingMoved:
    dues = Due.objects.filter(meeting=meeting)
    on_it = Mandate.objects.filter(pk__in=dues.values("mandate"))
    before = _days(on_it.select_for_update(no_key=True).order_by("pk"))  # mandates first, as whoever corrects one
    at = dues.exclude(value__startswith="before:").exclude(value__startswith="after:")
    moved = at.update(date=first_day(meeting))
    moved += dues.filter(value__startswith="before:").update(date=first_day(meeting, "before"))
    first = Due.objects.filter(mandate=OuterRef("pk")).order_by(F("date").asc(nulls_last=True), "position")
    on_it.update(
        due_date=Subquery(first.values("date")[:1]),
        due_meeting=Subquery(first.values("meeting")[:1]),
        sequence=F("sequence") + 1,
    )
    after = _days(on_it)
    meant = {"due_meeting": meeting.address}
    told = ((Mandate(pk=key, address=address), before[key][1], day) for key, (address, day) in after.items())
    history.log_all(author, [_redated(mandate, was, day, meant) for mandate, was, day in told])
    milestones = Milestone.objects.filter(meeting=meeting, done=None, withdrawn=False)
    return MeetingMoved(moved, len(after), _date_milestones(author, milestones))


def _days(mandates: QuerySet[Mandate]) -> dict[int, tuple[str, date | None]]:
    return {key: (address, day) for key, address, day in mandates.values_list("pk", "address", "due_date")}


def _redated(
    mandate: Mandate, before: date | None, after: date | None, meant: Mapping[str, Any] | None = None
) -> history.Entry:
    return history.Entry(
        record=mandate, what="redated", before={"due_date": before}, after={"due_date": after, **(meant or {})}
    )


def _date_milestones(author: Author, milestones: QuerySet[Milestone]) -> int:
    """Set the days of milestones that hang on a meeting, by its first day and the rules."""
    rules = Rules()
    entries: list[history.Entry] = []
    changed: list[Milestone] = []
    for milestone in _iterate(milestones):
        day = rules.day(milestone.rule, milestone.meeting)
        if day != milestone.due:
            before, milestone.due = milestone.due, day
            changed.append(milestone)
            entries.append(
                history.Entry(record=milestone, what="redated", before={"due": before}, after={"due": milestone.due})
            )
    days: dict[date | None, list[int]] = {}
    for milestone in changed:
        days.setdefault(milestone.due, []).append(milestone.pk)
    for day, keys in days.items():
        for at in range(0, len(keys), _BATCH):
            Milestone.objects.filter(pk__in=keys[at : at + _BATCH]).update(due=day)
    history.log_all(author, entries)
    return len(changed)


def _iterate(milestones: QuerySet[Milestone]) -> Iterable[Milestone]:
    return milestones.select_related("meeting").order_by("pk")
