"""Documents (works), their language versions (expressions), the files these were read from, and decisions."""

from __future__ import annotations

from typing import Any

from django.db import models

from .places import AgendaItem, Body, Meeting
from .record import Kept, Named

STAGES = ("draft", "revised", "in_session", "adopted", "corrigendum", "addendum", "information", "other")


class File(models.Model):
    """A file as it came, kept under its SHA-256 in the folder `files`; every fact can be traced to it."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=16)
    size = models.PositiveBigIntegerField()
    added = models.DateTimeField()


class Document(Kept, Named):
    """A document of one symbol, in however many languages; `names` are its titles.

    `address` is made from the symbol ("UNEP-MC-COP.6-18"), else from the file. A revision, corrigendum, addendum or
    adopted version points to the document it belongs to with `of`, and `stage` says as what.
    """

    address = models.CharField(max_length=160, unique=True)
    symbol = models.CharField(max_length=120, blank=True, db_index=True)
    symbols: Any = models.JSONField(default=list)
    kind = models.CharField(max_length=32, blank=True)
    stage = models.CharField(max_length=16, default="other")
    of: Any = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="versions")
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    meeting: Any = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    agenda_item: Any = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    date = models.CharField(max_length=10, blank=True)
    public = models.BooleanField(default=True)
    added = models.DateTimeField()

    def __str__(self) -> str:
        return self.address


class Expression(Kept):
    """One language version of a document, as read from one file by one release. Another file in the same language, or
    another reading of the same file, replaces it: that one becomes `current`, this one stays.

    `record` is everything that the reader gave (model.Document as JSON, zlib), `reader` the release that read it.
    """

    document: Any = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="expressions")
    language = models.CharField(max_length=2)
    file: Any = models.ForeignKey(File, on_delete=models.PROTECT, related_name="expressions")
    current = models.BooleanField(default=True)
    record = models.BinaryField()
    reader = models.CharField(max_length=32)
    read = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language"], condition=models.Q(current=True), name="one_current_in_a_language"
            ),
            models.UniqueConstraint(fields=["document", "file"], condition=models.Q(current=True), name="a_file_once"),
        ]


class Decision(Kept, Named):
    """A decision or resolution, from its draft to the adopted text and after; `names` are its titles.

    `address` is its number ("MC-6/4"), as long as it has none its place ("UNEP-MC-COP.6-18/decision_1").
    """

    address = models.CharField(max_length=160, unique=True)
    number = models.CharField(max_length=96, blank=True, db_index=True)
    kind = models.CharField(max_length=16, default="decision")
    body: Any = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    meeting: Any = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    adopted = models.BooleanField(default=False)
    public = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.address


class AcceptedDifference(Kept):
    """A difference between language versions that somebody found to be right; `finding` is its lasting id."""

    document: Any = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="accepted_differences")
    finding = models.CharField(max_length=64)
    about = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "finding"], condition=models.Q(withdrawn=False), name="accepted_once"
            )
        ]


class DecisionText(Kept):
    """A decision as it stands in one document: the `position`-th there. The latest stage is `current`."""

    decision: Any = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="texts")
    document: Any = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="decision_texts")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=16)
    number = models.CharField(max_length=96, blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="one_decision_at_a_place")]
