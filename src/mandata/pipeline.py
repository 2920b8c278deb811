"""The table of contents of the system: from a file read to a register of mandates, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from . import akn
from .bodies import body_named, of_symbol
from .cite import cite
from .lexicon import bodies
from .link import mentions
from .mandates import ItemText, provisions
from .model import Actor, Block, Citation, Context, Document, Mention, Phrase, Provision, Source, View
from .names import NameHit, scan
from .negotiation import Marked, find_brackets, marked, read_draft
from .read import DEFAULT, Limits, read_bytes
from .structure import structure

P = TypeVar("P", bound=Phrase)
Names = dict[str, tuple[NameHit, ...]]


def analyse(source: Source, language: str | None = None) -> Document:
    """Everything that is found in a file, in `language` if given, else in the language detected.

    Raises StructureError where the text is no document of a meeting, ReadError where its language is none of the six.
    """
    document = structure(source, language)  # lines → first page, headings, decisions, paragraphs, notes
    names = named(document)  # every name of the registers, found once for the steps below
    document = with_citations(document, names)
    document = with_mentions(document, names)
    document, draft = with_brackets(document)
    document = with_provisions(document, names, draft)
    return with_actors(document)


def read_document(
    name: str, data: bytes, language: str | None = None, view: View = "final", limits: Limits = DEFAULT
) -> Document:
    """The document in a file's bytes, with everything that is found in it, in one view of its tracked changes.

    A file of Akoma Ntoso is a document already: one that Mandata wrote comes back as it was, in others what their
    markup does not tell is looked for. Raises ReadError, AknError or StructureError where there is no document.
    """
    if akn.is_akn(data):
        return completed(akn.read(data, name))
    source = read_bytes(name, data, limits, view)
    if view != "marked":
        return analyse(source, language)
    original, final = (analyse(read_bytes(name, data, limits, each), language) for each in ("original", "final"))
    return marked(structure(source, final.language), original, final)  # both are read, then shown in one text


def completed(document: Document) -> Document:
    """A document of another producer with what is found in its text, beside what its markup says."""
    if document.format != "akn":
        return document
    names = named(document)
    found = with_mentions(with_citations(document, names), names)
    found = msgspec.structs.replace(
        found,
        citations=(*found.citations, *_beside(found.citations, document.citations)),
        mentions=(*found.mentions, *_beside(found.mentions, document.mentions)),
    )
    found, draft = with_brackets(found)
    return with_actors(with_provisions(found, names, draft))


def _beside(found: Iterable[P], given: Iterable[P]) -> list[P]:
    """Of the phrases given those that share no word with one found."""
    places: dict[str, list[tuple[int, int]]] = {}
    for phrase in found:
        places.setdefault(phrase.block, []).append((phrase.start, phrase.end))
    return [p for p in given if not any(p.start < end and start < p.end for start, end in places.get(p.block, ()))]


def named(document: Document) -> Names:
    """The names in every block, by the block's id."""
    return {block.id: scan(block.text, document.language) for block in document.blocks}


def with_citations(document: Document, names: Names) -> Document:
    """References to documents, decisions, articles, goals and treaties, in every block and footnote."""
    found: list[Citation] = []
    for block, context in in_context(document):
        for citation in cite(block.text, names[block.id], context):
            if citation.value != f"symbol:{document.symbol}":  # its own symbol, on its first page
                found.append(msgspec.structs.replace(citation, block=block.id))
    return msgspec.structs.replace(document, citations=tuple(found))


def with_mentions(document: Document, names: Names) -> Document:
    """Organizations, offices, groups and meetings, in every block and footnote."""
    found: list[Mention] = []
    given: dict[tuple[str, str | None], Mention] = {}  # by its words and whom they mean, the latest last
    for block, context in in_context(document):
        for mention in mentions(block.text, names[block.id], context, tuple(given.values())):
            found.append(msgspec.structs.replace(mention, block=block.id))
            given.pop((mention.text, mention.ref), None)
            given[mention.text, mention.ref] = found[-1]
    return msgspec.structs.replace(document, mentions=tuple(found))


def with_brackets(document: Document) -> tuple[Document, Marked]:
    """The square brackets of a text under negotiation, and what stands in which option."""
    draft = find_brackets(document.blocks, document.language)
    document = msgspec.structs.replace(document, brackets=draft.brackets, unread=(*document.unread, *draft.unread))
    return document, draft


def with_provisions(document: Document, names: Names, draft: Marked) -> Document:
    """What each operative paragraph, read together with its sub-paragraphs, decides and asks for; in a text under
    negotiation also what it would with other options."""
    found: list[Provision] = []
    for paragraph, context in operative_paragraphs(document):
        if draft.touches(paragraph):
            found += read_draft(paragraph, draft, _rereader(context), document.language)
        else:
            items = [ItemText(block.id, block.label, block.text, names[block.id]) for block in paragraph]
            found += provisions(items, context)
    return msgspec.structs.replace(document, provisions=tuple(found))


def _rereader(context: Context) -> Callable[[Sequence[Block]], list[Provision]]:
    """Reads provisions in a paragraph whose text is not that of the document, as often as it is asked."""
    names: dict[str, tuple[NameHit, ...]] = {}

    def read(blocks: Sequence[Block]) -> list[Provision]:
        for block in blocks:
            if block.text not in names:
                names[block.text] = scan(block.text, context.language)
        return provisions([ItemText(b.id, b.label, b.text, names[b.text]) for b in blocks], context)

    return read


def with_actors(document: Document) -> Document:
    """The addresses of those who act, as the mentions in their words have them."""
    mentioned: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        mentioned.setdefault(mention.block, []).append(mention)

    def known(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(
            msgspec.structs.replace(actor, refs=_refs(actor, mentioned.get(actor.block, []))) for actor in actors
        )

    found = (
        msgspec.structs.replace(
            provision,
            addressees=known(provision.addressees),
            partners=known(provision.partners),
            recipients=known(provision.recipients),
        )
        for provision in document.provisions
    )
    return msgspec.structs.replace(document, provisions=tuple(found))


def _refs(actor: Actor, mentioned: list[Mention]) -> tuple[str, ...]:
    inside = (m.ref for m in mentioned if m.ref and actor.start <= m.start and m.end <= actor.end)
    return tuple(dict.fromkeys(inside))


def operative_paragraphs(document: Document) -> Iterator[tuple[list[Block], Context]]:
    """The outermost operative paragraphs in order, each with its sub-paragraphs, and who speaks in them."""
    paragraph: list[Block] = []
    speaking: Context | None = None
    for block, context in in_context(document):
        if block.kind != "operative":
            continue
        if paragraph and (block.level == 1 or block.decision != paragraph[0].decision) and speaking:
            yield paragraph, speaking
            paragraph = []
        if not paragraph:
            speaking = context
        paragraph.append(block)
    if paragraph and speaking:
        yield paragraph, speaking


def in_context(document: Document) -> Iterator[tuple[Block, Context]]:
    """Every block with what its reader knows beforehand: inside a decision, that decision's body and number; a
    footnote is read where its mark stands."""
    of_decision = {at: _context(document, at) for at in range(len(document.decisions))}
    outside = _context(document, None)
    decision_of = {block.id: block.decision for block in document.blocks}
    for note in document.notes:
        decision_of[note.id] = decision_of.get(note.block)
    for block in document.blocks:
        decision = decision_of[block.id]
        yield block, outside if decision is None else of_decision[decision]


def _context(document: Document, decision: int | None) -> Context:
    own = document.decisions[decision] if decision is not None else None
    body = (own.body if own else None) or document.body
    return Context(
        language=document.language,
        body=body,
        instrument=bodies()[body].instrument if body in bodies() else None,
        symbol=document.symbol,
        number=own.number if own else None,
    )


# --------------------------------------------------------------------------------- a paragraph without its document


def analyse_block(items: list[Block], context: Context) -> tuple[list[Provision], list[Citation]]:
    """The provisions of one operative paragraph, and the citations in it and in its footnotes.

    `items` are the paragraph, its sub-paragraphs, and its footnotes as blocks of kind "note".
    """
    read: list[ItemText] = []
    cited: list[Citation] = []
    for block in items:
        names = scan(block.text, context.language)
        cited += (msgspec.structs.replace(c, block=block.id) for c in cite(block.text, names, context))
        if block.kind != "note":
            read.append(ItemText(block.id, block.label, block.text, names))
    blocks = [block for block in items if block.kind != "note"]
    draft = find_brackets(blocks, context.language)
    if draft.touches(blocks):
        return read_draft(blocks, draft, _rereader(context), context.language), cited
    return provisions(read, context), cited


def speaker(language: str, symbol: str, issuer: str) -> Context:
    """Who speaks in a paragraph of which only its document's symbol and its issuer's name are known."""
    known = of_symbol(symbol)
    body = known[0] if known else body_named(issuer, language)
    instrument = bodies()[body].instrument if body else None
    return Context(language=language, body=body, instrument=instrument, symbol=symbol, number=symbol)
