"""Mandates: what the machine proposes and people confirm, and where the two differ."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .documents import Decision, Document
from .paragraphs import Paragraph
from .places import Body, Meeting, Organization
from .record import Kept

STATES = (
    "proposed",
    "confirmed",
    "assigned",
    "in_progress",
    "awaiting",
    "implemented",
    "partly_implemented",
    "not_implemented",
    "elapsed",
    "superseded",
    "retired",
    "rejected",
)
ROLES = ("addressee", "partner", "recipient")


class Mandate(Kept):
    """A provision that somebody must act on.

    It keeps its identity from the draft to the adopted text: `paragraph` is then the one of the later version.
    `action` has the words in each language, as Actor.words. `set_fields` names the fields that a person set
    ({"due": {"by": 3, "at": "2027-01-05T…"}}); reading again never overwrites them. `doubts` are the machine's
    ([{"field": "partners", "reason": "…"}]). `due_date` is the first of its dues and is kept with them.
    `sequence` counts the changes of the record, so that two people do not overwrite each other.
    """

    address = models.CharField(max_length=200, unique=True)
    paragraph: Any = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="mandates")
    decision: Any = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates")
    meeting: Any = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates")
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=32)
    action: Any = models.JSONField(default=dict)
    deliverable = models.CharField(max_length=32, blank=True)
    continuing = models.BooleanField(default=False)
    confidence = models.FloatField()
    doubts: Any = models.JSONField(default=list)
    set_fields: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="proposed")
    state_since = models.DateTimeField()
    reason = models.TextField(blank=True)
    superseded_by: Any = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    due_date = models.DateField(null=True, blank=True)
    due_meeting: Any = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates_due"
    )
    needs_funding = models.BooleanField(default=False)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    unit = models.CharField(max_length=160, blank=True)
    responsible: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="responsible_for"
    )
    public = models.BooleanField(default=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paragraph", "number"], name="one_mandate_of_a_number")]
        indexes = [
            models.Index(fields=["state", "due_date"], name="mandate_state_due"),
            models.Index(fields=["body", "state", "due_date"], name="mandate_body_state_due"),
            models.Index(fields=["responsible", "state"], name="mandate_responsible"),
            models.Index(fields=["due_date"], name="mandate_due"),
        ]

    def __str__(self) -> str:
        return self.address


class Actor(models.Model):
    """Who is asked, with whom, for whom: an organization of the register, or words alone ("other stakeholders").

    `words` are the words in each language with their place in the paragraph's text:
    {"en": {"text": "the secretariat", "start": 9, "end": 24}}, and with "above": "para_3" where they stand in the
    paragraph above; empty where a person chose without words.
    """

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="actors")
    role = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)
    organization: Any = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="roles"
    )
    words: Any = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["organization", "role"], name="actor_organization")]


class Condition(models.Model):
    """What the action hangs on; `words` as in Actor."""

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="conditions")
    type = models.CharField(max_length=16)
    position = models.PositiveSmallIntegerField(default=0)
    words: Any = models.JSONField(default=dict)


class Due(models.Model):
    """By when, as said; `value` is normalized ("session:7", "date:2027-03-31"), `date` is the day that follows from it
    today and moves when `meeting` moves. `words` as in Actor."""

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="dues")
    value = models.CharField(max_length=96)
    position = models.PositiveSmallIntegerField(default=0)
    meeting: Any = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="dues")
    date = models.DateField(null=True, blank=True)
    words: Any = models.JSONField(default=dict)


class Review(models.Model):
    """Something for an officer to decide: a mandate that is proposed, or where a reading differs from what is held.

    kind: "new" (a mandate proposed), "differs" (a reading says something else than a person set; `found` has the
    fields), "dropped" (no longer in the text), "languages" (the languages do not agree), "unread" (something in the
    paragraph could not be read). Open as long as `closed` is empty. `document` and `position` are those of the
    paragraph, kept here too so that the queue comes in the order of the documents by an index.
    """

    kind = models.CharField(max_length=12)
    paragraph: Any = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="reviews")
    document: Any = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reviews")
    position = models.PositiveIntegerField()
    mandate: Any = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    found: Any = models.JSONField(default=dict)
    confidence = models.FloatField(default=1.0)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)
    closed_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews_closed"
    )
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["document", "position"], condition=models.Q(closed=None), name="review_open"),
            models.Index(
                fields=["body", "document", "position"], condition=models.Q(closed=None), name="review_open_of_body"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it, at the place of its paragraph; who inserts many at once puts them there (`about`)."""
        if self.document_id is None:
            self.about(self.paragraph)
        super().save(*args, **kwargs)

    def about(self, paragraph: Paragraph) -> Review:
        """Make it one about a paragraph."""
        self.paragraph, self.document_id, self.position = paragraph, paragraph.document_id, paragraph.position
        return self


class Precedent(models.Model):
    """That a mandate was asked before, as `earlier`, in the same language (register/precedents.py finds it).

    `relation` is what it is to the earlier one: same, renewed, changed, contradicted, superseded; `fields` those that
    changed; `likeness` the share of equal words; `matter` whether both decisions are about the same matter.
    """

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="precedents")
    earlier: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="repeated")
    relation = models.CharField(max_length=16)
    fields: Any = models.JSONField(default=list)
    likeness = models.FloatField()
    matter = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mandate", "earlier"], name="one_precedent_of_two")]
