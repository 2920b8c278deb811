"""Language versions laid side by side, paragraph by paragraph, with the names and acts that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import PurePath

from ..languages import LANGUAGES
from ..model import Block, Document, Provision, Record
from ..names import NameHit, scan
from .asked import decisions
from .concord.alignment import align
from .concord.facts import paragraphs
from .concord.meaning import Meanings


class Passage(Record, frozen=True, kw_only=True):
    """A paragraph in one language, or two that the version has made of it, and where it stands."""

    language: str
    document: str
    label: str
    text: str
    provisions: tuple[Provision, ...] = ()

    @property
    def names(self) -> tuple[NameHit, ...]:
        """The names of the registers in it."""
        return _names(self.text, self.language)


@lru_cache(maxsize=1 << 12)
def _names(text: str, language: str) -> tuple[NameHit, ...]:
    return scan(text, language)


Row = dict[str, Passage]  # what the languages have of one paragraph


def side_by_side(documents: Iterable[Document]) -> list[Row]:
    """The paragraphs of all documents of which there are versions in two languages or more."""
    groups: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in documents:
        groups[_work(document)].setdefault(document.language, document)
    return [row for versions in groups.values() if len(versions) > 1 for row in _rows(list(versions.values()))]


def _work(document: Document) -> str:
    """What the versions of a document have in common: symbol, decisions, or the file's name without its language."""
    if document.symbol:
        return document.symbol
    keys = [taken.key for taken in decisions(document)[:-1] if ":" in taken.key]
    if keys:
        return " ".join(keys)
    name = PurePath(document.file).name
    return ".".join(part for part in name.split(".")[:-1] if part != document.language)


def _rows(versions: Sequence[Document]) -> Iterator[Row]:
    read = [[p for p in paragraphs(document).values() if p.block.kind != "note"] for document in versions]
    acting: list[dict[str, list[Provision]]] = []
    for document in versions:
        acting.append(defaultdict(list))
        for provision in document.provisions:
            acting[-1][provision.block].append(provision)
    for row in align(read, Meanings()):
        found: Row = {}
        for at, cell in enumerate(row.cells):
            if cell:
                blocks = [read[at][place].block for place in cell]
                found[versions[at].language] = _passage(versions[at], blocks, acting[at])
        if len(found) > 1:
            yield found


def _passage(document: Document, blocks: Sequence[Block], acting: dict[str, list[Provision]]) -> Passage:
    between = " " if LANGUAGES[document.language].spaced else ""
    return Passage(
        language=document.language,
        document=document.symbol or document.file,
        label=blocks[0].label or blocks[0].id,
        text=between.join(block.text for block in blocks),
        provisions=tuple(p for block in blocks[:1] for p in acting[block.id]),
    )
