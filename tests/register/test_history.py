"""The log is whole, and says so when it is not."""

from __future__ import annotations

import pytest

from mandata.register import history
from mandata.register.models import Body, Event, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> history.Author:
    return history.Author(by=Person.objects.create_user("officer@example.org", name="Officer"), origin="command")


@pytest.fixture
def bodies(author: history.Author) -> list[Body]:
    made = Body.objects.bulk_create(Body(address=f"BODY-{n}") for n in range(3))
    history.log_all(author, [history.Entry(record=body, what="added") for body in made], new=True)
    for round_ in range(2):
        history.log_all(
            author,
            [
                history.Entry(record=body, what="named", before={"round": round_}, after={"round": round_ + 1})
                for body in made
            ],
        )
    return made


def test_events_of_one_record_are_numbered_from_one(bodies: list[Body]) -> None:
    assert [event.number for event in history.of(bodies[1])] == [1, 2, 3]


def test_an_untouched_log_is_whole(bodies: list[Body]) -> None:
    assert list(history.verify()) == []


def test_a_changed_event_is_found(bodies: list[Body]) -> None:
    Event.objects.filter(record="body", key=bodies[0].pk, number=2).update(after={"round": 7})
    assert [(broken.number, broken.reason) for broken in history.verify()] == [(2, "changed")]


def test_a_removed_event_is_found(bodies: list[Body]) -> None:
    Event.objects.filter(record="body", key=bodies[0].pk, number=2).delete()
    assert [(broken.number, broken.reason) for broken in history.verify()] == [(2, "missing")]


def test_two_records_in_one_act_share_its_batch(author: history.Author, bodies: list[Body]) -> None:
    assert {event.batch for event in Event.objects.all()} == {author.batch}
