"""The graph keeps to its shapes, says the same in both forms, and uses no term that is not explained."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, URIRef

from mandata.languages import LANGUAGES
from mandata.model import Citation, Document
from mandata.publish.linked import graph, jsonld, turtle
from mandata.publish.linked.vocabulary import (
    DCTERMS,
    ELI,
    OA,
    OWL,
    PREFIXES,
    SDO,
    SKOS,
    TERMS,
    UNDO,
    context,
)

DATA = Path(str(files("mandata"))) / "data"
PAGE = (Path(__file__).parents[2] / "docs" / "linked-data.md").read_text(encoding="utf-8")
BASE = "https://mandata.example"


@pytest.fixture(scope="module")
def whole(meeting: dict[str, Document]) -> Graph:
    return graph(meeting.values())


def conforms(checked: Graph) -> tuple[bool, str]:
    done, _, report = pyshacl.validate(checked, shacl_graph=str(DATA / "shapes.ttl"), inference="none")
    return done, report


def used(checked: Graph) -> set[str]:
    """The properties and classes of a graph, and the motivations of annotations, with their prefixes."""
    terms = (
        set(checked.predicates()) | set(checked.objects(None, RDF.type)) | set(checked.objects(None, OA.motivatedBy))
    )
    return {checked.namespace_manager.curie(str(term)) for term in terms}


def test_the_sample_meeting_keeps_to_the_shapes(whole: Graph) -> None:
    done, report = conforms(whole)
    assert done, report


def test_awkward_documents_keep_to_the_shapes(make_awkward: Callable[..., Document]) -> None:
    bare = make_awkward(decisions=(), body=None, issuer="Some meeting", symbol=None, date=None, mentions=(),
                        blocks=tuple(_outside(make_awkward())))  # fmt: skip
    for document in (make_awkward(), bare):
        done, report = conforms(graph([document]))
        assert done, report


def _outside(document: Document) -> list[object]:
    import msgspec

    return [msgspec.structs.replace(block, decision=None) for block in document.blocks]


@pytest.mark.parametrize(
    ("why", "subject", "predicate"),
    [
        ("nobody acts", TERMS.Provision, UNDO.hasProponent),
        ("no act", TERMS.Provision, UNDO.hasSemantics),
        ("words without a text", OA.SpecificResource, OA.hasSource),
        ("a place without an end", OA.TextPositionSelector, OA.end),
        ("a version of nothing", UNDO.DocumentVersion, ELI.realizes),
        ("a decision neither draft nor adopted", UNDO.Decision, SDO.creativeWorkStatus),
        ("somebody without a name", SKOS.Concept, SKOS.prefLabel),
        ("a part of nothing", ELI.LegalResourceSubdivision, ELI.is_part_of),
    ],
)
def test_the_shapes_refuse(awkward: Document, why: str, subject: URIRef, predicate: URIRef) -> None:
    broken = graph([awkward])
    broken.remove((next(broken.subjects(RDF.type, subject)), predicate, None))
    assert not conforms(broken)[0], why


@pytest.mark.parametrize("language", LANGUAGES)
def test_turtle_and_json_ld_say_the_same(meeting: dict[str, Document], language: str) -> None:
    document = meeting[f"note.{language}.docx"]
    made = set(graph([document]))
    assert set(Graph().parse(data=turtle(document), format="turtle")) == made
    assert set(Graph().parse(data=jsonld(document), format="json-ld")) == made


def test_the_same_document_gives_the_same_text(awkward: Document) -> None:
    assert (turtle(awkward), jsonld(awkward)) == (turtle(awkward), jsonld(awkward))


def test_nothing_is_blank_and_all_of_ours_stands_below_the_base(awkward: Document) -> None:
    moved = graph([awkward], "https://portal.example.org/")
    assert all(isinstance(term, (URIRef, Literal)) for triple in moved for term in triple)
    assert not any("mandata.example" in str(term) for triple in moved for term in triple)
    assert all(str(subject).startswith(("https://portal.example.org/", str(TERMS))) for subject in moved.subjects())


def test_json_ld_uses_the_context_for_every_term(whole: Graph, meeting: dict[str, Document]) -> None:
    named = {value["@id"] if isinstance(value, dict) else value for value in context()["@context"].values()}
    properties = {whole.namespace_manager.curie(str(term)) for term in whole.predicates()} - {"rdf:type"}
    assert properties <= named
    things = json.loads(jsonld(meeting["note.ar.docx"]))["@graph"]
    assert {key for thing in things for key in thing if ":" in key} == set()


def test_every_term_is_explained(whole: Graph, awkward: Document) -> None:
    terms = used(whole) | used(graph([awkward]))
    assert sorted(term for term in terms if f"`{term}`" not in PAGE) == []
    for prefix, namespace in PREFIXES.items():
        assert re.search(rf"PREFIX {prefix}:\s+<{re.escape(str(namespace))}>", PAGE), prefix


def test_no_term_is_explained_that_is_not_used(whole: Graph, awkward: Document) -> None:
    awkward_terms = used(graph([awkward]))
    explained = set(re.findall(r"`((?:eli|frbr|oa|org|prov|schema|skos|undo|foaf|m):\w+)`", PAGE))
    spared = {"m:otherReading", "m:madeUnder", "undo:Resolution", "m:mandate"}  # used by other documents
    assert {term for term in explained - used(whole) - awkward_terms if "-" not in term} <= spared


def test_our_own_terms_are_described(whole: Graph) -> None:
    described = Graph().parse(DATA / "terms.ttl")
    own = {term for triple in whole for term in triple if str(term).startswith(str(TERMS))}
    concepts = {term for term in own if re.search(r"#(act|class|condition|deliverable)-(?!scheme)", str(term))}
    assert own - concepts <= set(described.subjects())
    assert all(len(list(whole.objects(concept, SKOS.prefLabel))) == 6 for concept in concepts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_quoted_from_their_paragraph(whole: Graph, language: str) -> None:
    checked = 0
    for words in whole.subjects(RDF.type, OA.SpecificResource):
        text = whole.value(whole.value(words, OA.hasSource), SDO.text)
        value = whole.value(words, RDF.value)
        if value.language == language:
            place = next(s for s in whole.objects(words, OA.hasSelector) if (s, OA.start, None) in whole)
            start, end = int(whole.value(place, OA.start)), int(whole.value(place, OA.end))
            assert str(text)[start:end] == str(value)
            checked += 1
    assert checked > 100


def test_a_paragraph_has_one_address_in_all_languages(whole: Graph) -> None:
    part = URIRef(f"{BASE}/akn/un/statement/deliberation/dakar-cop/1900-01-01/3-6#para_4")
    texts = [whole.value(version, SDO.text) for version in whole.objects(part, ELI.is_realized_by)]
    assert sorted(text.language for text in texts) == sorted(LANGUAGES)


def test_what_is_cited_is_found(make_awkward: Callable[..., Document]) -> None:
    words = {"block": "dec_1__para_1", "start": 0, "end": 8, "text": "Requests"}

    def cited(value: str) -> str:
        document = make_awkward(citations=(Citation(**words, value=value, rule="r", confidence=1.0),))
        (found,) = set(graph([document]).objects(None, ELI.cites))
        return str(found).removeprefix(BASE)

    own = "/akn/un/statement/deliberation/dakar-cop/2026-11-01/3-7"
    for value, address in {
        "target:SDG:3.9": "http://metadata.un.org/sdg/3.9",
        "resolution:UNEA:6/9": "/akn/un/statement/deliberation/un-ea/1900-01-01/6-9",
        "decision:XYZ:1/2": "/reference/decision/XYZ/1-2",
        "instrument:DAKAR": "/ontology/akn/un/treaty/dakar",
        "article:DAKAR:19(4)(c)": "/reference/article/DAKAR/19(4)(c)",
        "symbol:UNEP/DC/COP.3/1 a": "/symbol/UNEP-DC-COP.3-1_a",
        "paragraph:THIS:1(a)": f"{own}#para_1__point_a",
        "paragraph:THIS:9": f"{own}#paragraph_9",
        "annex:THIS:I": f"{own}#annex_I",
        "annex:MC:5/14:II": "/reference/annex/MC/5-14/II",
    }.items():
        assert cited(value) == address, value


def test_a_part_of_an_article_belongs_to_the_article_and_its_treaty(awkward: Document) -> None:
    made = graph([awkward])
    part = next(made.subjects(DCTERMS.identifier, Literal("article:DAKAR:19(4)(c)")))
    wholes = [str(made.value(whole, DCTERMS.identifier)) for whole in made.transitive_objects(part, ELI.is_part_of)]
    assert wholes[1:3] == ["article:DAKAR:19(4)", "article:DAKAR:19"]
    assert URIRef(f"{BASE}/ontology/akn/un/treaty/dakar") in made.transitive_objects(part, ELI.is_part_of)


def test_the_address_that_others_cite_is_tied_to_the_decision(awkward: Document) -> None:
    made = graph([awkward])
    decision = next(made.subjects(ELI.id_local, Literal("DC-3/7")))
    assert (decision, OWL.sameAs, URIRef(f"{BASE}/akn/un/statement/deliberation/dakar-cop/1900-01-01/3-7")) in made


def test_an_organization_and_a_treaty_of_one_name_are_two(make_awkward: Callable[..., Document]) -> None:
    words = {"block": "dec_1__para_1", "start": 0, "end": 8, "text": "Requests", "rule": "r", "confidence": 1.0}
    made = graph([make_awkward(citations=(Citation(**words, value="instrument:OSPAR"),))])
    treaty = next(made.subjects(DCTERMS.identifier, Literal("instrument:OSPAR")))
    assert (treaty, RDF.type, UNDO.Treaty) in made and "/treaty/" in str(treaty)
