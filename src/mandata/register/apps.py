"""Tells Django of the register."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Register(AppConfig):
    name = "mandata.register"
    label = "register"
    verbose_name = "Mandata"

    def ready(self) -> None:
        post_migrate.connect(_make_index, sender=self)


def _make_index(**_: Any) -> None:
    """The tables of words for search are made when all others are."""
    from .search import index

    index.make()
