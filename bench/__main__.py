"""Prints the table of performance: python -m bench."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from . import akn, concord, files, process, recurrence, text, versions
from .measure import SHARED, one_core


def main() -> None:
    one_core()
    console = Console(width=140)
    if not SHARED.is_dir():
        console.print(f"{SHARED} is not there: measured on the sample meeting, which is small.")
    table = Table("what", "ours", "peer", "ratio", "asked", title="One run, one core, medians in turn")
    sources = (text.rows, files.rows, akn.rows, process.rows, versions.rows, concord.rows, recurrence.rows)
    for source in sources:
        for row in source():
            table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    main()
