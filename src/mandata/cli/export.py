"""`mandata export`: the register in files, kind by kind, as far as somebody sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ..errors import MandataError
from .desk import author, open_register
from .failures import Failures


def export(kind: str, *, address: str | None, form: str | None, output: Path | None, by: str | None) -> int:
    """Write all records of a kind, or the history of one record."""
    failures = Failures()
    with failures.caught():
        if form is None:
            form = output.suffix.removeprefix(".") if output and output.suffix else "jsonl"
        if address is not None and kind != "history":
            raise MandataError(f"{kind} of {address}", "the history of a record, or all of a kind")
        if output is None and form == "xlsx" and sys.stdout.isatty():
            raise MandataError("a workbook cannot be shown in a terminal", "a file", "name it with -o")
        open_register()
        from ..register import finding, rights
        from ..register.export import export as write

        who = rights.of_author(author(by))
        record = finding.record(address) if address else None
        if output is None:
            write(who, kind, form, sys.stdout.buffer, record)
            sys.stdout.buffer.flush()
        else:
            whole(output, lambda target: write(who, kind, form, target, record))
    return failures.status


def whole(output: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole, or not at all."""
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as target:
            write(target)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
