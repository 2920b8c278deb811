"""Tells Django of the register."""

from __future__ import annotations

from django.apps import AppConfig


class Register(AppConfig):
    name = "mandata.register"
    label = "register"
    verbose_name = "Mandata"
