"""Where references lead: the address of what is cited, and the list of everybody and everything that is named."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lxml import etree

from .. import lexicon
from ..model import Document, Mention
from . import iri

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TAGS = {  # kind of mention: the element in the text and the class in the list of references
    "organization": ("organization", "TLCOrganization"),
    "office": ("role", "TLCRole"),
    "group": ("entity", "TLCConcept"),
    "meeting": ("event", "TLCEvent"),
    "instrument": ("object", "TLCObject"),
    "unknown": ("entity", "TLCConcept"),
}
_STEPS = re.compile(r"(\d+[a-z]?|[IVXLC]+)|\(([^)]+)\)")
_ESCAPES = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' "#%<>[\\]^`{|}\t\n\r'})


def target(value: str, local: dict[str, str]) -> str:
    """The address of what a citation's value means.

    `local` gives the parts of this document by the values under which it cites them ("paragraph:3", "annex:1").
    Decisions and treaties lead to their works, their parts to a place in them; documents to where their series is
    kept; goals to the United Nations' own vocabulary.
    """
    kind, _, rest = value.partition(":")
    if kind == "symbol":
        return _of_symbol(rest)
    if kind in ("goal", "target") and rest.startswith("SDG:"):
        return f"http://metadata.un.org/sdg/{legal(rest[4:])}"
    owner, _, place = rest.partition(":")
    if owner == "THIS":
        return "#" + legal(local.get(f"{kind}:{place}") or _place(kind, place))
    if kind in ("resolution", "decision", "recommendation"):
        act = iri.of_act(owner, kind, place)
        return act.work() if act else iri.ontology(legal(value))
    return _part_of_work(kind, owner, rest, place)


def _part_of_work(kind: str, owner: str, rest: str, place: str) -> str:
    """A paragraph, annex or article of an act, a document or a treaty."""
    if owner in lexicon.instruments():
        known = lexicon.instruments()[owner]
        day = iri.full_date(known.adopted or "") or iri.UNDATED
        treaty = f"/akn/un/act/provision/un/{day}/{owner}"
        return f"{treaty}#{legal(_place(kind, place))}" if place else treaty
    if kind in ("instrument", "goal", "target"):
        return iri.ontology(legal(rest))
    number, _, step = place.partition(":")
    act = iri.of_act(owner, "resolution", number) if number else None
    if act is None:
        symbol, _, step = rest.partition(":")
        return _of_symbol(symbol) + (f"#{legal(_place(kind, step))}")
    return f"{act.work()}#{legal(_place(kind, step))}"


def _place(kind: str, place: str) -> str:
    """ "23(5)(b)" of an article is "art_23__para_5__point_b", as the naming convention has it."""
    names = {"article": "art", "paragraph": "para", "section": "sec", "chapter": "chp", "annex": "annex"}
    steps = [first or bracketed for first, bracketed in _STEPS.findall(place)] or [place or "1"]
    levels = [names.get(kind, kind), *(["para"] if kind == "article" else []), "point", "point", "point", "point"]
    return "__".join(f"{level}_{step}" for level, step in zip(levels, steps, strict=False))


def _of_symbol(symbol: str) -> str:
    address = next((address for start, address in _series() if symbol.startswith(start)), None)
    if address:
        return address.replace("{symbol}", legal(symbol))
    return f"/akn/un/doc/document/un/{iri.UNDATED}/{legal(iri.in_address(symbol))}"


@cache
def _series() -> list[tuple[str, str | None]]:
    """How the symbols of a series begin and where its documents are kept (data/symbols.yaml), the longest first."""
    listed: dict[str, Any] = lexicon.load("symbols.yaml", dict)
    found = [(start, series.get("address")) for series in listed["series"] for start in series["starts"]]
    return sorted(found, key=lambda entry: -len(entry[0]))


def legal(text: str) -> str:
    """A text as part of an address, with what may not stand there escaped."""
    return text.translate(_ESCAPES)


class References:
    """The list of references of a document; whatever is named first gets an eId."""

    def __init__(self, language: str, taken: set[str]) -> None:
        self._language = language
        self._taken = taken
        self._known: dict[tuple[str, str], str] = {}
        self._entries: list[tuple[str, str, str, str]] = []

    def to(self, kind: str, ref: str, address: str, shown: str) -> str:
        """The reference ("#unep") to something of a class ("TLCOrganization"), entered when it is first asked for."""
        if (kind, ref) not in self._known:
            own = free(re.sub(r"[^\w.-]+", "-", ref.lower()).strip("-") or "ref", self._taken)
            self._known[kind, ref] = own
            self._entries.append((kind, own, address, shown))
        return "#" + self._known[kind, ref]

    def mention(self, mention: Mention) -> tuple[str, dict[str, str]]:
        """The element of a mention in the text, and its attributes."""
        kind = "organization" if mention.ref in lexicon.bodies() else mention.kind
        tag, listed = TAGS[kind]
        if mention.ref is None:
            to = self.to("TLCConcept", "unidentified", "/ontology/akn/un/unidentified", "not identified")
        else:
            to = self.to(listed, mention.ref, iri.ontology(mention.ref), self._shown(mention.ref) or mention.text)
        return tag, {"refersTo": to, "name": mention.kind} if tag == "entity" else {"refersTo": to}

    def _shown(self, ref: str) -> str:
        known = lexicon.organizations().get(ref) or lexicon.bodies().get(ref) or lexicon.instruments().get(ref)
        names = known.names if known else {}
        return next(iter(names.get(self._language) or names.get("en") or [""]))

    def write(self, parent: etree._Element, source: str) -> None:
        """Put the list into the metadata."""
        listed = etree.SubElement(parent, f"{{{AKN}}}references", source=source)
        for kind, own, address, shown in self._entries:
            entry = etree.SubElement(listed, f"{{{AKN}}}{kind}", eId=own, href=address, showAs=shown)
            entry.tail = "\n"


def free(wanted: str, taken: set[str]) -> str:
    """The eId wanted, or the first with a number after it that is not taken; it is taken then."""
    own, number = wanted, 1
    while own in taken:
        number += 1
        own = f"{wanted}-{number}"
    taken.add(own)
    return own


def local_parts(document: Document, decision: int | None) -> dict[str, str]:
    """The paragraphs of a decision (or of what stands outside decisions) by the values under which it cites them."""
    found: dict[str, str] = {}
    for block in document.blocks:
        if block.label and block.decision == decision and block.kind in ("operative", "paragraph", "list"):
            found.setdefault("paragraph:" + block.label.replace(" ", ""), block.id)
    return found
