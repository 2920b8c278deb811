"""`mandata add`: documents in, into the register; says of every file what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from ..errors import MandataError, RegisterError
from .failures import Failures

if TYPE_CHECKING:
    from ..register.bringing import Account
    from ..register.history import Author
    from ..register.save import Options

FORMS = ("table", "json")


def add(
    paths: Sequence[str],
    *,
    form: str,
    ui: str,
    stage: str | None,
    body: str | None,
    restricted: bool,
    person: str | None,
    language: str | None = None,
    limits: Sequence[str] = (),
) -> int:
    """Bring the documents behind `paths` in; the exit status is 1 where any failed."""
    from .desk import author, open_register

    failures = Failures()
    with failures.caught():
        _check(form, ui, language)
        open_register()
        _check_stage(stage)
        from ..register.places import Places
        from ..register.rights import require
        from ..register.save import Options

        acting = author(person)
        require(acting, "add")
        options = Options(stage=stage, body=body, public=not restricted)
        if body:
            Places(acting).known_body(body)
        _write(_accounts(acting, options, paths, language, limits, failures), form, ui)
        _warn(ui)
    return failures.status


def _warn(ui: str) -> None:
    """Say on standard error what was just added that resembles what was asked before."""
    from ..register.precedents import warnings

    for line in warnings(ui):
        print(line, file=sys.stderr)


def _check(form: str, ui: str, language: str | None) -> None:
    """Raises MandataError where the call cannot be answered, before anything is read."""
    from ..interface import known

    if form not in FORMS:
        raise MandataError(f"--format {form!r} is not known", " or ".join(FORMS))
    known(ui, "--ui")
    if language is not None:
        known(language, "--language")


def _check_stage(stage: str | None) -> None:
    from ..register.models.documents import STAGES

    if stage is not None and stage not in STAGES:
        raise RegisterError(f"--stage {stage!r} is not known", f"one of {', '.join(STAGES)}")


def _accounts(
    acting: Author,
    options: Options,
    paths: Sequence[str],
    language: str | None,
    limits: Sequence[str],
    failures: Failures,
) -> Iterator[Account]:
    """What comes of each file behind `paths`."""
    from ..pipeline import read_document
    from ..read import inputs, of_environment
    from ..register.bringing import Bringer
    from .progress import followed

    bounds = of_environment(limits)
    found = inputs(paths, bounds)
    if "-" not in paths and not sys.stdout.isatty():
        found = followed(found, lambda: inputs(paths, bounds))
    bringer = Bringer(
        acting,
        options,
        lambda name, data: read_document(name, data, language, "final", bounds),
        bounds.seconds,
        failures.report,
    )
    yield from bringer.accounts(found)


def _write(accounts: Iterable[Account], form: str, ui: str) -> None:
    if form == "json":
        told = [msgspec.to_builtins(account) for account in accounts]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from ..register.words import words
    from .account_table import show

    show(accounts, sys.stdout, words(ui))
