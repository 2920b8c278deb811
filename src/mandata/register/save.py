"""Brings documents into the register: a document with all its language versions is there, or nothing of it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec
from django.db import transaction

from .. import model
from . import files, naming, works
from .citing import lead_back
from .deciding import joined
from .history import Author, Entry, log_all
from .models import AgendaItem, Document, Expression, File
from .places import Places
from .readings import packed
from .search import index
from .settling import settle
from .stages import corrected, follow, overtake, work_of
from .texts import mark_dropped, put_findings, put_paragraphs, put_texts, units_of
from .turns import wait_for_others


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A document read, and the bytes that it was read from."""

    read: model.Document
    data: bytes


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the one who adds documents says of them, where it is not told by themselves: the stage (one of
    models.documents.STAGES), the body's address; whether they are open to the public."""

    stage: str | None = None
    body: str | None = None
    public: bool = True


PLAIN = Options()


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a document: its address, whether it is new, in which languages it came, and the counts of what the
    reading gave."""

    address: str
    new: bool
    languages: tuple[str, ...]
    stage: str = ""
    of: str = ""
    decisions: tuple[str, ...] = ()
    paragraphs: int = 0
    mandates: int = 0
    changed: int = 0
    dropped: int = 0
    differing: int = 0
    unread: int = 0


def held(sha256: str) -> str | None:
    """The address of the document that was read from a file, if the register has it."""
    expression = Expression.objects.filter(file__sha256=sha256).select_related("document").first()
    return str(expression.document.address) if expression else None


def bring(author: Author, places: Places, group: Sequence[Incoming], options: Options = PLAIN) -> Brought:
    """Bring in the language versions of one document (works.groups tells which they are), each language once.

    All is in the register when this returns, or nothing is where it raises; `places` is then to be made anew. Raises
    RegisterError where the body of `options` is not known.
    """
    for incoming in group:
        files.keep(incoming.data)  # before its row: a row without a file must not be
    with transaction.atomic():
        wait_for_others()
        places.refresh()
        group = [each for each in group if held(each.read.sha256) is None]
        if not group:
            return Brought(address="", new=False, languages=())
        reads = [each.read for each in group]
        found = works.find(reads, options.stage or works.stage(reads[0]))
        return _bring(author, places, group, options, found)


def bring_again(author: Author, places: Places, document: Document, group: Sequence[Incoming]) -> Brought:
    """Bring in another reading of files that the register has already; what people set stays."""
    with transaction.atomic():
        wait_for_others()
        places.refresh()
        return _bring(author, places, group, PLAIN, document)


def _bring(
    author: Author, places: Places, group: Sequence[Incoming], options: Options, found: Document | None
) -> Brought:
    reads = [each.read for each in group]
    document = found or _new_document(author, places, reads, options)
    entries = [_added(document, reads)] if found is None else [_language(document, read) for read in reads]
    expressions = put_expressions(author, document, group)
    decisions, texts_of = joined(document, reads, places, entries)
    sheet, placed = put_paragraphs(document, found is None, reads, texts_of)
    following = follow(decisions, placed, texts_of)
    texts = put_texts(placed, expressions)
    if found is None and document.of is None:
        document.of = work_of(decisions)
        document.save(update_fields=["of"])
    if found is not None:
        overtake(following, sheet)
        mark_dropped(document)
    units, rows = units_of(document, found is None, placed, texts, following, expressions)
    settled = settle(units, places, author)
    put_findings(author, placed, texts, rows, places, sheet, found is None)
    index.put(document)
    lead_back([document] if found is None else [], [one.text.decision for one in decisions if one.new_text])
    entries += [*settled.entries, *following.entries, *corrected(document, reads)]
    entries += works_joined(document) if found is None else []
    log_all(author, [entry for entry in entries if entry.what in _FIRST], new=True)
    log_all(author, [entry for entry in entries if entry.what not in _FIRST])
    return Brought(
        address=document.address,
        new=found is None,
        languages=tuple(read.language for read in reads),
        stage=document.stage,
        of=document.of.address if document.of else "",
        decisions=tuple(one.text.decision.address for one in decisions),
        paragraphs=len(sheet.made),
        mandates=len(settled.new),
        changed=len(settled.changed),
        dropped=len(settled.dropped),
        differing=len(settled.differing),
        unread=sum(len(read.unread) for read in reads),
    )


_FIRST = ("added", "proposed")  # events of records that have none yet


def _new_document(author: Author, places: Places, reads: Sequence[model.Document], options: Options) -> Document:
    lead = next((read for read in reads if read.symbol), reads[0])
    body = places.known_body(options.body) if options.body else places.body(lead.body)
    meeting = places.meeting(lead.meeting) or _meeting_of_decisions(lead, places)
    item = next((read.agenda_item for read in reads if read.agenda_item), None)
    document = Document(
        address=_free_address(lead),
        symbol=(lead.symbol or "")[:120],
        symbols=list(dict.fromkeys(symbol for read in reads for symbol in read.symbols)),
        kind=(lead.kind or "")[:32],
        stage=options.stage or works.stage(lead),
        body=body,
        meeting=meeting,
        agenda_item=AgendaItem.objects.get_or_create(meeting=meeting, number=item[:32])[0]
        if item and meeting
        else None,
        date=(lead.date or "")[:10],
        names={read.language: read.title for read in reads if read.title},
        public=options.public,
        added=author.at,
    )
    document.of = works.base(document)
    document.save()
    works.put_aliases(document)
    return document


def _meeting_of_decisions(read: model.Document, places: Places) -> Any:
    """The meeting that the numbers of its decisions tell, where all tell one."""
    from .. import bodies

    found = {
        f"{own.body}-{number}"
        for own in read.decisions
        if own.body and (number := bodies.number_in(own.number, own.body)) is not None
    }
    return places.meeting(found.pop()) if len(found) == 1 else None


def _free_address(read: model.Document) -> str:
    address = naming.of_symbol(read.symbol) if read.symbol else naming.of_file(read.file, read.sha256)
    taken = set(Document.objects.filter(address__startswith=address).values_list("address", flat=True))
    number, free = 2, address
    while free in taken:
        number, free = number + 1, f"{address}~{number}"
    return free


def put_expressions(author: Author, document: Document, group: Sequence[Incoming]) -> list[Expression]:
    """The language versions as read; one that was there in the same language is no longer the current one."""
    languages = [each.read.language for each in group]
    Expression.objects.filter(document=document, language__in=languages, current=True).update(current=False)
    known = {file.sha256: file for file in File.objects.filter(sha256__in=[each.read.sha256 for each in group])}
    new = [_file(author, each) for each in group if each.read.sha256 not in known]
    known |= {file.sha256: file for file in File.objects.bulk_create(new)}
    return Expression.objects.bulk_create(
        Expression(
            document=document,
            language=each.read.language,
            file=known[each.read.sha256],
            record=packed(each.read),
            reader=release(),
            read=author.at,
        )
        for each in group
    )


def _file(author: Author, incoming: Incoming) -> File:
    read = incoming.read
    name = read.file.replace("\\", "/").rsplit("/", 1)[-1][-255:]
    return File(sha256=read.sha256, name=name, format=read.format, size=len(incoming.data), added=author.at)


@cache
def release() -> str:
    """The release that reads."""
    try:
        return f"mandata {version('mandata')}"[:32]
    except PackageNotFoundError:
        return "mandata"


def _added(document: Document, reads: Sequence[model.Document]) -> Entry:
    after: Mapping[str, object] = {
        "symbol": document.symbol,
        "stage": document.stage,
        "of": document.of.address if document.of else "",
        "files": {read.language: read.sha256 for read in reads},
        "reader": release(),
    }
    return Entry(record=document, what="added", after=after)


def _language(document: Document, read: model.Document) -> Entry:
    after = {"language": read.language, "file": read.sha256, "reader": release()}
    if read.title and read.language not in document.names:
        document.names = {**document.names, read.language: read.title}
        document.save(update_fields=["names"])
    return Entry(record=document, what="language", after=after)


def works_joined(document: Document) -> list[Entry]:
    """What is told of a work when another document joins it, and of those that waited for it."""
    entries = []
    if document.of:
        after = {"document": document.address, "stage": document.stage}
        entries.append(Entry(record=document.of, what="joined", after=after))
    for other in works.waiting(document):
        other.of = document
        other.save(update_fields=["of"])
        entries.append(Entry(record=other, what="joins", after={"of": document.address}))
    return entries
