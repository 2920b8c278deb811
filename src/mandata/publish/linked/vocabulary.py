"""The vocabularies that the graph is written in; docs/linked-data.md explains every term that is used of them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Namespace

__all__ = ["DCTERMS", "ORG", "OWL", "PROV", "RDF", "RDFS", "SDO", "SKOS", "XSD"]

ELI = Namespace("http://data.europa.eu/eli/ontology#")
FRBR = Namespace("http://purl.org/vocab/frbr/core#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
UNDO = Namespace("https://w3id.org/un/ontology/undo/")
TERMS = Namespace("https://w3id.org/mandata/terms#")  # what no other vocabulary has: data/terms.ttl

LANGUAGE = Namespace("http://publications.europa.eu/resource/authority/language/")
SDG = Namespace("http://metadata.un.org/sdg/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

PREFIXES = {
    "dcterms": DCTERMS,
    "eli": ELI,
    "foaf": FOAF,
    "frbr": FRBR,
    "m": TERMS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SDO,
    "skos": SKOS,
    "undo": UNDO,
    "xsd": XSD,
}


def empty() -> Graph:
    """A graph that knows the prefixes and nothing else."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


@cache
def context() -> dict[str, Any]:
    """The context of JSON-LD: data/context.jsonld."""
    loaded: dict[str, Any] = json.loads((files("mandata") / "data" / "context.jsonld").read_text(encoding="utf-8"))
    return loaded
