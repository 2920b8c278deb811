"""The page of a document's language versions compared: where they do not say the same, and what was accepted."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from ..compare.concord.dismissals import dismissed
from ..compare.concord.finding import Finding, Place
from ..compare.concord.languages import Concordance, concord
from ..compare.concord.sentences import sentence
from ..errors import RegisterError
from ..publish.concord.json_form import as_json
from ..register import differences, rights
from ..register.models import Document, Expression
from .asking import author, given, need
from .show import Desk, Link, Page, at, desk, one, show
from .text import InText, document_of, in_text

_KEPT = 64  # concordances in memory


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as people read it."""

    id: str
    sentence: str
    seriousness: str
    sure: int
    at: InText
    against: InText
    reason: str = ""


class Agreement(Page, frozen=True, kw_only=True):
    """The versions of a document, and what they say otherwise."""

    document: Link
    languages: tuple[str, ...]
    rows: tuple[Row, ...]
    accepted: tuple[Row, ...]
    paragraphs: int
    json: str
    may_accept: bool
    problem: str = ""


def found_in(document: Document) -> Concordance:
    """What the present language versions of a document say otherwise, without what was accepted.

    Raises Http404 where there are not two of them.
    """
    held = Expression.objects.filter(document=document, current=True, withdrawn=False).order_by("language")
    versions = tuple((expression.pk, expression.read.isoformat()) for expression in held.defer("record"))
    if len(versions) < 2:
        raise Http404
    return dismissed(_concord(versions), differences.accepted(document))


@lru_cache(maxsize=_KEPT)
def _concord(versions: tuple[tuple[int, str], ...]) -> Concordance:
    return concord([document_of(Expression.objects.get(pk=key)) for key, _ in versions])


def _record(look: Desk, document: Document, found: Concordance, problem: str = "") -> Agreement:
    held = Expression.objects.filter(document=document, current=True, withdrawn=False)
    texts = {}
    for expression in held:
        read = document_of(expression)
        texts.update({(read.language, block.id): (block.text, block.label) for block in read.blocks})
    name = document.symbol or document.name(look.language) or document.address
    return Agreement(
        title=look.say("agreement.title", name=name),
        document=Link(name=name, href=at("document", document.address)),
        languages=tuple(version.language for version in found.versions),
        rows=tuple(_row(look, one_, texts) for one_ in found.findings),
        accepted=tuple(_row(look, one_, texts) for one_ in found.dismissed),
        paragraphs=len(found.rows),
        json=f"{at('agreement', document.address)}?form=json",
        may_accept=rights.allowed(look.who, "correct", document),
        problem=problem,
    )


def _row(look: Desk, one_: Finding, texts: dict[tuple[str, str], tuple[str, str]]) -> Row:
    return Row(
        id=one_.id,
        sentence=sentence(one_, look.words),
        seriousness=look.words.concord.seriousness[one_.seriousness],
        sure=round(100 * one_.confidence),
        at=_shown(one_.at, texts),
        against=_shown(one_.against, texts),
        reason=one_.accepted,
    )


def _shown(place: Place, texts: dict[tuple[str, str], tuple[str, str]]) -> InText:
    text, label = texts.get((place.language, place.block), ("", place.label))
    return in_text(text, place.start, place.end, place.language, label)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    document = one(look.sees(Document.objects.all()), address=address)
    found = found_in(document)
    if request.method == "POST":
        need(look, "correct", document)
        wanted = next((one_ for one_ in found.findings if one_.id == given(request, "finding")), None)
        if wanted is None:
            raise Http404
        about = sentence(wanted, look.words)
        try:
            differences.accept(author(request), document, wanted.id, about, given(request, "reason"))
        except RegisterError as error:
            return show(request, "agreement", _record(look, document, found, str(error)), status=400)
        return HttpResponseRedirect(at("agreement", address))
    if look.query.get("form") == "json":
        return HttpResponse(as_json(found, look.words), content_type="application/json")
    return show(request, "agreement", _record(look, document, found))
