"""Invites people by mail, gives them roles and ends them; each step is logged."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from ..errors import RegisterError
from ..interface import interface, known
from ..languages import Code
from ..lexicon import Entry, load
from . import history
from .history import Author
from .models import Body, Invitation, Organization, Person, Role
from .rights import table
from .words import words

DAYS = 14  # an invitation holds as long


class Letter(Entry, frozen=True, kw_only=True):
    """The words of an invitation; the header of data/languages/en/people.yaml explains the fields."""

    subject: str
    opening: str
    role: str
    body: str
    organization: str
    by: str
    link: str
    secret: str


class PeopleWords(Entry, frozen=True, kw_only=True):
    """What people are told when they are invited, and the list of people."""

    language: Code
    invitation: Letter
    acceptance: dict[str, str]
    labels: dict[str, str]


@cache
def people_words(code: str) -> PeopleWords:
    """The words of a language. Raises MandataError where `code` is none of the six."""
    return load(f"languages/{known(code, '--ui')}/people.yaml", PeopleWords)


def invite(
    author: Author,
    email: str,
    role: str,
    body: Body | None = None,
    organization: Organization | None = None,
    language: str = "en",
    days: int = DAYS,
) -> tuple[Invitation, str]:
    """Send an invitation to take a role; returns it with the address in the letter, which is kept nowhere.

    An open invitation of the same address to the same role is withdrawn. Raises RegisterError where the address is
    none, or the role does not fit.
    """
    email = _address(email)
    check_role(role, body, organization)
    known(language, "--language")
    if Role.objects.filter(person__email=email, role=role, body=body, organization=organization, ended=None).exists():
        raise RegisterError(f"{email} has that role already", "a new role", "mandata people list")
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        for earlier in open_invitations().filter(email=email, role=role, body=body, organization=organization):
            withdraw(author, earlier)
        invitation = Invitation.objects.create(
            email=email, role=role, body=body, organization=organization, language=language, token=_digest(secret),
            invited_by=author.by, sent=now, expires=now + timedelta(days=days),
        )  # fmt: skip
        history.log(author, invitation, "invited", after={"email": email, **_role_fields(role, body, organization)})
        link = f"{settings.SITE}/{language}/invitation/{secret}"
        transaction.on_commit(lambda: _send(invitation, link))
    return invitation, link


def check_role(role: str, body: Body | None, organization: Organization | None) -> None:
    """Raises RegisterError where a role does not exist or needs an organization or Party that is not given."""
    roles = table().roles
    if role not in roles:
        raise RegisterError(f"{role!r} is no role", f"one of {', '.join(roles)}", "docs/rights.md")
    if not roles[role].organization:
        if organization is not None:
            raise RegisterError(f"{role} is not a role for one organization", "no organization")
        return
    wanted = "a Party" if role == "focal_point" else "an organization that is no Party"
    if organization is None or (organization.kind == "party") is not (role == "focal_point"):
        raise RegisterError(f"a {role.replace('_', ' ')} for {organization or 'nobody'}", wanted)


def open_invitations() -> Any:
    """Invitations that can still be accepted."""
    return Invitation.objects.filter(accepted=None, withdrawn=False, expires__gt=timezone.now())


def find(secret: str) -> Invitation:
    """The open invitation of a letter's link. Raises RegisterError where there is none."""
    found = open_invitations().select_related("body", "organization").filter(token=_digest(secret)).first()
    if found is None:
        raise RegisterError("this invitation does not hold (any more)", "an open invitation", "ask for a new one")
    return found  # type: ignore[no-any-return]


def accept(secret: str, name: str = "", password: str | None = None, unit: str = "") -> Person:
    """Take the role of an invitation; whoever is not known yet becomes a person of the register.

    Without `password` the new person signs in by the OpenID Connect provider, or asks for a new password by mail.
    Raises RegisterError where the invitation does not hold, a new person has no name, or the password is too weak.
    """
    with transaction.atomic():
        invitation = find(secret)
        taken = Invitation.objects.filter(pk=invitation.pk, accepted=None, withdrawn=False)
        if not taken.update(accepted=timezone.now()):
            raise RegisterError("this invitation was accepted already", "an open invitation")
        person = Person.objects.filter(email=invitation.email).first()
        author = Author(by=person, origin="mail")
        if person is None:
            person = _new_person(invitation, name, password, unit)
            author = Author(by=person, origin="mail")
            history.log(author, person, "added", after={"email": person.email, "name": person.name})
        elif not person.is_active:
            raise RegisterError(f"the access of {person.email} has ended", "an active person", "ask an administrator")
        verify(person)
        history.log(author, invitation, "joined_by_invitation", after={"person": person.email})
        give(author, person, invitation.role, invitation.body, invitation.organization)
    return person


def give(
    author: Author, person: Person, role: str, body: Body | None = None, organization: Organization | None = None
) -> Role:
    """Give somebody a role; one that they have already stays as it is. Raises RegisterError as `check_role`."""
    check_role(role, body, organization)
    held = Role.objects.filter(person=person, role=role, body=body, organization=organization, ended=None).first()
    if held is not None:
        return held
    with transaction.atomic():
        given = Role.objects.create(person=person, role=role, body=body, organization=organization)
        history.log(author, person, "role_given", after=_role_fields(role, body, organization))
    return given


def end(author: Author, role: Role) -> None:
    """End a role. Raises RegisterError for the last administrator of all bodies, without whom nobody could invite."""
    with transaction.atomic():
        others = Role.objects.filter(role="administrator", body=None, ended=None, person__is_active=True)
        if role.role == "administrator" and role.body is None and not others.exclude(pk=role.pk).exists():
            raise RegisterError(f"{role.person} is the last administrator", "another one", "invite one first")
        if Role.objects.filter(pk=role.pk, ended=None).update(ended=timezone.now()):
            history.log(author, role.person, "role_ended", before=_role_fields(role.role, role.body, role.organization))


def end_access(author: Author, person: Person) -> None:
    """End all roles of somebody and their access; their name stays with what they did. Raises as `end`."""
    with transaction.atomic():
        for role in Role.objects.filter(person=person, ended=None).select_related("person", "body", "organization"):
            end(author, role)
        if Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
            history.log(author, person, "withdrawn")
            person.is_active = False


def withdraw(author: Author, invitation: Invitation) -> None:
    """Withdraw an invitation that was not accepted; the link in the letter then leads nowhere."""
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, accepted=None, withdrawn=False).update(withdrawn=True):
            history.log(author, invitation, "withdrawn")


def letter(invitation: Invitation, link: str) -> EmailMessage:
    """The letter of an invitation, in its language."""
    said = people_words(invitation.language).invitation
    facts = [
        (said.role, words(invitation.language).roles[invitation.role]),
        (said.body, invitation.body and invitation.body.name(invitation.language)),
        (said.organization, invitation.organization and invitation.organization.name(invitation.language)),
        (said.by, invitation.invited_by and str(invitation.invited_by)),
    ]
    colon = interface(invitation.language).labels.colon
    lines = [
        said.opening, "", *(f"{label}{colon}{fact}" for label, fact in facts if fact), "",
        said.link.format(day=invitation.expires.date()), link, "", said.secret,
    ]  # fmt: skip
    return EmailMessage(said.subject, "\n".join(lines) + "\n", to=[invitation.email])


def _send(invitation: Invitation, link: str) -> None:
    letter(invitation, link).send()


def _new_person(invitation: Invitation, name: str, password: str | None, unit: str) -> Person:
    if not name.strip():
        raise RegisterError("a person without a name", "a name")
    person = Person(email=invitation.email, name=name.strip(), unit=unit.strip(), language=invitation.language)
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as problem:
            raise RegisterError(" ".join(problem.messages), "a stronger password") from problem
    return Person.objects.create_user(
        person.email, password, name=person.name, unit=person.unit, language=person.language
    )


def verify(person: Person) -> None:
    """Tell allauth that the address is theirs: the letter reached them there."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as problem:
        raise RegisterError(f"{email!r} is no address for mail", "name@example.org") from problem
    return email


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _role_fields(role: str, body: Body | None, organization: Organization | None) -> dict[str, str]:
    return {
        "role": role,
        "body": body.address if body else "",
        "organization": organization.address if organization else "",
    }
