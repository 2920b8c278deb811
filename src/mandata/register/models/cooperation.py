"""Cooperation: relations with organizations and the steps towards them, contact points, and activities."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .mandates import Mandate
from .paragraphs import Paragraph
from .places import Body, Meeting, Organization
from .record import Kept, Named


class Relation(Kept):
    """How a body stands with an organization: observer, member, memorandum, joint_programme, liaison, secretariats.

    `status` is "sought" or "held" or "ended"; `basis` the words of its legal basis ("article 24, decision MC-1/11")
    and `basis_paragraph` the paragraph, where the register holds it; `areas` are areas of work.
    """

    body: Any = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="relations")
    organization: Any = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=24)
    status = models.CharField(max_length=8, default="held")
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=255, blank=True)
    basis_paragraph: Any = models.ForeignKey(
        Paragraph, null=True, blank=True, on_delete=models.PROTECT, related_name="basis_of"
    )
    areas: Any = models.JSONField(default=list)
    mandates: Any = models.ManyToManyField(Mandate, related_name="relations", blank=True)
    public = models.BooleanField(default=True)


class Step(Kept):
    """A step towards a relation (a letter sent, a decision of the other side), with its day."""

    relation: Any = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="steps")
    title = models.CharField(max_length=255)
    date = models.CharField(max_length=10, blank=True)
    done = models.BooleanField(default=False)


class ContactPoint(Kept):
    """Whom to write to in an organization, about the matters of a body or of all."""

    organization: Any = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="contacts")
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=160)
    function = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="en")
    public = models.BooleanField(default=False)


class Activity(Kept, Named):
    """What was done for one or more mandates; `names` are its titles, `summaries` what was done, in each language.

    kind: meeting, publication, workshop, project, joint_mission, data_exchange, letter, other. `start` and `end` are
    ISO 8601 with reduced precision ("2027", "2027-03"). `state`: draft, submitted, returned, accepted.
    """

    address = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    summaries: Any = models.JSONField(default=dict)
    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=160, blank=True)
    outputs = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    meeting: Any = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    mandates: Any = models.ManyToManyField(Mandate, related_name="activities", blank=True)
    reported_by: Any = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="reported"
    )
    recorded_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activities_recorded"
    )
    recorded = models.DateTimeField()
    state = models.CharField(max_length=12, default="accepted")
    public = models.BooleanField(default=True)


class ActivityOrganization(models.Model):
    """An organization that took part in an activity, and as what (lead, partner, funder)."""

    activity: Any = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="taking_part")
    organization: Any = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="took_part_in")
    part = models.CharField(max_length=12, default="partner")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "organization"], name="takes_part_once")]
