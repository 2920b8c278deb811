"""A document's provisions as a register: by decision, each with the references made in its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..interface import Interface
from ..model import Block, Citation, Decision, Document, Provision


class Entry(NamedTuple):
    """A provision with where it stands and what it cites."""

    paragraph: str
    provision: Provision
    citations: tuple[Citation, ...]

    @property
    def is_mandate(self) -> bool:
        """Whether somebody is asked to act."""
        return self.provision.act_class == "directive"


class Part(NamedTuple):
    """The entries of one decision; `decision` is None for what stands in no decision."""

    decision: Decision | None
    entries: list[Entry]


def parts(document: Document) -> list[Part]:
    """Every decision of a document with its entries, in order, then what stands outside decisions, if anything."""
    blocks = {block.id: block for block in document.blocks}
    cited = citations_of(document)
    found = [Part(decision, []) for decision in document.decisions]
    outside = Part(None, [])
    for at, provision in enumerate(document.provisions):
        block = blocks[provision.block]
        part = outside if block.decision is None else found[block.decision]
        part.entries.append(Entry(paragraph_of(block), provision, tuple(cited[at])))
    return [*found, outside] if outside.entries else found


def language_of(documents: Iterable[Document]) -> str:
    """The language that all documents share, else English: that of what is written about all of them."""
    languages = {document.language for document in documents}
    return languages.pop() if len(languages) == 1 else "en"


def decision_name(part: Part, words: Interface) -> str:
    """What a decision is called above its provisions: "Decision DC-3/6: Lead in paint"."""
    decision = part.decision
    if decision is None:
        return words.labels.text
    draft = f" ({words.kinds['draft']})" if decision.draft else ""
    name = " ".join(filter(None, (words.kinds[decision.kind], decision.number)))
    return f"{name}{draft}{words.labels.colon}{decision.title or words.labels.untitled}"


def paragraph_of(block: Block) -> str:
    """The number by which a paragraph is known, in the form that all languages share."""
    return block.label or block.shown


def citations_of(document: Document) -> list[list[Citation]]:
    """For each provision the citations in its action, else those between its beginning and the next provision's.

    A citation in a footnote counts where the footnote's mark stands. A reference made twice is listed once.
    """
    notes = {note.id: note for note in document.notes}
    of_block: dict[str, list[int]] = {}
    for at, provision in enumerate(document.provisions):
        of_block.setdefault(provision.block, []).append(at)
    found: list[dict[str, Citation]] = [{} for _ in document.provisions]
    for citation in document.citations:
        note = notes.get(citation.block)
        block, place = (note.block, note.at) if note else (citation.block, citation.start)
        for at in _citing(document.provisions, of_block.get(block, []), place):
            found[at].setdefault(citation.value, citation)
    return [list(values.values()) for values in found]


def _citing(provisions: tuple[Provision, ...], candidates: list[int], place: int) -> list[int]:
    """Which of the provisions of a block cite what stands at `place`: two acts may share one action."""
    acting = [at for at in candidates if (a := provisions[at].action) and a.start <= place <= a.end]
    if acting or not candidates:
        return acting
    before = [at for at in candidates if provisions[at].start <= place] or candidates[:1]
    return [max(before, key=lambda at: provisions[at].start)]
