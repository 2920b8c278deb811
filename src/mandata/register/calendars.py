"""iCalendar feeds (RFC 5545): what is due for a person, an organization, a meeting or a body, in six languages.

Every entry has an address of its own that never changes, and a sequence that grows when it moves, so that a calendar
moves it instead of showing it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import icalendar
import msgspec
from django.conf import settings
from django.db.models import Max, Model

from ..languages import Code
from . import queries, rights, saying
from .deadlines import Rules, rule_of
from .history import kind_of
from .models import Body, Event, Meeting, Milestone, Organization, Person
from .rights import Who
from .words import words

MOST = 2000  # entries in a feed, the first ones; calendars slow down long before
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # of what the log does not know
_BATCH = 400  # keys in one question, under the limit of variables of SQLite


class _Entry(msgspec.Struct, frozen=True):
    """An entry of a calendar: the record, what it is of it, its first and last day, and its words."""

    record: Model
    part: str
    start: date
    end: date
    title: str
    told: str = ""
    place: str = ""
    link: str = ""


def of_person(person: Person, language: Code | str = "") -> bytes:
    """What a person has to do: their open mandates with milestones, and the days for documents."""
    code = language or person.language
    mandates = queries.my_work(person).filter(due_date__isnull=False)
    milestones = Milestone.objects.filter(mandate__in=queries.my_work(person).order_by().values("pk"))
    return _feed(person.name, code, [*_mandates(mandates, code), *_milestones(milestones, code)])


def of_organization(who: Who, organization: Organization, language: Code | str) -> bytes:
    """The open mandates that name an organization or were given to it, as far as somebody sees them."""
    found = queries.open_in(queries.Scope(organization=organization)).filter(due_date__isnull=False)
    return _feed(organization.name(language), language, _mandates(rights.visible(who, found), language))


def of_meeting(who: Who, meeting: Meeting, language: Code | str) -> bytes:
    """A meeting, the deadlines before it, and the open mandates due at it, as far as somebody sees them."""
    found = queries.open_in(queries.Scope(meeting=meeting)).filter(due_date__isnull=False)
    entries = [*_meetings([meeting], language), *_mandates(rights.visible(who, found), language)]
    return _feed(_name(meeting, language), language, entries)


def of_body(who: Who, body: Body, language: Code | str) -> bytes:
    """The meetings of a body with their deadlines, and its open mandates, as far as somebody sees them."""
    meetings = Meeting.objects.filter(body=body, withdrawn=False, start__isnull=False).order_by("start")
    found = queries.open_in(queries.Scope(body=body)).filter(due_date__isnull=False)
    entries = [*_meetings(meetings, language), *_mandates(rights.visible(who, found), language)]
    return _feed(body.name(language) or body.address, language, entries)


def of_mandates(hits: Iterable[queries.Hit], name: str, language: Code | str) -> bytes:
    """A list as a calendar."""
    return _feed(name, language, [entry for hit in hits for entry in _mandate(hit, language)])


# ------------------------------------------------------------------------------------------------ entries


def _mandates(mandates: Any, language: str) -> list[_Entry]:
    found = queries.hits(mandates, date.min, MOST)
    return [entry for hit in found for entry in _mandate(hit, language)]


def _mandate(hit: queries.Hit, language: str) -> list[_Entry]:
    """The day on which a mandate is due, and the day by which its result must be there as a document."""
    mandate, said = hit.mandate, words(language)
    if mandate.due_date is None:
        return []
    what = f"{mandate.address} {saying.action(mandate, language, 80)}".strip()
    lines = [
        (said.labels["what"], saying.action(mandate, language)),
        (said.labels["who"], ", ".join(saying.asked(mandate, language))),
        (said.labels["state"], said.states[mandate.state]),
        (said.labels["meeting"], mandate.due_meeting.address if mandate.due_meeting else ""),
        (said.labels["responsible"], mandate.responsible.name if mandate.responsible else mandate.unit),
    ]
    told = "\n".join(f"{label}: {value}" for label, value in lines if value)
    link = _link("mandates", mandate.address, language)
    due = _Entry(mandate, "due", mandate.due_date, mandate.due_date, said.feeds.due.format(what=what), told, link=link)
    if hit.work_by is None or hit.work_by == mandate.due_date:
        return [due]
    title = said.feeds.rule.format(rule=said.rules[rule_of(mandate.deliverable)], meeting=what)
    return [due, _Entry(mandate, "work", hit.work_by, hit.work_by, title, told, link=link)]


def _milestones(milestones: Any, language: str) -> list[_Entry]:
    waiting = milestones.filter(withdrawn=False, done=None, due__isnull=False).select_related("mandate").order_by("due")
    title = words(language).feeds.milestone
    return [
        _Entry(
            each, "due", each.due, each.due, title.format(what=f"{each.title} ({each.mandate.address})"),
            saying.action(each.mandate, language), link=_link("mandates", each.mandate.address, language),
        )
        for each in waiting[:MOST]
    ]  # fmt: skip


def _meetings(meetings: Iterable[Meeting], language: str) -> list[_Entry]:
    rules, said, found = Rules(), words(language), []
    for meeting in meetings:
        if meeting.start is None:
            continue
        name, link = _name(meeting, language), _link("meetings", meeting.address, language)
        found.append(
            _Entry(meeting, "held", meeting.start, meeting.end or meeting.start, name, "", meeting.place, link)
        )
        for key, day in rules.of_meeting(meeting).items():
            title = said.feeds.rule.format(rule=said.rules[key], meeting=name)
            found.append(_Entry(meeting, key, day, day, title, link=link))
    return found


def _name(meeting: Meeting, language: str) -> str:
    return meeting.name(language) or meeting.address


def _link(room: str, address: str, language: str) -> str:
    return f"{settings.SITE}/{language}/{room}/{quote(address)}"


# ------------------------------------------------------------------------------------------------ the file


def _feed(name: str, language: str, entries: Sequence[_Entry]) -> bytes:
    calendar = icalendar.Calendar()
    title = words(language).feeds.of.format(name=name)
    for key, value in (
        ("version", "2.0"),
        ("prodid", f"-//Mandata//{language.upper()}"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", title),
        ("x-wr-calname", title),
    ):
        calendar.add(key, value)
    calendar.add("refresh-interval", _DAY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    changes = _changes(entries)
    for entry in sorted(entries, key=lambda each: (each.start, kind_of(each.record), each.record.pk, each.part)):
        calendar.add_component(_event(entry, language, changes))
    return bytes(calendar.to_ical())


def _event(entry: _Entry, language: str, changes: dict[tuple[str, int], tuple[int, datetime]]) -> icalendar.Event:
    kind, key = kind_of(entry.record), entry.record.pk
    number, at = changes.get((kind, key), (0, _EPOCH))
    event = icalendar.Event()
    event.add("uid", f"{kind}-{key}-{entry.part}@{urlsplit(settings.SITE).hostname}")
    event.add("sequence", number)
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end + _DAY)  # all-day entries end before their last day is over (RFC 5545, 3.6.1)
    event.add("summary", entry.title, parameters={"language": language})
    for name, value in (("description", entry.told), ("location", entry.place), ("url", entry.link)):
        if value:
            event.add(name, value)
    event.add("transp", "OPAQUE" if entry.part == "held" else "TRANSPARENT")
    return event


def _changes(entries: Sequence[_Entry]) -> dict[tuple[str, int], tuple[int, datetime]]:
    """How often, and when last, each record was changed, by the log: what moves grows in number."""
    keys: dict[str, set[int]] = {}
    for entry in entries:
        keys.setdefault(kind_of(entry.record), set()).add(entry.record.pk)
    found = {}
    for kind, wanted in keys.items():
        ordered = sorted(wanted)
        for at in range(0, len(ordered), _BATCH):
            some = Event.objects.filter(record=kind, key__in=ordered[at : at + _BATCH]).values("key")
            for row in some.annotate(last=Max("number"), when=Max("at")).order_by():
                found[kind, row["key"]] = (row["last"], row["when"])
    return found
