"""What people do about mandates from their pages: officers, partners, focal points; and what they may not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mandata.register.models import Activity, Attachment, Comment, Mandate, Milestone, Organization

from .pages import CODES
from .test_desk_queue import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
ADDRESS = "DC-3/11/para_2/m1"
HERE = f"/en/desk/act/{ADDRESS}"


def mandate() -> Mandate:
    return Mandate.objects.get(address=ADDRESS)


def said(client: Client, **form: str) -> str:
    return client.post(HERE, form, follow=True).content.decode()


@pytest.mark.parametrize("code", CODES)
def test_the_pages_are_there_in_every_language(client: Client, code: str) -> None:
    signed_in(client)
    for address in ("desk", f"mandates/{ADDRESS}", f"desk/activities/new?mandate={ADDRESS}"):
        shown = client.get(f"/{code}/{address}")
        assert shown.status_code == 200 and f'<html lang="{code}"' in shown.content.decode()


def test_an_officer_assigns_moves_and_adds_what_was_done(client: Client) -> None:
    officer = signed_in(client)
    said(client, act="assign", person=officer.email, unit="Policy", co_lead="WHO", sequence=str(mandate().sequence))
    assert (mandate().responsible, mandate().unit, mandate().state) == (officer, "Policy", "assigned")
    assert mandate().assignments.get(part="co_lead").organization.address == "WHO"
    said(client, act="move", to="in_progress", sequence=str(mandate().sequence))
    assert mandate().state == "in_progress"
    said(client, act="fund", needed="1", amount="80,000 USD")
    assert (mandate().needs_funding, mandate().currency, int(mandate().amount)) == (True, "USD", 80000)
    said(client, act="milestone", title="First draft", due="2027-06-30")
    said(client, act="reach", milestone=str(Milestone.objects.get().pk))
    assert Milestone.objects.get().done is not None
    said(client, act="comment", text="Waiting for funds", internal="1")
    assert Comment.objects.get().internal
    said(client, act="attach", title="Report", link="https://example.org/report")
    assert Attachment.objects.get().link == "https://example.org/report"
    assert "Your work" not in client.get("/en/desk").content.decode()
    assert ADDRESS in client.get("/en/desk").content.decode()


def test_what_a_move_demands_is_demanded(client: Client) -> None:
    signed_in(client)
    text = said(client, act="move", to="not_implemented")
    assert "This was not done" in text and mandate().state == "confirmed"


def test_somebody_who_was_slower_changes_nothing(client: Client) -> None:
    signed_in(client)
    assert "Somebody changed this" in said(client, act="fund", needed="1", sequence="99")
    assert not mandate().needs_funding


@pytest.mark.parametrize("role", ["reader", ""])
@pytest.mark.parametrize("act", ["move", "assign", "fund", "milestone", "comment", "attach"])
def test_a_reader_may_do_nothing_and_anybody_is_led_to_sign_in(client: Client, role: str, act: str) -> None:
    if role:
        signed_in(client, role)
    shown = client.post(HERE, {"act": act, "to": "in_progress", "text": "x"})
    assert shown.status_code == (403 if role else 302)
    assert mandate().state == "confirmed" and not Comment.objects.exists()


def form(**more: Any) -> dict[str, str]:
    return {"mandate": ADDRESS, "kind": "workshop", "title": "Regional workshop", "language": "en", **more}


def test_a_partner_records_an_activity_that_an_officer_accepts(client: Client) -> None:
    signed_in(client, "partner", organization=Organization.objects.get(address="WHO"))
    shown = client.post("/en/desk/activities/new", form(start="2027-03-02"))
    assert shown.status_code == 302
    made = Activity.objects.get()
    assert (made.state, made.reported_by.address, list(made.mandates.all())) == ("submitted", "WHO", [mandate()])
    assert "Regional workshop" in client.get("/en/desk").content.decode()
    client.logout()
    signed_in(client)
    assert "Regional workshop" in client.get("/en/desk").content.decode()
    client.post(f"/en/desk/activities/answer/{made.address}", {"answer": "accept"})
    made.refresh_from_db()
    assert made.state == "accepted"


def test_a_partner_records_nothing_for_what_does_not_concern_them(client: Client) -> None:
    signed_in(client, "partner", organization=Organization.objects.get(address="ILO"))
    others = Mandate.objects.exclude(actors__organization__address="ILO").first()
    assert others is not None
    shown = client.post("/en/desk/activities/new", form(mandate=others.address))
    assert shown.status_code == 403 and not Activity.objects.exists()


def test_what_is_wrong_is_said_and_what_was_written_stays(client: Client) -> None:
    signed_in(client)
    shown = client.post("/en/desk/activities/new", form(start="March"))
    assert shown.status_code == 422 and 'value="Regional workshop"' in shown.content.decode()
    assert not Activity.objects.exists()
