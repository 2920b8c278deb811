"""Each state against each other for each role, as docs/workflow.md tells them; what must be said; who was faster."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from mandata.errors import RegisterError
from mandata.register import history, workflow
from mandata.register.models import Event, Mandate
from mandata.register.models.mandates import STATES
from mandata.register.models.people import ROLES
from register.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "workflow.md").read_text(encoding="utf-8")
LETTERS = {"A": "administrator", "O": "officer", "P": "partner", "F": "focal_point"}


def told() -> dict[tuple[str, str], set[str]]:
    """The table of docs/workflow.md: the roles by the state left and the state reached."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| ")]
    heads = [cell.strip("`") for cell in next(row for row in rows if row[0] == "from")[1:]]
    found = {}
    for row in rows:
        if (source := row[0].strip("`")) in STATES and row[0].startswith("`"):
            for to, cell in zip(heads, row[1:], strict=True):
                found[source, to] = {LETTERS[letter] for letter in cell.replace(" ", "") if letter in LETTERS}
    return found


@pytest.fixture
def cast() -> Cast:
    return Cast()


def test_the_page_has_every_state_against_every_other() -> None:
    assert set(told()) == {(source, to) for source in STATES for to in STATES}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_moves_as_the_page_says(cast: Cast, role: str) -> None:
    other = cast.mandate()
    mandate = cast.mandate(unit="Chemicals Branch")
    wrong = []
    for (source, to), roles in told().items():
        Mandate.objects.filter(pk=mandate.pk).update(state=source, superseded_by=None)
        mandate.refresh_from_db()
        try:
            workflow.move(
                cast.author(role), mandate, to, reason="why", superseded_by=other if to == "superseded" else None
            )
            moved = True
        except RegisterError:
            moved = False
        if moved != (role in roles) or Mandate.objects.get(pk=mandate.pk).state != (to if moved else source):
            wrong.append((source, to))
    assert wrong == []


def test_a_role_for_another_organization_moves_nothing(cast: Cast) -> None:
    mandate = cast.mandate()
    mandate.actors.all().delete()
    with pytest.raises(RegisterError, match="may not be moved"):
        workflow.move(cast.author("partner"), mandate, "in_progress")


@pytest.mark.parametrize(
    ("source", "to", "missing"),
    [
        ("in_progress", "not_implemented", "without a reason"),
        ("in_progress", "retired", "without a reason"),
        ("implemented", "in_progress", "without a reason"),
        ("in_progress", "superseded", "by nothing"),
        ("confirmed", "assigned", "nobody has it"),
    ],
)
def test_what_a_move_demands_must_be_said(cast: Cast, source: str, to: str, missing: str) -> None:
    mandate = cast.mandate(state=source)
    with pytest.raises(RegisterError, match=missing):
        workflow.move(cast.author(), mandate, to, reason="  ")
    assert Event.objects.count() == 0


def test_nothing_supersedes_itself_not_even_round_a_corner(cast: Cast) -> None:
    first, second = cast.mandate(), cast.mandate()
    with pytest.raises(RegisterError, match="itself"):
        workflow.move(cast.author(), first, "superseded", superseded_by=first)
    workflow.move(cast.author(), first, "superseded", superseded_by=second)
    with pytest.raises(RegisterError, match="itself superseded by"):
        workflow.move(cast.author(), second, "superseded", superseded_by=Mandate.objects.get(pk=first.pk))


def test_a_move_writes_one_line_and_touches_nothing_else(cast: Cast) -> None:
    mandate = cast.mandate("session:4")
    before = Mandate.objects.filter(pk=mandate.pk).values().get()
    workflow.move(cast.author(), mandate, "not_implemented", reason="no resources", note="told by mail")
    after = Mandate.objects.filter(pk=mandate.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {"state", "reason", "sequence"}
    (event,) = history.of(mandate)
    assert (event.what, event.before, event.note) == ("moved", {"state": "confirmed", "reason": ""}, "told by mail")
    assert event.after == {"state": "not_implemented", "reason": "no resources"}
    assert list(history.verify()) == []


def test_who_was_slower_is_told_who_was_faster(cast: Cast) -> None:
    mine = cast.mandate()
    theirs = Mandate.objects.get(pk=mine.pk)
    workflow.move(cast.author("administrator"), theirs, "in_progress")
    with pytest.raises(RegisterError, match="changed meanwhile by Administrator on 2027-01-05"):
        workflow.move(cast.author(), mine, "implemented")
    assert Mandate.objects.get(pk=mine.pk).state == "in_progress"


def test_the_sequence_that_a_page_showed_counts(cast: Cast) -> None:
    mandate = cast.mandate()
    workflow.move(cast.author(), mandate, "in_progress", sequence=0)
    with pytest.raises(RegisterError, match="changed meanwhile"):
        workflow.move(cast.author(), Mandate.objects.get(pk=mandate.pk), "implemented", sequence=0)


def test_many_move_together_and_those_that_may_not_are_told(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    proposed = [cast.mandate(state="proposed") for _ in range(20)]
    closed, changed = cast.mandate(state="retired"), cast.mandate(state="proposed")
    Mandate.objects.filter(pk=changed.pk).update(sequence=5)
    with django_assert_max_num_queries(12):
        result = workflow.move_all(cast.author(), [*proposed, closed, changed], "confirmed")
    assert [mandate.pk for mandate in result.moved] == [mandate.pk for mandate in proposed]
    assert {refused.mandate.pk for refused in result.refused} == {closed.pk, changed.pk}
    assert Event.objects.filter(what="moved").count() == 20
    assert Mandate.objects.filter(state="confirmed", sequence=1).count() == 20
    assert list(history.verify()) == []


def test_a_page_offers_what_a_role_may() -> None:
    assert [each.move for each in workflow.moves("assigned", {"partner"})] == ["begin", "await"]
    assert [each.move for each in workflow.moves("retired", {"officer"})] == []


def test_every_state_stands_somewhere() -> None:
    assert {*workflow.states("waiting"), *workflow.states("open"), *workflow.states("closed")} == set(STATES)
