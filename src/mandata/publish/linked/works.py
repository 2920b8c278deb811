"""Documents, decisions and paragraphs in the graph: works, their versions in a language, the file that was read."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from rdflib import Graph, Literal, URIRef

from ...languages import LANGUAGES
from ...model import Block, Document
from .addresses import Addresses
from .vocabulary import DCTERMS, ELI, FRBR, LANGUAGE, OWL, PROV, RDF, RDFS, SDO, TERMS, UNDO, XSD

_KINDS = {"decision": UNDO.Decision, "resolution": UNDO.Resolution, "other": UNDO.Document}
_TYPES = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}  # by the length of a date


def write_works(graph: Graph, document: Document, at: Addresses) -> None:
    """The document, its version, its file, its decisions and all its paragraphs."""
    work, expression = at.work(), at.expression()
    _write_work(graph, document, at)
    _write_expression(graph, document, at)
    _write_file(graph, document, at)
    for number in range(len(document.decisions)):
        _write_decision(graph, document, at, number)
    for block in document.blocks:
        _write_part(graph, document, at, block)
    graph.add((work, ELI.is_realized_by, expression))
    graph.add((expression, ELI.is_embodied_by, at.manifestation()))


def date(text: str) -> Literal:
    """A date of ISO 8601 with the type of its precision: day, month or year."""
    return Literal(text, datatype=_TYPES.get(len(text)), normalize=False)


def _write_work(graph: Graph, document: Document, at: Addresses) -> None:
    work = at.work()
    for kind in (ELI.LegalResource, FRBR.Work, UNDO.Document):
        graph.add((work, RDF.type, kind))
    if document.symbol:
        graph.add((work, ELI.id_local, Literal(document.symbol)))
        graph.add((work, OWL.sameAs, at.symbol(document.symbol)))
    if document.kind:
        graph.add((work, SDO.genre, Literal(document.kind, lang="en")))
    if document.date:
        graph.add((work, ELI.date_document, date(document.date)))
    if document.body:
        graph.add((work, DCTERMS.creator, at.entity(document.body)))
    if document.meeting:
        graph.add((work, TERMS.meeting, at.entity(document.meeting)))


def _write_expression(graph: Graph, document: Document, at: Addresses) -> None:
    expression, language = at.expression(), LANGUAGES[document.language]
    for kind in (ELI.LegalExpression, FRBR.Expression, UNDO.DocumentVersion):
        graph.add((expression, RDF.type, kind))
    graph.add((expression, ELI.realizes, at.work()))
    graph.add((expression, ELI.language, LANGUAGE[language.iso3.upper()]))
    if document.title:
        graph.add((expression, ELI.title, Literal(document.title, lang=language.code)))
    if original := at.original():
        graph.add((expression, FRBR.translationOf, original))


def _write_file(graph: Graph, document: Document, at: Addresses) -> None:
    """The file, and the analysis that read it."""
    file, analysis, program = at.manifestation(), analysis_of(at), at.at("/software/mandata")
    for kind in (ELI.Format, FRBR.Manifestation, PROV.Entity):
        graph.add((file, RDF.type, kind))
    graph.add((file, SDO.name, Literal(document.file.rpartition("/")[2])))
    graph.add((file, SDO.encodingFormat, Literal(document.format)))
    if document.sha256:
        graph.add((file, SDO.sha256, Literal(document.sha256)))
    graph.add((analysis, RDF.type, PROV.Activity))
    graph.add((analysis, PROV.used, file))
    graph.add((analysis, PROV.wasAssociatedWith, program))
    graph.add((program, RDF.type, PROV.SoftwareAgent))
    graph.add((program, RDFS.label, Literal("Mandata")))
    graph.add((program, SDO.softwareVersion, Literal(_version())))


def analysis_of(at: Addresses) -> URIRef:
    """The reading of a file by which everything was found."""
    return URIRef(f"{at.expression()}#analysis")


def _write_decision(graph: Graph, document: Document, at: Addresses, number: int) -> None:
    decision = document.decisions[number]
    work, expression = at.decision(number), at.decision_expression(number)
    for kind in (ELI.LegalResource, FRBR.Work, _KINDS[decision.kind]):
        graph.add((work, RDF.type, kind))
    for kind in (ELI.LegalExpression, FRBR.Expression, UNDO.DocumentVersion):
        graph.add((expression, RDF.type, kind))
    if decision.number:
        graph.add((work, ELI.id_local, Literal(decision.number)))
    graph.add((work, SDO.creativeWorkStatus, Literal("draft" if decision.draft else "adopted")))
    if body := decision.body or document.body:
        graph.add((work, ELI.passed_by, at.entity(body)))
    undated = at.undated_decision(number)
    if undated and undated != work:
        graph.add((work, OWL.sameAs, undated))
    graph.add((expression, ELI.realizes, work))
    graph.add((work, ELI.is_realized_by, expression))
    graph.add((expression, ELI.language, LANGUAGE[LANGUAGES[document.language].iso3.upper()]))
    graph.add((expression, ELI.title, Literal(decision.title, lang=document.language)))
    if work != at.work():
        graph.add((work, ELI.is_part_of, at.work()))
        graph.add((expression, ELI.is_part_of, at.expression()))


def _write_part(graph: Graph, document: Document, at: Addresses, block: Block) -> None:
    """A paragraph: part of the one above it, else of its decision, else of the document."""
    part, expression = at.part(block), at.part_expression(block)
    graph.add((part, RDF.type, ELI.LegalResourceSubdivision))
    graph.add((part, ELI.type_subdivision, TERMS[f"subdivision-{block.kind}"]))
    if block.label:
        graph.add((part, ELI.id_local, Literal(block.label)))
    above = at.blocks.get(block.id.rpartition("__")[0])
    if above is not None and above.decision == block.decision:
        whole = at.part(above)
    else:
        whole = at.work() if block.decision is None else at.decision(block.decision)
    graph.add((part, ELI.is_part_of, whole))
    graph.add((part, ELI.is_realized_by, expression))
    graph.add((expression, RDF.type, ELI.LegalExpression))
    graph.add((expression, ELI.realizes, part))
    graph.add((expression, ELI.is_part_of, at.expression()))
    graph.add((expression, SDO.text, Literal(block.text, lang=document.language)))


def _version() -> str:
    try:
        return version("mandata")
    except PackageNotFoundError:
        return "0"
