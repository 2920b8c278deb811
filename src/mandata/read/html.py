"""Reads html (to come)."""

from __future__ import annotations

from ..errors import ReadError
from .text import Content


def read_html(data: str) -> Content:
    """Not yet."""
    raise ReadError("a file in html", "DOCX or plain text", "save it as DOCX")
