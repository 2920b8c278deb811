"""What a graph names besides texts: organizations, bodies, meetings, treaties and the concepts of acts and conditions.

Only what the graph refers to is described, with the names in six languages; and whatever those belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib import Graph, Literal, URIRef

from ... import bodies, lexicon
from ...interface import interface
from ...languages import LANGUAGES
from ...lexicon import Body, Instrument, Organization
from ...model import Document, Provision
from .vocabulary import DCTERMS, ELI, FOAF, ORG, OWL, PROV, RDF, SDO, SKOS, TERMS, UNDO, WIKIDATA
from .works import date

_TYPES = {"office": ORG.Post, "group": FOAF.Group}  # all other kinds are organizations
Address = Callable[[str], URIRef]


def write_entities(graph: Graph, refs: set[str], address: Address) -> None:
    """Every entity of `refs` and what it belongs to."""
    done: set[str] = set()
    waiting = sorted(refs)
    while waiting:
        ref = waiting.pop()
        if ref not in done:
            done.add(ref)
            waiting += _write_entity(graph, ref, address)


def refs_of(document: Document) -> set[str]:
    """The addresses in the registers of all that a document names."""
    found = {document.body, document.meeting, *(decision.body for decision in document.decisions)}
    found |= {mention.ref for mention in document.mentions}
    for provision in document.provisions:
        for actor in (*provision.addressees, *provision.partners, *provision.recipients):
            found |= set(actor.refs)
        found |= {due.meeting for due in provision.due}
    for citation in document.citations:
        owner = citation.value.split(":")[1]
        if owner in lexicon.instruments():
            found.add(f"instrument:{owner}")
    return {ref for ref in found if ref}


def _write_entity(graph: Graph, ref: str, address: Address) -> Iterator[str]:
    """Describe one entity; what it belongs to is given back, to be described as well."""
    own = address(ref)
    if organization := lexicon.organizations().get(ref):
        yield from _write_organization(graph, own, organization, address)
    elif body := lexicon.bodies().get(ref):
        yield from _write_body(graph, own, body, address)
    elif instrument := lexicon.instruments().get(ref.removeprefix("instrument:")):
        yield from _write_instrument(graph, own, instrument, address)
    elif held := _meeting(ref):
        yield from _write_meeting(graph, own, ref, held, address)


def _write_organization(graph: Graph, own: URIRef, entry: Organization, address: Address) -> Iterator[str]:
    kind = _TYPES.get(entry.kind, ORG.Organization)
    graph.add((own, RDF.type, kind))
    graph.add((own, RDF.type, PROV.Agent))
    _write_names(graph, own, entry.id, entry.names, entry.acronyms)
    if entry.wikidata:
        graph.add((own, OWL.sameAs, WIKIDATA[entry.wikidata]))
    if entry.ror:
        graph.add((own, OWL.sameAs, URIRef(f"https://ror.org/{entry.ror.removeprefix('https://ror.org/')}")))
    if entry.website:
        graph.add((own, FOAF.homepage, URIRef(entry.website)))
    if entry.parent:
        belongs = ORG.postIn if kind == ORG.Post else ORG.subOrganizationOf
        graph.add((own, belongs, address(entry.parent)))
        yield entry.parent


def _write_body(graph: Graph, own: URIRef, entry: Body, address: Address) -> Iterator[str]:
    graph.add((own, RDF.type, ORG.Organization))
    graph.add((own, RDF.type, PROV.Agent))
    _write_names(graph, own, entry.id, entry.names)
    if entry.parent:
        graph.add((own, ORG.subOrganizationOf, address(entry.parent)))
        yield entry.parent
    if entry.instrument:
        graph.add((own, TERMS.establishedUnder, address(f"instrument:{entry.instrument}")))
        yield f"instrument:{entry.instrument}"


def _write_instrument(graph: Graph, own: URIRef, entry: Instrument, address: Address) -> Iterator[str]:
    graph.add((own, RDF.type, ELI.LegalResource))
    graph.add((own, RDF.type, UNDO.Treaty if entry.treaty else UNDO.Document))
    graph.add((own, DCTERMS.identifier, Literal(f"instrument:{entry.id}")))
    _write_names(graph, own, entry.id, entry.names, entry.short)
    if entry.adopted:
        graph.add((own, ELI.date_document, date(entry.adopted)))
    if entry.parent:
        graph.add((own, TERMS.madeUnder, address(f"instrument:{entry.parent}")))
        yield f"instrument:{entry.parent}"


def _meeting(ref: str) -> tuple[str, lexicon.Meeting | None] | None:
    """The body whose meeting an address names ("MINAMATA-COP-7"), and what is known of the meeting."""
    at = ref.rfind("-")
    while at > 0:
        if ref[:at] in lexicon.bodies():
            return ref[:at], bodies.meeting(ref[:at], ref[at + 1 :])
        at = ref.rfind("-", 0, at)
    return None


def _write_meeting(
    graph: Graph, own: URIRef, ref: str, held: tuple[str, lexicon.Meeting | None], address: Address
) -> Iterator[str]:
    body, known = held
    graph.add((own, RDF.type, SDO.Event))
    graph.add((own, DCTERMS.identifier, Literal(ref)))
    graph.add((own, SDO.organizer, address(body)))
    if known and known.start:
        graph.add((own, SDO.startDate, date(known.start)))
    if known and known.end:
        graph.add((own, SDO.endDate, date(known.end)))
    if known and known.place:
        graph.add((own, SDO.location, Literal(known.place)))
    yield body


def _write_names(
    graph: Graph, own: URIRef, ref: str, names: lexicon.Names, others: lexicon.Names | None = None
) -> None:
    """The first name of a language is preferred, all others are alternatives."""
    graph.add((own, DCTERMS.identifier, Literal(ref)))
    for language in LANGUAGES:
        first, *rest = names.get(language) or [""]
        if first:
            graph.add((own, SKOS.prefLabel, Literal(first, lang=language)))
        for name in (*rest, *(others or {}).get(language, [])):
            if name != first:
                graph.add((own, SKOS.altLabel, Literal(name, lang=language)))


# ------------------------------------------------------------------------------------------------- concepts


def write_concepts(graph: Graph, provisions: Iterator[Provision]) -> None:
    """The concepts that provisions use, with their words in six languages; an act belongs to its class."""
    for provision in provisions:
        for act in (provision.act, *provision.act_alt):
            _write_concept(graph, "act", act)
        _write_concept(graph, "class", provision.act_class)
        graph.add((TERMS[f"act-{provision.act}"], SKOS.broader, TERMS[f"class-{provision.act_class}"]))
        for condition in provision.conditions:
            _write_concept(graph, "condition", condition.type)
        if provision.deliverable:
            _write_concept(graph, "deliverable", provision.deliverable)


def _write_concept(graph: Graph, scheme: str, code: str) -> None:
    own = TERMS[f"{scheme}-{code}"]
    if (own, RDF.type, SKOS.Concept) in graph:
        return
    graph.add((own, RDF.type, SKOS.Concept))
    graph.add((own, SKOS.inScheme, TERMS[f"{scheme}-scheme"]))
    graph.add((own, SKOS.notation, Literal(code)))
    for language in LANGUAGES:
        words = interface(language)
        named = {"act": words.acts, "class": words.classes, "condition": words.conditions}
        label = named.get(scheme, words.publish.deliverables).get(code)
        if label:
            graph.add((own, SKOS.prefLabel, Literal(label, lang=language)))
