"""`mandata people`: who takes part in the register, and as what; invitations, roles and their end."""

from __future__ import annotations

from typing import Any

from ..errors import RegisterError
from .desk import author, found, open_register
from .failures import Failures
from .rows import print_rows


def invite(email: str, role: str, *, body: str | None, organization: str | None, language: str, by: str | None) -> int:
    """Send an invitation and print its link, for whoever has no mail at hand."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import invitations, rights

        who = author(by)
        where, whose = _scope(body, organization)
        rights.require(who, "manage_people", where) if where else _require_all(who)
        _, link = invitations.invite(who, email, role, where, whose, language)
        print(link)
    return failures.status


def give(email: str, role: str, *, body: str | None, organization: str | None, by: str | None) -> int:
    """Give somebody who is known a role."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import invitations, rights

        who = author(by)
        where, whose = _scope(body, organization)
        rights.require(who, "manage_people", where) if where else _require_all(who)
        invitations.give(who, _person(email), role, where, whose)
    return failures.status


def end(email: str, role: str | None, *, body: str | None, by: str | None) -> int:
    """End a role of somebody, or (no role named) all of them and their access."""
    failures = Failures()
    with failures.caught():
        open_register()
        from django.db import transaction

        from ..register import invitations, rights
        from ..register.models import Role

        who, person = author(by), _person(email)
        where, _ = _scope(body, None)
        roles = Role.objects.filter(person=person, ended=None).select_related("person", "body", "organization")
        if role is not None:
            roles = roles.filter(role=role, **({"body": where} if where else {}))
            if not roles:
                raise RegisterError(f"{email} is not {role}", "a role they have", "mandata people list")
        with transaction.atomic():
            for each in roles:
                rights.require(who, "manage_people", each)
                invitations.end(who, each)
            if role is None:
                _require_all(who)
                invitations.end_access(who, person)
    return failures.status


def people(ui: str) -> int:
    """Print everybody with their roles, and the invitations that are open."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register.invitations import people_words

        labels = people_words(ui).labels
        rows = [*_persons(ui), *_invited(ui)]
        heads = ("email", "name", "role", "body", "organization", "state")
        print_rows([labels[head] for head in heads], rows, labels["none"])
    return failures.status


def fields(body: str | None, record: str, field: str, public: bool, by: str | None) -> int:
    """Set whether the public sees a field of a kind of record of a body (or of all)."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import rights

        who = author(by)
        where, _ = _scope(body, None)
        rights.require(who, "manage_rules", where) if where else _require_all(who)
        rights.set_rule(who, where, record, field, public)
    return failures.status


def _persons(ui: str) -> list[list[str]]:
    from ..register.invitations import people_words
    from ..register.models import Role
    from ..register.words import words

    labels, roles = people_words(ui).labels, words(ui).roles
    held = Role.objects.select_related("person", "body", "organization").order_by("person__email", "pk")
    return [
        [
            role.person.email,
            role.person.name,
            roles[role.role],
            role.body.address if role.body else labels["all"],
            role.organization.address if role.organization else "",
            labels["ended"] if role.ended else labels["active"],
        ]
        for role in held
    ]


def _invited(ui: str) -> list[list[str]]:
    from ..register.invitations import open_invitations, people_words
    from ..register.words import words

    labels, roles = people_words(ui).labels, words(ui).roles
    return [
        [
            each.email,
            "",
            roles[each.role],
            each.body.address if each.body else labels["all"],
            each.organization.address if each.organization else "",
            labels["invited"].format(day=each.expires.date()),
        ]
        for each in open_invitations().select_related("body", "organization").order_by("email")
    ]


def _require_all(who: Any) -> None:
    """Raises RegisterError unless `who` is an administrator of all bodies."""
    from ..register import rights

    rights.require(who, "keep")


def _person(email: str) -> Any:
    from ..register.models import Person

    return found(Person, "email", email.strip().lower(), "mandata people list")


def _scope(body: str | None, organization: str | None) -> tuple[Any, Any]:
    from ..register.models import Body, Organization
    from ..register.parties import seed

    if organization is not None and organization.startswith("PARTY-"):
        seed(author())
    return (
        found(Body, "address", body, "mandata list bodies") if body else None,
        found(Organization, "address", organization, "mandata list organizations") if organization else None,
    )
