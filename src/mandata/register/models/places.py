"""Bodies, their meetings and agenda items, organizations and Parties, and the addresses that records had before."""

from __future__ import annotations

from typing import Any

from django.db import models

from .record import Kept, Named


class Body(Kept, Named):
    """A conference, assembly or other body that adopts decisions.

    `address` is its id in data/bodies.yaml where it stands there ("MINAMATA-COP"), `series` the code in its decisions'
    numbers ("MC"), `due_as` the code of its meetings in a due.
    """

    address = models.CharField(max_length=64, unique=True)
    series = models.CharField(max_length=16, blank=True)
    due_as = models.CharField(max_length=32, blank=True)
    instrument = models.CharField(max_length=64, blank=True)
    parent: Any = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.address


class Meeting(Kept, Named):
    """A meeting of a body; its dates can move, and all dues that hang on it move with them (deadlines.move)."""

    address = models.CharField(max_length=96, unique=True)
    body: Any = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    number = models.CharField(max_length=24)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_meeting_of_a_number")]
        indexes = [models.Index(fields=["start"], name="meeting_start")]

    def __str__(self) -> str:
        return self.address


class AgendaItem(Kept, Named):
    """An item of a meeting's agenda; `number` as the page shows it ("4 (b)")."""

    meeting: Any = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_item_of_a_number")]


class Organization(Kept, Named):
    """An organization, office, group or Party that is named, asked or takes part.

    `address` is its id in data/organizations.yaml or data/bodies.yaml where it stands there; Parties are kind "party"
    and have the ISO 3166 code of their State ("PARTY-SN"). `body` says whose meeting it is where it is a body itself.
    """

    address = models.CharField(max_length=96, unique=True)
    kind = models.CharField(max_length=24)
    acronyms: Any = models.JSONField(default=dict)
    parent: Any = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="as_organization")
    website = models.URLField(blank=True)
    wikidata = models.CharField(max_length=16, blank=True)
    ror = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return self.address


class DeadlineRule(Kept):
    """How many weeks before a meeting something must be there; of a body, or (body empty) of all that have no own.

    `key` is that of data/deadline_rules.yaml ("documents", "translations", "submissions").
    """

    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="deadline_rules")
    key = models.CharField(max_length=32)
    weeks = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="one_rule_of_a_body"),
            models.UniqueConstraint(fields=["key"], condition=models.Q(body=None), name="one_rule_of_all"),
        ]


class Alias(models.Model):
    """An address that a record had before (a draft's, before it was adopted); it leads there for ever."""

    address = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=24)
    key = models.BigIntegerField()
