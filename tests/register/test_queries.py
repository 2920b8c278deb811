"""The lists that people open: what stands in them, in which order, with how many questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from mandata.errors import RegisterError
from mandata.register import deadlines, finding, following, queries
from mandata.register.models import Activity, Alias, Assignment, Mandate, Organization
from mandata.register.queries import Scope
from register.cast import LONG_AGO, TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def keys(mandates: QuerySet[Mandate]) -> list[int]:
    return [mandate.pk for mandate in mandates]


def test_due_soon_and_overdue_share_no_mandate(cast: Cast) -> None:
    yesterday, today, soon, later, never = (
        cast.mandate(*value) for value in
        (["date:2028-05-31"], ["date:2028-06-01"], ["date:2028-08-30"], ["date:2028-08-31"], [])
    )  # fmt: skip
    done = cast.mandate("date:2028-06-02", state="implemented")
    proposed = cast.mandate("date:2028-06-02", state="proposed")
    withdrawn = cast.mandate("date:2028-06-02", withdrawn=True)
    assert keys(queries.due_soon(TODAY)) == [today.pk, soon.pk]
    assert keys(queries.overdue(TODAY)) == [yesterday.pk]
    assert not {later.pk, never.pk, done.pk, proposed.pk, withdrawn.pk} & {*keys(queries.due_soon(TODAY))}


def test_a_report_to_a_meeting_is_due_soon_when_its_text_is(cast: Cast) -> None:
    report = cast.mandate("session:4", deliverable="report")  # 9 October, as a document by 3 July
    cast.mandate("session:4", deliverable="event")
    within = timedelta(days=40)
    assert keys(queries.due_soon(TODAY, within)) == [report.pk]
    assert queries.hits(queries.due_soon(TODAY, within), TODAY)[0].work_by == date(2028, 7, 3)
    deadlines.set_rule(cast.author(), "documents", 4, cast.body)
    assert keys(queries.due_soon(TODAY, within)) == []


def test_what_was_reported_asks_for_no_report(cast: Cast) -> None:
    silent, reported, evident, other = (
        cast.mandate(deliverable=kind) for kind in ("report", "report", "submission", "plan")
    )
    draft = cast.mandate(deliverable="report")
    for mandate, state in ((reported, "submitted"), (draft, "draft")):
        activity = Activity.objects.create(
            address=f"activity-{state}", kind="letter", state=state, recorded=LONG_AGO,
            recorded_by=cast.people["officer"],
        )  # fmt: skip
        activity.mandates.add(mandate)
    following.attach(cast.author(), evident, link="https://example.org/views")
    assert keys(queries.no_report()) == [silent.pk, draft.pk]
    assert other.pk in keys(queries.nothing_done())


def test_nothing_done_means_no_sign_of_work_at_all(cast: Cast) -> None:
    idle, begun, said, reached = (
        cast.mandate(state=state) for state in ("confirmed", "in_progress", "assigned", "assigned")
    )
    following.comment(cast.author(), said, "we asked the lead office")
    milestone = following.add_milestone(cast.author(), reached, "Outline", date(2028, 7, 1))
    assert keys(queries.nothing_done()) == [idle.pk, reached.pk]
    following.reach_milestone(cast.author(), milestone, date(2028, 6, 30))
    assert keys(queries.nothing_done()) == [idle.pk]
    assert begun.pk not in keys(queries.nothing_done())


def test_my_work_is_what_i_lead_and_what_i_share(cast: Cast) -> None:
    me, other = cast.people["officer"], cast.people["administrator"]
    undated, lead, beside = cast.mandate(), cast.mandate("session:4"), cast.mandate("date:2028")
    cast.mandate("session:4", responsible=other)
    following.assign(cast.author(), undated, person=me)
    following.assign(cast.author(), lead, person=me)
    following.assign(cast.author(), beside, person=other, co_leads=[me])
    assert keys(queries.my_work(me)) == [lead.pk, beside.pk, undated.pk]


def test_of_an_organization_is_what_names_it_or_was_given_to_it(cast: Cast) -> None:
    named, given, closed = cast.mandate(), cast.mandate(), cast.mandate(state="implemented")
    cast.mandate(state="proposed")
    given.actors.all().delete()
    Assignment.objects.create(mandate=given, organization=cast.organization, since=LONG_AGO)
    assert keys(queries.of_organization(cast.organization)) == [named.pk, given.pk, closed.pk]
    assert keys(queries.of_organization(cast.organization, "addressee")) == [named.pk, closed.pk]


def test_of_a_decision_is_in_the_order_of_its_text(cast: Cast) -> None:
    first, second = cast.mandate("session:4"), cast.mandate("date:2027")
    assert keys(queries.of_decision(cast.decision)) == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (lambda cast: Scope(), 2),
        (lambda cast: Scope(body=cast.body), 2),
        (lambda cast: Scope(meeting=cast.fourth), 1),
        (lambda cast: Scope(meeting=cast.third), 0),
        (lambda cast: Scope(organization=cast.organization), 2),
        (lambda cast: Scope(person=cast.people["reader"]), 0),
        (lambda cast: Scope(decision=cast.decision), 2),
    ],
)
def test_lists_are_narrowed(cast: Cast, narrowed: Callable[[Cast], Scope], expected: int) -> None:
    cast.mandate("session:4")
    cast.mandate("date:2028-10")
    assert len(keys(queries.due_soon(TODAY, timedelta(days=365), narrowed(cast)))) == expected


def test_a_list_asks_as_many_questions_for_many_as_for_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        following.assign(cast.author(), cast.mandate("session:4"), person=cast.people["officer"])
    scope = Scope(person=cast.people["officer"], meeting=cast.fourth)
    with django_assert_max_num_queries(5):
        for hit in queries.hits(queries.due_soon(TODAY, timedelta(days=365), scope), TODAY):
            shown = (hit.mandate.decision.address, hit.mandate.due_meeting.address, hit.mandate.responsible.name)
            assert all(shown) and [str(actor.organization) for actor in hit.mandate.actors.all()] == ["WHO"]
            assert hit.days == 130


# ------------------------------------------------------------------------------------------------ by address


def test_a_mandate_is_found_by_an_address_that_it_had_before(cast: Cast) -> None:
    mandate = cast.mandate()
    Alias.objects.create(address="UNEP-DC-COP.3-14/decision_1/para_1/m1", kind="mandate", key=mandate.pk)
    assert finding.mandate("UNEP-DC-COP.3-14/decision_1/para_1/m1") == mandate
    assert finding.mandate(mandate.address.lower()) == mandate == finding.record(mandate.address)


def test_an_organization_is_found_by_its_acronym_unless_several_have_it(cast: Cast) -> None:
    lab = Organization.objects.create(address="ORG-LAB", kind="organization", acronyms={"en": "LAB", "fr": "LABO"})
    assert finding.organization("labo") == lab
    Organization.objects.create(address="OTHER-LAB", kind="organization", acronyms={"en": "LAB"})
    with pytest.raises(RegisterError, match="several; expected one of ORG-LAB, OTHER-LAB"):
        finding.organization("LAB")


@pytest.mark.parametrize(
    "find", [finding.mandate, finding.meeting, finding.organization, finding.person, finding.record]
)
def test_what_is_not_there_is_told_with_what_to_write(cast: Cast, find: Callable[[str], object]) -> None:
    with pytest.raises(RegisterError, match=r"nowhere@example.org.*expected"):
        find("nowhere@example.org")
