"""Reads pdf (to come)."""

from __future__ import annotations

from ..errors import ReadError
from .content import Content
from .limits import Limits


def read_pdf(data: bytes, limits: Limits) -> Content:
    """Not yet."""
    raise ReadError("a file in pdf", "DOCX or plain text", "save it as DOCX")
