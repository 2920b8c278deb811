"""`mandata recurrence` and `mandata in-effect`: what was asked before, and what still stands, in the form asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from ..compare.index import Index
from ..compare.index_file import is_index, open_index, save
from ..compare.precedents import Chain, Repeated, Stands, chains, families, in_effect, of_documents, within
from ..compare.recurrence import index_of, recurrences
from ..errors import MandataError
from ..interface import interface, known
from ..lexicon import bodies
from ..publish import recurring
from .failures import Failures
from .read import documents, opened

FORMS = ("table", "json", "csv", "html")
SHOWN = ("before", "chains", "families")
Told = Sequence[Repeated] | Sequence[Chain] | Sequence[tuple[Stands, ...]] | Sequence[Stands]


def recurrence(
    paths: list[str],
    *,
    against: Sequence[str],
    shown: str,
    form: str,
    output: Path | None,
    saved: Path | None,
    ui: str,
    language: str | None,
) -> int:
    """Tell what `paths` ask that was asked before, among themselves or in what is named by `against`."""
    failures = Failures()
    with failures.caught():
        _check(form, ui, language)
        if shown not in SHOWN:
            raise MandataError(f"--show {shown!r} is not known", ", ".join(SHOWN))
        told: Told
        if against and shown == "before":
            index = _gathered(against, language, output, failures)
            found = list(documents(paths, language, output, failures))
            told = of_documents(index, found)
            if saved:
                index_of(found, index)
        else:
            index = _gathered([*against, *paths], language, output, failures)
            findings = recurrences(index)
            told = (
                within(index, findings)
                if shown == "before"
                else (chains(index, findings) if shown == "chains" else families(index, findings))
            )
        if saved:
            save(index, saved)
        _write(told, shown, form, output, ui)
    return failures.status


def effective(
    body: str, paths: list[str], *, day: str | None, form: str, output: Path | None, ui: str, language: str | None
) -> int:
    """Tell what is in effect for `body` at a day, as far as the documents behind `paths` tell."""
    failures = Failures()
    with failures.caught():
        _check(form, ui, language)
        if body not in bodies():
            raise MandataError(f"{body!r} is no body", "an address in bodies.yaml, as MINAMATA-COP")
        index = _gathered(paths, language, output, failures)
        found = in_effect(index, recurrences(index), body, _day(day))
        _write(found, "in_effect", form, output, ui)
    return failures.status


def _check(form: str, ui: str, language: str | None) -> None:
    """Raises MandataError where the call cannot be answered, before anything is read."""
    if form not in FORMS:
        raise MandataError(f"--format {form!r} is not known", ", ".join(FORMS))
    known(ui, "--ui")
    if language is not None:
        known(language, "--language")


def _day(said: str | None) -> str:
    try:
        return (date.fromisoformat(said) if said else date.today()).isoformat()
    except ValueError as problem:
        raise MandataError(f"--on {said!r} is no day", "a date as 2027-10-31") from problem


def _gathered(paths: Iterable[str], language: str | None, output: Path | None, failures: Failures) -> Index:
    """One index of all that is named: of an index file its contents, of documents what they ask."""
    paths = list(paths)
    files = [path for path in paths if is_index(Path(path))]
    if len(files) > 1:
        raise MandataError("two indexes cannot be put together", "one index, and documents that are added to it")
    index = open_index(Path(files[0])) if files else Index()
    others = [path for path in paths if path not in files]
    return index_of(documents(others, language, output, failures), index) if others else index


def _write(told: Told, shown: str, form: str, output: Path | None, ui: str) -> None:
    words = interface(ui)
    write: Callable[[Told, str, TextIO], None]
    if form == "table":
        from . import recurrence_table

        write = lambda told, shown, out: recurrence_table.write(told, shown, out, words)  # noqa: E731
    elif form == "json":
        write = recurring.write_json
    elif form == "csv":
        write = lambda told, shown, out: recurring.write_csv(told, shown, out, words)  # noqa: E731
    else:
        write = lambda told, shown, out: recurring.write_html(told, shown, out, words)  # noqa: E731
    with opened(output, form) as out:
        write(told, shown, out)
