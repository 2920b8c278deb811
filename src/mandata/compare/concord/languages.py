"""The comparison from beginning to end: documents in, their concordance out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from ...errors import MandataError
from ...model import Block, Document, Record
from . import acts, amounts, references
from .alignment import Row, Versions, align
from .facts import Paragraph, paragraphs
from .finding import Finding, distinct
from .meaning import Meanings
from .missing import groups, structural
from .rows import Saying
from .terms import terms

REFER_TO = ("en", "fr", "es", "ru", "zh", "ar")  # where no document says what its original language is
Comparison = Callable[[Saying], Iterator[Finding]]
EVERYWHERE: tuple[Comparison, ...] = (
    references.citations,
    references.dates,
    references.meetings,
    amounts.numbers,
)
IN_TEXT: tuple[Comparison, ...] = (
    references.organizations,
    acts.acts,
    acts.conditions,
    acts.dues,
    acts.modality,
    acts.negations,
    acts.quotations,
    acts.notes,
)
NOT_COMPARED = ("back", "formula")


class Version(Record, frozen=True, kw_only=True):
    """One language version: what it is and where it was read."""

    language: str
    file: str
    symbol: str | None
    title: str | None


class Aligned(Record, frozen=True, kw_only=True):
    """A row: for each version the blocks that have it, by their ids, in the order of the versions; `moved` are the
    languages in which it stands elsewhere."""

    blocks: tuple[tuple[str, ...], ...]
    moved: tuple[str, ...] = ()


class Concordance(Record, frozen=True, kw_only=True):
    """The versions compared, their paragraphs row by row, what differs, and what differs but was accepted."""

    versions: tuple[Version, ...]
    rows: tuple[Aligned, ...]
    findings: tuple[Finding, ...]
    dismissed: tuple[Finding, ...] = ()


def concord(documents: Sequence[Document]) -> Concordance:
    """What the language versions of one document say otherwise than most of them.

    Raises MandataError where there are fewer than two versions or two of one language.
    """
    _check(documents)
    languages = [document.language for document in documents]
    order = _order(documents)
    all_read = [paragraphs(document) for document in documents]
    meanings = Meanings()
    texts = [[p for p in read.values() if p.block.kind != "note"] for read in all_read]
    notes = [[p for p in read.values() if p.block.kind == "note"] for read in all_read]
    rows, note_rows = align(texts, meanings), align(notes, meanings)
    found = [*structural(rows, texts, languages, order), *_compared(rows, texts, languages, order)]
    found += [*_lost_notes(note_rows, notes, languages, order, found), *_compared(note_rows, notes, languages, order)]
    return Concordance(
        versions=tuple(Version(language=d.language, file=d.file, symbol=d.symbol, title=d.title) for d in documents),
        rows=(*_named(rows, texts, languages), *_named(note_rows, notes, languages)),
        findings=tuple(_in_order(distinct(found), documents)),
    )


def _check(documents: Sequence[Document]) -> None:
    languages = [document.language for document in documents]
    if len(documents) < 2:
        raise MandataError("one version alone cannot be compared", "two or more language versions of one document")
    for at, language in enumerate(languages):
        if language in languages[:at]:
            files = " and ".join(d.file for d in documents if d.language == language)
            raise MandataError(
                f"{files} are of one language ({language})", "one file a language", "`mandata compare` compares drafts"
            )


def _order(documents: Sequence[Document]) -> list[int]:
    """The numbers of the versions, the original first, then by habit of reference."""
    original = next((d.original_language for d in documents if d.original_language), None)
    ranks = [original, *REFER_TO]
    return sorted(range(len(documents)), key=lambda v: ranks.index(documents[v].language))


def _compared(
    rows: Sequence[Row], versions: Versions, languages: Sequence[str], order: Sequence[int]
) -> Iterator[Finding]:
    """The findings in the words of each row (rows that a version has joined are looked at together), then over rows."""
    in_text: list[Saying] = []
    for group in groups(rows):
        present = [v for v in order if all(rows[at].cells[v] for at in group)]
        if len(present) < 2:
            continue
        said = Saying(languages, {v: _paragraphs(group, v, rows, versions) for v in present}, present)
        kinds = {said.paragraphs[v][0].block.kind for v in present}
        if kinds & set(NOT_COMPARED):
            continue
        for compare in EVERYWHERE if "front" in kinds else (*EVERYWHERE, *IN_TEXT):
            yield from compare(said)
        if "front" not in kinds:
            in_text.append(said)
    yield from terms(in_text)


def _paragraphs(group: Sequence[int], v: int, rows: Sequence[Row], versions: Versions) -> list[Paragraph]:
    return [versions[v][at] for at in sorted({at for r in group for at in rows[r].cells[v]})]


def _lost_notes(
    rows: Sequence[Row], notes: Versions, languages: Sequence[str], order: Sequence[int], found: list[Finding]
) -> Iterator[Finding]:
    """Notes that a version lacks though no mark is missing there."""
    told = {f.language for f in found if f.kind == "note" and f.fault in ("missing", "added")}
    told |= {f.language for f in found if f.kind in ("paragraph", "subparagraph")}  # which took its notes along
    for one in structural(rows, notes, languages, order):
        if one.kind == "paragraph" and one.language not in told:
            yield msgspec.structs.replace(one, kind="note", seriousness="medium")


def _named(rows: Sequence[Row], versions: Versions, languages: Sequence[str]) -> Iterator[Aligned]:
    for row in rows:
        yield Aligned(
            blocks=tuple(tuple(versions[v][at].block.id for at in cell) for v, cell in enumerate(row.cells)),
            moved=tuple(languages[v] for v in sorted(row.moved)),
        )


def _in_order(found: Sequence[Finding], documents: Sequence[Document]) -> list[Finding]:
    """By version in the order given, then as they stand in the text."""
    at = {d.language: v for v, d in enumerate(documents)}
    place = {(d.language, b.id): n for d in documents for n, b in enumerate(_blocks(d))}
    return sorted(found, key=lambda f: (at[f.language], place.get((f.language, f.at.block), -1), f.at.start))


def _blocks(document: Document) -> Sequence[Block]:
    return document.blocks
