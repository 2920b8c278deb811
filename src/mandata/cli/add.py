"""`mandata add`: documents in, into the register; says of every file what came of it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from ..errors import MandataError, RegisterError
from .failures import Failures

if TYPE_CHECKING:
    from ..read import Input, Limits
    from ..register.history import Author
    from ..register.places import Places
    from ..register.save import Brought, Incoming, Options

FORMS = ("table", "json")
_TOGETHER = 60  # documents that wait for the other language versions of theirs
_LETTERS = 4_000_000  # of all of these together, at most


class Account(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What came of a file: "added", "language" (to a document that was there), "same" (it was there) or "failed"."""

    file: str
    result: str
    document: str = ""
    language: str = ""
    stage: str = ""
    of: str = ""
    decisions: tuple[str, ...] = ()
    mandates: int = 0
    changed: int = 0
    dropped: int = 0
    differing: int = 0
    unread: int = 0
    problem: str = ""


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
        places = Places(acting)
        if body:
            places.known_body(body)
        bringer = _Bringer(acting, places, options, failures)
        _write(bringer.accounts(paths, language, limits), form, ui)
        _warn(ui)
    return failures.status


def _warn(ui: str) -> None:
    """Say on standard error what was just added that resembles what was asked before, and how far that is."""
    from ..interface import interface
    from ..register import precedents
    from ..register.words import words

    kinds, said = interface(ui).recurrence.kinds, words(ui)
    for found in precedents.told(precedents.update()):
        line = said.adding["resembles"].format(
            mandate=found.mandate.address,
            earlier=found.earlier.address,
            relation=kinds.get(found.relation, found.relation),
            state=said.states[found.earlier.state],
        )
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


class _Bringer:
    """Reads files and brings them in, those of one document together."""

    def __init__(self, author: Author, places: Places, options: Options, failures: Failures) -> None:
        self._author, self._places, self._options, self._failures = author, places, options, failures

    def accounts(self, paths: Sequence[str], language: str | None, limits: Sequence[str]) -> Iterator[Account]:
        """What came of each file, as soon as it is known."""
        from ..read import Failure, inputs, of_environment
        from .progress import followed

        bounds = of_environment(limits)
        waiting: list[Incoming] = []
        found = inputs(paths, bounds)
        if "-" not in paths and not sys.stdout.isatty():
            found = followed(found, lambda: inputs(paths, bounds))
        seen: dict[str, str] = {}
        for file in found:
            if isinstance(file, Failure):
                yield self._failed(file.name, file.error)
                continue
            with self._failures.caught(file.name):
                one = self._read(file, language, bounds, seen)
                if isinstance(one, Account):
                    yield one
                    continue
                waiting.append(one)
                if len(waiting) >= _TOGETHER or sum(len(each.data) for each in waiting) > _LETTERS:
                    yield from self._bring(waiting)
                    waiting = []
        yield from self._bring(waiting)

    def _failed(self, name: str, problem: BaseException) -> Account:
        self._failures.report(name, problem)
        return Account(file=name, result="failed", problem=str(problem))

    def _read(self, file: Input, language: str | None, bounds: Limits, seen: dict[str, str]) -> Incoming | Account:
        """A file read; the account of one that the register has, or that is no document."""
        from ..pipeline import read_document
        from ..read import within
        from ..register.save import Incoming, held

        try:
            data = file.load()
            digest = hashlib.sha256(data).hexdigest()
            if digest in seen or (address := held(digest)):
                return Account(file=file.name, result="same", document=seen.get(digest) or address or "")
            seen[digest] = file.name
            with within(bounds.seconds):
                return Incoming(read=read_document(file.name, data, language, "final", bounds), data=data)
        except Exception as problem:  # a fault with one file must not cost the others
            return self._failed(file.name, problem)

    def _bring(self, waiting: Sequence[Incoming]) -> Iterator[Account]:
        from ..register.works import groups, stage

        named = self._options.stage
        found = groups([each.read for each in waiting], lambda read: named or stage(read))
        for group in found:
            for together in _rounds([waiting[at] for at in group]):
                yield from self._bring_one(together)

    def _bring_one(self, group: Sequence[Incoming]) -> Iterator[Account]:
        from ..register.places import Places
        from ..register.rights import require
        from ..register.save import bring

        try:
            require(self._author, "add", self._places.body(self._options.body or group[0].read.body))
            brought = bring(self._author, self._places, group, self._options)
        except Exception as problem:
            self._places = Places(self._author)  # what it put in has been taken back
            for each in group:
                yield self._failed(each.read.file, problem)
            return
        for each in group:
            yield _account(each, brought)


def _rounds(group: Sequence[Incoming]) -> list[list[Incoming]]:
    """Files of one document, one of each language at a time: a second one in a language comes after the first."""
    rounds: list[list[Incoming]] = []
    for incoming in group:
        free = (r for r in rounds if all(other.read.language != incoming.read.language for other in r))
        one = next(free, None)
        if one is None:
            rounds.append([incoming])
        else:
            one.append(incoming)
    return rounds


def _account(incoming: Incoming, brought: Brought) -> Account:
    return Account(
        file=incoming.read.file,
        result="added" if brought.new else "language" if brought.address else "same",
        document=brought.address,
        language=incoming.read.language,
        stage=brought.stage,
        of=brought.of,
        decisions=brought.decisions,
        mandates=brought.mandates,
        changed=brought.changed,
        dropped=brought.dropped,
        differing=brought.differing,
        unread=len(incoming.read.unread),
    )


def _write(accounts: Iterable[Account], form: str, ui: str) -> None:
    if form == "json":
        told = [msgspec.to_builtins(account) for account in accounts]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from ..register.words import words
    from .account_table import show

    show(accounts, sys.stdout, words(ui))
