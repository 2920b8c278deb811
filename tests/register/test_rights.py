"""Each role against each action, as docs/rights.md tells them; what is visible, and which fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.register import history, rights
from mandata.register.models import (
    Actor,
    Body,
    Comment,
    Decision,
    Document,
    Event,
    FieldRule,
    Mandate,
    Organization,
    Paragraph,
    Person,
    Role,
)
from mandata.register.reach import REACH

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs" / "rights.md").read_text(encoding="utf-8")
ROLES = ("anybody", "reader", "partner", "focal_point", "officer", "administrator")


def told() -> dict[str, dict[str, str]]:
    """The table of docs/rights.md: action, role, scope."""
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| `")]
    return {row[0].strip("`"): dict(zip(ROLES, row[1:-1], strict=True)) for row in rows}


@dataclass
class World:
    """Two bodies with mandates; `own` concerns the organization of partner and focal point."""

    here: Body
    there: Body
    organization: Organization
    mandates: dict[str, Mandate]

    def person(self, role: str, body: Body | None) -> Person | None:
        if role == "anybody":
            return None
        person = Person.objects.create_user(f"{role}{body}@example.org", name=role)
        own = self.organization if rights.table().roles[role].organization else None
        Role.objects.create(person=person, role=role, body=body, organization=own)
        return person


def mandate(body: Body, number: int, public: bool, state: str = "confirmed") -> Mandate:
    now = timezone.now()
    document = Document.objects.create(address=f"{body}.{number}", body=body, public=public, added=now)
    paragraph = Paragraph.objects.create(document=document, eid="para_1", kind="operative", position=1)
    return Mandate.objects.create(
        address=f"{body}.{number}/para_1/m1", paragraph=paragraph, body=body, number=1, act="request", confidence=1.0,
        state=state, state_since=now, public=public,
    )  # fmt: skip


@pytest.fixture
def world() -> World:
    here, there = (Body.objects.create(address=address) for address in ("HERE", "THERE"))
    organization = Organization.objects.create(address="OWN", kind="organization")
    mandates = {
        "own": mandate(here, 1, public=False),
        "here": mandate(here, 2, public=False),
        "here, public": mandate(here, 3, public=True),
        "there": mandate(there, 1, public=False),
        "there, public": mandate(there, 2, public=True),
    }
    Actor.objects.create(mandate=mandates["own"], role="addressee", organization=organization)
    return World(here, there, organization, mandates)


REACHED = {  # by a role given for the body "here"
    "–": set(),
    "public": {"here, public", "there, public"},
    "own": {"own"},
    "body": {"own", "here", "here, public"},
    "all": set(),
}
EVERY = {*REACHED["body"], *REACHED["public"], "there"}
REACHED_OF_ALL = {**REACHED, "body": EVERY, "all": EVERY}


@pytest.mark.parametrize("for_all", [False, True], ids=["for one body", "for all bodies"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_with_each_record_what_the_page_says(world: World, role: str, for_all: bool) -> None:
    who = rights.of(world.person(role, None if for_all else world.here))
    reached = REACHED_OF_ALL if for_all else REACHED
    for action, scopes in told().items():
        expected = reached[scopes[role]] | reached[scopes["anybody"]]
        one_by_one = {name for name, each in world.mandates.items() if rights.allowed(who, action, each)}
        at_once = set(Mandate.objects.filter(rights.where(who, action, Mandate)).values_list("address", flat=True))
        assert one_by_one == expected, action
        assert rights.allowed(who, action) is bool(expected), action
        assert at_once == {world.mandates[name].address for name in expected}, action


def test_the_page_tells_every_action_and_role() -> None:
    table = rights.table()
    assert told().keys() == table.actions.keys()
    assert {role for entry in table.actions.values() for role in entry.who} == {"anybody", *table.roles} == set(ROLES)
    assert {a: {r: s for r, s in row.items() if s != "–"} for a, row in told().items()} == {
        action: entry.who for action, entry in table.actions.items()
    }


def test_an_unknown_action_is_an_error(world: World) -> None:
    with pytest.raises(RegisterError, match="no action"):
        rights.allowed(None, "confrim", world.mandates["own"])


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("anybody", {"here, public", "there, public"}),
        ("partner", {"own", "here, public", "there, public"}),
        ("reader", {"own", "here", "here, public", "there, public"}),
    ],
)
def test_everybody_sees_what_is_public_and_what_their_role_opens(world: World, role: str, expected: set[str]) -> None:
    seen = rights.visible(world.person(role, world.here), Mandate.objects.all())
    assert {each.address for each in seen} == {world.mandates[name].address for name in expected}


@pytest.mark.parametrize("state", ["proposed", "rejected"])
def test_what_was_only_proposed_is_not_shown_to_the_public(world: World, state: str) -> None:
    Mandate.objects.filter(pk=world.mandates["here, public"].pk).update(state=state)
    assert not rights.sees(None, world.mandates["here, public"])
    assert rights.sees(world.person("reader", world.here), world.mandates["here, public"])


def test_a_mandate_in_a_restricted_document_is_restricted(world: World) -> None:
    Document.objects.filter(address="HERE.3").update(public=False)
    assert not rights.sees(None, world.mandates["here, public"])


def test_a_mandate_of_a_restricted_decision_is_restricted(world: World) -> None:
    decision = Decision.objects.create(address="HERE-1/1", body=world.here, public=False)
    Mandate.objects.filter(pk=world.mandates["here, public"].pk).update(decision=decision)
    assert not rights.sees(None, world.mandates["here, public"])


def test_a_role_for_a_body_holds_for_the_bodies_below_it(world: World) -> None:
    below = Body.objects.create(address="BELOW", parent=Body.objects.create(address="BETWEEN", parent=world.here))
    assert rights.allowed(world.person("officer", world.here), "confirm", mandate(below, 9, public=False))


def test_an_ended_role_opens_nothing(world: World) -> None:
    person = world.person("officer", None)
    Role.objects.update(ended=timezone.now())
    assert not rights.allowed(person, "confirm")
    assert not rights.allowed(person, "confirm", world.mandates["here"])


def test_a_person_without_access_has_no_rights(world: World) -> None:
    person = world.person("officer", None)
    assert person is not None
    person.is_active = False
    assert not rights.allowed(person, "confirm", world.mandates["here"])


def test_roles_over_a_record_are_told(world: World) -> None:
    person = world.person("officer", world.here)
    Role.objects.create(person=person, role="partner", organization=world.organization)
    assert rights.held(person, world.mandates["own"]) == {"officer", "partner"}
    assert rights.held(person, world.mandates["here"]) == {"officer"}
    assert rights.held(person, world.mandates["there"]) == set()


def test_a_partner_reports_for_its_own_organization_alone(world: World) -> None:
    partner = world.person("partner", None)
    assert rights.allowed(partner, "record_activity", world.organization)
    other = Organization.objects.create(address="OTHER", kind="organization")
    assert not rights.allowed(partner, "record_activity", other)


def test_internal_comments_are_for_officers(world: World) -> None:
    author = world.person("officer", world.here)
    for internal in (True, False):
        Comment.objects.create(
            mandate=world.mandates["own"], author=author, text="…", at=timezone.now(), internal=internal
        )
    seen = {
        role: rights.visible(world.person(role, world.here) if role != "officer" else author, Comment.objects).count()
        for role in ("anybody", "partner", "reader", "officer")
    }
    assert seen == {"anybody": 0, "partner": 1, "reader": 1, "officer": 2}


def test_history_is_seen_by_those_who_see_the_record_inside(world: World) -> None:
    author = history.Author(by=world.person("officer", world.here), origin="web")
    history.log_all(author, [history.Entry(record=each, what="added") for each in world.mandates.values()])
    seen = {
        role: {event.key for event in rights.visible(world.person(role, world.here), Event.objects.all())}
        for role in ("anybody", "partner", "reader")
    }
    keys = {name: each.pk for name, each in world.mandates.items()}
    assert seen == {
        "anybody": set(),
        "partner": {keys["own"]},
        "reader": {keys["own"], keys["here"], keys["here, public"]},
    }


def test_the_public_sees_the_public_fields_alone(world: World) -> None:
    fields = {"address": "A", "reason": "why"}
    assert rights.shown(None, world.mandates["here, public"], fields) == {"address": "A"}
    assert rights.shown(world.person("reader", world.here), world.mandates["here, public"], fields) == fields


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], False),
        ([(None, True)], True),
        ([("HERE", True)], True),
        ([("THERE", True)], False),
        ([(None, True), ("HERE", False)], False),
    ],
)
def test_a_body_departs_from_the_public_fields(
    world: World, rules: list[tuple[str | None, bool]], expected: bool
) -> None:
    for address, public in rules:
        body = Body.objects.get(address=address) if address else None
        FieldRule.objects.create(body=body, record="mandate", field="reason", public=public)
    assert ("reason" in rights.public_fields("mandate", world.here.pk)) is expected


@pytest.mark.parametrize("role", ROLES)
def test_a_list_is_filtered_in_one_question(world: World, role: str, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    who = rights.of(world.person(role, world.here))
    with django_assert_num_queries(1):
        list(rights.visible(who, Mandate.objects.all()))


def test_every_kind_of_record_has_its_reach_and_every_public_field_exists() -> None:
    models = {str(model._meta.model_name): model for model in apps.get_app_config("register").get_models()}
    # the log has its own rule; reminders are shown to nobody; the index is asked through search alone
    assert models.keys() - REACH.keys() == {
        "event",
        "reminder",
        "searchentry",
        "searchkey",
    }
    for kind, fields in rights.table().fields.items():
        assert set(fields) <= {field.name for field in models[kind]._meta.get_fields()}, kind


@pytest.mark.parametrize("kind", sorted(REACH))
@pytest.mark.parametrize("role", ROLES)
def test_every_kind_can_be_asked_for_by_every_role(world: World, role: str, kind: str) -> None:
    model = apps.get_model("register", kind)
    assert rights.visible(world.person(role, world.here), model._default_manager.all()).count() >= 0


def test_who_has_the_machine_may_everything(world: World) -> None:
    author = history.Author(by=None, origin="command")
    rights.require(author, "keep")
    rights.require(author, "confirm", world.mandates["there"])
    with pytest.raises(RegisterError, match="not allowed"):
        rights.require(history.Author(by=None, origin="web"), "confirm", world.mandates["there, public"])
