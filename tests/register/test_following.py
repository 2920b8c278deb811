"""What people do about a mandate, each act with its line in the log."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mandata.errors import RegisterError
from mandata.register import files, following, history
from mandata.register.models import Assignment, Attachment, Comment, Event, File, Mandate
from register.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def told(record: Any) -> list[str]:
    return [event.what for event in history.of(record)]


def test_a_confirmed_mandate_that_is_given_to_somebody_is_assigned(cast: Cast) -> None:
    mandate, officer = cast.mandate(), cast.people["officer"]
    following.assign(
        cast.author(), mandate, person=officer, unit=" Chemicals Branch ", co_leads=[cast.organization, officer]
    )
    mandate.refresh_from_db()
    assert (mandate.state, mandate.responsible, mandate.unit) == ("assigned", officer, "Chemicals Branch")
    assert told(mandate) == ["assigned", "moved"]
    assert history.of(mandate)[0].after == {
        "responsible": "Officer", "unit": "Chemicals Branch", "co_leads": ["WHO", "Officer"]
    }  # fmt: skip


def test_giving_it_again_changes_and_tells_nothing(cast: Cast) -> None:
    mandate = cast.mandate()
    following.assign(cast.author(), mandate, unit="Unit", co_leads=[cast.organization])
    assert not following.assign(cast.author(), mandate, unit="Unit", co_leads=[cast.organization])
    assert told(mandate) == ["assigned", "moved"]
    assert Assignment.objects.count() == 1


def test_work_that_has_begun_is_given_on_without_going_back(cast: Cast) -> None:
    mandate = cast.mandate(state="in_progress")
    following.assign(cast.author(), mandate, unit="Unit")
    assert mandate.state == "in_progress"


def test_another_organization_takes_the_lead_from_the_first(cast: Cast) -> None:
    mandate = cast.mandate()
    following.assign(cast.author(), mandate, organization=cast.organization)
    other = type(cast.organization).objects.create(address="UNITAR", kind="organization")
    following.assign(cast.author(), mandate, organization=other)
    assert [str(each.organization) for each in Assignment.objects.filter(withdrawn=False)] == ["UNITAR"]
    assert Assignment.objects.count() == 2, "the first one is withdrawn, not gone"
    assert history.of(mandate).last().before == {"organization": "WHO"}  # type: ignore[union-attr]


def test_a_mandate_is_taken_back_from_everybody(cast: Cast) -> None:
    mandate = cast.mandate()
    following.assign(cast.author(), mandate, person=cast.people["officer"], co_leads=[cast.organization])
    following.unassign(cast.author(), mandate)
    mandate.refresh_from_db()
    assert (mandate.state, mandate.responsible) == ("confirmed", None)
    assert not Assignment.objects.filter(withdrawn=False).exists()
    assert told(mandate) == ["assigned", "moved", "unassigned", "moved"]


@pytest.mark.parametrize("state", ["proposed", "implemented", "retired", "rejected"])
def test_what_is_not_open_is_given_to_nobody(cast: Cast, state: str) -> None:
    with pytest.raises(RegisterError, match=f"is {state}; expected one of confirmed"):
        following.assign(cast.author(), cast.mandate(state=state), unit="Unit")


def test_a_conflict_leaves_nothing_half_done(cast: Cast) -> None:
    mandate = cast.mandate()
    Mandate.objects.filter(pk=mandate.pk).update(sequence=3)
    with pytest.raises(RegisterError, match="changed meanwhile"):
        following.assign(cast.author(), mandate, unit="Unit", co_leads=[cast.organization])
    assert (Assignment.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("20000USD", "20000", "USD"),
        ("20,000 usd", "20000", "USD"),
        ("1500.50 EUR", "1500.50", "EUR"),
        ("1'500 CHF", "1500", "CHF"),
    ],
)
def test_money_is_read_as_people_write_it(written: str, amount: str, currency: str) -> None:
    assert following.money(written) == (Decimal(amount), currency)


@pytest.mark.parametrize("written", ["20000", "USD", "twenty USD", "20000 dollars", "-5 USD", "1.234 USD"])
def test_what_is_no_money_is_refused(written: str) -> None:
    with pytest.raises(RegisterError, match="no amount of money; expected 20000USD"):
        following.money(written)


def test_funding_is_a_flag_beside_the_state(cast: Cast) -> None:
    mandate = cast.mandate()
    following.fund(cast.author(), mandate, True, Decimal(20000), "USD")
    mandate.refresh_from_db()
    assert (mandate.needs_funding, mandate.amount, mandate.currency, mandate.state) == (
        True, Decimal(20000), "USD", "confirmed",
    )  # fmt: skip
    following.fund(cast.author(), mandate, False)
    mandate.refresh_from_db()
    assert (mandate.needs_funding, mandate.amount, mandate.currency) == (False, None, "")


@pytest.mark.parametrize(("amount", "currency"), [("0", "USD"), ("-1", "USD"), ("5", "$"), ("1000000000000", "USD")])
def test_no_amount_is_no_funding(cast: Cast, amount: str, currency: str) -> None:
    with pytest.raises(RegisterError, match="is no amount"):
        following.fund(cast.author(), cast.mandate(), True, Decimal(amount), currency)


def test_words_of_an_internal_comment_stand_in_its_own_log_only(cast: Cast) -> None:
    mandate = cast.mandate()
    comment = following.comment(cast.author(), mandate, "they will not deliver")
    (on_mandate,), (own,) = history.of(mandate), history.of(comment)
    assert (on_mandate.what, on_mandate.after) == ("commented", {"comment": comment.pk})
    assert own.after["text"] == "they will not deliver"


def test_nobody_by_name_cannot_comment(cast: Cast) -> None:
    with pytest.raises(RegisterError, match="nobody is there to comment; expected a person; say who you are"):
        following.comment(history.Author(by=None, origin="command"), cast.mandate(), "words")
    assert Comment.objects.count() == 0


def test_a_file_of_evidence_is_kept_once_under_its_hash(cast: Cast) -> None:
    data = b"minutes"
    first, second = (
        following.attach(cast.author(), cast.mandate(), file=("folder/minutes.pdf", data)) for _ in range(2)
    )
    kept = File.objects.get()
    assert first.file == second.file == kept
    assert (kept.sha256, kept.name, kept.format, kept.size) == (
        hashlib.sha256(data).hexdigest(), "minutes.pdf", "pdf", len(data),
    )  # fmt: skip
    assert files.read(kept.sha256) == data
    assert first.title == "minutes.pdf"


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "example.org"])
def test_evidence_that_leads_nowhere_is_refused(cast: Cast, link: str) -> None:
    with pytest.raises(RegisterError):
        following.attach(cast.author(), cast.mandate(), "Title", link=link)
    assert Attachment.objects.count() == 0


def test_a_milestone_hangs_on_a_meeting_until_somebody_gives_it_a_day(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    milestone = following.add_milestone(cast.author(), mandate, "Draft", meeting=cast.fourth, rule="documents")
    assert milestone.due == date(2028, 7, 3)
    following.change_milestone(cast.author(), milestone, title="First draft", due=date(2028, 6, 30))
    milestone.refresh_from_db()
    assert (milestone.title, milestone.due, milestone.meeting, milestone.rule) == (
        "First draft", date(2028, 6, 30), None, "",
    )  # fmt: skip
    following.reach_milestone(cast.author(), milestone, date(2028, 6, 29))
    following.withdraw_milestone(cast.author(), milestone)
    assert told(milestone) == ["added", "milestone_changed", "milestone_reached", "withdrawn"]
    assert list(history.verify()) == []
