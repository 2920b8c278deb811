"""`mandata people`: from an empty register to an administrator who invites others."""

from __future__ import annotations

import pytest
from django.core import mail
from typer.testing import CliRunner

from mandata.cli.main import app
from mandata.register import invitations, rights
from mandata.register.models import Body, FieldRule, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["people", *words])
    return result.exit_code, result.output


def accept(link: str) -> Person:
    return invitations.accept(link.strip().rstrip("/").rsplit("/", 1)[1], "Awa Diop", "lead-free paint by 2030")


def test_the_first_administrator_is_invited_from_the_machine() -> None:
    status, link = run("invite", "head@example.org", "administrator", "--lang", "fr")
    assert status == 0 and mail.outbox[0].subject == "Invitation à rejoindre le registre des mandats"
    assert rights.allowed(accept(link), "keep")


def test_a_focal_point_is_invited_for_a_party() -> None:
    status, link = run("invite", "focal@example.org", "focal_point", "--organization", "PARTY-SN")
    assert status == 0
    assert Role.objects.get(person=accept(link)).organization.address == "PARTY-SN"


def test_an_administrator_of_one_body_invites_for_that_body_alone() -> None:
    here, _ = (Body.objects.create(address=address) for address in ("HERE", "THERE"))
    head = Person.objects.create_user("head@example.org", name="Head")
    Role.objects.create(person=head, role="administrator", body=here)
    invite = ("invite", "new@example.org", "officer", "--as", "head@example.org")
    assert run(*invite, "--body", "HERE")[0] == 0
    for scope in (("--body", "THERE"), ()):
        status, said = run(*invite, *scope)
        assert status == 1 and "not allowed" in said


def test_the_list_shows_people_with_their_roles_and_open_invitations() -> None:
    accept(run("invite", "head@example.org", "administrator")[1])
    run("role", "head@example.org", "officer")
    run("end", "head@example.org", "officer")
    run("invite", "new@example.org", "reader")
    rows = [line.split("\t") for line in run("list", "--ui", "en")[1].splitlines()]
    assert [(row[0], row[2], row[5].split()[0]) for row in rows[1:]] == [
        ("head@example.org", "administrator", "active"),
        ("head@example.org", "officer of the secretariat", "ended"),
        ("new@example.org", "reader", "invited"),
    ]


def test_what_is_wrong_is_said_in_one_line() -> None:
    for words, reason in (
        (("invite", "nobody", "reader"), "no address for mail"),
        (("invite", "a@example.org", "king"), "is no role"),
        (("invite", "a@example.org", "officer", "--body", "NOWHERE"), "no body 'NOWHERE'"),
        (("end", "a@example.org"), "no person 'a@example.org'"),
        (("fields", "mandate", "colour", "--public"), "no field 'colour'"),
    ):
        status, said = run(*words)
        assert status == 1 and reason in said and len(said.splitlines()) == 1, words


def test_a_field_is_made_public_for_a_body() -> None:
    Body.objects.create(address="HERE")
    assert run("fields", "mandate", "reason", "--public", "--body", "HERE")[0] == 0
    assert run("fields", "mandate", "reason", "--restricted", "--body", "HERE")[0] == 0
    assert [(rule.body.address, rule.public) for rule in FieldRule.objects.all()] == [("HERE", False)]
