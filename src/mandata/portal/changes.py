"""The page of two versions compared: draft and adopted text of a decision, or any two documents."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from lxml import html
from lxml.etree import _Element as Element

from ..compare.excerpt import of_decision
from ..compare.records import Comparison
from ..compare.versions import compare
from ..model import Document
from ..publish.comparison import page as parts
from ..publish.comparison.json_form import json_form
from ..publish.comparison.sentences import Sentences
from ..publish.comparison.tracked import tracked
from ..publish.comparison.workbook import workbook
from ..register.models import Decision, DecisionText, Expression
from ..register.models import Document as Held
from .languages import current
from .show import Desk, Link, Page, address, at, desk, one, show
from .text import document_of

FORMS = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two versions: what it is, and the ways to show it in other languages."""

    name: str
    href: str
    stage: str
    language: str
    languages: tuple[Link, ...]


class Changes(Page, frozen=True, kw_only=True):
    """Two versions compared. `changes` and `texts` are parts of the page that is also circulated as a file."""

    of: Link
    before: Side
    after: Side
    changes: SafeString
    texts: SafeString
    forms: tuple[Link, ...]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared: two texts, and the page that they belong to."""

    of: Link
    before: tuple[Held, str, Document]
    after: tuple[Held, str, Document]


def _version(look: Desk, document: Held, at_: int | None, wanted: str) -> tuple[Held, str, Document]:
    """A document (or the decision at a place of it) in the language wanted, else the page's, else any."""
    held = {e.language: e for e in Expression.objects.filter(document=document, current=True, withdrawn=False)}
    language = next((code for code in (wanted, look.language, "en", *held) if code in held), None)
    if language is None:
        raise Http404
    read = document_of(held[language])
    return document, language, of_decision(read, at_) if at_ is not None else read


def _of_decision(look: Desk, of: str) -> Pair:
    """The first and the present text of a decision, or those that the query names by their documents."""
    decision = one(look.sees(Decision.objects.all()), address=of)
    standing = list(
        look.sees(DecisionText.objects.filter(decision=decision)).select_related("document").order_by("current", "pk")
    )
    if len(standing) < 2:
        raise Http404
    before = _chosen(standing, look.query.get("before", ""), standing[0])
    after = _chosen(standing, look.query.get("after", ""), standing[-1])
    return Pair(
        of=Link(name=decision.number or decision.address, href=at("decision", decision.address)),
        before=_version(look, before.document, before.position - 1, look.query.get("from", "")),
        after=_version(look, after.document, after.position - 1, look.query.get("to", "")),
    )


def _chosen(standing: list[DecisionText], document: str, otherwise: DecisionText) -> DecisionText:
    return next((each for each in standing if each.document.address == document), otherwise)


def _of_documents(look: Desk) -> Pair:
    documents = look.sees(Held.objects.all())
    before, after = (one(documents, address=look.query.get(name, "")) for name in ("before", "after"))
    return Pair(
        of=Link(name=after.symbol or after.address, href=at("document", after.address)),
        before=_version(look, before, None, look.query.get("from", "")),
        after=_version(look, after, None, look.query.get("to", "")),
    )


def _record(look: Desk, pair: Pair, here: str) -> Changes:
    compared = _compared(pair)
    sentences = Sentences(compared, look.words)
    return Changes(
        title=look.say("changes.title", name=pair.of.name),
        of=pair.of,
        before=_side(look, pair, "before", here),
        after=_side(look, pair, "after", here),
        changes=_html(parts.changes(compared, sentences, look.words)),
        texts=_html([parts.texts(compared, sentences, look.words)]),
        forms=tuple(Link(name=form.upper(), href=address(here, {**look.query, "form": form})) for form in FORMS),
    )


def _compared(pair: Pair) -> Comparison:
    return compare(pair.before[2], pair.after[2])


def _html(elements: Iterable[Element]) -> SafeString:
    return mark_safe("".join(html.tostring(element, encoding="unicode") for element in elements))


def _side(look: Desk, pair: Pair, side: str, here: str) -> Side:
    document, language, _ = pair.before if side == "before" else pair.after
    asked = "from" if side == "before" else "to"
    held = Expression.objects.filter(document=document, current=True, withdrawn=False)
    return Side(
        name=document.symbol or document.address,
        href=at("document", document.address),
        stage=look.register.stages.get(document.stage, document.stage),
        language=language,
        languages=tuple(
            Link(name=code, href=address(here, {**look.query, asked: code}))
            for code in held.order_by("language").values_list("language", flat=True)
        ),
    )


def _answer(request: HttpRequest, look: Desk, pair: Pair, here: str) -> HttpResponse:
    form = look.query.get("form", "")
    if not form:
        return show(request, "changes", _record(look, pair, here))
    if form not in FORMS:
        raise Http404
    compared = _compared(pair)
    if form == "docx":
        data = tracked(compared, pair.before[2], pair.after[2])
    else:
        data = json_form(compared, look.words) if form == "json" else workbook(compared, look.words)
    answer = HttpResponse(data, content_type=FORMS[form])
    name = pair.of.name.replace("/", "-")
    answer["Content-Disposition"] = f'attachment; filename="changes-{name}.{current()}.{form}"'
    return answer


def decision_changes(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    return _answer(request, look, _of_decision(look, address), at("decision_changes", address))


def changes(request: HttpRequest) -> HttpResponse:
    look = desk(request)
    return _answer(request, look, _of_documents(look), at("changes"))
