"""Prints records of the register as a table for people, as JSON or as CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import MandataError
from .rows import print_rows

FORMS = ("table", "json", "csv")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8


def check(form: str, forms: Sequence[str] = FORMS) -> None:
    """Raises MandataError where a form is none of those that a command has."""
    if form not in forms:
        raise MandataError(f"--format {form!r} is no form", f"one of {', '.join(forms)}")


def show(
    rows: Sequence[Mapping[str, Any]], heads: Mapping[str, str], form: str, none: str, output: Path | None = None
) -> None:
    """Print rows with these fields; `heads` are the fields with their headings in a table, `none` is said of no rows.

    JSON and CSV have the fields' own names, which do not change with the language.
    """
    if form == "table":
        print_rows(list(heads.values()), [[_cell(row.get(key)) for key in heads] for row in rows], none)
    elif form == "json":
        write((json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n").encode(), output)
    else:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(heads)
        writer.writerows([_plain(row.get(key)) for key in heads] for row in rows)
        write((_BYTE_ORDER_MARK if output else b"") + text.getvalue().encode(), output)


def write(data: bytes, output: Path | None) -> None:
    """Write to a file, else to standard output."""
    if output is not None:
        output.write_bytes(data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _cell(value: Any) -> str:
    return " ".join(_plain(value).split())  # tabs and ends of lines would make other cells of it


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    return "" if value is None else str(value)
