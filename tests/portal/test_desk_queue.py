"""What an officer decides in the pages of the queue, and what nobody else can."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandata.register import facts
from mandata.register.models import Mandate, Person, Review, Role

from .pages import CODES, QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
ADDRESS = "DC-3/11/para_2/m1"


def signed_in(client: Client, role: str = "officer", **more: Any) -> Person:
    person = Person.objects.create_user(f"{role}@example.org", name=role.title())
    Role.objects.create(person=person, role=role, **more)
    client.force_login(person)
    return person


@pytest.fixture
def question() -> Review:
    """The first mandate of a decision, as newly read."""
    mandate = Mandate.objects.get(address=ADDRESS)
    Mandate.objects.filter(pk=mandate.pk).update(state="proposed", set_fields={})
    found = Review.objects.filter(mandate=mandate, kind="new").first()
    assert found is not None
    Review.objects.filter(pk=found.pk).update(closed=None, closed_by=None, outcome="", paragraph=mandate.paragraph)
    return found


def page(client: Client, address: str) -> str:
    shown = client.get(address)
    assert shown.status_code == 200
    return shown.content.decode()


def sent(mandate: Mandate, **more: str) -> dict[str, str]:
    """The form of a mandate in English as a browser would send it, with some fields changed."""
    held = facts.of(mandate)
    form = {
        "language": "en", "act": held.act, "deliverable": held.deliverable, "sequence": str(mandate.sequence),
        **({"continuing": "1"} if held.continuing else {}),
    }  # fmt: skip
    words = {"action": held.action}
    for field in ("addressees", "partners", "recipients", "conditions", "dues"):
        for number, each in enumerate(getattr(held, field)):
            name = f"{field}.{number}"
            words[name] = each.words
            value = getattr(each, "organization", None) or getattr(each, "type", "") or getattr(each, "value", "")
            form |= {f"{name}.kept": str(number), f"{name}.value": value or ""}
            form |= {f"{name}.meeting": getattr(each, "meeting", None) or ""}
    for name, said in words.items():
        if english := said.get("en"):
            form |= {
                f"{name}.start": str(english.start),
                f"{name}.end": str(english.end),
                f"{name}.above": english.above,
            }
    return form | more


@pytest.mark.parametrize("code", CODES)
def test_the_queue_and_a_question_are_there_in_every_language(client: Client, question: Review, code: str) -> None:
    signed_in(client)
    for address in (f"/{code}/desk/queue", f"/{code}/desk/queue/{question.pk}", f"/{code}/desk/edit/{ADDRESS}"):
        with CaptureQueriesContext(connection) as asked:
            text = page(client, address)
        assert f'<html lang="{code}"' in text
        assert len(asked) <= QUERIES + 5, [each["sql"][:160] for each in asked]


def test_whoever_is_not_signed_in_is_led_there_and_a_reader_is_refused(client: Client, question: Review) -> None:
    assert client.get("/en/desk/queue").headers["Location"].startswith("/en/account/login/?next=/en/desk/queue")
    signed_in(client, "reader")
    for address in ("/en/desk/queue", f"/en/desk/queue/{question.pk}", f"/en/desk/edit/{ADDRESS}"):
        assert client.get(address).status_code == 403
    assert client.post(f"/en/desk/queue/{question.pk}", {"answer": "confirm"}).status_code == 403
    assert Mandate.objects.get(address=ADDRESS).state == "proposed"


def test_an_officer_confirms_and_undoes(client: Client, question: Review) -> None:
    signed_in(client)
    sequence = Mandate.objects.get(address=ADDRESS).sequence
    done = client.post(f"/en/desk/queue/{question.pk}", {"answer": "confirm", "sequence": sequence}, follow=True)
    assert "The mandate was confirmed." in done.content.decode()
    assert Mandate.objects.get(address=ADDRESS).state == "confirmed"
    client.post("/en/desk/undo", {"batch": client.session["undo"][0]})
    assert Mandate.objects.get(address=ADDRESS).state == "proposed"
    question.refresh_from_db()
    assert question.closed is None


def test_a_mandate_is_rejected_with_a_reason_only(client: Client, question: Review) -> None:
    signed_in(client)
    client.post(f"/en/desk/queue/{question.pk}", {"answer": "reject", "reason": " "})
    assert Mandate.objects.get(address=ADDRESS).state == "proposed"
    client.post(f"/en/desk/queue/{question.pk}", {"answer": "reject", "reason": "It repeats paragraph 1."})
    mandate = Mandate.objects.get(address=ADDRESS)
    assert (mandate.state, mandate.reason) == ("rejected", "It repeats paragraph 1.")


def test_somebody_who_was_slower_is_told_and_overwrites_nothing(client: Client, question: Review) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    form = sent(mandate, act="urge")
    Mandate.objects.filter(pk=mandate.pk).update(sequence=mandate.sequence + 1)
    shown = client.post(f"/en/desk/edit/{ADDRESS}", form)
    assert shown.status_code == 409 and "Somebody changed this while you had it open." in shown.content.decode()
    assert Mandate.objects.get(address=ADDRESS).act == mandate.act


def test_a_form_that_is_sent_back_as_it_came_changes_nothing(client: Client, question: Review) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    assert client.post(f"/en/desk/edit/{ADDRESS}", sent(mandate)).status_code == 302
    now = Mandate.objects.get(address=ADDRESS)
    assert (now.sequence, now.set_fields) == (mandate.sequence, {})


@pytest.mark.parametrize("written", ["ILO", "International Labour Organization", "OIT", "ILO · International Labour"])
def test_a_partner_is_added_by_address_name_or_acronym(client: Client, question: Review, written: str) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    before = facts.of(mandate).partners
    form = sent(mandate, **{f"partners.{len(before)}.value": written})
    assert client.post(f"/en/desk/edit/{ADDRESS}", form).status_code == 302
    now = Mandate.objects.get(address=ADDRESS)
    partners = facts.of(now).partners
    assert partners[:-1] == before and partners[-1].organization == "ILO"
    assert list(now.set_fields) == ["partners"]


def test_words_are_taken_by_their_place_and_other_languages_stay(client: Client, question: Review) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    before = facts.of(mandate).action
    form = sent(mandate, **{"action.start": str(before["en"].start), "action.end": str(before["en"].end - 3)})
    client.post(f"/en/desk/edit/{ADDRESS}", form)
    now = facts.of(Mandate.objects.get(address=ADDRESS)).action
    assert now["en"].text == before["en"].text[:-3]
    assert {code: now[code] for code in now if code != "en"} == {c: before[c] for c in before if c != "en"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("partners.0.value", "The Moon Society"), ("action.end", "99999"), ("dues.0.meeting", "X-COP-1")],
)
def test_what_cannot_be_is_said_and_nothing_changes(client: Client, question: Review, field: str, value: str) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    shown = client.post(f"/en/desk/edit/{ADDRESS}", sent(mandate, **{field: value}))
    assert shown.status_code == 422 and "This was not done" in shown.content.decode()
    assert Mandate.objects.get(address=ADDRESS).sequence == mandate.sequence


def test_a_mandate_is_split_merged_and_one_is_added(client: Client, question: Review) -> None:
    signed_in(client)
    mandate = Mandate.objects.get(address=ADDRESS)
    form = sent(mandate)
    parts = {f"{prefix}{name}": value for prefix in ("a.", "b.") for name, value in form.items()}
    client.post(f"/en/desk/split/{ADDRESS}", {**parts, "language": "en", "b.act": "invite"})
    second = Mandate.objects.get(paragraph=mandate.paragraph, act="invite")
    assert f'name="other" value="{second.pk}"' in page(client, f"/en/desk/merge/{ADDRESS}")
    client.post(f"/en/desk/merge/{ADDRESS}", {"other": second.pk})
    second.refresh_from_db()
    assert second.withdrawn and second.superseded_by == mandate
    client.post("/en/desk/add/DC-3/11/para_1", {"language": "en", "act": "request", "addressees.0.value": "WHO"})
    assert Mandate.objects.filter(paragraph__eid="para_1", decision__number="DC-3/11", state="confirmed").exists()
