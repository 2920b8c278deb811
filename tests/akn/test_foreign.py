"""Akoma Ntoso of other producers is read as far as its markup goes, and the rest is found in its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from mandata import akn
from mandata.akn.backward import value
from mandata.errors import AknError
from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse, read_document
from mandata.read import read_file

RESOLUTION = """<?xml version="1.0" encoding="UTF-8"?>
<an:akomaNtoso xmlns:an="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13">
  <an:statement name="resolution">
    <an:meta>
      <an:identification source="#editor">
        <an:FRBRWork>
          <an:FRBRthis value="/akn/un/statement/resolution/ga/2026-11-20/A-RES-81-200/!main"/>
          <an:FRBRuri value="/akn/un/statement/resolution/ga/2026-11-20/A-RES-81-200"/>
          <an:FRBRdate date="2026-11-20" name=""/>
          <an:FRBRnumber value="81-200" showAs="81/200"/>
        </an:FRBRWork>
        <an:FRBRExpression><an:FRBRlanguage language="eng"/></an:FRBRExpression>
      </an:identification>
      <an:references source="#editor">
        <an:TLCOrganization eId="env" href="/ontology/organization/un/UNEP" showAs="UNEP"/>
      </an:references>
      <an:notes source="#editor"><an:note eId="note_1" marker="1"><an:p>See A/80/15.</an:p></an:note></an:notes>
    </an:meta>
    <an:preface>
      <an:p><an:docNumber>81/200</an:docNumber>. <an:docTitle>Lead in
          paint</an:docTitle></an:p>
    </an:preface>
    <an:preamble>
      <an:formula name="enactingFormula"><an:p>The General Assembly,</an:p></an:formula>
      <an:container name="recalling"><an:p><an:i>Recalling</an:i> its <an:ref
          href="/akn/un/statement/deliberation/un-ga/2015-09-25/70-1/eng@">resolution of 2015</an:ref>,</an:p>
      </an:container>
    </an:preamble>
    <an:mainBody>
      <an:paragraph eId="para_1"><an:num>1.</an:num>
        <an:content>
          <an:p>Takes note of the report<an:noteRef href="#note_1" marker="1"/> of the Executive Director;</an:p>
        </an:content></an:paragraph>
      <an:paragraph eId="para_2"><an:num>2.</an:num>
        <an:list eId="para_2__list_1">
          <an:intro>
            <an:p>Requests the <an:organization refersTo="#env">Environment Programme</an:organization>:</an:p>
          </an:intro>
          <an:point eId="para_2__list_1__point_a"><an:num>(a)</an:num>
            <an:content><an:p>To publish <an:ins>two </an:ins><an:del>three </an:del>studies;</an:p></an:content>
          </an:point>
          <an:point eId="para_2__list_1__point_b"><an:num>(b)</an:num>
            <an:content><an:p>To report to it at its eighty-third session.</an:p></an:content></an:point>
        </an:list></an:paragraph>
    </an:mainBody>
    <an:conclusions><an:p>40th plenary meeting</an:p></an:conclusions>
  </an:statement>
</an:akomaNtoso>
"""
ACT = """<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><act name="law"><meta><identification source="#x"><FRBRWork>
<FRBRthis value="/fr/act/2020/1/main"/></FRBRWork><FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression>
</identification></meta><body><section id="sec-1"><num>1.</num><heading>Objet</heading>
<subsection id="sec-1.a"><num>(a)</num><content><p>La présente loi interdit le plomb.</p></content></subsection>
<paragraph id="p1"><content><table><tr><td><p>Année</p></td><td><p>Taux</p></td></tr></table></content></paragraph>
</section></body></act></akomaNtoso>"""


def test_the_structure_of_a_resolution() -> None:
    found = akn.read(RESOLUTION.encode(), "resolution.xml")
    found.check()
    assert [(b.kind, b.level, b.label, b.text) for b in found.blocks] == [
        ("title", 1, "", "81/200. Lead in paint"),
        ("formula", 1, "", "The General Assembly,"),
        ("preambular", 1, "", "Recalling its resolution of 2015,"),
        ("operative", 1, "1", "Takes note of the report of the Executive Director;"),
        ("operative", 1, "2", "Requests the Environment Programme:"),
        ("operative", 2, "2 (a)", "To publish two studies;"),
        ("operative", 2, "2 (b)", "To report to it at its eighty-third session."),
        ("back", 1, "", "40th plenary meeting"),
        ("note", 1, "1", "See A/80/15."),
    ]
    assert (found.file, found.format, found.language, found.kind) == ("resolution.xml", "akn", "en", "resolution")
    assert (found.body, found.date, found.title) == ("UNGA", "2026-11-20", "Lead in paint")
    (act,) = found.decisions
    assert (act.number, act.title, act.issuer) == ("81/200", "Lead in paint", "The General Assembly")
    assert (act.kind, act.draft, act.body) == ("resolution", False, "UNGA")


def test_its_footnotes_references_names_and_changes() -> None:
    found = akn.read(RESOLUTION.encode())
    (note,) = found.notes
    assert (note.id, note.label, note.block, note.at) == ("note_1", "1", "para_1", 24)
    assert [(c.text, c.value) for c in found.citations] == [("resolution of 2015", "resolution:UNGA:70/1")]
    assert [(m.text, m.kind, m.ref) for m in found.mentions] == [("Environment Programme", "organization", "UNEP")]
    changed = next(block for block in found.blocks if block.changes)
    assert [(c.kind, c.text) for c in changed.changes] == [("inserted", "two"), ("deleted", "three ")]


def test_what_it_does_not_say_is_found() -> None:
    found = read_document("resolution.xml", RESOLUTION.encode())
    found.check()
    first = next(p for p in found.provisions if p.block.endswith("point_b"))
    assert (first.act, [actor.text for actor in first.addressees]) == ("request", ["the Environment Programme"])
    assert [due.value for due in first.due] == ["session:83"]
    assert ("resolution of 2015", "resolution:UNGA:70/1") in [(c.text, c.value) for c in found.citations]


def test_other_kinds_of_documents_and_older_versions() -> None:
    found = akn.read(ACT.encode(), "act.xml")
    assert [(b.id, b.kind, b.shown, b.text) for b in found.blocks] == [
        ("sec-1", "heading", "1.", "Objet"),
        ("sec-1.a", "paragraph", "(a)", "La présente loi interdit le plomb."),
        ("table_1", "table", "", "Année | Taux"),
    ]
    assert found.language == "fr"


def test_a_language_beyond_the_six_is_refused() -> None:
    with pytest.raises(AknError, match="deu"):
        akn.read(ACT.replace('"fra"', '"deu"').encode())


def shape(document: Document) -> list[tuple[object, ...]]:
    """Blocks without the labels of headings, for which every language has words of its own."""
    return [(b.id, b.kind, b.kind == "heading" or b.label, b.text, b.decision) for b in document.blocks]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_documents_can_be_read_without_the_record(sample: Path, language: str) -> None:
    document = analyse(read_file(sample / f"note.{language}.docx"))
    root = akn.tree(document)
    for record in root.findall(".//{*}proprietary"):
        record.getparent().remove(record)  # type: ignore[union-attr]
    found = read_document("x.xml", etree.tostring(root))
    assert shape(found) == shape(document)
    assert [(d.number, d.draft, d.body) for d in found.decisions] == [
        (d.number, d.draft, d.body) for d in document.decisions
    ]
    assert [(p.text, p.act) for p in found.provisions] == [(p.text, p.act) for p in document.provisions]
    assert {c.value for c in document.citations} <= {c.value for c in found.citations}


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/akn/un/statement/deliberation/un-ga/2015-09-25/70-1", "resolution:UNGA:70/1"),
        ("/akn/un/statement/deliberation/minamata-cop/1900-01-01/5-17", "decision:MC:5/17"),
        ("/akn/un/statement/deliberation/unfccc-cop/1900-01-01/1-CP.21", "decision:UNFCCC:1/CP.21"),
        ("/akn/un/statement/deliberation/un-ga/1900-01-01/70-1#para_3", "paragraph:UNGA:70/1:3"),
        ("/akn/un/act/provision/un/2013-10-10/MINAMATA#art_23__para_5__point_b", "article:MINAMATA:23(5)(b)"),
        ("/akn/un/act/provision/un/2013-10-10/MINAMATA", "instrument:MINAMATA"),
        ("#dec_1__para_3__point_a", "paragraph:THIS:3(a)"),
        ("#annex_1__para_3", "paragraph:THIS:3"),
        ("#annex_2", "annex:THIS:2"),
        ("#hdg_I", None),
        ("https://undocs.org/A/80/15", "symbol:A/80/15"),
        ("http://metadata.un.org/sdg/3.9", "target:SDG:3.9"),
        ("https://example.org/page", "iri:https://example.org/page"),
    ],
)
def test_addresses_are_understood(address: str, meant: str | None) -> None:
    assert value(address) == meant
