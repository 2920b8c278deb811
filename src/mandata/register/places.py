"""Lays out what the program knows: bodies, their meetings and organizations, without touching what people changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from .. import lexicon
from ..errors import RegisterError
from .deadlines import move_meeting
from .history import Author, Entry, log_all
from .meeting_calendar import Calendar
from .models import Body, Event, Meeting, Organization

M = TypeVar("M", Body, Organization)


def seed(author: Author) -> int:
    """Put in every body, meeting and organization of the data files that is not in the register; how many those are.

    A record that is there stays as people have it; only a meeting that has no dates, and never had, gets them.
    """
    with transaction.atomic():
        bodies = _missing_bodies()
        made: list[Any] = Body.objects.bulk_create(bodies)
        if made:
            _put_parents(Body, {entry.id: entry.parent for entry in lexicon.bodies().values()}, made)
        organizations = Organization.objects.bulk_create(_missing_organizations())
        if organizations:
            _put_parents(Organization, _organization_parents(), organizations)
        meetings = Meeting.objects.bulk_create(_missing_meetings())
        made = [*made, *organizations, *meetings]
        log_all(author, [Entry(record=record, what="added") for record in made], new=True)
        _date_meetings(author)
    return len(made)


class Places:
    """Bodies, meetings and organizations by address, asked once for many documents.

    A meeting that is named and not known yet is put in without dates. To be made anew after a transaction that failed.
    """

    def __init__(self, author: Author) -> None:
        seed(author)
        self._author = author
        self.bodies: dict[str, Body] = {body.address: body for body in Body.objects.all()}
        self.meetings: dict[str, Meeting] = {meeting.address: meeting for meeting in Meeting.objects.all()}
        self.organizations: dict[str, Organization] = {
            organization.address: organization for organization in Organization.objects.all()
        }
        self._calendar: Calendar | None = None

    def refresh(self) -> None:
        """Take over which meetings others have put in or moved meanwhile. To be called in the transaction."""
        known = {meeting.pk: meeting for meeting in self.meetings.values()}
        held = Meeting.objects.values_list("pk", "start", "end")
        changed = [row for row in held if (at := known.get(row[0])) is None or (at.start, at.end) != row[1:]]
        for meeting in Meeting.objects.filter(pk__in=[key for key, *_ in changed]) if changed else ():
            self.meetings[meeting.address] = meeting
            self._calendar = None

    @property
    def calendar(self) -> Calendar:
        """When the meetings are held, for dues."""
        if self._calendar is None:
            self._calendar = Calendar(self.meetings.values(), self.bodies.values())
        return self._calendar

    def body(self, address: str | None) -> Body | None:
        return self.bodies.get(address or "")

    def known_body(self, address: str) -> Body:
        """The body that somebody names. Raises RegisterError where the register has none of that address."""
        body = self.bodies.get(address.upper())
        if body is None:
            near = ", ".join(sorted(known for known in self.bodies if address.upper()[:3] in known)[:8])
            raise RegisterError(f"{address!r} is no body of the register", "the address of a body", near)
        return body

    def organization(self, address: str | None) -> Organization | None:
        return self.organizations.get(address or "")

    def meeting(self, address: str | None) -> Meeting | None:
        """The meeting of an address such as "MINAMATA-COP-7"; None where its body is not known."""
        if not address or address in self.meetings:
            return self.meetings.get(address or "")
        body = max((known for known in self.bodies if address.startswith(f"{known}-")), key=len, default=None)
        if body is None:
            return None
        meeting = Meeting.objects.create(address=address, body=self.bodies[body], number=address[len(body) + 1 :])
        log_all(self._author, [Entry(record=meeting, what="added", note="named in a text")], new=True)
        self.meetings[address] = meeting
        self._calendar = None
        return meeting


def day(written: str | None, last: bool = True) -> date | None:
    """A day of an ISO 8601 date of any precision: of a month or year the last day, or the first one."""
    parts = (written or "").split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = numbers[0], numbers[1] if len(numbers) == 2 else (12 if last else 1)
        if not last:
            return date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except (ValueError, IndexError):
        return None


def _missing_bodies() -> list[Body]:
    held = set(Body.objects.values_list("address", flat=True))
    return [
        Body(
            address=entry.id,
            names=_first(entry.names),
            series=entry.series or "",
            due_as=entry.due_as or "",
            instrument=entry.instrument or "",
        )
        for entry in lexicon.bodies().values()
        if entry.id not in held
    ]


def _missing_organizations() -> list[Organization]:
    held = set(Organization.objects.values_list("address", flat=True))
    bodies = {body.address: body for body in Body.objects.all()}
    missing = [
        Organization(
            address=entry.id,
            kind=entry.kind,
            names=_first(entry.names),
            acronyms=_first(entry.acronyms),
            website=entry.website or "",
            wikidata=entry.wikidata or "",
            ror=entry.ror or "",
        )
        for entry in lexicon.organizations().values()
        if entry.id not in held
    ]
    return missing + [
        Organization(address=entry.id, kind="body", names=_first(entry.names), body=bodies[entry.id])
        for entry in lexicon.bodies().values()
        if entry.id not in held
    ]


def _missing_meetings() -> list[Meeting]:
    held = set(Meeting.objects.values_list("address", flat=True))
    bodies = {body.address: body for body in Body.objects.all()}
    return [
        Meeting(
            address=f"{entry.id}-{meeting.number}",
            body=bodies[entry.id],
            number=meeting.number,
            start=day(meeting.start, last=False),
            end=day(meeting.end),
            place=meeting.place or "",
        )
        for entry in lexicon.bodies().values()
        for meeting in entry.meetings
        if f"{entry.id}-{meeting.number}" not in held
    ]


def _date_meetings(author: Author) -> None:
    """Give their dates to meetings that were known by number alone, unless a person has changed them."""
    known = {f"{entry.id}-{m.number}": m for entry in lexicon.bodies().values() for m in entry.meetings if m.start}
    bare = [m for m in Meeting.objects.filter(start=None) if m.address in known]
    changed = set(
        Event.objects.filter(record="meeting", key__in=[m.pk for m in bare], number__gt=1).values_list("key", flat=True)
    )
    dated = [meeting for meeting in bare if meeting.pk not in changed]
    for meeting in dated:  # with what hangs on them already
        entry = known[meeting.address]
        place = meeting.place or entry.place or ""
        move_meeting(author, meeting, day(entry.start, last=False), day(entry.end), place)


def _organization_parents() -> dict[str, str | None]:
    bodies = {entry.id: entry.parent for entry in lexicon.bodies().values()}
    return bodies | {entry.id: entry.parent for entry in lexicon.organizations().values()}


def _put_parents(kind: type[M], parents: dict[str, str | None], made: Iterable[M]) -> None:
    keys = dict(kind._default_manager.values_list("address", "pk"))
    children = [record for record in made if parents.get(record.address) in keys]
    for record in children:
        record.parent_id = keys[str(parents[record.address])]
    kind._default_manager.bulk_update(children, ["parent"])


def _first(names: lexicon.Names) -> dict[str, str]:
    return {language: forms[0] for language, forms in names.items() if forms}
