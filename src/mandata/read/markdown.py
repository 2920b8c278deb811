"""Reads markdown (to come)."""

from __future__ import annotations

from ..errors import ReadError
from .text import Content


def read_markdown(data: str) -> Content:
    """Not yet."""
    raise ReadError("a file in markdown", "DOCX or plain text", "save it as DOCX")
