"""Keeps what the reader gave of a language version in its row, and gives it again."""

from __future__ import annotations

import zlib

import msgspec

from .. import model
from .models import Expression


def packed(read: model.Document) -> bytes:
    """A reading as Expression.record keeps it."""
    return zlib.compress(msgspec.json.encode(read), 2)


def reading(expression: Expression) -> model.Document:
    """What the reader gave for an expression."""
    return msgspec.json.decode(zlib.decompress(bytes(expression.record)), type=model.Document)
