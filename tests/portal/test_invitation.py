"""The page of an invitation: opened from the letter, answered once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from mandata.languages import LANGUAGES
from mandata.register import history, invitations
from mandata.register.models import Person, Role

pytestmark = pytest.mark.django_db
STRONG = "lead-free paint by 2030"
FORM = {"name": "Awa Diop", "unit": "Chemicals", "password": STRONG, "again": STRONG}


def invited(language: str = "en", email: str = "new@example.org") -> str:
    _, link = invitations.invite(history.Author(by=None, origin="command"), email, "reader", language=language)
    return urlsplit(link).path


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_speaks_the_language_of_the_letter(client: Client, code: str) -> None:
    answer = client.get(invited(code))
    said = invitations.people_words(code).acceptance
    assert answer.status_code == 200
    for word in (said["title"], said["again"], "new@example.org"):
        assert word in answer.content.decode()
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"


def test_who_accepts_can_sign_in(client: Client) -> None:
    answer = client.post(invited(), FORM)
    assert answer.status_code == 302
    client.post(answer["Location"], {"login": "new@example.org", "password": STRONG})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="new@example.org").pk)


def test_an_invitation_is_answered_once(client: Client) -> None:
    address = invited()
    client.post(address, FORM)
    answer = client.post(address, {**FORM, "name": "Somebody else"})
    assert answer.status_code == 404 and Person.objects.get().name == "Awa Diop"


@pytest.mark.parametrize(
    "change",
    [{"name": " "}, {"again": "other"}, {"password": "short", "again": "short"}],
    ids=["name", "again", "weak"],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client: Client, change: dict[str, str]) -> None:
    address = invited("fr")
    answer: Any = client.post(address, {**FORM, **change})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert "Chemicals" in answer.content.decode() and STRONG not in answer.content.decode()
    assert not Person.objects.exists() and client.get(address).status_code == 200


def test_who_is_known_gives_no_password(client: Client) -> None:
    Person.objects.create_user("known@example.org", STRONG, name="Known")
    address = invited(email="known@example.org")
    assert 'type="password"' not in client.get(address).content.decode()
    client.post(address)
    assert Role.objects.get().person.name == "Known"


def test_a_secret_that_nobody_sent_leads_nowhere(client: Client) -> None:
    assert client.get("/en/invitation/nothing").status_code == 404
