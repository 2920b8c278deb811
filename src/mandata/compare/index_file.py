"""One file that holds an index: written whole or not at all, opened without reading all of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import MandataError
from ..languages import LANGUAGES
from .asked import Taken
from .index import Index, Packed
from .resemblance import Shelf

MAGIC = b"MANDATA INDEX OF MANDATES\n"
VERSION = 1
_ALIGNED = 64
_WANTED = "an index that `mandata recurrence --save` wrote"
_OF_SHELF = ("codes", "starts", "digests", "like", "rarity", "listed")


class Part(msgspec.Struct, frozen=True):
    """Where an array stands in the file, from the end of the header on, in bytes."""

    name: str
    kind: str
    start: int
    length: int


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the arrays."""

    version: int
    threshold: float
    languages: list[str]
    parts: list[Part]
    size: int


def is_index(path: Path) -> bool:
    """Whether a file begins like an index."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def save(index: Index, path: Path) -> None:
    """Write the index to a file, in place of what was there; the file is whole at any time.

    Raises OSError where it cannot be written.
    """
    arrays = list(_arrays(index))
    parts: list[Part] = []
    at = 0
    for name, array in arrays:
        parts.append(Part(name, array.dtype.str, at, array.nbytes))
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = msgspec.msgpack.encode(
        Header(version=VERSION, threshold=index.threshold, languages=list(index.shelves), parts=parts, size=at)
    )
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            file.write(MAGIC + len(header).to_bytes(8, "little") + header)
            for _, array in arrays:
                file.write(array.tobytes())
                file.write(b"\0" * (-array.nbytes % _ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def open_index(path: Path) -> Index:
    """The index in a file. Raises MandataError where the file is none, is damaged or of another version."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(MAGIC) + 8)
            if begins[: len(MAGIC)] != MAGIC or len(begins) < len(MAGIC) + 8:
                raise MandataError(f"{path} is no index of mandates", _WANTED)
            length = int.from_bytes(begins[len(MAGIC) :], "little")
            if length > path.stat().st_size:
                raise MandataError(f"{path} is damaged (its header is cut off)", _WANTED, "make it again")
            header = _header(path, file.read(length))
    except OSError as problem:
        raise MandataError(f"{path}: {problem.strerror}", _WANTED) from problem
    offset = len(begins) + length
    if path.stat().st_size != offset + header.size:
        raise MandataError(f"{path} is damaged (its length is not what it says)", _WANTED, "make it again")
    data = np.memmap(path, np.uint8, "r", offset) if header.size else np.empty(0, np.uint8)
    try:
        return _index(header, {part.name: _array(data, part) for part in header.parts})
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as problem:
        raise MandataError(f"{path} is damaged ({problem})", _WANTED, "make it again") from problem


def _header(path: Path, raw: bytes) -> Header:
    try:
        header = msgspec.msgpack.decode(raw, type=Header)
    except msgspec.MsgspecError as problem:
        raise MandataError(f"{path} is damaged ({problem})", _WANTED, "make it again") from problem
    if header.version != VERSION:
        raise MandataError(
            f"{path} has version {header.version}", f"version {VERSION}", "make it again from its documents"
        )
    return header


def _array(data: NDArray[np.uint8], part: Part) -> NDArray[Any]:
    if part.start < 0 or part.start + part.length > len(data):
        raise ValueError(f"{part.name} stands outside of the file")
    found: NDArray[Any] = data[part.start : part.start + part.length].view(np.dtype(part.kind))
    return found


def _arrays(index: Index) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of an index with their names."""
    packed, ends = index.mandates.packed()
    yield "decisions", np.frombuffer(msgspec.msgpack.encode(index.decisions), np.uint8)
    yield "mandates", np.frombuffer(packed, np.uint8)
    yield "ends", ends
    yield "decision_of", index.decision_of
    yield "ending", index.ending
    for language, shelf in index.shelves.items():
        yield f"{language}.numbers", index.numbers[language]
        for name in _OF_SHELF:
            yield f"{language}.{name}", getattr(shelf, name)


def _index(header: Header, arrays: dict[str, NDArray[Any]]) -> Index:
    index = Index(header.threshold)
    index.decisions = msgspec.msgpack.decode(arrays["decisions"].tobytes(), type=list[Taken])
    index.mandates = Packed(memoryview(arrays["mandates"].tobytes()), arrays["ends"])
    index.decision_of = arrays["decision_of"]
    index.ending = arrays["ending"]
    for language in header.languages:
        if language not in LANGUAGES:
            raise ValueError(f"{language} is no language of the United Nations")
        shelf = Shelf(language, header.threshold)
        for name in _OF_SHELF:
            setattr(shelf, name, arrays[f"{language}.{name}"])
        index.shelves[language] = shelf
        index.numbers[language] = arrays[f"{language}.numbers"]
    if len(index.decision_of) != len(index.mandates) or not sum(map(len, index.shelves.values())) == len(index):
        raise ValueError("its parts do not fit together")
    return index
