"""`mandata due, assign, set, log, meeting, remind`: a mandate followed from the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from django.core import mail
from django.utils import timezone
from typer.testing import CliRunner

from mandata.cli.due import span
from mandata.cli.main import app
from mandata.errors import MandataError
from mandata.languages import LANGUAGES
from mandata.register.models import Attachment, Event, Mandate, Meeting, Milestone
from register.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """With the fourth meeting a hundred days from today, as lists count from today."""
    made = Cast()
    made.fourth.start, made.fourth.end = today(100), today(104)
    made.fourth.save()
    return made


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def rows(*words: str) -> list[dict[str, str]]:
    status, out, err = run(*words, "--format", "csv")
    assert status == 0, err
    return list(csv.DictReader(io.StringIO(out)))


# ------------------------------------------------------------------------------------------------ due


def test_what_is_overdue_stands_before_what_is_due_soon(cast: Cast) -> None:
    soon = cast.mandate(f"date:{today(10)}", responsible=cast.people["officer"])
    late = cast.mandate(f"date:{today(-3)}", unit="Chemicals Branch")
    cast.mandate(f"date:{today(300)}")
    found = rows("due")
    assert [(row["address"], row["days"], row["responsible"]) for row in found] == [
        (late.address, "-3", "Chemicals Branch"), (soon.address, "10", "Officer"),
    ]  # fmt: skip
    assert [row["address"] for row in rows("due", "--overdue")] == [late.address]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--within", "1y"], 2),
        (["--within", "1y", "--meeting", "DAKAR-COP-4"], 1),
        (["--within", "1y", "--organization", "WHO"], 2),
        (["--within", "1y", "--body", "DAKAR-COP"], 2),
        (["--within", "1y", "--person", "officer@example.org"], 1),
        (["--within", "1d"], 0),
        (["--within", "2w"], 1),  # the report: its text must be there 14 weeks before the meeting
        (["--no-report"], 1),
        (["--nothing-done"], 2),
    ],
)
def test_lists_are_narrowed_by_options(cast: Cast, options: list[str], count: int) -> None:
    cast.mandate("session:4", deliverable="report", responsible=cast.people["officer"])
    cast.mandate(f"date:{today(20)}")
    assert len(rows("due", *options)) == count


def test_a_table_has_its_headings_in_each_language(cast: Cast) -> None:
    cast.mandate(f"date:{today(10)}")
    heads = {run("due", "--ui", code)[1].splitlines()[0] for code in LANGUAGES}
    assert len(heads) == len(LANGUAGES)


def test_json_has_names_and_values_that_no_language_changes(cast: Cast) -> None:
    cast.mandate("session:4", deliverable="report")
    (row,) = json.loads(run("due", "--within", "1y", "--format", "json", "--ui", "ru")[1])
    assert (row["state"], row["due_meeting"], row["days"], row["who"]) == (
        "confirmed", "DAKAR-COP-4", 100, ["World Health Organization"],
    )  # fmt: skip
    assert row["work_by"] == str(today(2))


def test_a_list_is_a_calendar_too(cast: Cast, tmp_path: Path) -> None:
    mandate = cast.mandate(f"date:{today(10)}")
    target = tmp_path / "due.ics"
    assert run("due", "--format", "ics", "-o", str(target), "--ui", "fr")[0] == 0
    (event,) = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == f"Échéance : {mandate.address} report on lead"


def test_a_partner_sees_what_is_public_or_its_own(cast: Cast) -> None:
    own = cast.mandate(f"date:{today(10)}", public=False)
    other = cast.mandate(f"date:{today(11)}", public=False)
    other.actors.all().delete()
    assert [row["address"] for row in rows("due", "--as", "partner@example.org")] == [own.address]


@pytest.mark.parametrize(("written", "days"), [("90d", 90), ("6w", 42), ("3m", 90), ("1y", 365), ("10", 10)])
def test_times_are_read(written: str, days: int) -> None:
    assert span(written).days == days


def test_no_time_is_refused() -> None:
    with pytest.raises(MandataError, match="'soon' is no time; expected days, weeks"):
        span("soon")


# ------------------------------------------------------------------------------------------------ assign, set, log


def test_a_mandate_is_followed_to_its_end(cast: Cast, tmp_path: Path) -> None:
    mandate = cast.mandate("session:4", deliverable="report")
    as_officer = ("--as", "officer@example.org")
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("agreed", encoding="utf-8")

    assert run("assign", mandate.address, "--to", "officer@example.org", "--co-lead", "WHO", *as_officer) == (
        0,
        f"{mandate.address}: assigned: responsible person: – → Officer; co-leads: – → WHO\n"
        f"{mandate.address}: state changed: state: confirmed → assigned\n",
        "",
    )
    assert run("set", mandate.address, "in-progress", "--funding", "20000USD", *as_officer)[0] == 0
    assert run("set", mandate.address, "--milestone", "Draft=documents", "--comment", "asked", *as_officer)[0] == 0
    assert run("set", mandate.address, "--reached", "draft", "--attach", str(minutes), *as_officer)[0] == 0
    assert run("set", mandate.address, "implemented", "--note", "report circulated", *as_officer)[0] == 0

    mandate.refresh_from_db()
    assert (mandate.state, mandate.amount, mandate.currency) == ("implemented", 20000, "USD")
    assert Milestone.objects.get().done == today() and Attachment.objects.get().title == "minutes.txt"
    told = rows("log", mandate.address)
    assert [row["what"] for row in told] == [
        "assigned", "moved", "funding", "moved", "milestone_added", "commented", "milestone_changed", "attached",
        "moved",
    ]  # fmt: skip
    assert told[-1]["note"] == "report circulated"


def test_what_is_said_of_a_mandate_is_said_as_a_whole_or_not_at_all(cast: Cast) -> None:
    mandate = cast.mandate()
    status, out, err = run("set", mandate.address, "not-implemented", "--funding", "5000EUR")
    assert (status, out) == (1, "")
    assert "cannot become not_implemented without a reason; expected words that say why" in err
    mandate.refresh_from_db()
    assert (mandate.needs_funding, Event.objects.count()) == (False, 0)


def test_a_mandate_is_superseded_by_another(cast: Cast) -> None:
    old, new = cast.mandate(), cast.mandate()
    assert run("set", old.address, "superseded", "--superseded-by", new.address)[0] == 0
    assert Mandate.objects.get(pk=old.pk).superseded_by == new


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set", "DC-3/11/para_1/m1"], "nothing is said of the mandate"),
        (["set", "DC-3/11/para_1/m1", "done"], "'done' is no state; expected one of proposed, confirmed"),
        (["set", "DC-3/11/para_9/m1", "implemented"], "'DC-3/11/para_9/m1' is not in the register; expected"),
        (["set", "DC-3/11/para_1/m1", "--funding", "much"], "'much' is no amount of money; expected 20000USD"),
        (["set", "DC-3/11/para_1/m1", "--milestone", "Draft"], "'Draft' has no day"),
        (["set", "DC-3/11/para_1/m1", "--milestone", "Draft=soon"], "'soon' is no day; expected year-month-day"),
        (["set", "DC-3/11/para_1/m1", "--comment", "x"], "nobody is there to comment"),
        (["set", "DC-3/11/para_1/m1", "implemented", "--as", "partner@example.org"], "by you; expected the role"),
        (["set", "DC-3/11/para_1/m1", "in_progress", "--as", "reader@example.org"], "not allowed with DC-3/11/para_1"),
        (["set", "DC-3/11/para_1/m1", "implemented", "--as", "x@example.org"], "nobody in the register has"),
        (["assign", "DC-3/11/para_1/m1"], "nobody is named; expected --to, --unit or --co-lead"),
        (["assign", "DC-3/11/para_1/m1", "--unit", "U", "--as", "partner@example.org"], "not allowed with DC-3/11"),
        (["assign", "DC-3/11/para_1/m1", "--to", "NOBODY"], "no organization NOBODY"),
        (["log"], "nothing is asked; expected an address, or --since"),
        (["log", "DC-9/9"], "'DC-9/9' is not in the register"),
        (["due", "--ui", "de"], "--ui 'de' is no language"),
        (["due", "--format", "pdf"], "--format 'pdf' is no form; expected one of table, json, csv, ics"),
        (["due", "--meeting", "DAKAR-COP-9"], "'DAKAR-COP-9' is not in the register"),
        (["due", "--meeting", "DC-3/11"], "DC-3/11 is a decision; expected the address of a meeting: MINAMATA-COP-7"),
        (["meeting", "--start", "2028-10-09"], "no meeting is named"),
        (["meeting", "NOWHERE-1", "--start", "2028-10-09"], "'NOWHERE-1' is not in the register"),
        (["meeting", "DAKAR-COP-4", "--rule", "documents=soon"], "expected its name and weeks: documents=10"),
        (["meeting", "DAKAR-COP-4", "--start", "2028-10-09", "--end", "2028-10-01"], "would end on 2028-10-01, before"),
        (["meeting", "DAKAR-COP-4", "--start", "2028-10-09", "--as", "reader@example.org"], "not allowed with DAKAR"),
    ],
)  # fmt: skip
def test_errors_speak_to_their_reader(cast: Cast, words: list[str], said: str) -> None:
    cast.mandate()
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert said in err and err.count("\n") == 1 and "Traceback" not in err


def test_one_that_cannot_be_given_does_not_keep_the_others_from_it(cast: Cast) -> None:
    first, closed, last = cast.mandate(), cast.mandate(state="retired"), cast.mandate()
    status, _, err = run("assign", first.address, closed.address, last.address, "--unit", "Unit")
    assert (status, err.count("\n")) == (1, 1)
    assert closed.address in err
    assert Mandate.objects.filter(unit="Unit", state="assigned").count() == 2


def test_the_log_since_a_day_tells_of_all(cast: Cast) -> None:
    run("assign", cast.mandate().address, "--unit", "Unit")
    events = json.loads(run("log", "--since", str(today(-1)), "--format", "json")[1])
    assert [(event["what"], event["before"].get("state")) for event in events] == [
        ("assigned", None), ("moved", "confirmed")
    ]  # fmt: skip
    assert json.loads(run("log", "--since", str(today(1)), "--format", "json")[1]) == []


# ------------------------------------------------------------------------------------------------ meeting, remind


def test_a_moved_meeting_says_what_moved_with_it(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    status, out, _ = run("meeting", "DAKAR-COP-4", "--start", "2028-11-06", "--place", "Geneva")
    assert status == 0
    assert out.splitlines()[0] == "Dates moved with the meeting: Mandates 1, Milestones 0"
    assert out.splitlines()[-1].split("\t") == [
        "DAKAR-COP-4", "2028-11-06", "2028-11-10", "Geneva", "2028-06-19", "2028-07-31", "2028-09-25", "1"
    ]  # fmt: skip
    mandate.refresh_from_db()
    assert mandate.due_date == date(2028, 11, 6)


def test_a_meeting_that_is_new_is_put_in_with_its_days(cast: Cast) -> None:
    assert run("meeting", "DAKAR-COP-5", "--start", "2030-10-07", "--end", "2030-10-11")[0] == 0
    fifth = Meeting.objects.get(address="DAKAR-COP-5")
    assert (fifth.number, fifth.body, fifth.end) == ("5", cast.body, date(2030, 10, 11))


def test_a_body_has_rules_of_its_own(cast: Cast) -> None:
    (row,) = rows("meeting", "DAKAR-COP-4", "--rule", "documents=10", "--rule", "translations=4")
    assert (row["documents"], row["translations"]) == (str(today(30)), str(today(72)))


def test_meetings_to_come_are_listed(cast: Cast) -> None:
    assert [row["address"] for row in rows("meeting")] == ["DAKAR-COP-4"]


def test_reminding_twice_sends_one_letter(cast: Cast) -> None:
    mandate = cast.mandate(f"date:{today(5)}", responsible=cast.people["officer"])
    assert run("remind")[1] == "Reminders sent: 1\n"
    assert run("remind", "--ui", "fr")[1] == "Rappels envoyés: 0\n"
    (letter,) = mail.outbox
    assert mandate.address in letter.body
