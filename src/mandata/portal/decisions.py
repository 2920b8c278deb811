"""Pages of decisions: all of them, and one with its text in one language or two and who must do what by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from ..register.models import Decision, DecisionText, Mandate, ParagraphText
from . import feeds, looking
from .documents import Choice, SourceFile, choices, exports, pick, source, texts_of
from .rows import DecisionRow, MandateRow, decision_row, mandate_rows, mandates
from .show import Desk, Link, Page, Turn, at, desk, elsewhere, name_of, show, turn
from .show import address as with_query
from .text import Passage, Text, text


class Decisions(Page, frozen=True, kw_only=True):
    """A list of decisions."""

    decisions: tuple[DecisionRow, ...]
    turn: Turn


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph in the language shown and in the one beside it, with what it asks for."""

    passage: Passage | None
    beside: Passage | None = None
    mandates: tuple[MandateRow, ...] = ()


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A document in which the decision stands, and as what."""

    stage: str
    symbol: str
    href: str
    here: bool


class DecisionPage(Page, frozen=True, kw_only=True):
    """A decision. `text` is in the language shown, `beside` in a second one; `lines` has both by paragraph.

    `mandates` stand in the text shown, `gone` stood in an earlier version only.
    """

    decision: DecisionRow
    body: Link
    versions: tuple[Version, ...]
    languages: tuple[Choice, ...]
    besides: tuple[Choice, ...]
    chosen: str
    missing: str
    text: Text | None
    beside: Text | None
    lines: tuple[Line, ...]
    mandates: tuple[MandateRow, ...]
    changes: str
    gone: tuple[MandateRow, ...]
    exports: tuple[Choice, ...]
    source: SourceFile | None
    feeds: tuple[Link, ...] = ()
    looks: tuple[Link, ...] = ()


def decisions_record(look: Desk) -> Decisions:
    held = look.sees(Decision.objects.all()).select_related("meeting__body")
    rows, where = turn(held.order_by(F("meeting__start").desc(nulls_last=True), "-id"), look.query, at("decisions"))
    return Decisions(
        title=look.say("decisions.title"),
        decisions=tuple(decision_row(look, each) for each in rows),
        turn=where,
    )


def decision_record(look: Desk, decision: Decision) -> DecisionPage:
    standing = list(
        look.sees(DecisionText.objects.filter(decision=decision)).select_related("document").order_by("-current", "-id")
    )
    shown = standing[0] if standing else None
    found = {each.language: each for each in texts_of(shown.document)} if shown else {}
    chosen, second = pick(look, found), look.query.get("beside", "")
    main = _text(look, found.get(chosen), shown, "")
    beside = _text(look, found.get(second), shown, "beside_") if second != chosen else None
    held = mandates(look.sees(Mandate.objects.filter(decision=decision))).order_by("paragraph__position", "number")
    standing_there = [each for each in held if shown and each.paragraph.text_of_id == shown.pk]
    asked = mandate_rows(look, standing_there)
    row = decision_row(look, decision)
    here = at("decision", decision.address)
    return DecisionPage(
        title=row.name if row.name != decision.address else f"{row.kind} {row.number}",
        decision=row,
        body=name_of(decision.body, look.language) if decision.body else Link(name=""),
        versions=tuple(_version(look, each, shown) for each in standing),
        languages=choices(found, chosen, here),
        besides=_besides(found, chosen, second, here),
        chosen=chosen,
        missing=look.language if found and look.language not in found else "",
        text=main,
        beside=beside,
        lines=tuple(_lines(main, beside, asked)) if main else (),
        mandates=asked,
        changes=at("decision_changes", decision.address) if len(standing) > 1 else "",
        gone=mandate_rows(look, [each for each in held if each not in standing_there]),
        exports=exports(decision.address, chosen, "decision") if main else (),
        source=source(look, found[chosen]) if main else None,
        feeds=feeds.links(look, "decision", decision.address),
        looks=looking.links(look, decision=decision.address),
    )


def _text(look: Desk, expression: Any, standing: DecisionText | None, prefix: str) -> Text | None:
    if expression is None or standing is None:
        return None
    blocks = ParagraphText.objects.filter(expression=expression, paragraph__text_of=standing)
    return text(look, expression, set(blocks.values_list("block", flat=True)), prefix)


def _lines(main: Text, beside: Text | None, asked: tuple[MandateRow, ...]) -> Iterator[Line]:
    """The passages in the order of the first language; what only the second has comes where it stands there."""
    by_paragraph: dict[int, list[MandateRow]] = {}
    for each in asked:
        by_paragraph.setdefault(each.paragraph_key, []).append(each)
    other = list(beside.passages) if beside else []
    own = {passage.paragraph for passage in main.passages}
    for passage in main.passages:
        match = next((n for n, each in enumerate(other) if _same(passage, each)), None)
        if match is not None:
            yield from (Line(passage=None, beside=each) for each in other[:match] if each.paragraph not in own)
        yield Line(
            passage=passage,
            beside=other[match] if match is not None else None,
            mandates=tuple(by_paragraph.get(passage.paragraph, ())) if passage.paragraph else (),
        )
        if match is not None:
            del other[: match + 1]
    yield from (Line(passage=None, beside=each) for each in other)


def _same(one: Passage, other: Passage) -> bool:
    if one.paragraph or other.paragraph:
        return one.paragraph == other.paragraph
    return one.kind == other.kind


def _besides(found: dict[str, Any], chosen: str, second: str, href: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(code=code, href=with_query(href, {"text": chosen, "beside": code}), here=code == second)
        for code in ("ar", "zh", "en", "fr", "ru", "es")
        if code in found and code != chosen
    )


def _version(look: Desk, standing: DecisionText, shown: DecisionText | None) -> Version:
    return Version(
        stage=look.register.stages.get(standing.stage, standing.stage),
        symbol=standing.document.symbol or standing.document.address,
        href=at("document", standing.document.address),
        here=standing == shown,
    )


def decisions(request: HttpRequest) -> HttpResponse:
    return show(request, "decisions", decisions_record(desk(request)))


def decision(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    held = look.sees(Decision.objects.all()).select_related("meeting__body", "body")
    found = held.filter(address=address).first()
    if found is None:
        return elsewhere(look, address, "decision", Decision)
    return show(request, "decision", decision_record(look, found))
