"""Shows what came of files that were added: a row a file, and the counts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..languages import LANGUAGES
from .bidi import left_to_right_box
from .table import WIDTH

if TYPE_CHECKING:
    from ..register.bringing import Account
    from ..register.words import Words

_STYLES = {"added": "green", "version": "green", "same": "dim", "failed": "bold red"}


def show(accounts: Iterable[Account], out: TextIO, words: Words) -> None:
    """Write a row for every file, then how many came in and what they gave."""
    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    right_to_left = LANGUAGES[words.language].direction == "rtl"
    told = words.adding
    table = Table(box=left_to_right_box() if right_to_left else SQUARE, expand=True)
    for heading in ("file", "result", "document", "language", "stage", "mandates"):
        table.add_column(told[heading], overflow="fold")
    counts: Counter[str] = Counter()
    given: dict[str, int] = {}
    for account in accounts:
        result = "version" if account.result == "language" else account.result
        counts[result] += 1
        given[account.document] = max(given.get(account.document, 0), account.mandates)
        table.add_row(
            Text(account.file.replace("\\", "/").rsplit("/", 1)[-1]),
            Text(account.problem or told[result], style=_STYLES[result]),
            Text("\n".join((account.document, *account.decisions))),
            account.language,
            words.stages.get(account.stage, "") + (f"\n{told['of']} {account.of}" if account.of else ""),
            "\n".join(_figures(account, told)),
        )
    if counts:
        console.print(table)
    results = [f"{told[name]}: {counts[name]}" for name in ("added", "version", "same", "failed") if counts[name]]
    console.print(Text(" · ".join([*results, f"{told['mandates']}: {sum(given.values())}"]), style="bold"))


def _figures(account: Account, told: dict[str, str]) -> list[str]:
    figures = [str(account.mandates)] if account.result in ("added", "language") else []
    for name in ("changed", "dropped", "differing", "unread"):
        if count := getattr(account, name):
            figures.append(f"{told[name]}: {count}")
    return figures
