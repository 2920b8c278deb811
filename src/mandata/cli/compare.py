"""`mandata compare`: two versions of a decision in, what changed out, in the form asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..compare.records import Comparison
from ..errors import MandataError
from ..interface import Interface, interface, known
from ..model import Document, View
from .failures import Failures
from .read import opened, view_of

FORMS = ("table", "json", "html", "docx", "xlsx")
Read = Callable[[Path, View], Document]


def compare(
    before: str,
    after: str | None,
    *,
    form: str,
    output: Path | None,
    ui: str | None,
    language: str | None,
    changes: str,
    every: bool = False,
) -> int:
    """Compare the files and write what changed; the exit status is 1 where anything failed.

    Without `after` the paper `before` is compared with itself: its text before its tracked changes with that after.
    """
    failures = Failures()
    with failures.caught():
        if form not in FORMS:
            raise MandataError(f"--format {form!r} is not known", ", ".join(FORMS))
        for code, option in ((ui, "--ui"), (language, "--language")):
            if code is not None:
                known(code, option)
        if form in ("docx", "xlsx") and output is None and sys.stdout.isatty():
            raise MandataError(f"--format {form} cannot be shown in a terminal", "a file", "name it with -o")
        read = _both(before, after, language, view_of(changes), failures)
        if read is not None:
            from ..compare.versions import compare as compared

            words = interface(ui or read[1].language)
            _write(compared(*read), *read, words, form, output, every)
    return failures.status


def _both(
    before: str, after: str | None, language: str | None, view: View, failures: Failures
) -> tuple[Document, Document] | None:
    """Both documents, or None where one cannot be read, which is then reported."""
    asked = ((before, "original"), (before, "final")) if after is None else ((before, view), (after, view))
    found = [_read(name, language, each, failures) for name, each in asked]  # type: ignore[arg-type]
    first, second = found
    return (first, second) if first is not None and second is not None else None


def _read(name: str, language: str | None, view: View, failures: Failures) -> Document | None:
    from ..pipeline import read_document
    from ..read import of_environment, within

    bounds = of_environment(())
    with failures.caught(name), within(bounds.seconds):
        try:
            data = Path(name).read_bytes()
        except OSError as problem:
            raise MandataError(f"{name} cannot be read ({problem.strerror})", "a file") from problem
        return read_document(name, data, language, view, bounds)
    return None


def _write(
    comparison: Comparison,
    before: Document,
    after: Document,
    words: Interface,
    form: str,
    output: Path | None,
    every: bool,
) -> None:
    if form == "table":
        from .compare_table import write

        with opened(output, form) as out:
            write(comparison, words, out, every=every)
        return
    data = _bytes(comparison, before, after, words, form)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(data)


def _bytes(comparison: Comparison, before: Document, after: Document, words: Interface, form: str) -> bytes:
    if form == "json":
        from ..publish.comparison.json_form import json_form

        return json_form(comparison, words)
    if form == "html":
        from ..publish.comparison.page import page

        return page(comparison, before, after, words).encode()
    if form == "docx":
        from ..publish.comparison.tracked import tracked

        return tracked(comparison, before, after)
    from ..publish.comparison.workbook import workbook

    return workbook(comparison, words)
