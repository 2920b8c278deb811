"""Writes documents as tables for reading in a terminal: a table a decision, mandates first, the rest counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.box import SQUARE, Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..languages import LANGUAGES
from ..model import Decision, Document, Unread
from .cells import COLUMNS, STYLES, cells, stacked, title_of
from .interface import Column, Interface
from .register import Entry, Part, parts

WIDTH = 120  # columns, where the output is no terminal and COLUMNS does not say
NARROW = 110  # below this, seven columns are too many
_LEFT_TO_RIGHT = "\u200e"


def write(documents: Iterable[Document], out: TextIO, words: Interface, *, every: bool = False) -> None:
    """Write every document as it comes, then the counts of all; `every` shows provisions that ask nobody to act."""
    console = _console(out)
    counts: Counter[str] = Counter()
    unread: list[Unread] = []
    for document in documents:
        found = parts(document)
        _document(console, document, found, words, every)
        counts["documents"] += 1
        counts["mandates"] += sum(_is_mandate(entry) for part in found for entry in part.entries)
        counts["provisions"] += len(document.provisions)
        unread += document.unread
    if counts["documents"]:
        _totals(console, counts, unread, words)


def _console(out: TextIO) -> Console:
    watched = out.isatty() or "COLUMNS" in os.environ
    return Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)


def _document(console: Console, document: Document, found: list[Part], words: Interface, every: bool) -> None:
    """A heading line, what it is and where it comes from, then a table a decision."""
    title = title_of(document.title or words.labels.untitled)
    console.print(f"[bold reverse] {title_of(document.symbol or document.file)} [/] [bold]{title}[/]")
    origin = (document.issuer, document.meeting, document.place, document.date, document.agenda_item, document.kind)
    about = " · ".join(title_of(fact) for fact in (*origin, document.language, document.file) if fact)
    console.print(f"[dim]{about}[/]")
    box = _left_to_right_box() if LANGUAGES[document.language].direction == "rtl" else SQUARE
    for part in found:
        _part(console, part, words, every, box)
    if not found:
        console.print(f"\n{words.labels.none}")
    _unread(console, document.unread, words)
    console.print()


def _part(console: Console, part: Part, words: Interface, every: bool, box: Box) -> None:
    console.print(f"\n[bold]{title_of(_heading(part.decision, words))}[/]")
    shown = [entry for entry in part.entries if every or _is_mandate(entry)]
    if shown:
        console.print(_table(shown, words, box, narrow=console.width < NARROW))
    mandates = sum(map(_is_mandate, part.entries))
    others = Counter(e.provision.act_class for e in part.entries if not _is_mandate(e))
    line = _counted(words.labels.mandates, mandates, words) if mandates else words.labels.none
    if others:
        kinds = ", ".join(_counted(words.classes[kind], number, words) for kind, number in others.items())
        line += f" · {_counted(words.labels.others, others.total(), words)} ({kinds})"
    console.print(f"[dim]{line}[/]")


def _heading(decision: Decision | None, words: Interface) -> str:
    if decision is None:
        return words.labels.text
    draft = f" ({words.kinds['draft']})" if decision.draft else ""
    name = " ".join(filter(None, (words.kinds[decision.kind], decision.number)))
    return f"{name}{draft}{words.labels.colon}{decision.title or words.labels.untitled}"


def _table(entries: list[Entry], words: Interface, box: Box, *, narrow: bool) -> Table:
    """The provisions, without the columns that would stay empty."""
    rows = [cells(entry, words) for entry in entries]
    if narrow:
        rows = [stacked(row, words) for row in rows]
    used: list[Column] = [column for column in COLUMNS if any(column in row and row[column].plain for row in rows)]
    table = Table(box=box, show_lines=True, border_style="bright_black", header_style="bold", expand=True)
    for column in used:
        ratio = {"paragraph": None, "what": 4, "citations": 2}.get(column, 2)
        table.add_column(
            words.headings[column], style=STYLES.get(column, ""), ratio=ratio, no_wrap=ratio is None, overflow="fold"
        )
    for entry, row in zip(entries, rows, strict=True):
        table.add_row(*(row.get(column, Text()) for column in used), style="" if _is_mandate(entry) else "dim")
    return table


def _left_to_right_box() -> Box:
    """Squares whose uprights carry left-to-right marks: a terminal that orders Arabic does so within a cell, and the
    columns stay where they are. The marks have no width."""
    box = Box(str(SQUARE))
    for row in ("head", "mid", "foot"):
        for place in ("left", "vertical", "right"):
            name = f"{row}_{place}"
            setattr(box, name, f"{_LEFT_TO_RIGHT}{getattr(SQUARE, name)}{_LEFT_TO_RIGHT}")
    return box


def _is_mandate(entry: Entry) -> bool:
    return entry.provision.act_class == "directive"


def _counted(label: str, number: int, words: Interface) -> str:
    return f"{label}{words.labels.colon}{number}"


def _unread(console: Console, unread: Iterable[Unread], words: Interface) -> None:
    reasons = Counter(thing.reason for thing in unread)
    if reasons:
        listed = "; ".join(_counted(title_of(reason), number, words) for reason, number in reasons.most_common())
        console.print(f"[magenta]{_counted(words.labels.unread, reasons.total(), words)}[/] [dim]({listed})[/]")


def _totals(console: Console, counts: Counter[str], unread: list[Unread], words: Interface) -> None:
    labels = words.labels
    line = _counted(labels.documents, counts["documents"], words)
    mandates = _counted(labels.mandates, counts["mandates"], words)
    others = _counted(labels.others, counts["provisions"] - counts["mandates"], words)
    console.print(f"[bold]{line} · {mandates}[/] · {others}")
    _unread(console, unread, words)
