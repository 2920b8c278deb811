"""Paragraphs with one identity in all languages, their texts, and what the reader found in them."""

from __future__ import annotations

from typing import Any

from django.db import models

from .documents import Decision, DecisionText, Document, Expression
from .places import Organization


class Paragraph(models.Model):
    """A paragraph of a document, the same in all its languages. `eid` is its address there ("para_3_a"), `label` its
    number ("3 (a)"), `position` its place. `earlier` is the paragraph of the earlier version that it comes from.
    """

    document: Any = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="paragraphs")
    text_of: Any = models.ForeignKey(
        DecisionText, null=True, blank=True, on_delete=models.PROTECT, related_name="paragraphs"
    )
    decision: Any = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="paragraphs"
    )
    eid = models.CharField(max_length=96)
    kind = models.CharField(max_length=12)
    label = models.CharField(max_length=48, blank=True)
    level = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField()
    earlier: Any = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "text_of", "eid"], name="one_paragraph_of_an_eid")]
        indexes = [models.Index(fields=["document", "position"], name="paragraph_order")]

    @property
    def address(self) -> str:
        """Its stable address: that of a numbered decision, in its latest text ("MC-6/4/para_3"), else its place in its
        document ("UNEP-MC-COP.6-18/decision_1/para_3", "UNEP-MC-COP.6-18/para_3")."""
        if self.text_of is None:
            return f"{(self.decision or self.document).address}/{self.eid}"
        if self.text_of.current and self.decision.number:
            return f"{self.decision.address}/{self.eid}"
        return f"{self.document.address}/decision_{self.text_of.position}/{self.eid}"


class ParagraphText(models.Model):
    """What a paragraph says in one language version; `block` is its id in the reader's record."""

    paragraph: Any = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="texts")
    expression: Any = models.ForeignKey(Expression, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=2)
    block = models.CharField(max_length=64)
    text = models.TextField()
    shown = models.CharField(max_length=48, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paragraph", "expression"], name="one_text_in_a_version"),
        ]
        indexes = [models.Index(fields=["expression", "paragraph"], name="text_of_expression")]


class Provision(models.Model):
    """An act as the reader found it in one language version; `record` is the reader's (model.Provision)."""

    text: Any = models.ForeignKey(ParagraphText, on_delete=models.PROTECT, related_name="provisions")
    mandate: Any = models.ForeignKey(
        "register.Mandate", null=True, blank=True, on_delete=models.PROTECT, related_name="provisions"
    )
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=32)
    act_class = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    record: Any = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["act"], name="provision_act")]


class Citation(models.Model):
    """A reference in a text; `value` is normalized. Where the register holds what is meant, one of the targets is set;
    else it leads outside."""

    text: Any = models.ForeignKey(ParagraphText, on_delete=models.PROTECT, related_name="citations")
    value = models.CharField(max_length=160, db_index=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=64)
    confidence = models.FloatField()
    to_document: Any = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_in"
    )
    to_decision: Any = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_in"
    )
    to_paragraph: Any = models.ForeignKey(
        Paragraph, null=True, blank=True, on_delete=models.PROTECT, related_name="cited_in"
    )


class Mention(models.Model):
    """That an organization is named in a paragraph, in whichever language."""

    paragraph: Any = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="mentions")
    organization: Any = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paragraph", "organization"], name="one_mention_in_a_paragraph")]
