"""A comparison of language versions as JSON: versions, rows, findings with their sentences."""

from __future__ import annotations

from typing import Any

import msgspec

from ...compare.concord.finding import Finding
from ...compare.concord.languages import Concordance
from ...compare.concord.sentences import sentence
from ...interface import Interface


def as_json(found: Concordance, words: Interface) -> str:
    """The concordance as docs/concord.md describes it, indented."""
    told = msgspec.to_builtins(found)
    told["findings"] = [_told(one, words) for one in found.findings]
    told["dismissed"] = [_told(one, words) for one in found.dismissed]
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n"


def _told(one: Finding, words: Interface) -> dict[str, Any]:
    return {**msgspec.to_builtins(one), "sentence": sentence(one, words)}
