"""The columns of a table of provisions: what each cell holds, and how it is said to programs and to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..interface import Column, Interface
from ..languages import LANGUAGES
from ..model import Citation, Decision, Document, Phrase, Provision
from .entries import Entry, Part, parts

# fmt: off
COLUMNS = (
    "file", "language", "symbol", "meeting", "date", "decision", "decision_title", "draft", "issuer",
    "paragraph", "class", "act", "addressees", "action", "partners", "conditions", "condition_types",
    "recipients", "due", "due_values", "due_meetings", "due_dates", "deliverable", "continuing", "inherited",
    "citations", "block", "start", "end", "confidence",
)
# fmt: on
_SHARED: dict[str, Column] = {
    "paragraph": "paragraph",
    "addressees": "who",
    "action": "what",
    "partners": "partners",
    "conditions": "conditions",
    "due": "due",
    "citations": "citations",
}

Cell = str | bool | int | float | tuple[str, ...]
Cells = dict[str, Cell]


class Row(NamedTuple):
    """The cells of one provision by column, and the provision with what it cites."""

    entry: Entry
    cells: Cells


def rows(document: Document, *, every: bool = True) -> Iterator[Row]:
    """A row a provision, decision by decision; without `every` only those that ask somebody to act."""
    for part in parts(document):
        yield from rows_of(document, part, every=every)


def rows_of(document: Document, part: Part, *, every: bool = True) -> Iterator[Row]:
    """The rows of one decision."""
    origin = _origin(document, part.decision)
    for entry in part.entries:
        if every or entry.is_mandate:
            cited = tuple(citation.value for citation in entry.citations)
            yield Row(entry, {**origin, **_fields(entry.provision), "paragraph": entry.paragraph, "citations": cited})


def _origin(document: Document, decision: Decision | None) -> Cells:
    return {
        "file": document.file,
        "language": document.language,
        "symbol": document.symbol or "",
        "meeting": document.meeting or document.session or "",
        "date": document.date or "",
        "decision": decision.number if decision else "",
        "decision_title": decision.title if decision else "",
        "draft": decision.draft if decision else "",
        "issuer": (decision.issuer if decision else document.issuer) or "",
    }


def _fields(provision: Provision) -> Cells:
    return {
        "class": provision.act_class,
        "act": provision.act,
        "addressees": _texts(provision.addressees),
        "action": provision.action.text if provision.action else "",
        "partners": _texts(provision.partners),
        "conditions": _texts(provision.conditions),
        "condition_types": tuple(condition.type for condition in provision.conditions),
        "recipients": _texts(provision.recipients),
        "due": _texts(provision.due),
        "due_values": tuple(due.value for due in provision.due),
        "due_meetings": tuple(due.meeting or "" for due in provision.due),
        "due_dates": tuple(due.date or "" for due in provision.due),
        "deliverable": provision.deliverable or "",
        "continuing": provision.continuing,
        "inherited": provision.inherited,
        "block": provision.block,
        "start": provision.start,
        "end": provision.end,
        "confidence": round(provision.confidence, 2),
    }


def _texts(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(phrase.text for phrase in phrases)


# ----------------------------------------------------------------------------------------- what people read


def heading(column: str, words: Interface) -> str:
    """A column's heading in the language of `words`."""
    return words.headings[_SHARED[column]] if column in _SHARED else words.publish.columns[column]


def said(row: Row, words: Interface) -> Cells:
    """The cells with codes replaced by words: "request" by "requests", "resources" by "ressources"; texts as issued."""
    cells, provision = row.cells, row.entry.provision
    return {
        **{column: _flag(cell, words) if isinstance(cell, bool) else cell for column, cell in cells.items()},
        "language": LANGUAGES[str(cells["language"])].name,
        "class": words.classes[provision.act_class],
        "act": words.acts.get(provision.act, provision.act),
        "condition_types": tuple(words.conditions[condition.type] for condition in provision.conditions),
        "deliverable": words.publish.deliverables.get(provision.deliverable or "", provision.deliverable or ""),
        "citations": tuple(reference(citation, words) for citation in row.entry.citations),
    }


def _flag(value: bool, words: Interface) -> str:
    return words.publish.labels.affirmative if value else words.publish.labels.negative


def reference(citation: Citation, words: Interface) -> str:
    """A reference in its normalized form, its kind in the reader's language; a symbol says itself what it is."""
    kind, _, value = citation.value.partition(":")
    if kind == "symbol":
        return value
    return " ".join([words.citations.get(kind, kind), *filter(None, value.removeprefix("THIS").split(":"))])


# -------------------------------------------------------------------------------------------- plain text


def plain(cell: Cell) -> str:
    """A cell as text in a file of comma-separated values: many values in one are joined by " | "."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return " | ".join(cell) if isinstance(cell, tuple) else str(cell)


def safe(text: str) -> str:
    """A cell that spreadsheets take for text: what opens like a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
