"""People, their roles, and invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from .places import Body, Organization

ROLES = ("administrator", "officer", "partner", "focal_point", "reader")


class People(BaseUserManager["Person"]):
    """Makes persons; their address for mail is what they sign in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. Nobody is deleted: `is_active` ends their access."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160)
    language = models.CharField(max_length=2, default="en")
    unit = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name


class Role(models.Model):
    """What a person may do, for one body or (empty) for all; partners and focal points for one organization."""

    person: Any = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=16)
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="roles_given")
    organization: Any = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="roles_given"
    )
    ended = models.DateTimeField(null=True, blank=True)


class Invitation(models.Model):
    """An invitation by mail to take a role; `token` is a hash of the secret in the letter's link."""

    email = models.EmailField()
    role = models.CharField(max_length=16)
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT)
    organization: Any = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(max_length=2, default="en")
    token = models.CharField(max_length=64, unique=True)
    invited_by: Any = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    sent = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)


class FieldRule(models.Model):
    """Whether a field of a kind of record is shown to the public, where a body departs from data/rights.yaml."""

    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="field_rules")
    record = models.CharField(max_length=24)
    field = models.CharField(max_length=32)
    public = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "record", "field"], name="one_rule_of_a_field")]
