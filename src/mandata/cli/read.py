"""`mandata read`: documents in, their register out, in the form asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO, cast, get_args

from ..errors import MandataError
from ..interface import known
from ..model import Document, View
from .failures import Failures

Writer = Callable[[Iterable[Document], TextIO], None]


def read(
    paths: list[str],
    *,
    form: str,
    output: Path | None,
    ui: str,
    language: str | None,
    every: bool,
    changes: str = "final",
    limits: Sequence[str] = (),
) -> int:
    """Read `paths`, write their documents in `form`; the exit status is 1 where anything failed."""
    failures = Failures()
    with failures.caught():
        write = _writer(form, ui, every)
        if language is not None:
            known(language, "--language")
        view = view_of(changes)
        with opened(output, form) as out:
            write(documents(paths, language, output, failures, view, limits), out)
    return failures.status


def _writer(form: str, ui: str, every: bool) -> Writer:
    """The function that writes `form`; only its module is loaded."""
    if form == "table":
        from ..interface import interface
        from . import table

        words = interface(ui)
        return lambda documents, out: table.write(documents, out, words, every=every)
    if form == "json":
        from .json_form import write_json

        return write_json
    if form == "jsonl":
        from .json_form import write_lines

        return write_lines
    if form == "csv":
        from .spreadsheet import write_csv

        return write_csv
    raise MandataError(f"--format {form!r} is not known", "table, json, jsonl or csv")


def view_of(changes: str) -> View:
    for view in get_args(View):
        if changes == view:
            return cast(View, view)
    raise MandataError(f"--changes {changes!r} is not known", f"one of {', '.join(get_args(View))}")


def opened(output: Path | None, form: str) -> AbstractContextManager[TextIO]:
    """The stream to write to. A CSV file opens with a byte order mark, by which spreadsheets know it for UTF-8."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        return nullcontext(sys.stdout)
    return output.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")


def documents(
    paths: list[str],
    language: str | None,
    output: Path | None,
    failures: Failures,
    view: View = "final",
    limits: Sequence[str] = (),
) -> Iterator[Document]:
    """The documents behind `paths`, one after the other; what fails is reported and passed over.

    `limits` are set anew for this run, over those of the environment. Raises ReadError where one is not known.
    """
    from ..pipeline import read_document
    from ..read import Failure, inputs, of_environment, within
    from .progress import followed

    # No bar where it would mix with the output, nor where standard input, which comes only once, cannot be counted.
    bounds = of_environment(limits)
    found_files = inputs(paths, bounds)
    if (output or not sys.stdout.isatty()) and "-" not in paths:
        found_files = followed(found_files, lambda: inputs(paths, bounds))
    for found in found_files:
        if isinstance(found, Failure):
            failures.report(found.name, found.error)
            continue
        document = None
        with failures.caught(found.name), within(bounds.seconds):
            document = read_document(found.name, found.load(), language, view, bounds)
        if document is not None:
            yield document
