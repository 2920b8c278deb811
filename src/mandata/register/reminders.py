"""Reminds people of what is due: one letter each in their language, as a background job, never twice of the same.

In one transaction the reminders are written down and the letter is put into the queue of jobs, which is kept in the
same database: killed before its end nothing has happened, killed after it the letter waits for the next worker. Two
runs at once are told apart by the unique reminder; a job is taken from the queue before its letter goes out and never
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django_tasks import task

from . import deadlines, history, queries, saying
from .history import Author, Entry
from .models import Assignment, Mandate, Milestone, Person, Reminder
from .words import words
from .workflow import states

DAYS = (30, 7)  # days before; the nearest one that has come counts
_MOST = 240  # letters of `about`


class Item(msgspec.Struct, frozen=True):
    """Something to remind of: as what ("due_30", "overdue", "milestone_7"), of which mandate, on which day."""

    kind: str
    mandate: Mandate
    day: date
    milestone: Milestone | None = None

    @property
    def about(self) -> str:
        """What makes it the same: the record and its day, so that a new day is a new reminder."""
        what = f"milestone-{self.milestone.pk}" if self.milestone else f"mandate-{self.mandate.pk}"
        return f"{what} {self.day}"[:_MOST]


def daily(author: Author, today: date) -> int:
    """What is to be done once a day: what recurs goes on to its next time, then people are reminded."""
    deadlines.roll_on(author, today)
    return remind(author, today)


def remind(author: Author, today: date) -> int:
    """Put a letter to everybody who has something due, overdue or to reach soon into the queue; how many letters.

    To be called as often as one likes: a reminder that was given is not given again, unless its day has moved.
    """
    sent = 0
    for person, items in _by_person(today):
        new = _new(person, items)
        if new and _queue(author, person, new, today):
            sent += 1
    return sent


def _queue(author: Author, person: Person, items: Sequence[Item], today: date) -> bool:
    """False where another run was faster with one of these: it reminds this person now."""
    subject, body = letter(person, items, today)
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(
                Reminder(person=person, kind=item.kind, about=item.about, sent=author.at) for item in items
            )
            told = {"person": person.name}
            entries = [
                Entry(record=item.mandate, what="reminded", after={**told, "kind": item.kind, "day": item.day})
                for item in items
            ]
            history.log_all(author, entries)
            send_letter.enqueue(person.email, subject, body)
    except IntegrityError:
        return False
    return True


@task()
def send_letter(to: str, subject: str, body: str) -> None:
    """Send one letter. A job of the queue: what fails stays there as failed (worker.failed)."""
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send()


def letter(person: Person, items: Sequence[Item], today: date) -> tuple[str, str]:
    """Subject and words of a letter, in the person's language."""
    said = words(person.language)
    mails = said.mails
    groups = (
        (mails.overdue, [item for item in items if not item.milestone and item.day < today]),
        (mails.due, [item for item in items if not item.milestone and item.day >= today]),
        (mails.milestones, [item for item in items if item.milestone]),
    )
    parts = [mails.greeting.format(name=person.name)]
    for heading, group in groups:
        if group:
            parts.append("\n".join([heading, *(_line(item, person.language, today) for item in group)]))
    parts.append(mails.close.format(site=settings.SITE))
    return mails.subject.format(count=len(items)), "\n\n".join(parts) + "\n"


def _line(item: Item, language: str, today: date) -> str:
    said = words(language)
    title = item.milestone.title if item.milestone else saying.action(item.mandate, language, 160)
    days = f"{said.labels['days']}: {(item.day - today).days}"
    return f"- {item.day} ({days}) {item.mandate.address}: {title}"


# ------------------------------------------------------------------------------------------------ what is due


def _by_person(today: date) -> Iterator[tuple[Person, list[Item]]]:
    """Everybody with all that they could be reminded of today, in few questions whatever their number."""
    items = {item.about: item for item in (*_mandates(today), *_milestones(today))}
    keys = {item.mandate.pk for item in items.values()}
    having: dict[int, set[Person]] = {}
    for mandate in Mandate.objects.filter(pk__in=keys, responsible__isnull=False).select_related("responsible"):
        having.setdefault(mandate.pk, set()).add(mandate.responsible)
    beside = Assignment.objects.filter(mandate__in=keys, withdrawn=False, person__isnull=False).select_related("person")
    for assignment in beside:
        having.setdefault(assignment.mandate_id, set()).add(assignment.person)
    found: dict[Person, list[Item]] = {}
    for item in items.values():
        for person in having.get(item.mandate.pk, ()):
            if person.is_active:
                found.setdefault(person, []).append(item)
    yield from sorted(found.items(), key=lambda each: each[0].pk)


def _mandates(today: date) -> Iterator[Item]:
    had = queries.given()
    within = timedelta(days=max(DAYS))
    for hit in queries.hits(queries.overdue(today).filter(had), today):
        yield Item("overdue", hit.mandate, hit.mandate.due_date or today)
    for hit in queries.hits(queries.due_soon(today, within).filter(had), today):
        for day in {hit.work_by, hit.mandate.due_date}:
            if day is not None and (kind := _kind("due", day, today)):
                yield Item(kind, hit.mandate, day)


def _milestones(today: date) -> Iterator[Item]:
    waiting = Milestone.objects.filter(withdrawn=False, done=None, due__lte=today + timedelta(days=max(DAYS)))
    waiting = waiting.filter(mandate__withdrawn=False, mandate__state__in=states("open"))
    for milestone in waiting.select_related("mandate").order_by("due", "pk"):
        day = milestone.due
        if day is not None and (kind := _kind("milestone", day, today)):
            yield Item(kind, milestone.mandate, day, milestone)


def _kind(what: str, day: date, today: date) -> str:
    """How near a day is: as of the nearest number of days that has come; nothing for a day that is still far."""
    left = (day - today).days
    if left < 0:
        return f"{what}_late"
    near = [days for days in DAYS if left <= days]
    return f"{what}_{min(near)}" if near else ""


def _new(person: Person, items: Iterable[Item]) -> list[Item]:
    """Those of which the person was not reminded in this way, the first one first."""
    given = set(Reminder.objects.filter(person=person).values_list("kind", "about"))
    return sorted((each for each in items if (each.kind, each.about) not in given), key=lambda each: each.day)
