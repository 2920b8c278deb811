"""Turns what a text says about time ("session:7", "date:2027-03", "annual") into a meeting and a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from .models import Body, Meeting

_VALUE = re.compile(r"(?:(?P<relation>before|after):)?(?:(?P<code>[^:]+):(?P<number>.+)|(?P<phrase>\w+))")
_RHYTHMS = {"annual": 1, "biennial": 2}
_DAY = timedelta(days=1)


class Resolved(msgspec.Struct, frozen=True):
    """The meeting meant and the day by which something is due, as far as known."""

    meeting: Meeting | None = None
    date: date | None = None


class Calendar:
    """The meetings of the register, looked up once for many dues (two questions to the database)."""

    def __init__(self, meetings: Iterable[Meeting] | None = None, bodies: Iterable[Body] | None = None) -> None:
        held = Meeting.objects.filter(withdrawn=False) if meetings is None else meetings
        self._by_number: dict[tuple[int, str], Meeting] = {(each.body_id, each.number): each for each in held}
        self._of_body: dict[int, list[Meeting]] = {}
        for meeting in self._by_number.values():
            self._of_body.setdefault(meeting.body_id, []).append(meeting)
        for several in self._of_body.values():
            several.sort(key=_order)
        self._by_code: dict[str, set[int]] = {}
        for body in Body.objects.filter(withdrawn=False) if bodies is None else bodies:
            for code in {body.due_as, body.address} - {""}:
                self._by_code.setdefault(code, set()).add(body.pk)

    def resolve(
        self, value: str, *, body: int | None, at: Meeting | None, today: date, known: Meeting | None = None
    ) -> Resolved:
        """What a value means in a decision of `body` taken at the meeting `at`.

        `known` is the meeting where it is known already (the code "COP" alone means many). A period counts to its
        last day ("date:2027" is 31 December 2027), a meeting to its first one; "before" either means the day before
        it begins; "after" sets no day. What recurs is due the next time from `today` on: every year (two years) on
        31 December, counted from the year after that of the decision, each session at the body's next meeting.
        """
        match = _VALUE.fullmatch(value)
        if match is None:
            return Resolved(known)
        relation, code, number = match["relation"], match["code"], match["number"]
        if code == "date":
            return Resolved(known, _day(number, relation))
        if code:
            meeting = known or self._meant(code, number, body, at)
            return Resolved(meeting, first_day(meeting, relation))
        return self._recurring(match["phrase"], body, at, today)

    def following(self, body: int | None, after: Meeting | None, today: date | None = None) -> Meeting | None:
        """The meeting of a body that follows `after`; with `today` the next one that has not begun yet."""
        for meeting in self._of_body.get(body or 0, ()):
            if after is not None and after.body_id == body and _order(meeting) <= _order(after):
                continue
            if today is None or meeting.start is None or meeting.start >= today:
                return meeting
        return None

    def _meant(self, code: str, number: str, body: int | None, at: Meeting | None) -> Meeting | None:
        bodies = {body} if code == "session" else self._by_code.get(code, set())
        if len(bodies) != 1:
            return None
        (of,) = bodies
        if number == "next":
            here = at if at is not None and at.body_id == of else None
            return self.following(of, here, None if here else at.start if at else None)
        return self._by_number.get((of or 0, number))

    def _recurring(self, phrase: str, body: int | None, at: Meeting | None, today: date) -> Resolved:
        if phrase == "each_session":
            meeting = self.following(body, at, today)
            return Resolved(meeting, first_day(meeting))
        if years := _RHYTHMS.get(phrase):
            begun = (at.end or at.start or today).year if at else today.year
            year = max(today.year, begun + years)
            return Resolved(None, date(year + (begun - year) % years, 12, 31))
        return Resolved()


def first_day(meeting: Meeting | None, relation: str | None = None) -> date | None:
    """The day that "at", "before" or "after" a meeting sets."""
    if meeting is None or meeting.start is None or relation == "after":
        return None
    return meeting.start - _DAY if relation == "before" else meeting.start


def recurs(value: str) -> bool:
    """Whether something is due again and again."""
    return value in _RHYTHMS or value == "each_session"


def period(written: str) -> tuple[date, date] | None:
    """The first and the last day of an ISO 8601 date of reduced precision ("2027", "2027-03", "2027-03-31") or of a
    range of such ("2027-03/2027-05"); None where it is none."""
    first, _, last = written.partition("/")
    start, end = _bounds(first), _bounds(last or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _bounds(written: str) -> tuple[date, date] | None:
    numbers = [int(part) for part in written.split("-") if part.isdecimal()]
    if len(numbers) != written.count("-") + 1 or len(numbers) > 3:
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - _DAY
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _day(written: str, relation: str | None) -> date | None:
    bounds = period(written)
    if bounds is None or relation == "after":
        return None
    return bounds[0] - _DAY if relation == "before" else bounds[1]


def _order(meeting: Meeting) -> tuple[int, float, str]:
    """By number where meetings are counted; special sessions and others by their day."""
    if meeting.number.isdecimal():
        return 0, float(meeting.number), ""
    return 1, float(meeting.start.toordinal()) if meeting.start else float("inf"), meeting.number
