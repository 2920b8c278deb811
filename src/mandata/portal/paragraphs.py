"""The page of a paragraph, its permanent address: what it says in each language, cites and is cited by, asks for."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ..model import Citation as ReadCitation
from ..publish.columns import reference
from ..register.models import Citation, Mandate, Paragraph, ParagraphText, Suggestion
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, Link, Page, at, desk, direction, elsewhere, name_of, show
from .text import Passage, text

_SOME = 100


class InLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """What a paragraph says in one language."""

    code: str
    direction: str
    passage: Passage
    notes: tuple[Passage, ...]


class Citing(msgspec.Struct, frozen=True, kw_only=True):
    """Another paragraph that cites this one, in its own words."""

    name: str
    href: str
    words: str
    language: str


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """The same paragraph in an earlier or later version."""

    href: str
    symbol: str
    stage: str
    later: bool


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader said of the paragraph, and the desk's answer."""

    text: str
    language: str
    answer: str


class ParagraphPage(Page, frozen=True, kw_only=True):
    """A paragraph."""

    label: str
    address: str
    decision: Link
    document: Link
    texts: tuple[InLanguage, ...]
    missing: str
    cites: tuple[Link, ...]
    cited_by: tuple[Citing, ...]
    mandates: tuple[MandateRow, ...]
    versions: tuple[Other, ...]
    answered: tuple[Answered, ...]


def find(look: Desk, address: str) -> Paragraph | None:
    """The paragraph at an address: that of its decision, else its document, and its own after the last stroke."""
    owner, _, eid = address.rpartition("/")
    held = look.sees(Paragraph.objects.filter(eid=eid)).select_related("decision", "document", "text_of")
    found = held.filter(decision__address=owner, text_of__current=True).first()
    document, _, place = owner.rpartition("/decision_")
    if found is None and place.isdigit():
        found = held.filter(document__address=document, text_of__position=int(place)).first()
    return found or held.filter(document__address=owner, text_of=None).first()


def record(look: Desk, paragraph: Paragraph) -> ParagraphPage:
    written = list(
        ParagraphText.objects.filter(paragraph=paragraph, expression__current=True)
        .select_related("expression__file")
        .defer("expression__record")
    )
    texts = sorted((_in_language(look, each) for each in written), key=lambda each: _rank(look, each.code))
    asked = look.sees(Mandate.objects.filter(paragraph=paragraph)).order_by("number")
    label = paragraph.label or paragraph.eid
    decision, document = _decision(look, paragraph), _document(paragraph)
    return ParagraphPage(
        title=look.say("paragraph.title", label=label, of=(decision.name or document.name)),
        label=label,
        address=paragraph.address,
        decision=decision,
        document=document,
        texts=tuple(texts),
        missing="" if any(each.code == look.language for each in texts) else look.language,
        cites=tuple(_cites(look, paragraph)),
        cited_by=tuple(_cited_by(look, paragraph)),
        mandates=mandate_rows(look, mandates(asked)),
        versions=tuple(_versions(look, paragraph)),
        answered=_answered(paragraph),
    )


def _answered(paragraph: Paragraph) -> tuple[Answered, ...]:
    held = Suggestion.objects.filter(paragraph=paragraph, public=True, withdrawn=False).order_by("at")[:_SOME]
    return tuple(Answered(text=each.text, language=each.language, answer=each.answer) for each in held)


def _rank(look: Desk, code: str) -> int:
    return 0 if code == look.language else 1 + ("en", "fr", "es", "ru", "ar", "zh").index(code)


def _in_language(look: Desk, written: ParagraphText) -> InLanguage:
    found = text(look, written.expression, {written.block}, f"{written.language}_")
    return InLanguage(
        code=written.language, direction=direction(written.language), passage=found.passages[0], notes=found.notes
    )


def _decision(look: Desk, paragraph: Any) -> Link:
    if paragraph.decision is None:
        return Link(name="")
    name = name_of(paragraph.decision, look.language)
    number = paragraph.decision.number
    told = f"{number}: {name.name}" if number and name.name != number else name.name
    return Link(name=told, href=at("decision", paragraph.decision.address), language=name.language)


def _document(paragraph: Any) -> Link:
    document = paragraph.document
    return Link(name=document.symbol or document.address, href=at("document", document.address))


def _cites(look: Desk, paragraph: Paragraph) -> list[Link]:
    """What is cited, once, whichever language says so."""
    found: dict[str, Link] = {}
    held = Citation.objects.filter(text__paragraph=paragraph, text__expression__current=True).order_by("start")
    for each in held.select_related(
        "to_document", "to_decision", "to_paragraph__decision", "to_paragraph__document", "to_paragraph__text_of"
    ):
        found.setdefault(each.value, Link(name=meaning(look, each), href=target(each)))
    return list(found.values())


def meaning(look: Desk, held: Any) -> str:
    """What a citation means, in the page's language."""
    said = ReadCitation(
        block="", start=held.start, end=held.end, text="", value=held.value, rule="", confidence=held.confidence
    )
    return reference(said, look.words)


def target(held: Any) -> str:
    """The page of what is cited, where the register holds it."""
    if held.to_paragraph:
        return at("paragraph", held.to_paragraph.address)
    if held.to_decision:
        return at("decision", held.to_decision.address)
    return at("document", held.to_document.address) if held.to_document else ""


def _cited_by(look: Desk, paragraph: Paragraph) -> list[Citing]:
    """The paragraphs that cite this one, each once, in the page's language if it says so there."""
    held = Citation.objects.filter(
        to_paragraph=paragraph,
        text__expression__current=True,
        text__paragraph__in=look.sees(Paragraph.objects.all()),
    ).select_related("text__paragraph__decision", "text__paragraph__document", "text__paragraph__text_of")
    found: dict[int, Any] = {}
    for each in held[: _SOME * 6]:
        kept = found.get(each.text.paragraph_id)
        if kept is None or (kept.text.language != look.language and each.text.language == look.language):
            found[each.text.paragraph_id] = each
    return [
        Citing(
            name=target_name(each.text.paragraph),
            href=at("paragraph", each.text.paragraph.address),
            words=each.text.text,
            language=each.text.language,
        )
        for each in list(found.values())[:_SOME]
    ]


def target_name(paragraph: Any) -> str:
    """How pages of others call a paragraph: by its decision or document, and its number."""
    owner = paragraph.decision or paragraph.document
    return f"{getattr(owner, 'number', '') or getattr(owner, 'symbol', '') or owner.address}, {paragraph.label}"


def _versions(look: Desk, paragraph: Paragraph) -> list[Other]:
    later = look.sees(Paragraph.objects.filter(earlier=paragraph)).select_related("document", "decision", "text_of")
    found = [(each, True) for each in later[:_SOME]]
    if paragraph.earlier_id:
        before = look.sees(Paragraph.objects.filter(pk=paragraph.earlier_id))
        found += [(each, False) for each in before.select_related("document", "decision", "text_of")]
    return [
        Other(
            href=f"{at('document', each.document.address)}#{each.eid}",
            symbol=each.document.symbol or each.document.address,
            stage=look.register.stages.get(each.document.stage, each.document.stage),
            later=is_later,
        )
        for each, is_later in found
    ]


def paragraph(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    found = find(look, address)
    if found is None:
        return elsewhere(look, address, "paragraph", Paragraph)
    return show(request, "paragraph", record(look, found))
