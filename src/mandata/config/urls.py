"""The addresses of the web application."""

from __future__ import annotations

from typing import Any

from django.urls import include, path

urlpatterns: list[Any] = [
    path("account/", include("allauth.urls")),
]
