"""Readers say what is wrong without an account; the desk answers, and the answer is shown."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from mandata.register.models import Event, Suggestion

from .test_desk_queue import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
HERE = "DC-3/6/para_3"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def test_a_suggestion_is_answered_and_shown(client: Client) -> None:
    shown = client.post(f"/fr/suggest/{HERE}", {"text": "Le renvoi est faux.", "email": "a@example.org"}, follow=True)
    assert "Merci." in shown.content.decode() and "Le renvoi est faux." not in shown.content.decode()
    kept = Suggestion.objects.get()
    assert Event.objects.filter(record="suggestion", key=kept.pk, what="added").exists()
    signed_in(client)
    assert "Le renvoi est faux." in client.get("/en/desk/suggestions").content.decode()
    client.post("/en/desk/suggestions", {"key": kept.pk, "answer": "Corrected, thank you.", "public": "1"})
    client.logout()
    text = client.get(f"/en/paragraphs/{HERE}").content.decode()
    assert "Corrected, thank you." in text and "Le renvoi est faux." in text and "a@example.org" not in text


def test_so_many_in_an_hour_and_no_more(client: Client) -> None:
    for _ in range(8):
        client.post(f"/en/suggest/{HERE}", {"text": "Again"})
    assert Suggestion.objects.count() == 6


@pytest.mark.parametrize("form", [{"text": " "}, {"text": "x", "email": "no"}, {"text": "x", "website": "spam"}])
def test_what_is_no_suggestion_is_not_kept(client: Client, form: dict[str, str]) -> None:
    assert "This was not done" in client.post(f"/en/suggest/{HERE}", form, follow=True).content.decode()
    assert not Suggestion.objects.exists()


def test_a_reader_does_not_answer(client: Client) -> None:
    signed_in(client, "reader")
    assert client.get("/en/desk/suggestions").status_code == 403
