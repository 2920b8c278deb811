"""`mandata annotate`: single paragraphs in, one a line of JSON; their provisions and citations out, words only.

The form is that of the annotation guidelines: strings to the letter instead of places, the index of an item instead
of a block. Answers that a line may already carry are not looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ..errors import MandataError
from ..interface import known
from ..model import Block, Citation, Phrase, Provision, Record
from .failures import Failures
from .read import opened


class Item(Record, frozen=True, kw_only=True):
    """A paragraph or sub-paragraph as it comes in."""

    text: str
    label: str | None = None


class Paragraph(Record, frozen=True, kw_only=True):
    """A line as it comes in; fields that are not named here are passed over."""

    id: str
    lang: str
    items: tuple[Item, ...]
    symbol: str | None = None
    issuer: str | None = None
    footnotes: tuple[str, ...] | None = None


def annotate(path: str, *, output: Path | None) -> int:
    """Annotate every line of `path`; the exit status is 1 where a line or the file could not be read."""
    failures = Failures()
    with failures.caught(), opened(output, "jsonl") as out:
        for answer in _answers(_lines(path), path, failures):
            out.write(msgspec.json.encode(answer).decode() + "\n")
    return failures.status


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield from file


def _answers(lines: Iterable[bytes], path: str, failures: Failures) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            with failures.caught(f"{path}, line {number}"):
                yield _answer(_parsed(line))


def _parsed(line: bytes) -> Paragraph:
    """Raises MandataError where the line is no paragraph."""
    try:
        paragraph = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Paragraph)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        wanted = '{"id", "lang", "symbol", "issuer", "items": [{"label", "text"}], "footnotes": [...]}'
        raise MandataError(str(problem), f"a line of JSON like {wanted}") from problem
    known(paragraph.lang, "lang")
    return paragraph


def _answer(paragraph: Paragraph) -> dict[str, Any]:
    from ..pipeline import analyse_block, speaker

    items = [
        *(Block(id=str(n), kind="operative", text=i.text, label=i.label or "") for n, i in enumerate(paragraph.items)),
        *(Block(id=f"note {n}", kind="note", text=text) for n, text in enumerate(paragraph.footnotes or ())),
    ]
    context = speaker(paragraph.lang, paragraph.symbol or "", paragraph.issuer or "")
    provisions, citations = analyse_block(items, context)
    return {
        "id": paragraph.id,
        "provisions": [_provision(provision) for provision in provisions],
        "citations": _cited(citations),
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "item": int(provision.block),
        "act": provision.act,
        "class": provision.act_class,
        "inherited": provision.inherited,
        "addressees": _texts(provision.addressees),
        "action": provision.action.text if provision.action else None,
        "partners": _texts(provision.partners),
        "conditions": [{"text": condition.text, "type": condition.type} for condition in provision.conditions],
        "recipients": _texts(provision.recipients),
        "due": [{"text": due.text, "value": due.value} for due in provision.due],
        "deliverable": provision.deliverable,
        "continuing": provision.continuing,
        **({"act_alt": list(provision.act_alt)} if provision.act_alt else {}),
    }


def _texts(phrases: Iterable[Phrase]) -> list[str]:
    return [phrase.text for phrase in phrases]


def _cited(citations: Iterable[Citation]) -> list[dict[str, str]]:
    """Every reference once: what is repeated in a paragraph is listed at its first place."""
    found: dict[str, dict[str, str]] = {}
    for citation in citations:
        found.setdefault(citation.value, {"text": citation.text, "value": citation.value})
    return list(found.values())
