"""Pages of organizations and Parties: all of them, and one with what is asked of, with and for it."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse

from ..register.models import Mandate, Mention, Organization, Paragraph, ParagraphText, Relation
from . import dates, feeds, looking
from .rows import MandateRow, mandate_rows, mandates
from .show import Desk, Link, Page, Turn, at, desk, elsewhere, name_of, one, show, turn
from .show import address as with_query

TABS = {"asked": "addressee", "with": "partner", "for": "recipient", "named": ""}
KINDS = (
    *("organization", "secretariat", "body", "committee", "panel", "partnership", "fund", "bank", "ngo", "institute"),
    *("office", "group", "party"),
)


class OrganizationRow(msgspec.Struct, frozen=True, kw_only=True):
    """An organization in a list."""

    name: Link
    acronym: str
    kind: str


class Organizations(Page, frozen=True, kw_only=True):
    """A list of organizations, of one kind or of all, with some words in their names or of all."""

    organizations: tuple[OrganizationRow, ...]
    turn: Turn
    words: str
    kinds: tuple[Tab, ...]


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """One of several views of a page."""

    key: str
    name: str
    href: str
    here: bool


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that names an organization."""

    place: str
    href: str
    words: str
    language: str


class RelationRow(msgspec.Struct, frozen=True, kw_only=True):
    """How a body stands with an organization."""

    body: Link
    kind: str
    state: str
    since: str
    basis: str


class OrganizationPage(Page, frozen=True, kw_only=True):
    """An organization."""

    organization: OrganizationRow
    names: tuple[Link, ...]
    parent: Link
    website: str
    tabs: tuple[Tab, ...]
    tab: str
    mandates: tuple[MandateRow, ...]
    named: tuple[Named, ...]
    relations: tuple[RelationRow, ...]
    turn: Turn
    feeds: tuple[Link, ...] = ()
    looks: tuple[Link, ...] = ()


def organizations_record(look: Desk) -> Organizations:
    held = look.sees(Organization.objects.all())
    words, kind = look.query.get("words", "").strip(), look.query.get("kind", "")
    if words:
        held = held.filter(Q(names__icontains=words) | Q(acronyms__icontains=words) | Q(address__icontains=words))
    if kind in KINDS:
        held = held.filter(kind=kind)
    rows, where = turn(
        held.order_by(Lower(KeyTextTransform(look.language, "names")), "id"), look.query, at("organizations")
    )
    href = at("organizations")
    return Organizations(
        title=look.say("organizations.title"),
        organizations=tuple(_row(look, each) for each in rows),
        turn=where,
        words=words,
        kinds=tuple(
            Tab(
                key=each,
                name=look.say(f"kinds.{each or 'all'}"),
                href=with_query(href, {"kind": each, "words": words}),
                here=each == kind,
            )
            for each in ("", *KINDS)
        ),
    )


def _row(look: Desk, organization: Any) -> OrganizationRow:
    name = name_of(organization, look.language)
    acronyms = organization.acronyms
    acronym = acronyms.get(look.language) or acronyms.get("en") or ""
    return OrganizationRow(
        name=msgspec.structs.replace(name, href=at("organization", organization.address)),
        acronym=(acronym[0] if acronym else "") if isinstance(acronym, list) else acronym,
        kind=look.say(f"kinds.{organization.kind}") if organization.kind in KINDS else organization.kind,
    )


def organization_record(look: Desk, address: str) -> OrganizationPage:
    organization = one(look.sees(Organization.objects.all()).select_related("parent"), address=address)
    tab = look.query.get("as", "asked")
    tab = tab if tab in TABS else "asked"
    href = at("organization", address)
    rows, where = turn(_records(look, organization, tab), look.query, href)
    row = _row(look, organization)
    parent = organization.parent
    return OrganizationPage(
        title=row.name.name,
        organization=row,
        names=tuple(Link(name=name, language=code) for code, name in organization.names.items() if name),
        parent=msgspec.structs.replace(name_of(parent, look.language), href=at("organization", parent.address))
        if parent
        else Link(name=""),
        website=organization.website,
        tabs=tuple(
            Tab(key=key, name=look.say(f"organization.{key}"), href=with_query(href, {"as": key}), here=key == tab)
            for key in TABS
        ),
        tab=tab,
        mandates=() if tab == "named" else mandate_rows(look, rows),
        named=tuple(_named(look, rows)) if tab == "named" else (),
        relations=tuple(_relations(look, organization)),
        turn=where,
        feeds=feeds.links(look, "organization", address),
        looks=looking.links(look, organization=address),
    )


def _records(look: Desk, organization: Any, tab: str) -> Any:
    if tab == "named":
        seen = Mention.objects.filter(organization=organization, paragraph__in=look.sees(Paragraph.objects.all()))
        return seen.select_related("paragraph__decision", "paragraph__document", "paragraph__text_of").order_by("-id")
    held = look.sees(Mandate.objects.filter(pk__in=organization.roles.filter(role=TABS[tab]).values("mandate")))
    return mandates(held).order_by("-meeting__start", "-id")


def _named(look: Desk, mentions: list[Any]) -> list[Named]:
    keys = [mention.paragraph_id for mention in mentions]
    written: dict[int, tuple[str, str]] = {}
    for key, code, words in ParagraphText.objects.filter(paragraph__in=keys, expression__current=True).values_list(
        "paragraph", "language", "text"
    ):
        if key not in written or code == look.language:
            written[key] = (code, words)
    found = []
    for mention in mentions:
        code, words = written.get(mention.paragraph_id, ("", ""))
        paragraph = mention.paragraph
        owner = paragraph.decision or paragraph.document
        number = getattr(owner, "number", "") or getattr(owner, "symbol", "") or owner.address
        found.append(
            Named(
                place=", ".join(filter(None, (number, paragraph.label))),
                href=at("paragraph", paragraph.address),
                words=words,
                language=code,
            )
        )
    return found


def _relations(look: Desk, organization: Any) -> list[RelationRow]:
    held = look.sees(Relation.objects.filter(organization=organization)).select_related("body").order_by("-since")
    return [
        RelationRow(
            body=name_of(each.body, look.language),
            kind=look.register.relations.get(each.kind, each.kind),
            state=look.register.relation_states.get(each.status, each.status),
            since=dates.written(look.language, each.since),
            basis=each.basis,
        )
        for each in held[:50]
    ]


def organizations(request: HttpRequest) -> HttpResponse:
    return show(request, "organizations", organizations_record(desk(request)))


def organization(request: HttpRequest, address: str) -> HttpResponse:
    look = desk(request)
    try:
        return show(request, "organization", organization_record(look, address))
    except Http404:
        return elsewhere(look, address, "organization", Organization)
