"""The page of terms: how a term, verb or name was rendered in the other languages of the register."""

from __future__ import annotations

import msgspec
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse

from ..compare.passages import side_by_side
from ..compare.terms import Concordance, Example, concordance
from ..languages import LANGUAGES
from ..names import scan
from ..register.models import Document, Expression
from .show import Desk, Link, Page, at, desk, direction, show
from .text import InText, document_of, in_text

_DOCUMENTS = 40  # the latest that have the term and two languages


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph in both languages."""

    document: Link
    source: InText
    target: InText


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which the term was rendered."""

    language: str
    direction: str
    text: str
    count: int
    of: int
    instances: tuple[Instance, ...]


class Terms(Page, frozen=True, kw_only=True):
    """A term and how it was rendered; `how` says by what it was found."""

    term: str
    language: str
    how: str
    renderings: tuple[Rendered, ...]
    documents: int


def _record(look: Desk) -> Terms:
    term = " ".join(look.query.get("term", "").split())[:200]
    documents = _documents(look, term) if term else []
    found = _found(term, documents)
    names = {name: document.address for document in documents for name in (document.symbol, document.address) if name}
    return Terms(
        title=look.words.terms.title,
        term=term,
        language=LANGUAGES[found.language].name if found else "",
        how={"name": look.words.terms.by_name, "verb": look.words.terms.by_verb, "words": look.words.terms.by_words}[
            found.how
        ]
        if found
        else "",
        renderings=tuple(
            Rendered(
                language=each.language,
                direction=direction(each.language),
                text=each.text,
                count=each.count,
                of=each.of,
                instances=tuple(_instance(one, found.language, each.language, names) for one in each.examples),
            )
            for each in found.renderings
        )
        if found
        else (),
        documents=len(documents),
    )


def _documents(look: Desk, term: str) -> list[Document]:
    """Documents in two languages or more that have the term, or the organization that it names, the latest first."""
    refs = {hit.ref for code in LANGUAGES for hit in scan(term, code) if hit.start == 0 and hit.end >= len(term)}
    says = Q(paragraphs__texts__text__icontains=term) | Q(paragraphs__mentions__organization__address__in=refs)
    having = look.sees(Document.objects.all()).filter(says).values("pk")
    several = Expression.objects.filter(document__in=having, current=True, withdrawn=False).values("document")
    several = several.annotate(languages=Count("language")).filter(languages__gt=1)
    wanted = several.order_by("-document").values_list("document", flat=True)[:_DOCUMENTS]
    return list(Document.objects.filter(pk__in=list(wanted)))


def _found(term: str, documents: list[Document]) -> Concordance | None:
    versions = Expression.objects.filter(document__in=documents, current=True, withdrawn=False).select_related(
        "document"
    )
    rows = side_by_side(
        msgspec.structs.replace(document_of(expression), file=expression.document.address)
        for expression in versions.defer("record")
    )
    return concordance(term, rows) if rows else None


def _instance(one: Example, source: str, target: str, names: dict[str, str]) -> Instance:
    address = names.get(one.document, "")
    return Instance(
        document=Link(name=f"{one.document} {one.label}".strip(), href=at("document", address) if address else ""),
        source=in_text(one.source, *one.source_span, source),
        target=in_text(one.target, *one.target_span, target),
    )


def terms(request: HttpRequest) -> HttpResponse:
    return show(request, "terms", _record(desk(request)))
