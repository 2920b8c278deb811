"""Lets those who change much of the register at once come one after the other."""

from __future__ import annotations

from django.db import connection

_LOCK = 0x6D616E64  # of PostgreSQL


def wait_for_others() -> None:
    """Wait, at the beginning of a transaction, for whoever brings in documents or moves a meeting: the one reads days
    that the other changes. On SQLite a transaction that writes is alone from its first word on (transaction_mode
    IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
