"""Tells Django of the portal; it has templates, tags and static files, no tables."""

from __future__ import annotations

from django.apps import AppConfig


class Portal(AppConfig):
    name = "mandata.portal"
    label = "portal"
