"""What a text says about time becomes a day, and the day moves with the meeting that it hangs on."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from mandata.errors import RegisterError
from mandata.register import deadlines, history
from mandata.register.meeting_calendar import Calendar, period
from mandata.register.models import Body, Due, Event, Mandate, Meeting, Milestone
from register.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def calendar(cast: Cast) -> Calendar:
    """With an assembly of another body that has no day yet, and one whose code two bodies share."""
    assembly = Body.objects.create(address="UNEA", due_as="UNEA")
    Meeting.objects.create(address="UNEA-8", body=assembly, number="8")
    Body.objects.create(address="OTHER-COP", due_as="COP")
    cast.meeting("5")
    return Calendar()


ROWS = [
    # value, meeting, day, why
    ("session:4", "DAKAR-COP-4", "2028-10-09", "a meeting counts to its first day"),
    ("before:session:4", "DAKAR-COP-4", "2028-10-08", "before a meeting is the day before it begins"),
    ("after:session:4", "DAKAR-COP-4", None, "after a meeting nothing is late"),
    ("session:next", "DAKAR-COP-4", "2028-10-09", "the next one after that of the decision"),
    ("session:5", "DAKAR-COP-5", None, "a meeting whose days are not known yet"),
    ("session:9", None, None, "a meeting that the register does not hold"),
    ("UNEA:8", "UNEA-8", None, "a meeting of another body"),
    ("UNEA:next", "UNEA-8", None, "the next one of another body"),
    ("COP:4", None, None, "two bodies have this code: nobody is to guess"),
    ("DAKAR-COP:4", "DAKAR-COP-4", "2028-10-09", "a body by its address"),
    ("date:2027", None, "2027-12-31", "a year counts to its last day"),
    ("date:2028-02", None, "2028-02-29", "a month counts to its last day, in leap years too"),
    ("date:2027-12", None, "2027-12-31", "the last month of a year"),
    ("date:2027-03-31", None, "2027-03-31", "a day is itself"),
    ("date:2027-03/2027-05", None, "2027-05-31", "a range counts to its end"),
    ("before:date:2027", None, "2026-12-31", "before a year is before it begins"),
    ("before:date:2027-03-01", None, "2027-02-28", "before a day"),
    ("after:date:2027-03", None, None, "after a day nothing is late"),
    ("date:2027-13", None, None, "no month: no day, and no fault"),
    ("annual", None, "2028-12-31", "every year: the next time from today"),
    ("biennial", None, "2028-12-31", "every two years, counted from the decision of 2026"),
    ("each_session", "DAKAR-COP-4", "2028-10-09", "the next meeting from today"),
    ("continuing", None, None, "no day"),
    ("other", None, None, "no day"),
]


@pytest.mark.parametrize(("value", "meeting", "day", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_a_value_becomes_a_day(
    cast: Cast, calendar: Calendar, value: str, meeting: str | None, day: str | None, why: str
) -> None:
    found = calendar.resolve(value, body=cast.body.pk, at=cast.third, today=TODAY)
    assert (found.meeting and found.meeting.address, found.date and found.date.isoformat()) == (meeting, day), why


def test_a_meeting_that_is_known_settles_a_shared_code(cast: Cast, calendar: Calendar) -> None:
    found = calendar.resolve("COP:4", body=None, at=None, today=TODAY, known=cast.fourth)
    assert (found.meeting, found.date) == (cast.fourth, date(2028, 10, 9))


def test_every_two_years_from_an_odd_year_falls_on_odd_years(cast: Cast, calendar: Calendar) -> None:
    cast.third.start = cast.third.end = date(2025, 11, 7)
    found = {
        year: calendar.resolve("biennial", body=None, at=cast.third, today=date(year, 1, 1)).date
        for year in (2026, 2028)
    }
    assert found == {2026: date(2027, 12, 31), 2028: date(2029, 12, 31)}


@pytest.mark.parametrize("written", ["", "2027-02-30", "2028/2027", "soon", "2027-1-1-1"])
def test_what_is_no_period_is_none(written: str) -> None:
    assert period(written) is None


def test_the_first_of_several_dues_is_that_of_the_mandate(cast: Cast) -> None:
    mandate = cast.mandate("session:4", "date:2028-03", "continuing")
    assert (mandate.due_date, mandate.due_meeting) == (date(2028, 3, 31), None)


def test_a_day_that_a_person_gave_to_mere_words_stays(cast: Cast) -> None:
    mandate = cast.mandate("other")
    Due.objects.filter(mandate=mandate).update(date=date(2028, 3, 1))
    deadlines.resolve_all([mandate], TODAY)
    assert (mandate.due_date, Due.objects.get(mandate=mandate).date) == (date(2028, 3, 1), date(2028, 3, 1))


def test_a_meeting_without_days_is_still_the_one_a_mandate_is_due_at(cast: Cast) -> None:
    fifth = cast.meeting("5")
    mandate = cast.mandate("session:5")
    assert (mandate.due_date, mandate.due_meeting) == (None, fifth)


def test_a_moved_meeting_takes_everything_with_it_and_says_so(cast: Cast) -> None:
    at, before, other = cast.mandate("session:4"), cast.mandate("before:session:4"), cast.mandate("date:2027")
    later = cast.mandate("session:4", "date:2028-03")
    milestone = Milestone.objects.create(mandate=at, title="Draft", meeting=cast.fourth, rule="documents")
    reached = Milestone.objects.create(
        mandate=at, title="Outline", meeting=cast.fourth, rule="documents", due=date(2028, 1, 1), done=date(2028, 1, 1)
    )
    moved = deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 11, 6), place="Geneva")

    assert (moved.dues, moved.mandates, moved.milestones) == (3, 3, 1)
    assert Meeting.objects.values_list("start", "end", "place").get(pk=cast.fourth.pk) == (
        date(2028, 11, 6), date(2028, 11, 10), "Geneva",
    )  # fmt: skip
    days = dict(Mandate.objects.values_list("pk", "due_date"))
    assert days == {
        at.pk: date(2028, 11, 6), before.pk: date(2028, 11, 5),
        other.pk: date(2027, 12, 31), later.pk: date(2028, 3, 31),
    }  # fmt: skip
    assert Milestone.objects.get(pk=milestone.pk).due == date(2028, 7, 31), "14 weeks before"
    assert Milestone.objects.get(pk=reached.pk).due == date(2028, 1, 1), "what is done stays"
    (event,) = history.of(at)
    assert (event.what, event.before, event.after) == (
        "redated", {"due_date": "2028-10-09"}, {"due_date": "2028-11-06", "due_meeting": "DAKAR-COP-4"},
    )  # fmt: skip
    assert len(set(Event.objects.values_list("batch", flat=True))) == 1, "one act"
    assert not Event.objects.filter(key=other.pk, record="mandate").exists()
    assert list(history.verify()) == []


def test_a_moved_meeting_can_make_another_due_the_first(cast: Cast) -> None:
    mandate = cast.mandate("session:4", "date:2028-12")
    deadlines.move_meeting(cast.author(), cast.fourth, date(2029, 2, 5))
    mandate.refresh_from_db()
    assert (mandate.due_date, mandate.due_meeting) == (date(2028, 12, 31), None)
    deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 10, 9))
    mandate.refresh_from_db()
    assert (mandate.due_date, mandate.due_meeting) == (date(2028, 10, 9), cast.fourth)


def test_a_meeting_that_loses_its_days_leaves_dues_without(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    deadlines.move_meeting(cast.author(), cast.fourth, None)
    mandate.refresh_from_db()
    assert (mandate.due_date, mandate.due_meeting) == (None, cast.fourth)


def test_a_meeting_that_stays_says_nothing(cast: Cast) -> None:
    cast.mandate("session:4")
    deadlines.move_meeting(cast.author(), cast.fourth, cast.fourth.start, cast.fourth.end)
    assert Event.objects.count() == 0


def test_a_meeting_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(RegisterError, match="would end on 2028-10-01, before 2028-10-09"):
        deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 10, 9), date(2028, 10, 1))


def test_moving_costs_the_same_number_of_questions_for_many(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        cast.mandate("session:4")
    with django_assert_max_num_queries(20):  # PostgreSQL asks for locks, too
        deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 11, 6))


def test_rules_of_a_body_go_before_those_of_all(cast: Cast) -> None:
    other = Body.objects.create(address="OTHER")
    assert deadlines.Rules().weeks("documents", cast.body.pk) == 14
    deadlines.set_rule(cast.author(), "documents", 12)
    deadlines.set_rule(cast.author(), "documents", 10, cast.body)
    rules = deadlines.Rules()
    assert (rules.weeks("documents", cast.body.pk), rules.weeks("documents", other.pk)) == (10, 12)
    assert rules.of_meeting(cast.fourth) == {
        "submissions": date(2028, 5, 22), "documents": date(2028, 7, 31), "translations": date(2028, 8, 28)
    }  # fmt: skip


def test_a_changed_rule_moves_milestones_of_its_body(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    milestone = Milestone.objects.create(mandate=mandate, title="Draft", meeting=cast.fourth, rule="documents")
    deadlines.set_rule(cast.author(), "documents", 10, cast.body)
    milestone.refresh_from_db()
    assert milestone.due == date(2028, 7, 31)
    assert [event.what for event in history.of(milestone)] == ["redated"]


def test_an_unknown_rule_is_refused(cast: Cast) -> None:
    with pytest.raises(RegisterError, match="'translation' is no deadline; expected one of submissions, documents"):
        deadlines.set_rule(cast.author(), "translation", 10)


def test_the_result_of_a_mandate_must_be_there_before_the_meeting(cast: Cast) -> None:
    rules = deadlines.Rules()
    report, views, event = (cast.mandate("session:4", deliverable=kind) for kind in ("report", "submission", "event"))
    assert [rules.work_by(mandate) for mandate in (report, views, event)] == [
        date(2028, 7, 3), date(2028, 5, 22), None
    ]  # fmt: skip


def test_what_recurs_rolls_on_when_its_day_has_passed(cast: Cast) -> None:
    cast.meeting("5", date(2030, 10, 7), date(2030, 10, 11))
    yearly, each = cast.mandate("annual"), cast.mandate("each_session")
    once = cast.mandate("session:4")
    assert deadlines.roll_on(cast.author(), date(2028, 10, 9)) == 0
    assert deadlines.roll_on(cast.author(), date(2029, 1, 2)) == 2
    days = dict(Mandate.objects.values_list("pk", "due_date"))
    assert days == {yearly.pk: date(2029, 12, 31), each.pk: date(2030, 10, 7), once.pk: date(2028, 10, 9)}
    assert [event.what for event in history.of(each)] == ["redated"]
    assert Due.objects.get(mandate=each).meeting.number == "5"
