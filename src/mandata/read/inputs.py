"""Finds the files behind paths, folders, archives and standard input, one after the other, each failing alone."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import ReadError
from .archive import Archive
from .limits import DEFAULT, Limits
from .sniff import EXPECTED, is_zip, sniff_package

STANDARD_INPUT = "-"
# Files that lie beside documents and are none; in a folder or archive they are passed over, named they are read.
COMPANIONS = """
    .json .jsonl .ndjson .csv .tsv .yaml .yml .toml .ini .cfg .log .py .pyc .js .css .db .sqlite .ics .sha256
"""


@dataclass(frozen=True)
class Input:
    """A file to read: its name as the caller wrote it (in an archive "archive.zip/name") and its bytes, when asked."""

    name: str
    load: Callable[[], bytes]


@dataclass(frozen=True)
class Failure:
    """A path or file that could not be read, and why."""

    name: str
    error: ReadError


def inputs(paths: Iterable[str | Path], limits: Limits = DEFAULT) -> Iterator[Input | Failure]:
    """The files behind `paths` in a stable order: as given, folders and archives by name.

    Nothing is loaded before its turn; what cannot be read comes as a Failure and the others follow.
    """
    for path in paths:
        name = str(path)
        try:
            yield from _expand(name, limits)
        except ReadError as error:
            yield Failure(name, error)


def _expand(name: str, limits: Limits) -> Iterator[Input | Failure]:
    if name == STANDARD_INPUT:
        data = _bounded(sys.stdin.buffer.read(limits.file_bytes + 1), limits)
        yield from _archive_or_file(name, data, limits)
        return
    path = Path(name)
    mode = _mode(path)
    if not stat.S_ISDIR(mode):
        yield from _file(path, name, limits)
        return
    found = False
    for child in _walk(path):
        found = True
        if isinstance(child, Failure):
            yield child
            continue
        try:
            yield from _file(child, str(child), limits)
        except ReadError as error:
            yield Failure(str(child), error)
    if not found:
        raise ReadError("a folder without documents", EXPECTED, "check the path")


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError as problem:
        raise ReadError("no such file or folder", "the path of a document", "check the path") from problem
    except (OSError, ValueError) as problem:
        raise _refused(problem) from problem


def _refused(problem: Exception) -> ReadError:
    why = getattr(problem, "strerror", None) or str(problem)
    return ReadError(f"a file that the system does not open ({why})", "a readable file", "check its permissions")


def _walk(folder: Path) -> Iterator[Path | Failure]:
    """The documents of a folder and its folders by name; hidden files and companions left out, links not followed."""
    try:
        children = sorted(folder.iterdir())
    except OSError as problem:
        yield Failure(str(folder), _refused(problem))
        return
    for child in children:
        if child.is_dir() and not child.is_symlink() and not child.name.startswith("."):
            yield from _walk(child)
        elif child.is_file() and _is_candidate(child.name):
            yield child


def _is_candidate(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    return not hidden and not (path.suffix and path.suffix.lower() in COMPANIONS.split())


def _file(path: Path, name: str, limits: Limits) -> Iterator[Input | Failure]:
    """One file, or the documents in it if it is an archive: only its first bytes are read to tell."""
    try:
        if not path.is_file():
            data = read_path(path, limits)  # a pipe: its bytes come once
            yield from _archive_or_file(name, data, limits)
            return
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as problem:
        raise _refused(problem) from problem
    if is_zip(head):
        yield from _archive_or_file(name, read_path(path, limits), limits)
    else:
        yield Input(name, lambda: read_path(path, limits))


def read_path(path: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file. Raises ReadError where it is missing, refused or larger than `file_bytes`."""
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        raise ReadError("a folder", "a file", "pass it to inputs(), which lists its documents")
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise ReadError("a device", "a file", "pass documents only")
    try:
        if path.stat().st_size > limits.file_bytes:
            raise _too_large(path.stat().st_size, limits)
        with path.open("rb") as file:
            return _bounded(file.read(limits.file_bytes + 1), limits)
    except OSError as problem:
        raise _refused(problem) from problem


def _bounded(data: bytes, limits: Limits) -> bytes:
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits)
    return data


def _too_large(size: int, limits: Limits) -> ReadError:
    return ReadError(
        f"a file of {size / 1e6:,.0f} MB or more",
        f"a document of at most {limits.file_bytes / 1e6:,.0f} MB",
        "split it, or leave its pictures out",
    )


def _archive_or_file(name: str, data: bytes, limits: Limits) -> Iterator[Input | Failure]:
    if not is_zip(data):
        yield Input(name, lambda: data)
        return
    archive = Archive(data, limits)
    if sniff_package(archive):
        yield Input(name, lambda: data)
        return
    documents = sorted(entry for entry in archive.names if _is_candidate(entry))
    if not documents:
        raise ReadError("an archive without documents", EXPECTED, "check the archive")
    for entry in documents:
        yield Input(f"{name}/{entry}", _loader(archive, entry, limits))


def _loader(archive: Archive, entry: str, limits: Limits) -> Callable[[], bytes]:
    return lambda: archive.read(entry, limits.file_bytes)
