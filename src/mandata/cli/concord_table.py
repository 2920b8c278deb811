"""Shows a comparison of language versions in a terminal: a row a finding, by version."""

from __future__ import annotations

import os
from typing import TextIO

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..compare.concord.finding import Finding
from ..compare.concord.languages import Concordance
from ..compare.concord.sentences import sentence
from ..interface import Interface
from ..languages import LANGUAGES
from .bidi import RightToLeft, left_to_right_box
from .table import WIDTH

WEIGHTS = {"high": "bold red", "medium": "yellow", "low": "dim"}


def show(found: Concordance, out: TextIO, words: Interface) -> None:
    """Write the findings, then what was accepted, and how much was compared."""
    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    own = words.concord
    _say(console, Text(own.title, style="bold"), words)
    for version in found.versions:
        _say(
            console,
            Text(
                f"{LANGUAGES[version.language].name} · {version.symbol or version.title or ''} · {version.file}",
                style="dim",
            ),
            words,
        )
    if found.findings:
        console.print(_table(found.findings, words))
    else:
        _say(console, Text(f"\n{own.none}"), words)
    if found.dismissed:
        _say(console, Text(f"\n{own.dismissed}", style="bold"), words)
        console.print(_table(found.dismissed, words))
    colon = words.labels.colon
    full = sum(all(row.blocks) for row in found.rows)
    line = f"{own.aligned}{colon}{full}/{len(found.rows)} · {own.findings}{colon}{len(found.findings)}"
    if found.dismissed:
        line += f" · {own.dismissed}{colon}{len(found.dismissed)}"
    _say(console, Text(line, style="bold"), words)


def _say(console: Console, text: Text, words: Interface) -> None:
    console.print(RightToLeft(text) if LANGUAGES[words.language].direction == "rtl" else text)


def _table(findings: tuple[Finding, ...], words: Interface) -> Table:
    right_to_left = LANGUAGES[words.language].direction == "rtl"
    own = words.concord
    headings = [own.version, own.paragraph, own.difference, own.weight, own.address]
    box = left_to_right_box() if right_to_left else SQUARE
    table = Table(box=box, show_lines=True, border_style="bright_black", header_style="bold", expand=True)
    for at, heading in reversed(list(enumerate(headings))) if right_to_left else enumerate(headings):
        text = Text(heading)
        table.add_column(
            RightToLeft(text) if right_to_left else text, ratio=6 if at == 2 else None, no_wrap=at != 2, overflow="fold"
        )
    for one in findings:
        row = [Text(cell) for cell in _cells(one, words)]
        row[3].stylize(WEIGHTS[one.seriousness])
        shown = [RightToLeft(text) for text in reversed(row)] if right_to_left else row
        table.add_row(*shown)
    return table


def _cells(one: Finding, words: Interface) -> list[str]:
    where = one.at.label or one.against.label or one.at.block
    said = sentence(one, words).replace("\u2068", "").replace("\u2069", "")
    if one.accepted:
        said += f"\n→ {one.accepted}"
    return [one.language, where, said, f"{words.concord.seriousness[one.seriousness]} {one.confidence:.2f}", one.id]
