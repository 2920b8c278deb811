"""Puts discrepancies into the language versions of a clean set, one at a time, and tells which are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from mandata.compare.concord.finding import Finding
from mandata.compare.concord.languages import concord
from mandata.model import Document, Footnote, Line, Source
from mandata.pipeline import analyse
from mandata.read import read_bytes

from .versions import LANGUAGES

SEEDS = Path(__file__).parents[1] / "cases" / "compare" / "seeds.yaml"
PATTERNS = {"note": "note.{}.docx", "decisions": "decisions.{}.html"}


class Seed(NamedTuple):
    """A discrepancy: in which version, where, as what it may be reported."""

    name: str
    language: str
    kinds: tuple[str, ...]
    source: Source


class Outcome(NamedTuple):
    """What came of a seed: whether it was found, and what else was reported."""

    seed: Seed
    found: bool
    others: list[Finding]


@cache
def _source(path: Path) -> Source:
    return read_bytes(path.name, path.read_bytes())


@cache
def _document(path: Path) -> Document:
    return analyse(_source(path))


def in_words(folder: Path, name: str) -> Iterator[Seed]:
    """The seeds of the table for one set of the sample meeting."""
    for row in yaml.safe_load(SEEDS.read_text(encoding="utf-8")):
        if row["set"] != name:
            continue
        for language, (old, new) in ((code, pair) for code, pair in row["in"].items() if pair):
            path = folder / PATTERNS[name].format(language)
            block = next(b for b in _document(path).blocks if b.id == row["block"])
            source = _replaced(_source(path), block.text, old, new)
            yield Seed(row["name"], language, tuple(row["kinds"]), source)


def _plain(text: str) -> str:
    return text.translate(dict.fromkeys((0xA0, 0x202F), " "))


def _replaced(source: Source, text: str, old: str, new: str) -> Source:
    """The source with `old` replaced in the line (or note) that holds the text of a block."""
    assert _plain(old) in _plain(text), f"{old!r} does not stand in {text!r}"
    lines, notes = list(source.lines), list(source.notes)
    for at, line in enumerate(lines):
        if text in line.text:
            lines[at] = _changed(line, _plain(line.text).replace(_plain(old), new, 1))
    for at, note in enumerate(notes):
        if text in note.text:
            notes[at] = Footnote(label=note.label, text=_plain(note.text).replace(_plain(old), new, 1))
    return msgspec.structs.replace(source, lines=tuple(lines), notes=tuple(notes))


def _changed(line: Line, text: str) -> Line:
    marks = tuple(msgspec.structs.replace(mark, at=min(mark.at, len(text))) for mark in line.marks)
    return msgspec.structs.replace(line, text=text, marks=marks, stretches=())


# --------------------------------------------------------------------------------------------- paragraphs as a whole

Change = Callable[[list[Line], int, int], list[Line]]


def _drop(lines: list[Line], at: int, _: int) -> list[Line]:
    return lines[:at] + lines[at + 1 :]


def _merge(lines: list[Line], at: int, following: int) -> list[Line]:
    joined = f"{lines[at].text} {lines[following].text}"
    marks = tuple(
        msgspec.structs.replace(mark, at=mark.at + len(lines[at].text) + 1) for mark in lines[following].marks
    )
    whole = msgspec.structs.replace(lines[at], text=joined, marks=lines[at].marks + marks, stretches=())
    return [whole if n == at else line for n, line in enumerate(lines) if n != following]


def _split(lines: list[Line], at: int, _: int) -> list[Line]:
    text = lines[at].text
    places = [n for n, sign in enumerate(text) if sign in ",，،、" and len(text) * 0.25 < n < len(text) * 0.75]
    place = places[len(places) // 2] + 1 if places else len(text) // 2
    first, second = text[:place], text[place:].strip()
    marks = [mark for mark in lines[at].marks if mark.at <= place]
    rest = [mark for mark in lines[at].marks if mark.at > place]
    one = msgspec.structs.replace(lines[at], text=first, marks=tuple(marks), stretches=())
    moved = tuple(msgspec.structs.replace(mark, at=max(0, mark.at - place)) for mark in rest)
    other = msgspec.structs.replace(lines[at], text=second, label="", marks=moved, stretches=())
    return [*lines[:at], one, other, *lines[at + 1 :]]


def _swap(lines: list[Line], at: int, following: int) -> list[Line]:
    out = list(lines)
    out[at] = msgspec.structs.replace(lines[following], label=lines[at].label)
    out[following] = msgspec.structs.replace(lines[at], label=lines[following].label)
    return out


def _far(lines: list[Line], at: int, following: int) -> list[Line]:
    """Moves a paragraph behind the second after the next; labels stay in order, as automatic numbers do."""
    end = following + 2
    order = [*range(at), *range(at + 1, end + 1), at, *range(end + 1, len(lines))]
    labels = [line.label for line in lines]
    return [msgspec.structs.replace(lines[n], label=labels[place]) for place, n in enumerate(order)]


STRUCTURAL: dict[str, tuple[Change, tuple[str, ...], tuple[int, ...]]] = {
    "paragraph dropped": (_drop, ("paragraph", "subparagraph"), (4, 5)),
    "paragraphs merged": (_merge, ("merged",), (5, 7)),
    "paragraph split": (_split, ("split",), (2, 5)),
    "paragraphs swapped": (_swap, ("swapped", "moved"), (4, 6)),
    "paragraph moved": (_far, ("moved", "swapped"), (4, 5)),
}


def of_paragraphs(folder: Path, pattern: str, decision: str = "dec_1") -> Iterator[Seed]:
    """Seeds in the outermost operative paragraphs of one decision of a set."""
    for name, (change, kinds, numbers) in STRUCTURAL.items():
        for at, language in enumerate(LANGUAGES):
            path = folder / pattern.format(language)
            source = _source(path)
            number = numbers[at % len(numbers)]
            places = [_line(source, path, f"{decision}__para_{n}") for n in (number, number + 1)]
            lines = tuple(change(list(source.lines), *places))
            yield Seed(name, language, kinds, msgspec.structs.replace(source, lines=lines))
    for at, language in enumerate(LANGUAGES):
        path = folder / pattern.format(language)
        source = _source(path)
        block = f"{decision}__para_3__point_{'ab'[at % 2]}"
        lines = tuple(_drop(list(source.lines), _line(source, path, block), 0))
        yield Seed("sub-paragraph dropped", language, ("subparagraph",), msgspec.structs.replace(source, lines=lines))
        yield Seed("footnote dropped", language, ("note",), _without_note(source))


def _line(source: Source, path: Path, block: str) -> int:
    text = next(b.text for b in _document(path).blocks if b.id == block)
    return next(at for at, line in enumerate(source.lines) if line.text.endswith(text))


def _without_note(source: Source) -> Source:
    """The source without its last footnote that stands in the text."""
    marked = [at for at, line in enumerate(source.lines) if line.kind == "text" and line.marks]
    at = marked[-1]
    label = source.lines[at].marks[-1].note
    lines = list(source.lines)
    lines[at] = msgspec.structs.replace(lines[at], marks=lines[at].marks[:-1])
    notes = list(source.notes)
    notes.remove(next(note for note in reversed(notes) if note.label == label))
    return msgspec.structs.replace(source, lines=tuple(lines), notes=tuple(notes))


# --------------------------------------------------------------------------------------------------------- the outcome


def outcome(seed: Seed, folder: Path, pattern: str) -> Outcome:
    """Compare the version with the seed to the clean others."""
    documents = [
        analyse(seed.source, seed.language) if code == seed.language else _document(folder / pattern.format(code))
        for code in LANGUAGES
    ]
    findings = concord(documents).findings
    hits = [f for f in findings if f.language == seed.language and f.kind in seed.kinds]
    others = [f for f in findings if f not in hits]
    return Outcome(seed, bool(hits), others)
