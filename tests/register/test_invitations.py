"""Invitations: by mail, once, for a while; what comes of them is logged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.languages import LANGUAGES
from mandata.register import history, invitations, rights
from mandata.register.models import Body, Event, Invitation, Organization, Person, Role
from mandata.register.words import words

pytestmark = pytest.mark.django_db(transaction=True)
STRONG = "lead-free paint by 2030"


@pytest.fixture
def author() -> history.Author:
    return history.Author(by=Person.objects.create_user("head@example.org", name="The Head"), origin="web")


@pytest.fixture
def body() -> Body:
    return Body.objects.create(address="DAKAR-COP", names={code: f"COP {code}" for code in LANGUAGES})


def secret_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_letter_speaks_the_language_of_the_invited(author: history.Author, body: Body, code: str) -> None:
    _, link = invitations.invite(author, "new@example.org", "officer", body, language=code)
    (letter,) = mail.outbox
    said = invitations.people_words(code).invitation
    assert letter.subject == said.subject
    for part in (link, words(code).roles["officer"], f"COP {code}", "The Head", said.secret):
        assert part in letter.body
    assert letter.to == ["new@example.org"]


def test_the_secret_is_in_the_letter_alone(author: history.Author) -> None:
    invitation, link = invitations.invite(author, "new@example.org", "reader")
    assert secret_of(link) not in {invitation.token, *Invitation.objects.values_list("token", flat=True)}
    assert not any(secret_of(link) in str(event.after) for event in Event.objects.all())


def test_accepting_makes_a_person_with_the_role(author: history.Author, body: Body) -> None:
    _, link = invitations.invite(author, " New@Example.org", "officer", body, language="fr")
    person = invitations.accept(secret_of(link), "Awa Diop", STRONG)
    assert (person.email, person.name, person.language) == ("new@example.org", "Awa Diop", "fr")
    assert person.check_password(STRONG)
    assert rights.allowed(person, "confirm", body)
    assert [event.what for event in history.of(person)] == ["added", "role_given"]
    assert person.emailaddress_set.get().verified


@pytest.mark.parametrize(
    "spoil",
    [
        lambda link: invitations.accept(secret_of(link), "Somebody", STRONG),
        lambda link: Invitation.objects.update(withdrawn=True),
        lambda link: Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1)),
        lambda link: Invitation.objects.update(token="0" * 64),
    ],
    ids=["accepted", "withdrawn", "expired", "unknown"],
)
def test_an_invitation_that_does_not_hold_is_refused(author: history.Author, spoil) -> None:  # type: ignore[no-untyped-def]
    _, link = invitations.invite(author, "new@example.org", "reader")
    spoil(link)
    with pytest.raises(RegisterError, match="does not hold"):
        invitations.accept(secret_of(link), "Other", STRONG)


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234", "new@example.org"])
def test_a_weak_password_changes_nothing(author: history.Author, password: str) -> None:
    _, link = invitations.invite(author, "new@example.org", "reader")
    with pytest.raises(RegisterError, match="stronger password"):
        invitations.accept(secret_of(link), "Awa Diop", password)
    assert not Person.objects.filter(email="new@example.org").exists()
    assert invitations.find(secret_of(link))


def test_who_is_known_gets_the_role_and_keeps_their_password(author: history.Author) -> None:
    known = Person.objects.create_user("known@example.org", STRONG, name="Known")
    _, link = invitations.invite(author, "known@example.org", "reader")
    assert invitations.accept(secret_of(link)) == known
    known.refresh_from_db()
    assert known.check_password(STRONG)
    assert Role.objects.get(person=known).role == "reader"


def test_a_second_invitation_takes_the_place_of_the_first(author: history.Author) -> None:
    _, first = invitations.invite(author, "new@example.org", "reader")
    _, second = invitations.invite(author, "new@example.org", "reader")
    with pytest.raises(RegisterError):
        invitations.find(secret_of(first))
    assert invitations.find(secret_of(second))


@pytest.mark.parametrize(
    ("role", "kind", "reason"),
    [
        ("king", None, "is no role"),
        ("partner", None, "an organization that is no Party"),
        ("partner", "party", "an organization that is no Party"),
        ("focal_point", "organization", "expected a Party"),
        ("officer", "organization", "not a role for one organization"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(author: history.Author, role: str, kind: str | None, reason: str) -> None:
    organization = Organization.objects.create(address="X", kind=kind) if kind else None
    with pytest.raises(RegisterError, match=reason):
        invitations.invite(author, "new@example.org", role, organization=organization)
    assert not mail.outbox


def test_a_wrong_address_is_refused(author: history.Author) -> None:
    with pytest.raises(RegisterError, match="no address for mail"):
        invitations.invite(author, "nobody", "reader")


def test_ending_access_ends_the_roles_and_keeps_the_name(author: history.Author, body: Body) -> None:
    person = Person.objects.create_user("old@example.org", STRONG, name="Old Hand")
    invitations.give(author, person, "officer", body)
    invitations.end_access(author, person)
    person.refresh_from_db()
    assert not person.is_active and person.name == "Old Hand"
    assert not rights.allowed(person, "confirm", body)
    assert [event.what for event in history.of(person)] == ["role_given", "role_ended", "withdrawn"]
    assert list(history.verify()) == []


def test_the_last_administrator_stays(author: history.Author) -> None:
    assert author.by is not None
    role = invitations.give(author, author.by, "administrator")
    with pytest.raises(RegisterError, match="last administrator"):
        invitations.end(author, role)
    invitations.give(author, Person.objects.create_user("second@example.org", name="Second"), "administrator")
    invitations.end(author, role)
    assert Role.objects.get(pk=role.pk).ended
