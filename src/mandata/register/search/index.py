"""Keeps the index of words: FTS5 on SQLite, tsvector with GIN on PostgreSQL, of the same tokens on both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction

from ..models import Citation, Document, Paragraph, ParagraphText, SearchEntry, SearchKey
from .tokens import keys, spelling, value_key, value_keys

TABLE = "register_searchtext"
_MOST = 16_000  # positions in one paragraph: PostgreSQL counts to 16,383, and 256 of one word
_REPEATED = 256
_BORDER = "¶"  # between two texts, so that no phrase runs from one into the other
_KNOWN_MOST = 400_000

MADE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(tokens, content='', columnsize=0, tokenize='ascii')"
    ],
    "postgresql": [
        f"CREATE TABLE IF NOT EXISTS {TABLE} (entry bigint PRIMARY KEY, tokens tsvector NOT NULL)"
        " WITH (toast_tuple_target = 128)",
        f"CREATE INDEX IF NOT EXISTS {TABLE}_tokens ON {TABLE} USING gin (tokens) WITH (fastupdate = off)",
    ],
}
"""How the table of tokens is made. On PostgreSQL the tokens lie apart from the rows, which are many and read often."""


def make(*_: Any) -> None:
    """Make the table of tokens where there is none; each database has it in its own way, no migration can tell it."""
    with connection.cursor() as cursor:
        for statement in MADE[connection.vendor]:
            cursor.execute(statement)


def drop(*_: Any) -> None:
    """Take the table of tokens away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def put(document: Document) -> None:
    """Index the paragraphs of a document, by what its current language versions say; to be called in the transaction
    that changes them."""
    texts: dict[int, list[tuple[str, str]]] = {}
    held = ParagraphText.objects.filter(paragraph__document=document, expression__current=True)
    for paragraph, language, text in held.order_by("paragraph", "language").values_list(
        "paragraph", "language", "text"
    ):
        texts.setdefault(paragraph, []).append((language, text))
    values: dict[int, set[str]] = {}
    cited = Citation.objects.filter(text__paragraph__document=document, text__expression__current=True)
    for paragraph, value in cited.values_list("text__paragraph", "value").distinct():
        values.setdefault(paragraph, set()).add(value)
    ways = _ways_of(document)
    rows: list[tuple[int, str | list[str], set[str]]] = []
    for paragraph, written in texts.items():
        said: list[str] = []
        for language, text in written:
            found, words = keys(text, language)
            said += [*found, _BORDER]
            ways |= words
        cites = values.get(paragraph, set())
        ways |= {way for value in cites for way in ways_to(value)}
        rows.append((paragraph, said, {key for value in cites for key in value_keys(value)}))
    _replace(document, rows)
    _put_ways(ways)


def ways_to(value: str) -> Iterator[tuple[str, str]]:
    """The spellings by which a citation is found: all its letters and digits; the number alone of a decision."""
    kind, _, rest = value.partition(":")
    token = value_key(value)
    if kind == "symbol":
        yield spelling(rest)[:120], token
    elif kind in ("decision", "resolution", "recommendation"):
        code, _, number = rest.partition(":")
        yield spelling(f"{code}{number}")[:120], token
        yield f"#{number.lower()}"[:120], token


def _ways_of(document: Document) -> set[tuple[str, str]]:
    """The spellings of a document's own symbols."""
    return {way for symbol in (document.symbol, *document.symbols) if symbol for way in ways_to(f"symbol:{symbol}")}


def _replace(document: Document, rows: list[Any]) -> None:
    old = SearchEntry.objects.filter(paragraph__document=document)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE entry IN (SELECT e.id FROM register_searchentry e"
                " JOIN register_paragraph p ON p.id = e.paragraph_id WHERE p.document_id = %s)",
                [document.pk],
            )
    old.delete()  # on SQLite its tokens stay behind and lead nowhere; `rebuild` sweeps them out
    entries = SearchEntry.objects.bulk_create([SearchEntry(paragraph_id=paragraph) for paragraph, *_ in rows])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} (entry, tokens) FROM STDIN") as copy:
                for entry, (_, said, values) in zip(entries, rows, strict=True):
                    copy.write_row([entry.pk, _vector(said, values)])
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, %s)",
                [
                    (entry.pk, " ".join([*said[:_MOST], *sorted(values)]))
                    for entry, (_, said, values) in zip(entries, rows, strict=True)
                ],
            )


def _vector(said: Iterable[str], values: Iterable[str]) -> str:
    """Tokens as PostgreSQL writes a tsvector; none of them holds a sign that would have to be escaped."""
    places: dict[str, list[str]] = {}
    for at, token in enumerate(said, 1):
        if at > _MOST:
            break
        places.setdefault(token, []).append(str(at))
    words = [f"'{token}':{','.join(found[:_REPEATED])}" for token, found in places.items()]
    return " ".join([*words, *(f"'{value}'" for value in values)])


def _put_ways(ways: set[tuple[str, str]]) -> None:
    """Keep ways that are not known yet."""
    new = [SearchKey(key=key, token=token) for key, token in sorted(ways) if (key, token) not in _known]
    SearchKey.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)

    def remember() -> None:
        if len(_known) > _KNOWN_MOST:
            _known.clear()
        _known.update((row.key, row.token) for row in new)

    transaction.on_commit(remember)


_known: set[tuple[str, str]] = set()  # ways that are surely kept: written in a transaction that was committed


def rebuild(documents: Iterable[Document] | None = None) -> Iterator[str]:
    """Make the index anew, or that of some documents; gives the address of each document that is done.

    The whole of it is made in one transaction: whoever searches meanwhile finds by the old one.
    """
    with transaction.atomic():
        if documents is None:
            _known.clear()
            SearchKey.objects.all().delete()
            SearchEntry.objects.all().delete()
            drop()
            make()
            documents = Document.objects.filter(paragraphs__isnull=False).distinct().order_by("pk").iterator(100)
        for document in documents:
            put(document)
            yield document.address


def faults() -> Iterator[str]:
    """The addresses of documents with paragraphs that have a text and are not in the index."""
    written = ParagraphText.objects.filter(expression__current=True).values("paragraph")
    missing = Paragraph.objects.filter(pk__in=written, search_entry=None).values_list("document__address", flat=True)
    yield from missing.order_by("document__address").distinct()
