"""Calendars: what stands in them, that entries keep their address and move, and that every program can read them."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from mandata.languages import LANGUAGES
from mandata.register import calendars, deadlines, following
from register.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def events(feed: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(feed).walk("VEVENT")


def days(feed: bytes) -> dict[str, tuple[str, int]]:
    return {
        str(event["uid"]).partition("@")[0]: (event.decoded("dtstart").isoformat(), event["sequence"])
        for event in events(feed)
    }


def test_a_person_has_dues_days_for_documents_and_milestones(cast: Cast) -> None:
    officer = cast.people["officer"]
    mandate = cast.mandate("session:4", deliverable="report")
    cast.mandate("session:4")
    following.assign(cast.author(), mandate, person=officer)
    milestone = following.add_milestone(cast.author(), mandate, "Outline", date(2028, 6, 20))
    assert days(calendars.of_person(officer)) == {
        f"milestone-{milestone.pk}-due": ("2028-06-20", 1),
        f"mandate-{mandate.pk}-work": ("2028-07-03", 3),
        f"mandate-{mandate.pk}-due": ("2028-10-09", 3),
    }


def test_what_moves_keeps_its_address_and_grows_in_sequence(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    before = days(calendars.of_meeting(cast.people["officer"], cast.fourth, "en"))
    deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 11, 6))
    after = days(calendars.of_meeting(cast.people["officer"], cast.fourth, "en"))
    assert before.keys() == after.keys()
    assert (before[f"mandate-{mandate.pk}-due"], after[f"mandate-{mandate.pk}-due"]) == (
        ("2028-10-09", 0), ("2028-11-06", 1),
    )  # fmt: skip
    assert all(after[key][1] > before[key][1] for key in before)


def test_a_meeting_lasts_to_the_end_of_its_last_day(cast: Cast) -> None:
    (held,) = (event for event in events(calendars.of_meeting(None, cast.fourth, "en")) if "held" in event["uid"])
    assert (held.decoded("dtstart"), held.decoded("dtend")) == (date(2028, 10, 9), date(2028, 10, 14))
    assert str(held["location"]) == "Dakar"


def test_the_days_before_a_meeting_stand_in_its_calendar(cast: Cast) -> None:
    found = days(calendars.of_meeting(None, cast.fourth, "en"))
    assert {key.rpartition("-")[2]: day for key, (day, _) in found.items()} == {
        "submissions": "2028-05-22", "documents": "2028-07-03", "translations": "2028-08-28", "held": "2028-10-09"
    }  # fmt: skip


def test_the_public_sees_no_restricted_mandate_in_a_calendar(cast: Cast) -> None:
    shown, hidden = cast.mandate("session:4"), cast.mandate("session:4", public=False)
    for feed in (
        calendars.of_meeting(AnonymousUser(), cast.fourth, "en"),
        calendars.of_body(None, cast.body, "en"),
        calendars.of_organization(None, cast.organization, "en"),
    ):
        assert f"mandate-{shown.pk}-due" in days(feed)
        assert f"mandate-{hidden.pk}-due" not in days(feed)
    assert f"mandate-{hidden.pk}-due" in days(calendars.of_body(cast.people["officer"], cast.body, "en"))


def test_what_is_done_leaves_the_calendar(cast: Cast) -> None:
    cast.mandate("session:4", state="implemented")
    assert not [key for key in days(calendars.of_body(None, cast.body, "en")) if key.startswith("mandate")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_calendar_speaks_each_language_and_keeps_to_the_standard(cast: Cast, code: str) -> None:
    words = {"en": {"text": "report on lead"}, code: {"text": "文本，ёлка; مقرر\\ " * 12}}
    cast.mandate("session:4", deliverable="report", action=words)
    feed = calendars.of_body(cast.people["officer"], cast.body, code)
    text = feed.decode("utf-8")
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "lines are folded (RFC 5545, 3.1)"
    assert "\n" not in text.replace("\r\n", "")
    (due,) = (event for event in events(feed) if str(event["uid"]).startswith("mandate") and "-due@" in event["uid"])
    assert due["summary"].params["LANGUAGE"] == code
    assert ("文本，ёлка; مقرر\\ " * 12).strip() in str(due["description"])
    assert f"/{code}/mandates/DC-3/11/para_1/m1" in str(due["url"])


def test_many_entries_cost_no_more_questions(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(20):
        cast.mandate("session:4")
    with django_assert_max_num_queries(12):
        assert len(events(calendars.of_body(None, cast.body, "fr"))) == 28
