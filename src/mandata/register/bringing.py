"""Brings files into the register, those of one document together, and says of every file what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from .. import model
from ..read import Failure, Input, within
from .history import Author
from .places import Places
from .rights import require
from .save import Brought, Incoming, Options, bring, held
from .works import groups, stage

Reader = Callable[[str, bytes], model.Document]
"""What reads a file, by its name and bytes: the register knows documents, not files."""
Telling = Callable[[str, BaseException], None]
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


class Bringer:
    """Reads files and brings them in; `tell` hears of each that failed, `seconds` is the time that one may take."""

    def __init__(
        self, author: Author, options: Options, read: Reader, seconds: float, tell: Telling | None = None
    ) -> None:
        self._author, self._options, self._reader, self._seconds = author, options, read, seconds
        self._tell = tell
        self._places = Places(author)
        self._seen: dict[str, str] = {}

    def accounts(self, files: Iterable[Input | Failure]) -> Iterator[Account]:
        """What came of each file, as soon as it is known."""
        waiting: list[Incoming] = []
        for file in files:
            if isinstance(file, Failure):
                yield self._failed(file.name, file.error)
                continue
            one = self._read(file)
            if isinstance(one, Account):
                yield one
                continue
            waiting.append(one)
            if len(waiting) >= _TOGETHER or sum(len(each.data) for each in waiting) > _LETTERS:
                yield from self._bring(waiting)
                waiting = []
        yield from self._bring(waiting)

    def _failed(self, name: str, problem: BaseException) -> Account:
        if self._tell is not None:
            self._tell(name, problem)
        return Account(file=name, result="failed", problem=str(problem))

    def _read(self, file: Input) -> Incoming | Account:
        """A file read; the account of one that the register has, or that is no document."""
        try:
            data = file.load()
            digest = hashlib.sha256(data).hexdigest()
            if digest in self._seen or (address := held(digest)):
                return Account(file=file.name, result="same", document=self._seen.get(digest) or address or "")
            self._seen[digest] = file.name
            with within(self._seconds):
                return Incoming(read=self._reader(file.name, data), data=data)
        except Exception as problem:  # a fault with one file must not cost the others
            return self._failed(file.name, problem)

    def _bring(self, waiting: Sequence[Incoming]) -> Iterator[Account]:
        named = self._options.stage
        found = groups([each.read for each in waiting], lambda read: named or stage(read))
        for group in found:
            for together in _rounds([waiting[at] for at in group]):
                yield from self._bring_one(together)

    def _bring_one(self, group: Sequence[Incoming]) -> Iterator[Account]:
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
