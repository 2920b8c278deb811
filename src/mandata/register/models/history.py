"""The log: append-only, one chain a record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Event(models.Model):
    """What happened to a record: who, when, from where, what before and after.

    The events of one record (`record`, `key`) are numbered from 1 and chained: `digest` is SHA-256 over the digest
    before it and all fields, so that a changed, missing or added event is found (history.verify). `address` is the
    record's address then, `batch` ties events of one act (a document added, a meeting moved).
    """

    record = models.CharField(max_length=24)
    key = models.BigIntegerField()
    number = models.PositiveIntegerField()
    address = models.CharField(max_length=200)
    what = models.CharField(max_length=40)
    before: Any = models.JSONField(default=dict)
    after: Any = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)
    by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    origin = models.CharField(max_length=16)
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "key", "number"], name="one_event_of_a_number")]
