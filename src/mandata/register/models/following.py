"""What is done about a mandate: who has it, milestones, comments, evidence, and the reminders that were sent."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .cooperation import Activity, Relation
from .mandates import Mandate
from .paragraphs import Paragraph
from .places import Meeting, Organization
from .record import Kept


class Assignment(Kept):
    """That a person or an organization has a mandate, as lead or beside the lead ("lead", "co_lead")."""

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="assignments")
    person: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    organization: Any = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    part = models.CharField(max_length=8, default="lead")
    since = models.DateTimeField()


class Milestone(Kept):
    """A step on the way of a mandate, with the day it is due and the day it was reached.

    One that hangs on a meeting has `meeting` and `rule` ("documents" of data/deadline_rules.yaml, or empty for its
    first day); its `due` follows from these and moves with the meeting.
    """

    mandate: Any = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=255)
    due = models.DateField(null=True, blank=True)
    done = models.DateField(null=True, blank=True)
    meeting: Any = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    rule = models.CharField(max_length=32, blank=True)


class Comment(Kept):
    """What somebody said about a mandate or an activity; `internal` ones are for officers alone."""

    mandate: Any = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="comments")
    activity: Any = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    author: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    at = models.DateTimeField()
    internal = models.BooleanField(default=True)


class Attachment(Kept):
    """Evidence: a link, a file of the register, or both."""

    mandate: Any = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    activity: Any = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    relation: Any = models.ForeignKey(
        Relation, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    title = models.CharField(max_length=255)
    link = models.URLField(max_length=1000, blank=True)
    file: Any = models.ForeignKey(
        "register.File", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    added = models.DateTimeField()
    added_by: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attachments")
    public = models.BooleanField(default=False)


class Reminder(models.Model):
    """A reminder that was sent; the same one is never sent twice. `about` is what it reminded of, with its day
    ("MC-6/4/para_3/m1 2027-08-02")."""

    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=24)
    about = models.CharField(max_length=240)
    sent = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "about"], name="never_reminded_twice")]


class Suggestion(Kept):
    """What a reader says is wrong with a paragraph, and what the desk answered; shown to all once it is `public`.

    `email` is where the reader wants to hear of it, if anywhere; nobody but officers sees it.
    """

    paragraph: Any = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="suggestions")
    text = models.TextField()
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="en")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    public = models.BooleanField(default=False)
