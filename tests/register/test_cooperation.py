"""Relations with organizations and what was done: kept, checked, logged."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.register import activities, amending, history, relations
from mandata.register.models import Activity, Body, Document, Mandate, Organization, Paragraph, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> history.Author:
    return history.Author(by=Person.objects.create_user("officer@example.org", name="Officer"), origin="web")


@pytest.fixture
def body() -> Body:
    return Body.objects.create(address="DAKAR-COP")


@pytest.fixture
def who() -> Organization:
    return Organization.objects.create(address="WHO", kind="organization")


@pytest.fixture
def mandate(body: Body) -> Mandate:
    now = timezone.now()
    document = Document.objects.create(address="D", body=body, added=now)
    paragraph = Paragraph.objects.create(document=document, eid="para_1", kind="operative", position=1)
    return Mandate.objects.create(
        address="D/para_1/m1", paragraph=paragraph, body=body, number=1, act="request", confidence=1.0, state_since=now
    )


def workshop(author: history.Author, **fields: Any) -> Activity:
    return activities.create(author, **{"kind": "workshop", "names": {"en": "Workshop on lead in paint"}, **fields})


# ------------------------------------------------------------------------------------------------ activities


def test_activities_are_numbered_within_their_year(author: history.Author) -> None:
    year = author.at.year
    assert [workshop(author).address for _ in range(3)] == [f"act-{year}-{n:04d}" for n in (1, 2, 3)]
    Activity.objects.filter(address=f"act-{year}-0003").update(address=f"act-{year}-9999")
    assert workshop(author).address == f"act-{year}-10000"
    assert workshop(author).address == f"act-{year}-10001"


def test_an_activity_says_what_was_done_by_whom_for_which_mandate(
    author: history.Author, who: Organization, mandate: Mandate
) -> None:
    activity = workshop(
        author, start="2027-03", place="Dakar", mandates=[mandate], taking_part={who: "lead"}, amount="12500",
        currency="EUR",
    )  # fmt: skip
    assert list(mandate.activities.all()) == [activity]
    (event,) = history.of(activity)
    assert event.what == "added"
    for name, value in (
        ("start", "2027-03"), ("mandates", ["D/para_1/m1"]), ("taking_part", {"WHO": "lead"}), ("currency", "EUR"),
    ):  # fmt: skip
        assert event.after[name] == value
    assert Decimal(event.after["amount"]) == 12500


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "party"}, "no kind of activity"),
        ({"names": {}}, "without a title"),
        ({"names": {"de": "Werkstatt"}}, "names in de"),
        ({"start": "March 2027"}, "no date"),
        ({"start": "2027-13"}, "no date"),
        ({"start": "2027-02-30"}, "no date"),
        ({"start": "2027-03", "end": "2027-02-27"}, "before the start"),
        ({"end": "2027"}, "without a start"),
        ({"amount": "-1", "currency": "USD"}, "not negative"),
        ({"amount": "NaN", "currency": "USD"}, "not negative"),
        ({"amount": "much", "currency": "USD"}, "no amount"),
        ({"amount": "5"}, "no currency"),
        ({"amount": "5", "currency": "usd"}, "three capitals"),
        ({"place": "x" * 161}, "place"),
        ({"colour": "red"}, "no field colour"),
        ({"state": "returned"}, "a new activity as"),
    ],
)
def test_what_does_not_hold_what_it_should_is_refused(author: history.Author, fields: Any, reason: str) -> None:
    with pytest.raises(RegisterError, match=reason):
        workshop(author, **fields)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("start", "end"), [("2027", "2027-03"), ("2027-03", "2027"), ("2027-03-31", "2027-03-31"), ("2027", "")]
)
def test_dates_are_as_precise_as_known(author: history.Author, start: str, end: str) -> None:
    assert workshop(author, start=start, end=end).end == end


def test_nobody_by_name_records_no_activity() -> None:
    with pytest.raises(RegisterError, match="nobody by name"):
        workshop(history.Author(by=None, origin="command"))


def test_a_change_is_logged_with_what_was_before(author: history.Author, who: Organization, mandate: Mandate) -> None:
    activity = workshop(author, place="Dakar", mandates=[mandate])
    assert activities.update(author, activity, place="Thiès", mandates=[], taking_part={who: "funder"})
    changes = [(event.before, event.after) for event in history.of(activity)][1:]
    assert changes == [
        ({"place": "Dakar", "mandates": ["D/para_1/m1"]}, {"place": "Thiès", "mandates": []}),
        ({"taking_part": {}}, {"taking_part": {"WHO": "funder"}}),
    ]
    assert not activities.update(author, activity, place="Thiès", taking_part={who: "funder"})
    assert history.of(activity).count() == 3


def test_a_refused_change_leaves_the_record_as_it_was(author: history.Author) -> None:
    activity = workshop(author, start="2027")
    with pytest.raises(RegisterError):
        activities.update(author, activity, end="2026")
    assert activity.end == Activity.objects.get().end == ""


def test_a_partner_submits_and_an_officer_returns_or_accepts(author: history.Author) -> None:
    activity = workshop(author, state="draft")
    assert activities.is_open(activity)
    activities.move(author, activity, "submitted")
    assert not activities.is_open(activity)
    with pytest.raises(RegisterError, match="why"):
        activities.move(author, activity, "returned")
    activities.move(author, activity, "returned", "Which mandate does it serve?")
    activities.move(author, activity, "submitted")
    activities.move(author, activity, "accepted")
    with pytest.raises(RegisterError, match="cannot become submitted"):
        activities.move(author, activity, "submitted")
    assert [event.what for event in history.of(activity)][1:] == ["submitted", "returned", "submitted", "accepted"]


def test_what_is_withdrawn_stays_with_its_history(author: history.Author) -> None:
    activity = workshop(author)
    assert amending.withdraw(author, activity, "recorded twice")
    assert not amending.withdraw(author, activity)
    assert amending.restore(author, activity)
    assert [(event.what, event.note) for event in history.of(activity)][1:] == [
        ("withdrawn", "recorded twice"), ("restored", ""),
    ]  # fmt: skip
    with pytest.raises(TypeError):
        activity.delete()


# ------------------------------------------------------------------------------------------------ relations


def test_a_relation_grows_from_sought_to_held(author: history.Author, body: Body, who: Organization) -> None:
    relation = relations.create(
        author, body, who, kind="observer", status="sought", areas=[" health ", ""], basis="article 24"
    )
    letter = relations.add_step(author, relation, "Letter to the Director-General", "2027-01")
    relations.reach_step(author, letter, "2027-02-03")
    relations.hold(author, relation, "2027-06", "article 24, decision DC-2/4, paragraph 3")
    relation.refresh_from_db()
    assert (relation.status, relation.since, relation.areas) == ("held", "2027-06", ["health"])
    assert [event.what for event in history.of(relation)] == ["added", "changed"]
    assert [event.after["done"] for event in history.of(letter)] == [False, True]


def test_a_relation_of_a_kind_exists_once_until_it_ends(author: history.Author, body: Body, who: Organization) -> None:
    first = relations.create(author, body, who, kind="memorandum", since="2020")
    with pytest.raises(RegisterError, match="has such a relation"):
        relations.create(author, body, who, kind="memorandum", since="2027")
    assert relations.create(author, body, who, kind="observer")
    relations.update(author, first, status="ended", until="2026-12-31")
    assert relations.create(author, body, who, kind="memorandum", since="2027")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "friend"}, "'friend' as kind"),
        ({"kind": "member", "status": "lost"}, "'lost' as status"),
        ({"kind": "member", "since": "soon"}, "no date"),
        ({"kind": "member", "since": "2027", "until": "2026"}, "before the start"),
        ({"kind": "member", "status": "sought", "until": "2026"}, "only sought"),
    ],
)
def test_a_relation_that_makes_no_sense_is_refused(
    author: history.Author, body: Body, who: Organization, fields: Any, reason: str
) -> None:
    with pytest.raises(RegisterError, match=reason):
        relations.create(author, body, who, **fields)


def test_a_contact_point_has_an_address_that_is_one(author: history.Author, who: Organization) -> None:
    contact = relations.add_contact(author, who, "Chemicals unit", email="chemicals@example.org")
    assert relations.update_contact(author, contact, function="Liaison")
    with pytest.raises(RegisterError, match="email"):
        relations.update_contact(author, contact, email="nowhere")
    contact.refresh_from_db()
    assert (contact.function, contact.email) == ("Liaison", "chemicals@example.org")
    assert list(history.verify()) == []
