"""Says a finding in a sentence, in any of the six languages."""

from __future__ import annotations

from ...interface import Interface
from .finding import Finding

LONG = 90  # letters of a quotation


def sentence(one: Finding, words: Interface) -> str:
    """What differs, as one sentence; words of a version are set in quotation marks with their language."""
    kind = words.concord.kinds[one.kind]
    said = words.concord.sentences[one.fault].format(
        kind=kind,
        expected=_quoted(one.expected, one.against.language, words),
        found=_quoted(one.found, one.language, words),
        agree=one.agree,
        of=one.of,
    )
    return said[0].upper() + said[1:]


def _quoted(text: str, language: str, words: Interface) -> str:
    if not text:
        return words.concord.nothing
    short = text if len(text) <= LONG else f"{text[:LONG].rstrip()}…"
    # Isolates keep a quotation of the other direction in its place (Unicode Standard Annex 9).
    return f"\u2068“{short.strip()}”\u2069 ({language})"
