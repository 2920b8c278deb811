"""What was found in a text, in the graph: provisions as relations of UNDO, citations as links, each with its words.

The words stand where the Web Annotation Data Model puts them: a part of a text with its place (code points) and quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef

from ...model import Actor, Citation, Document, Due, Phrase, Provision
from .addresses import Addresses
from .vocabulary import DCTERMS, ELI, OA, PROV, RDF, SDO, SKOS, TERMS, UNDO, XSD
from .works import analysis_of, date

_PLAIN = ":/()-._~"  # what may stand in the fragment of an address


def write_findings(graph: Graph, document: Document, at: Addresses) -> None:
    """All provisions, citations and mentions of a document."""
    writer = _Writer(graph, document, at)
    numbers: Counter[str] = Counter()
    for provision in document.provisions:
        numbers[provision.block] += 1
        writer.provision(provision, numbers[provision.block])
    for citation in document.citations:
        writer.citation(citation)
    for mention in document.mentions:
        if mention.ref:
            graph.add((at.part(at.blocks[mention.block]), SDO.mentions, at.entity(mention.ref)))


class _Writer:
    """Writes the findings of one document into a graph."""

    def __init__(self, graph: Graph, document: Document, at: Addresses) -> None:
        self.graph, self.document, self.at = graph, document, at

    def provision(self, provision: Provision, number: int) -> None:
        block = self.at.blocks[provision.block]
        own = URIRef(f"{self.at.part_expression(block)}.provision-{number}")
        self.graph.add((own, RDF.type, UNDO.Relation))
        self.graph.add((own, RDF.type, TERMS.Provision))
        if provision.act_class == "directive":
            self.graph.add((own, RDF.type, TERMS.Mandate))
        self.graph.add((own, UNDO.hasProponent, self._speaker(block.decision)))
        self.graph.add((own, UNDO.hasSemantics, TERMS[f"act-{provision.act}"]))
        for act in provision.act_alt:
            self.graph.add((own, TERMS.otherReading, TERMS[f"act-{act}"]))
        self.graph.add((own, TERMS.paragraph, self.at.part(block)))
        self._actors(own, provision)
        if provision.action:
            self.graph.add((own, TERMS.action, self._phrase(provision.action)))
        for condition in provision.conditions:
            words = self._phrase(condition)
            self.graph.add((own, TERMS.condition, words))
            self.graph.add((words, DCTERMS.type, TERMS[f"condition-{condition.type}"]))
        for due in provision.due:
            self._due(own, due)
        if provision.deliverable:
            self.graph.add((own, TERMS.deliverable, TERMS[f"deliverable-{provision.deliverable}"]))
        self.graph.add((own, TERMS.continuing, Literal(provision.continuing)))
        self.graph.add((own, TERMS.inherited, Literal(provision.inherited)))
        self._origin(own, provision.rule, provision.confidence)
        self._annotate(own, self._phrase(provision), UNDO.Annotation, OA.classifying)

    def _speaker(self, decision: int | None) -> URIRef:
        """Who performs the act: the body of the decision, else of the document; one not known by its name only."""
        own = self.document.decisions[decision] if decision is not None else None
        if body := (own.body if own else None) or self.document.body:
            return self.at.entity(body)
        whole = self.at.work() if decision is None else self.at.decision(decision)
        return self._unknown(URIRef(f"{whole}#issuer"), (own.issuer if own else self.document.issuer) or "")

    def _actors(self, own: URIRef, provision: Provision) -> None:
        roles = (
            (TERMS.addressee, UNDO.hasReceiver, provision.addressees),
            (TERMS.partner, TERMS.withPartner, provision.partners),
            (TERMS.recipient, TERMS.forRecipient, provision.recipients),
        )
        for words_role, agent_role, actors in roles:
            for actor in actors:
                words = self._phrase(actor)
                self.graph.add((own, words_role, words))
                for agent in self._agents(actor, words):
                    self.graph.add((own, agent_role, agent))

    def _agents(self, actor: Actor, words: URIRef) -> Iterable[URIRef]:
        """Those whom words name: entries of the registers, else somebody known by these words only."""
        if actor.refs:
            return [self.at.entity(ref) for ref in actor.refs]
        return [self._unknown(URIRef(f"{words}.agent"), actor.text)]

    def _unknown(self, agent: URIRef, name: str) -> URIRef:
        self.graph.add((agent, RDF.type, PROV.Agent))
        self.graph.add((agent, SKOS.prefLabel, Literal(name, lang=self.document.language)))
        return agent

    def _due(self, own: URIRef, due: Due) -> None:
        words = self._phrase(due)
        self.graph.add((own, TERMS.due, words))
        self.graph.add((words, TERMS.dueValue, Literal(due.value)))
        if due.meeting:
            self.graph.add((own, TERMS.dueMeeting, self.at.entity(due.meeting)))
            self.graph.add((words, TERMS.dueMeeting, self.at.entity(due.meeting)))
        if due.date:
            self.graph.add((own, TERMS.dueDate, date(due.date)))
            self.graph.add((words, TERMS.dueDate, date(due.date)))

    def citation(self, citation: Citation) -> None:
        """The link from the words, from their paragraph and from its decision; and what the cited part belongs to."""
        block = self.at.blocks[citation.block]
        target = self.at.cited(citation.value, block)
        words = self._phrase(citation)
        own = URIRef(f"{words}.citation-{quote(citation.value, safe=_PLAIN)}")
        self._annotate(own, words, OA.Annotation, OA.linking, body=target)
        self._origin(own, citation.rule, citation.confidence)
        decision = self.at.speaking[block.id]
        self.graph.add((self.at.part(block), ELI.cites, target))
        self.graph.add((self.at.work() if decision is None else self.at.decision(decision), ELI.cites, target))
        if not citation.value.partition(":")[2].startswith("THIS"):
            self.graph.add((target, DCTERMS.identifier, Literal(citation.value)))
        inner = target
        for value in self.at.wholes(citation.value):
            outer = self.at.cited(value, block)
            self.graph.add((inner, ELI.is_part_of, outer))
            self.graph.add((outer, DCTERMS.identifier, Literal(value)))
            inner = outer

    def _phrase(self, phrase: Phrase) -> URIRef:
        """Words with their place and quote; the same words are described once."""
        own = self.at.phrase(phrase)
        if (own, RDF.type, OA.SpecificResource) in self.graph:
            return own
        place, exact = URIRef(f"{own}.place"), URIRef(f"{own}.quote")
        self.graph.add((own, RDF.type, OA.SpecificResource))
        self.graph.add((own, OA.hasSource, self.at.part_expression(self.at.blocks[phrase.block])))
        self.graph.add((own, RDF.value, Literal(phrase.text, lang=self.document.language)))
        self.graph.add((own, OA.hasSelector, place))
        self.graph.add((own, OA.hasSelector, exact))
        self.graph.add((place, RDF.type, OA.TextPositionSelector))
        self.graph.add((place, OA.start, Literal(phrase.start, datatype=XSD.nonNegativeInteger)))
        self.graph.add((place, OA.end, Literal(phrase.end, datatype=XSD.nonNegativeInteger)))
        self.graph.add((exact, RDF.type, OA.TextQuoteSelector))
        self.graph.add((exact, OA.exact, Literal(phrase.text)))
        return own

    def _annotate(self, own: URIRef, words: URIRef, kind: URIRef, why: URIRef, body: URIRef | None = None) -> None:
        """Ties a finding to its words; a citation is itself the annotation, a provision is the body of one."""
        annotation = own if body else URIRef(f"{own}.annotation")
        self.graph.add((annotation, RDF.type, OA.Annotation))
        self.graph.add((annotation, RDF.type, kind))
        self.graph.add((annotation, OA.motivatedBy, why))
        self.graph.add((annotation, OA.hasBody, body or own))
        self.graph.add((annotation, OA.hasTarget, words))

    def _origin(self, own: URIRef, rule: str, confidence: float) -> None:
        self.graph.add((own, PROV.wasGeneratedBy, analysis_of(self.at)))
        self.graph.add((own, TERMS.rule, Literal(rule)))
        self.graph.add((own, TERMS.confidence, Literal(f"{confidence:.2f}", datatype=XSD.decimal, normalize=False)))
