"""The addresses of the web application."""

from __future__ import annotations

from typing import Any

urlpatterns: list[Any] = []
