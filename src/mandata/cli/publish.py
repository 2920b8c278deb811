"""`mandata publish`: documents in, each as a file of its own or all in one, in an open form."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import MandataError
from ..interface import known
from ..model import Document
from ..publish.forms import EACH, TOGETHER, Options, all_in_one, names, one, unknown
from .failures import Failures
from .read import documents

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8


def publish(paths: list[str], *, form: str, output: Path | None, language: str | None, options: Options) -> int:
    """Read `paths` and write them in `form`; the exit status is 1 where anything failed."""
    failures = Failures()
    with failures.caught():
        _check(form, output, language, options)
        read = documents(paths, language, output, failures)
        if form in TOGETHER:
            _write_together(read, form, output, options)
        elif output is not None and not _is_file(output, form):
            _write_folder(read, form, output, options, failures)
        else:
            _write_one(read, form, output, options)
    return failures.status


def _check(form: str, output: Path | None, language: str | None, options: Options) -> None:
    """Raises MandataError where the call cannot be answered, before anything is read."""
    if form not in EACH and form not in TOGETHER:
        raise unknown(form)
    for code, option in ((options.ui, "--ui"), (language, "--language")):
        if code is not None:
            known(code, option)
    if options.base is not None and urlsplit(options.base).scheme not in ("http", "https"):
        raise MandataError(f"--base {options.base!r} is no address of the web", "https://…")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise MandataError("a workbook cannot be shown in a terminal", "a file", "name it with -o")


def _is_file(output: Path, form: str) -> bool:
    """Whether `output` means a file: it bears the form's ending and is no folder."""
    return output.suffix == EACH[form] and not output.is_dir()


def _write_together(read: Iterable[Document], form: str, output: Path | None, options: Options) -> None:
    found = list(read)
    if not found:
        return
    data = all_in_one(form, options)(found)
    if output is None:
        _print(data)
        return
    target = output / f"mandates{TOGETHER[form]}" if output.is_dir() else output
    target.write_bytes(_BYTE_ORDER_MARK + data if form == "csv" else data)


def _write_folder(read: Iterable[Document], form: str, folder: Path, options: Options, failures: Failures) -> None:
    """A file a document; one that cannot be written does not keep the others from it."""
    folder.mkdir(parents=True, exist_ok=True)
    write = one(form, options)
    for name, document in names(read, form):
        with failures.caught(document.file):
            (folder / name).write_bytes(write(document))


def _write_one(read: Iterator[Document], form: str, output: Path | None, options: Options) -> None:
    """Raises MandataError where there are several documents: they do not go into one file."""
    found = list(islice(read, 2))
    if len(found) > 1:
        for _ in chain(read):  # the others are still read, so that what is wrong with them is said
            pass
        raise MandataError("several documents", "one, or a folder for them", "name a folder with -o")
    for document in found:
        data = one(form, options)(document)
        if output is None:
            _print(data)
        else:
            output.write_bytes(data)


def _print(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
