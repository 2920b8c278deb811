"""A comparison as JSON, each change with its sentence."""

from __future__ import annotations

import msgspec

from ...compare.records import Comparison
from ...interface import Interface
from .sentences import Sentences


def json_form(comparison: Comparison, words: Interface) -> bytes:
    """The records of compare/records.py as docs/compare.md describes them; `sentence` in the language of `words`."""
    sentences = Sentences(comparison, words)
    whole = msgspec.to_builtins(comparison)
    for told, change in zip(whole["changes"], comparison.changes, strict=True):
        told["where"] = sentences.where(change)
        told["sentence"] = sentences.sentence(change)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
