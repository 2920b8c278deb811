"""Loads the knowledge under data/: typed, checked, once, and only what is asked for.

YAML is what people edit; parsing it takes a while, so a checked file is kept in the user's cache folder under its
content's hash and read from there until it changes. Deleting that folder is always safe.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from .errors import DataError

T = TypeVar("T")
Names = dict[str, list[str]]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record of a data file: a field that is not known is an error, so that a typing slip is noticed."""


class Organization(Entry, frozen=True, kw_only=True):
    """An organization, office or group, as data/organizations.yaml explains."""

    id: str
    kind: str
    names: Names
    acronyms: Names = {}
    aliases: Names = {}
    parent: str | None = None
    short: Names = {}
    wikidata: str | None = None
    ror: str | None = None
    website: str | None = None


class Instrument(Entry, frozen=True, kw_only=True):
    """A treaty or other instrument that is cited by name, as data/instruments.yaml explains."""

    id: str
    names: Names
    short: Names = {}
    bare: Names = {}
    treaty: bool = True
    parent: str | None = None
    roman_articles: bool = False
    appendices: bool = False
    adopted: str | None = None
    untc: str | None = None
    informea: str | None = None


class Meeting(Entry, frozen=True, kw_only=True):
    """One meeting or session of a body; dates are ISO 8601, days where known."""

    number: str
    start: str | None = None
    end: str | None = None
    place: str | None = None


class Body(Entry, frozen=True, kw_only=True):
    """A conference, assembly or other body that adopts decisions, as data/bodies.yaml explains."""

    id: str
    names: Names
    short: Names = {}
    instrument: str | None = None
    series: str | None = None
    adopts: Literal["decision", "resolution", "recommendation"] = "decision"
    symbols: list[str] = []
    due_as: str | None = None
    secretariat: str | None = None
    executive: str | None = None
    parent: str | None = None
    meetings: list[Meeting] = []


def load(name: str, kind: type[T]) -> T:
    """The contents of data/`name` as `kind`.

    Raises DataError where the file is missing, is no YAML or does not have the fields that `kind` asks for.
    """
    path = files("mandata") / "data" / name
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise DataError(
            f"data/{name} cannot be read ({problem.strerror})", "the data files of the package"
        ) from problem
    kept = _cache_folder() / hashlib.sha256(raw).hexdigest()[:32]
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        checked = _parse(name, raw, kind)
    _keep(kept, checked)
    return checked


def derived(sources: tuple[str, ...], recipe: str, kind: type[T], build: Callable[[], T]) -> T:
    """What `build` makes of the data files `sources`, kept until one of them or the `recipe` (any text) changes."""
    digest = hashlib.sha256(recipe.encode())
    for name in sources:
        digest.update((files("mandata") / "data" / name).read_bytes())
    kept = _cache_folder() / digest.hexdigest()[:32]
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        built = build()
    _keep(kept, built)
    return built


def _parse(name: str, raw: bytes, kind: type[T]) -> T:
    import yaml  # here, not above: with a warm cache no YAML is parsed at all

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return msgspec.convert(yaml.load(raw, Loader=loader), type=kind)
    except yaml.YAMLError as problem:
        raise DataError(f"data/{name} is not YAML ({problem})", "a YAML file", "see docs/languages.md") from problem
    except msgspec.ValidationError as problem:
        raise DataError(f"data/{name}: {problem}", "the fields its header explains") from problem


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "mandata"


def _keep(path: Path, value: object) -> None:
    """Write the cache file whole or not at all; a folder that cannot be written costs time, never correctness."""
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.msgpack.encode(value))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)


@cache
def organizations() -> dict[str, Organization]:
    """All organizations, offices and groups by address."""
    return _by_id("organizations.yaml", load("organizations.yaml", list[Organization]))


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by address."""
    return _by_id("instruments.yaml", load("instruments.yaml", list[Instrument]))


@cache
def bodies() -> dict[str, Body]:
    """All bodies by address."""
    return _by_id("bodies.yaml", load("bodies.yaml", list[Body]))


def _by_id(name: str, entries: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        if entry.id in found:
            raise DataError(f"data/{name} has two entries {entry.id!r}", "one")
        found[entry.id] = entry
    return found
