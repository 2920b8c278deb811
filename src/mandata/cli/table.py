"""Writes documents as tables for reading in a terminal: a table a decision, mandates first, the rest counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from rich.box import SQUARE
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ..interface import Column, Interface
from ..languages import LANGUAGES
from ..model import Document, Unread
from ..publish.entries import Entry, Part, decision_name, parts
from . import effects
from .bidi import RightToLeft, left_to_right_box
from .cells import COLUMNS, STYLES, Cells, Row

WIDTH = 120  # columns, where the output is no terminal and COLUMNS does not say
INHERITED: tuple[Column, ...] = ("who", "partners", "conditions", "due")
NARROW = 110  # below this, seven columns are too many


def write(documents: Iterable[Document], out: TextIO, words: Interface, *, every: bool = False) -> None:
    """Write every document as it comes, then the counts of all; `every` shows provisions that ask nobody to act."""
    watched = out.isatty() or "COLUMNS" in os.environ
    show(
        documents, Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False), words, every=every
    )


def show(documents: Iterable[Document], console: Console, words: Interface, *, every: bool = False) -> None:
    """The same on a console of one's own."""
    counts: Counter[str] = Counter()
    unread: list[Unread] = []
    for document in documents:
        found = parts(document)
        _heading(console, document, words)
        for part in found:
            _part(console, part, Cells(words, document.language), every)
        if not found:
            _say(console, f"\n{words.labels.none}", words)
        if document.view == "marked":
            effects.show(document, console, Cells(words, document.language))
        _unread(console, document.unread, words)
        console.print()
        counts["documents"] += 1
        counts["mandates"] += sum(entry.is_mandate for part in found for entry in part.entries)
        counts["provisions"] += len(document.provisions)
        unread += document.unread
    if counts["documents"]:
        _totals(console, counts, unread, words)


def _heading(console: Console, document: Document, words: Interface) -> None:
    """The document's symbol and title, then where it comes from."""
    title = _plain(document.title or words.labels.untitled)
    _say(console, f"[bold reverse] {_plain(document.symbol or document.file)} [/] [bold]{title}[/]", words)
    language = LANGUAGES[document.language].name
    origin = (document.issuer, document.session, document.place, document.date, document.agenda_item, language)
    file = document.file if document.symbol else None
    _say(console, f"[dim]{' · '.join(_plain(fact) for fact in (*origin, file) if fact)}[/]", words)


def _part(console: Console, part: Part, cells: Cells, every: bool) -> None:
    """One decision: its name, its mandates, and the count of all that it says."""
    words = cells.words
    console.print()
    _say(console, f"[bold]{_plain(decision_name(part, words))}[/]", words)
    shown = [entry for entry in part.entries if every or entry.is_mandate]
    if shown:
        console.print(_table(shown, cells, narrow=console.width < NARROW))
    mandates = sum(entry.is_mandate for entry in part.entries)
    others = Counter(e.provision.act_class for e in part.entries if not e.is_mandate)
    line = _counted(words.labels.mandates, mandates, words) if mandates else words.labels.none
    if others:
        kinds = ", ".join(_counted(words.classes[kind], number, words) for kind, number in others.items())
        line += f" · {_counted(words.labels.others, others.total(), words)} ({kinds})"
    _say(console, f"[dim]{line}[/]", words)


def _table(entries: list[Entry], cells: Cells, *, narrow: bool) -> Table:
    """The provisions, without the columns that would stay empty."""
    rows = [cells.row(entry, narrow=narrow) for entry in entries]
    used = [column for column in COLUMNS if any(column in row and row[column].plain for row in rows)]
    if cells.right_to_left and LANGUAGES[cells.words.language].direction == "rtl":
        used.reverse()
    box = left_to_right_box() if cells.right_to_left else SQUARE
    table = Table(box=box, show_lines=True, border_style="bright_black", header_style="bold", expand=True)
    for column in used:
        heading = Text(cells.words.headings[column])
        table.add_column(
            RightToLeft(heading) if cells.right_to_left else heading,
            style=STYLES.get(column, ""),
            ratio={"paragraph": None, "what": 4}.get(column, 2),
            no_wrap=column == "paragraph",
            overflow="fold",
        )
    for entry, row in zip(entries, _without_repeats(entries, rows), strict=True):
        texts = [row.get(column, Text()) for column in used]
        shown = [RightToLeft(text) for text in texts] if cells.right_to_left else texts
        table.add_row(*shown, style="" if entry.is_mandate else "dim")
    return table


def _without_repeats(entries: list[Entry], rows: list[Row]) -> list[Row]:
    """The rows with a ditto mark for what a sub-paragraph inherits and the row above it has shown."""
    shown = list(rows)
    for at in range(1, len(rows)):
        if entries[at].provision.inherited and entries[at - 1].provision.inherited:
            shown[at] = {column: _ditto(text, rows[at - 1].get(column), column) for column, text in rows[at].items()}
    return shown


def _ditto(text: Text, above: Text | None, column: Column) -> Text:
    if column not in INHERITED or above is None or not above.plain:
        return text
    if text.plain == above.plain:
        return Text("〃", style="dim")
    if text.plain.startswith(above.plain + "\n"):
        return Text("〃", style="dim").append(text.plain[len(above.plain) :])
    return text


def _say(console: Console, markup: str, words: Interface) -> None:
    """A line around the tables, in the direction of the language of `words`."""
    text = Text.from_markup(markup)
    console.print(RightToLeft(text) if LANGUAGES[words.language].direction == "rtl" else text)


def _plain(text: str) -> str:
    """A text of a document in one line, not to be taken for markup."""
    return escape(" ".join(text.split()))


def _counted(label: str, number: int, words: Interface) -> str:
    return f"{label}{words.labels.colon}{number}"


def _unread(console: Console, unread: Iterable[Unread], words: Interface) -> None:
    reasons = Counter(thing.reason for thing in unread)
    if reasons:
        listed = "; ".join(_counted(_plain(reason), number, words) for reason, number in reasons.most_common())
        line = f"[magenta]{_counted(words.labels.unread, reasons.total(), words)}[/] [dim]({listed})[/]"
        _say(console, line, words)


def _totals(console: Console, counts: Counter[str], unread: list[Unread], words: Interface) -> None:
    labels = words.labels
    line = _counted(labels.documents, counts["documents"], words)
    mandates = _counted(labels.mandates, counts["mandates"], words)
    others = _counted(labels.others, counts["provisions"] - counts["mandates"], words)
    _say(console, f"[bold]{line} · {mandates}[/] · {others}", words)
    _unread(console, unread, words)
