"""Every fault that can be made by hand is found, by name; the untouched sample has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mandata.pipeline import read_document
from mandata.register import files, history, works
from mandata.register.check import check
from mandata.register.models import (
    Actor,
    Citation,
    Document,
    Due,
    Event,
    Expression,
    File,
    Mandate,
    Meeting,
    ParagraphText,
    Person,
    Provision,
)
from mandata.register.places import Places
from mandata.register.save import Incoming, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(sample: Path) -> None:
    author = history.Author(by=Person.objects.create_user("officer@example.org", name="Officer"), origin="command")
    found = [
        Incoming(read=read_document(str(path), data), data=data)
        for path in (sample / "decisions.en.html", sample / "decisions.fr.html")
        if (data := path.read_bytes())
    ]
    places = Places(author)
    for group in works.groups([each.read for each in found]):
        bring(author, places, [found[at] for at in group])


def change_text() -> None:
    text = Provision.objects.exclude(mandate=None).first().text  # type: ignore[union-attr]
    ParagraphText.objects.filter(pk=text.pk).update(text="All of it " + text.text)


def change_due() -> None:
    due = Due.objects.exclude(meeting=None).exclude(date=None).first()
    assert due is not None
    Meeting.objects.filter(pk=due.meeting_id).update(start=date(2099, 1, 1), end=date(2099, 1, 2))


def lose_texts() -> None:
    for model in (Provision, Citation, ParagraphText):
        model.objects.all().delete()


def move_words() -> None:
    actor = Actor.objects.exclude(words={}).first()
    assert actor is not None
    actor.words = {code: {**words, "start": words["start"] + 1} for code, words in actor.words.items()}
    actor.save()


def lose_file() -> None:
    files.path_of(File.objects.first().sha256).unlink()  # type: ignore[union-attr]


def change_file() -> None:
    path = files.path_of(File.objects.first().sha256)  # type: ignore[union-attr]
    path.chmod(0o644)
    path.write_bytes(b"something else")


def lose_record() -> None:
    Event.objects.create(
        record="activity",
        key=999,
        number=1,
        address="act-2027-0001",
        what="added",
        at="2027-01-01T00:00Z",
        origin="web",
    )


def test_the_sample_has_no_fault(register: None) -> None:
    assert list(check()) == []


@pytest.mark.parametrize(
    ("spoil", "part", "reason"),
    [
        (change_text, "spans", "is not what was read"),
        (change_text, "mandates", "does not stand in its"),
        (lambda: Expression.objects.update(record=b"nothing"), "spans", "is damaged"),
        (lambda: Provision.objects.update(end=10**6), "spans", "a provision stands at"),
        (lambda: Provision.objects.update(record={}), "spans", "cannot be read"),
        (lambda: Citation.objects.update(start=5, end=5), "spans", "stands at 5 to 5"),
        (move_words, "mandates", "does not stand in its"),
        (lose_texts, "mandates", "has no text"),
        (lose_file, "files", "cannot be read"),
        (change_file, "files", "was changed"),
        (lambda: Event.objects.filter(number=1).update(what="other"), "events", "event 1 was changed"),
        (lambda: Event.objects.filter(record="document", number=1).delete(), "events", "it has no events"),
        (lose_record, "events", "the record is gone"),
        (change_due, "dues", "is 2099-01-01, the register has"),
        (lambda: Mandate.objects.update(due_date=date(2001, 1, 1)), "dues", "its day is 2001-01-01"),
    ],
)  # fmt: skip
def test_a_fault_is_found(register: None, spoil: Callable[[], Any], part: str, reason: str) -> None:
    spoil()
    found = list(check([part]))  # type: ignore[list-item]
    assert any(reason in fault.reason for fault in found), found[:5]
    assert {fault.part for fault in found} == {part} and all(fault.record for fault in found)


def test_the_number_of_questions_does_not_grow_with_mandates(
    register: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        list(check(["mandates", "dues"]))
    assert Document.objects.exists()
