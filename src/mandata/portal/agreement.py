"""The page of a document's language versions compared: where they do not say the same, and what was accepted."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from ..compare.concord.dismissals import dismissed
from ..compare.concord.finding import Finding, Place
from ..compare.concord.languages import Concordance, concord
from ..compare.concord.sentences import sentence
from ..errors import RegisterError
from ..publish.concord.json_form import as_json
from ..register import history, rights
from ..register.history import Author
from ..register.models import AcceptedDifference, Document, Expression, Person
from .show import Desk, Link, Page, at, desk, direction, one, show
from .text import document_of

_KEPT = 64  # concordances in memory


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Words in their paragraph: what stands before, the words, what stands after."""

    language: str
    direction: str
    label: str
    before: str
    words: str
    after: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as people read it."""

    id: str
    sentence: str
    seriousness: str
    sure: int
    at: Shown
    against: Shown
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
    accepted = AcceptedDifference.objects.filter(document=document, withdrawn=False)
    return dismissed(_concord(versions), dict(accepted.values_list("finding", "reason")))


@lru_cache(maxsize=_KEPT)
def _concord(versions: tuple[tuple[int, str], ...]) -> Concordance:
    return concord([document_of(Expression.objects.get(pk=key)) for key, _ in versions])


def accept(author: Author, document: Document, finding: Finding, about: str, reason: str) -> AcceptedDifference:
    """Say that a difference is right; it is not shown as a finding again. Raises RegisterError without a reason."""
    rights.require(author, "correct", document)
    if not reason.strip():
        raise RegisterError("a difference is to be accepted without a reason", "a reason")
    with transaction.atomic():
        made = AcceptedDifference.objects.create(
            document=document, finding=finding.id, about=about, reason=reason.strip()
        )
        history.log(author, document, "difference_accepted", {}, {"finding": finding.id, "about": about}, reason)
    return made


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


def _shown(place: Place, texts: dict[tuple[str, str], tuple[str, str]]) -> Shown:
    text, label = texts.get((place.language, place.block), ("", place.label))
    return Shown(
        language=place.language,
        direction=direction(place.language),
        label=label,
        before=text[: place.start],
        words=text[place.start : place.end],
        after=text[place.end :],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    document = one(look.sees(Document.objects.all()), address=address)
    found = found_in(document)
    if request.method == "POST":
        wanted = next((one_ for one_ in found.findings if one_.id == request.POST.get("finding")), None)
        if wanted is None:
            raise Http404
        person = request.user if isinstance(request.user, Person) else None
        author = Author(by=person, origin="web")
        try:
            accept(author, document, wanted, sentence(wanted, look.words), request.POST.get("reason", ""))
        except RegisterError as error:
            return show(request, "agreement", _record(look, document, found, str(error)), status=400)
        return HttpResponseRedirect(at("agreement", address))
    if look.query.get("form") == "json":
        return HttpResponse(as_json(found, look.words), content_type="application/json")
    return show(request, "agreement", _record(look, document, found))
