"""The metadata of a part: who, what and when, by the profile of the United Nations."""

from __future__ import annotations

import msgspec
from lxml import etree

from ..languages import LANGUAGES
from ..lexicon import bodies
from ..model import Decision, Document
from . import iri
from .build import Element, add
from .iri import Iri
from .naming import document_class
from .references import AKN, References, legal

SOURCE = "#mandata"


def identification(
    parent: Element, document: Document, address: Iri, references: References, decision: Decision | None = None
) -> None:
    """FRBR work, expression and manifestation."""
    author = _author(document, references, decision)
    meta = add(parent, "identification", {"source": SOURCE})
    day = address.date
    work = add(meta, "FRBRWork")
    _core(work, address.component_of("work"), address.work(), day, stage(document, decision), author)
    number, revision = iri.number(document)
    undated = iri.undated(address).work()
    if undated != address.work():
        work.insert(2, _valued("FRBRalias", value=undated, name="undated"))
    add(work, "FRBRcountry", {"value": address.jurisdiction})
    add(work, "FRBRsubtype", {"value": address.subtype})
    add(work, "FRBRnumber", {"value": address.number, "showAs": (decision.number if decision else "") or number})
    title = (decision.title if decision else "") or document.title
    if title:
        add(work, "FRBRname", {"value": title})
    expression = add(meta, "FRBRExpression")
    _core(expression, address.component_of("expression"), address.expression(), day, "publication", author)
    if revision:
        add(expression, "FRBRversionNumber", {"value": revision})
    add(expression, "FRBRlanguage", {"language": LANGUAGES[document.language].iso3})
    original = LANGUAGES.get(document.original_language or "")
    if original and original.code != document.language:
        href = msgspec.structs.replace(address, language=original.iso3, component=None).expression()
        add(expression, "FRBRtranslation", {"href": href, "fromLanguage": original.iso3, "by": SOURCE})
    manifestation = add(meta, "FRBRManifestation")
    _core(manifestation, address.component_of("manifestation"), address.manifestation(), day, "markup", SOURCE)
    add(manifestation, "FRBRformat", {"value": "application/akn+xml"})


def _core(level: Element, this: str, uri: str, day: str, name: str, author: str) -> None:
    add(level, "FRBRthis", {"value": this})
    add(level, "FRBRuri", {"value": uri})
    add(level, "FRBRdate", {"date": day, "name": name})
    add(level, "FRBRauthor", {"href": author})


def _valued(tag: str, **attributes: str) -> Element:
    return etree.Element(f"{{{AKN}}}{tag}", attributes)


def _author(document: Document, references: References, decision: Decision | None) -> str:
    body = (decision.body if decision else None) or document.body
    shown = (decision.issuer if decision else "") or document.issuer or ""
    names = bodies()[body].names if body in bodies() else {}
    shown = next(iter(names.get(document.language) or names.get("en") or [shown or "United Nations"]))
    return references.to("TLCOrganization", body or "un", iri.ontology(body or "un"), shown)


def stage(document: Document, decision: Decision | None = None) -> str:
    """Where in its life a document stands: "draft", "inSession", "adopted", or "issued" for what nobody adopts."""
    symbol, kind = document.symbol or "", document.kind or ""
    if "/CRP." in symbol or "/L." in symbol or kind.startswith("conference room paper"):
        return "inSession"
    if decision is None and document_class(kind).element != "statement":
        return "issued"
    acts = (decision,) if decision else document.decisions
    return "draft" if kind.startswith("draft") or any(act.draft for act in acts) else "adopted"


def classification(meta: Element, document: Document, references: References) -> None:
    """What sort of document it is, and the Sustainable Development Goals that it cites."""
    keywords = []
    if document.kind:
        to = references.to("TLCConcept", "kinds", "/ontology/akn/un/kinds", "kinds of documents")
        keywords.append({"value": document.kind, "showAs": document.kind, "dictionary": to})
    goals = dict.fromkeys(c.value for c in document.citations if c.value.startswith(("goal:SDG:", "target:SDG:")))
    for goal in goals:
        number = goal.rpartition(":")[2]
        href = f"http://metadata.un.org/sdg/{legal(number)}"
        keywords.append({"value": number, "showAs": f"SDG {number}", "href": href, "dictionary": _SDG})
    if keywords:
        listed = add(meta, "classification", {"source": SOURCE})
        for keyword in keywords:
            add(listed, "keyword", keyword)


_SDG = "http://metadata.un.org/sdg"


def life(meta: Element, document: Document, references: References, decision: Decision | None = None) -> None:
    """Lifecycle and workflow: the one event that a document tells of, the stage in which it is."""
    at = stage(document, decision)
    day = iri.date(document)
    to = references.to("TLCEvent", f"stage-{at}", f"/ontology/akn/un/stage-{at.lower()}", at)
    add(add(meta, "lifecycle", {"source": SOURCE}), "eventRef", {
        "date": day, "source": SOURCE, "type": "generation", "refersTo": to,
    })  # fmt: skip
    by = _author(document, references, decision)
    outcome = references.to("TLCConcept", at, f"/ontology/akn/un/{at.lower()}", at)
    add(add(meta, "workflow", {"source": SOURCE}), "step", {
        "date": day, "by": by, "refersTo": to, "outcome": outcome,
    })  # fmt: skip
