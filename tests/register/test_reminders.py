"""Reminders: who is reminded of what, in which language; never twice, even when two run at once or one is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from pytest_django import DjangoAssertNumQueries

from mandata.languages import LANGUAGES
from mandata.register import deadlines, following, history, reminders, worker
from mandata.register.history import Author
from mandata.register.models import Event, Mandate, Person, Reminder
from register.cast import LONG_AGO, TODAY, Cast

JOB = Author(by=None, origin="job", at=LONG_AGO)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def given(cast: Cast, *dues: str, **fields: object) -> Mandate:
    mandate = cast.mandate(*dues, **fields)
    following.assign(cast.author(), mandate, person=cast.people["officer"])
    return mandate


def kinds() -> list[tuple[str, str]]:
    return sorted(Reminder.objects.values_list("kind", "about"))


@pytest.mark.parametrize(
    ("due", "kind"),
    [
        ("date:2028-05-31", "overdue"),
        ("date:2028-06-01", "due_7"),
        ("date:2028-06-08", "due_7"),
        ("date:2028-06-09", "due_30"),
        ("date:2028-07-01", "due_30"),
        ("date:2028-07-02", None),
        ("continuing", None),
    ],
)
def test_the_nearest_number_of_days_that_has_come_counts(cast: Cast, due: str, kind: str | None) -> None:
    given(cast, due)
    assert reminders.remind(JOB, TODAY) == (kind is not None)
    assert [each for each, _ in kinds()] == ([kind] if kind else [])


def test_who_has_it_is_reminded_and_nobody_else(cast: Cast) -> None:
    mandate = given(cast, "date:2028-06-03")
    gone = cast.person("reader", email="gone@example.org")
    following.assign(cast.author(), mandate, co_leads=[cast.people["administrator"], cast.organization, gone])
    Person.objects.filter(pk=gone.pk).update(is_active=False)
    reminders.remind(JOB, TODAY)
    assert sorted(Reminder.objects.values_list("person__email", flat=True)) == [
        "administrator@example.org", "officer@example.org"
    ]  # fmt: skip
    assert [event.what for event in history.of(mandate)].count("reminded") == 2


@pytest.mark.parametrize("fields", [{"state": "implemented"}, {"state": "proposed"}, {"withdrawn": True}])
def test_what_is_not_open_reminds_nobody(cast: Cast, fields: dict[str, object]) -> None:
    cast.mandate("date:2028-06-03", responsible=cast.people["officer"], **fields)
    assert reminders.remind(JOB, TODAY) == 0


def test_nobody_is_reminded_twice_until_the_day_moves(cast: Cast) -> None:
    given(cast, "session:4")
    near = date(2028, 9, 20)
    assert [reminders.remind(JOB, near) for _ in range(3)] == [1, 0, 0]
    deadlines.move_meeting(cast.author(), cast.fourth, date(2028, 10, 16))
    assert [reminders.remind(JOB, near) for _ in range(2)] == [1, 0]
    assert reminders.remind(JOB, near + timedelta(days=20)) == 1, "a week before"


def test_the_text_of_a_report_is_reminded_of_before_the_meeting(cast: Cast) -> None:
    given(cast, "session:4", deliverable="report")
    assert reminders.remind(JOB, date(2028, 6, 10)) == 1
    assert [about.split()[1] for _, about in kinds()] == ["2028-07-03"]


def test_a_milestone_is_reminded_of_until_it_is_reached(cast: Cast) -> None:
    mandate = given(cast)
    late = following.add_milestone(cast.author(), mandate, "Outline", date(2028, 5, 1))
    done = following.add_milestone(cast.author(), mandate, "Contract", date(2028, 5, 1))
    following.reach_milestone(cast.author(), done, date(2028, 5, 1))
    reminders.remind(JOB, TODAY)
    assert kinds() == [("milestone_late", f"milestone-{late.pk} 2028-05-01")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_is_in_the_language_of_its_reader(cast: Cast, code: str) -> None:
    from mandata.register.words import words

    officer = cast.people["officer"]
    officer.language = code
    action = {"en": {"text": "report on lead"}, code: {"text": f"action in {code}"}}
    mandate = cast.mandate("date:2028-05-01", responsible=officer, action=action)
    items = [reminders.Item("overdue", mandate, date(2028, 5, 1))]
    subject, body = reminders.letter(officer, items, TODAY)
    said = words(code).mails
    assert subject == said.subject.format(count=1)
    assert said.overdue in body and said.due not in body.replace(said.overdue, "")
    assert f"2028-05-01 ({words(code).labels['days']}: -31) {mandate.address}: action in {code}" in body


def test_a_run_that_loses_the_race_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given(cast, "date:2028-06-03")
    reminders.remind(JOB, TODAY)
    events = Event.objects.count()
    monkeypatch.setattr(reminders, "_new", lambda person, items: list(items))  # it looked before the other one
    assert reminders.remind(JOB, TODAY) == 0
    assert (Reminder.objects.count(), Event.objects.count()) == (1, events)


def test_the_register_itself_refuses_a_second_reminder(cast: Cast) -> None:
    fields = {"person": cast.people["officer"], "kind": "overdue", "about": "mandate-1 2028-06-01", "sent": LONG_AGO}
    Reminder.objects.create(**fields)
    with pytest.raises(IntegrityError):
        Reminder.objects.create(**fields)


def test_many_mandates_cost_no_more_questions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(15):
        given(cast, "date:2028-06-03")
    with django_assert_max_num_queries(20):
        assert reminders.remind(JOB, TODAY) == 1


# ------------------------------------------------------------------------------------------------ jobs


@pytest.mark.django_db(transaction=True)
def test_a_letter_goes_out_as_a_job(cast: Cast) -> None:
    given(cast, "date:2028-06-03")
    reminders.remind(JOB, TODAY)
    assert mail.outbox == []
    worker.work()
    worker.work()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["officer@example.org"], "Mandates due or overdue: 1")


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_could_not_be_sent_is_sent_when_asked_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    given(cast, "date:2028-06-03")
    reminders.remind(JOB, TODAY)
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", lambda self: 1 / 0)
        broken.setattr(reminders.EmailMessage, "send", lambda self: 1 / 0)
        worker.work()
    assert (worker.failed(), len(mail.outbox)) == (1, 0)
    assert worker.again() == 1
    worker.work()
    assert (worker.failed(), len(mail.outbox)) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_the_embedded_worker_reminds_once_a_day_and_ends_when_told(cast: Cast) -> None:
    given(cast, "date:2028-06-03")
    beside = worker.Embedded(interval=0.05, today=lambda: TODAY)
    beside.start()
    until = time.monotonic() + 10
    while not mail.outbox and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.2)
    beside.stop()
    assert len(mail.outbox) == 1


# ------------------------------------------------------------------------------------------------ processes

LAY = """
from register.cast import Cast
from mandata.register import following
cast = Cast()
for n in range(3):
    following.assign(cast.author(), cast.mandate("date:2028-06-03"), person=cast.people["officer"])
"""
KILLED = """
import os
reminders.send_letter = type("Killed", (), {"enqueue": staticmethod(lambda *args: os._exit(9))})
reminders.remind(job, TODAY)
"""
RUN = """
reminders.remind(job, TODAY)
worker.work()
"""
START = """
from mandata.cli.desk import open_register
open_register()
from mandata.register import reminders, worker
from mandata.register.history import Author
from register.cast import TODAY
job = Author(by=None, origin="job")
"""


@pytest.fixture
def start(tmp_path: Path, transactional_db: None) -> Callable[[str], subprocess.Popen[bytes]]:
    """Starts a program on a register of its own (SQLite) or on that of the test (PostgreSQL)."""
    environ = {
        **os.environ,
        "MANDATA_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "mandata.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
    }
    if connection.vendor == "postgresql":
        held = connection.settings_dict
        address = urlsplit(environ["MANDATA_DATABASE"])  # the server may be reached by a folder of sockets
        environ["MANDATA_DATABASE"] = address._replace(path=f"/{held['NAME']}").geturl()
    else:
        environ.pop("MANDATA_DATABASE", None)
    return lambda program: subprocess.Popen([sys.executable, "-c", START + program], env=environ)


def test_two_at_once_after_one_was_killed_send_one_letter(
    start: Callable[[str], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    assert start(LAY).wait(60) == 0
    assert start(KILLED).wait(60) == 9
    both = [start(RUN), start(RUN)]
    assert [each.wait(60) for each in both] == [0, 0]
    letters = [file.read_text(encoding="utf-8") for file in (tmp_path / "mail").glob("*.log")]
    assert [letter.count("To: officer@example.org") for letter in letters] == [1]
