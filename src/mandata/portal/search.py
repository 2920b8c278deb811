"""The page of search: one box, filters with counts, results by paragraph, searches that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..errors import RegisterError
from ..register.history import Author
from ..register.models import Body, Citation, Mandate, Meeting, Organization, Paragraph, ParagraphText
from ..register.search import finding, marking, saving
from ..register.search.facets import FACETS, Facet, Value
from ..register.search.finding import IN_A_PAGE, Found
from ..register.search.marking import Piece
from .rows import meeting_link
from .show import Desk, Link, Page, Turn, address, at, desk, name_of, show

_LAST = 500  # pages that can be turned to


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a facet: its name, how many paragraphs have it, and the address with it, or without where it is
    `chosen`."""

    name: Link
    count: int
    chosen: bool


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """A facet with its values; `more` leads to all of them."""

    name: str
    title: str
    values: tuple[Choice, ...]
    chosen: bool
    left: int = 0
    more: str = ""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate of a paragraph: its state, where it leads, when it is due."""

    href: str
    act: str
    state: str
    state_name: str
    due: Any


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph found: where it stands and what it says; `language` is that of the text where it is not the page's,
    `others` are the other languages that have it."""

    href: str
    place: str
    title: Link
    document: Link
    pieces: tuple[Piece, ...]
    language: str
    missing: bool
    mandates: tuple[State, ...]
    adopted: bool


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A search that the reader keeps."""

    name: str
    href: str
    key: int


class SearchPage(Page, frozen=True, kw_only=True):
    """What was asked and what was found."""

    asked: str
    count: int
    hits: tuple[Hit, ...]
    facets: tuple[Choices, ...]
    filters: tuple[tuple[str, str], ...]
    understood: tuple[tuple[str, str], ...]
    leads: tuple[Link, ...]
    turn: Turn
    kept: tuple[Kept, ...]
    query: str
    may_keep: bool


def record(look: Desk, person: Any = None) -> SearchPage:
    query = {name: value for name, value in look.query.items() if name in ("q", "all", "page", *FACETS) and value}
    asked = " ".join(query.get("q", "").split())
    filters = {name: query[name] for name in FACETS if name in query}
    number = min(int(query["page"]) if query.get("page", "").isdecimal() else 1, _LAST) or 1
    today = timezone.localdate()
    found = finding.search(look.who, asked, look.language, filters, today, number, query.get("all", ""))
    kept = {name: value for name, value in query.items() if name != "page"}
    said = address("", {name: value for name, value in kept.items() if name != "all"}).lstrip("?")
    return SearchPage(
        title=look.say("find.title_of", words=asked) if asked else look.say("find.title"),
        asked=asked,
        count=found.count,
        hits=_hits(look, found),
        facets=_facets(look, found.facets, kept),
        filters=tuple(filters.items()),
        understood=tuple((clause.kind, clause.said) for clause in found.clauses if clause.kind in ("cites", "names")),
        leads=_leads(look, found),
        turn=_turn(found.count, number, kept),
        kept=_kept(person),
        query=said,
        may_keep=bool(person and said),
    )


def _turn(count: int, number: int, query: Mapping[str, str]) -> Turn:
    of = min(max(1, -(-count // IN_A_PAGE)), _LAST)

    def to(page: int) -> str:
        return address(at("search"), {**query, "page": str(page)})

    return Turn(
        number=number,
        of=of,
        count=count,
        before=to(number - 1) if number > 1 else "",
        after=to(number + 1) if number < of else "",
    )


def _kept(person: Any) -> tuple[Kept, ...]:
    if person is None:
        return ()
    return tuple(Kept(name=each.name, href=f"{at('search')}?{each.query}", key=each.pk) for each in saving.of(person))


# ------------------------------------------------------------------------------------------------ results


def _hits(look: Desk, found: Found) -> tuple[Hit, ...]:
    held = Paragraph.objects.select_related("decision", "document", "text_of").in_bulk(found.keys)
    texts: dict[int, dict[str, str]] = {}
    rows = ParagraphText.objects.filter(paragraph__in=found.keys, expression__current=True)
    for paragraph, code, text in rows.values_list("paragraph", "language", "text"):
        texts.setdefault(paragraph, {})[code] = text
    cited = _cited(found)
    mandates: dict[int, list[State]] = {}
    asked = look.sees(Mandate.objects.filter(paragraph__in=found.keys)).order_by("number")
    for each in asked.only("address", "paragraph", "act", "state", "due_date"):
        mandates.setdefault(each.paragraph_id, []).append(_state(look, each))
    return tuple(
        _hit(look, held[key], texts.get(key, {}), cited.get(key, {}), mandates.get(key, []), found)
        for key in found.keys
        if key in held
    )


def _hit(
    look: Desk, paragraph: Any, texts: Mapping[str, str], cited: Mapping[str, list[tuple[int, int]]],
    mandates: Sequence[State], found: Found,
) -> Hit:  # fmt: skip
    code, places = marking.best(texts, look.language, found.clauses, cited)
    owner = paragraph.decision or paragraph.document
    document = paragraph.document
    own = (paragraph.decision.number if paragraph.decision else "") or document.symbol or owner.address
    name = name_of(owner, look.language)
    return Hit(
        href=at("paragraph", paragraph.address),
        place=", ".join(filter(None, (own, paragraph.label))),
        title=Link(name=name.name if name.name != own else "", href=_owner(paragraph), language=name.language),
        document=Link(name=document.symbol or document.address, href=at("document", document.address)),
        pieces=marking.marked(texts.get(code, ""), places),
        language="" if code == look.language else code,
        missing=look.language not in texts,
        mandates=tuple(mandates),
        adopted=bool(paragraph.decision and paragraph.decision.adopted),
    )


def _owner(paragraph: Any) -> str:
    if paragraph.decision:
        return at("decision", paragraph.decision.address)
    return at("document", paragraph.document.address)


def _state(look: Desk, mandate: Any) -> State:
    return State(
        href=at("mandate", mandate.address),
        act=look.words.acts.get(mandate.act, mandate.act),
        state=mandate.state,
        state_name=look.register.states[mandate.state],
        due=mandate.due_date,
    )


def _cited(found: Found) -> dict[int, dict[str, list[tuple[int, int]]]]:
    """Where the results cite what was looked for."""
    if not any(clause.kind == "cites" for clause in found.clauses):
        return {}
    places: dict[int, dict[str, list[tuple[int, int]]]] = {}
    rows = Citation.objects.filter(text__paragraph__in=found.keys, text__expression__current=True)
    for paragraph, code, value, start, end in rows.values_list(
        "text__paragraph", "text__language", "value", "start", "end"
    ):
        if marking.cites(value, found.clauses):
            places.setdefault(paragraph, {}).setdefault(code, []).append((start, end))
    return places


def _leads(look: Desk, found: Found) -> tuple[Link, ...]:
    """The decisions, documents and organizations that were meant, to go straight to them."""
    from ..register.models import Decision, Document

    leads: list[Link] = []
    for page, model, keys in (
        ("decision", Decision, {key for clause in found.clauses for key in clause.decisions}),
        ("document", Document, {key for clause in found.clauses for key in clause.documents}),
        ("organization", Organization, {key for clause in found.clauses for key in clause.organizations}),
    ):
        if keys:
            records: Any = model._default_manager.filter(pk__in=keys)
            for each in look.sees(records).order_by("pk")[:5]:
                name = name_of(each, look.language)
                own = getattr(each, "number", "") or getattr(each, "symbol", "")
                told = f"{own}: {name.name}" if own and name.name not in ("", own, each.address) else own or name.name
                leads.append(Link(name=told, href=at(page, each.address), language=name.language))
    return tuple(leads)


# ------------------------------------------------------------------------------------------------ facets


def _facets(look: Desk, facets: Sequence[Facet], query: Mapping[str, str]) -> tuple[Choices, ...]:
    records = _records(facets)
    return tuple(each for facet in facets if (each := _choices(look, facet, records, query)).values)


def _records(facets: Sequence[Facet]) -> dict[tuple[str, int], Any]:
    """The records that facets count, with one question a kind."""
    kinds: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Body.objects.all(), ("body",)),
        (Meeting.objects.select_related("body"), ("meeting",)),
        (Organization.objects.all(), ("addressee", "partner")),
    )
    found: dict[tuple[str, int], Any] = {}
    for records, names in kinds:
        keys = {value.key for facet in facets if facet.name in names for value in facet.values}
        for key, record_ in records.in_bulk(keys).items():
            found.update({(name, key): record_ for name in names})
    return found


def _choices(look: Desk, facet: Facet, records: Mapping[tuple[str, int], Any], query: Mapping[str, str]) -> Choices:
    chosen = query.get(facet.name, "")
    values = [_choice(look, facet.name, value, records.get((facet.name, value.key)), query) for value in facet.values]
    values = [value for value in values if value.chosen or not chosen]
    without = {name: value for name, value in query.items() if name not in (facet.name, "all")}
    if chosen and not values:
        name = Link(name=chosen, href=address(at("search"), without))
        values = [Choice(name=name, count=0, chosen=True)]
    return Choices(
        name=facet.name,
        title=look.say(f"find.{facet.name}"),
        values=tuple(values),
        chosen=bool(chosen),
        left=0 if chosen else facet.more,
        more=address(at("search"), {**query, "all": facet.name}) if facet.more and not chosen else "",
    )


def _choice(look: Desk, facet: str, value: Value, held: Any, query: Mapping[str, str]) -> Choice:
    own = held.address if held else value.value
    chosen = query.get(facet) == own
    wanted = {name: said for name, said in query.items() if name != "all"}
    name = _name(look, facet, value.value, held)
    href = address(at("search"), {**wanted, facet: "" if chosen else own})
    return Choice(name=msgspec.structs.replace(name, href=href), count=value.count, chosen=chosen)


def _name(look: Desk, facet: str, value: str, held: Any) -> Link:
    if facet == "meeting" and held:
        return msgspec.structs.replace(meeting_link(look, held), href="")
    if held:
        return name_of(held, look.language)
    words = {
        "act": look.words.acts,
        "condition": look.words.conditions,
        "state": look.register.states,
        "deliverable": look.words.publish.deliverables,
    }
    if facet in words:
        return Link(name=words[facet].get(value, value))
    return Link(name=look.say(f"languages.{value}" if facet == "language" else f"find.due_{value}"))


# ------------------------------------------------------------------------------------------------ views


def search(request: HttpRequest) -> HttpResponse:
    person = request.user if request.user.is_authenticated else None
    return show(request, "search", record(desk(request), person))


@login_required
@require_POST
def keep_search(request: HttpRequest) -> HttpResponse:
    """Keep a search, or let one go (`remove`)."""
    look = desk(request)
    person: Any = request.user
    author = Author(by=person, origin="web")
    query = QueryDict(request.POST.get("query", ""))
    said = address("", {name: str(query[name]) for name in ("q", *FACETS) if query.get(name)}).lstrip("?")
    if (key := request.POST.get("remove", "")).isdecimal():
        saving.remove(author, person, int(key))
        messages.success(request, look.say("find.removed"))
    else:
        try:
            saving.save(author, person, request.POST.get("name", ""), said)
            messages.success(request, look.say("find.saved"))
        except RegisterError as problem:
            messages.error(request, str(problem))
    return HttpResponseRedirect(f"{at('search')}?{said}" if said else at("search"))
