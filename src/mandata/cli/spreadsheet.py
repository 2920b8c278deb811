"""Writes documents as CSV: one row a provision, many values in a cell joined by " | " (docs/json.md)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from ..model import Decision, Document, Phrase, Provision
from ..publish.entries import citations_of, paragraph_of

# fmt: off
COLUMNS = [
    "file", "language", "symbol", "meeting", "date", "decision", "decision_title", "draft", "issuer",
    "paragraph", "class", "act", "addressees", "action", "partners", "conditions", "condition_types",
    "recipients", "due", "due_values", "due_dates", "deliverable", "continuing", "inherited", "citations",
    "block", "start", "end", "confidence",
]
# fmt: on


def write_csv(documents: Iterable[Document], out: TextIO) -> None:
    """The provisions of all documents, the headings first; lines end with CR LF (RFC 4180)."""
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for document in documents:
        for row in _rows(document):
            rows.writerow([_safe(row[column]) for column in COLUMNS])


def _rows(document: Document) -> Iterator[dict[str, str]]:
    blocks = {block.id: block for block in document.blocks}
    cited = citations_of(document)
    for at, provision in enumerate(document.provisions):
        number = blocks[provision.block].decision
        decision = document.decisions[number] if number is not None else None
        yield {
            **_origin(document, decision),
            **_fields(provision),
            "paragraph": paragraph_of(blocks[provision.block]),
            "citations": _joined([citation.value for citation in cited[at]]),
        }


def _origin(document: Document, decision: Decision | None) -> dict[str, str]:
    return {
        "file": document.file,
        "language": document.language,
        "symbol": document.symbol or "",
        "meeting": document.meeting or document.session or "",
        "date": document.date or "",
        "decision": decision.number if decision else "",
        "decision_title": decision.title if decision else "",
        "draft": _flag(decision.draft) if decision else "",
        "issuer": (decision.issuer if decision else document.issuer) or "",
    }


def _fields(provision: Provision) -> dict[str, str]:
    return {
        "class": provision.act_class,
        "act": provision.act,
        "addressees": _texts(provision.addressees),
        "action": provision.action.text if provision.action else "",
        "partners": _texts(provision.partners),
        "conditions": _texts(provision.conditions),
        "condition_types": _joined([condition.type for condition in provision.conditions]),
        "recipients": _texts(provision.recipients),
        "due": _texts(provision.due),
        "due_values": _joined([due.value for due in provision.due]),
        "due_dates": _joined([due.date or "" for due in provision.due]),
        "deliverable": provision.deliverable or "",
        "continuing": _flag(provision.continuing),
        "inherited": _flag(provision.inherited),
        "block": provision.block,
        "start": str(provision.start),
        "end": str(provision.end),
        "confidence": f"{provision.confidence:.2f}",
    }


def _texts(phrases: Iterable[Phrase]) -> str:
    return _joined([phrase.text for phrase in phrases])


def _joined(values: list[str]) -> str:
    return " | ".join(values)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


def _safe(cell: str) -> str:
    """A cell that spreadsheets take for text: what opens like a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
