"""What a document looks like in Akoma Ntoso: its parts, its paragraphs and the marks in its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from mandata import akn
from mandata.languages import LANGUAGES
from mandata.model import (
    Block,
    Change,
    Citation,
    Decision,
    Document,
    Due,
    Mark,
    Mention,
    Note,
    Provision,
    Stretch,
)
from mandata.pipeline import analyse
from mandata.read import read_file

DRAFT = Decision(number="DC-3/[--]", title="Lead", issuer="The Conference of the Parties", draft=True, body="DAKAR-COP")
ADOPTED = Decision(number="DC-3/6", title="Lead", issuer="The Conference", draft=False, body="DAKAR-COP")


def block(
    address: str, text: str = "x", kind: str = "operative", level: int = 1, shown: str = "", **more: Any
) -> Block:
    return Block(id=address, kind=kind, text=text, level=level, label=shown, shown=shown, **more)  # type: ignore[arg-type]


def marked(*blocks: Block, **fields: Any) -> etree._Element:
    """The tree of a document with the blocks; it is valid and comes back the same."""
    fields = {"kind": "draft decision", "decisions": (DRAFT,), **fields}
    document = Document(file="x", sha256="", format="text", language="en", blocks=blocks, **fields)
    assert akn.read(akn.write(document)) == document
    return akn.tree(document)


def said(root: etree._Element, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces={"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}))  # type: ignore[call-overload]


def outline(element: etree._Element) -> str:
    """The elements inside, with their eIds, as a formula: paragraph#para_1(num content(p))."""
    name = etree.QName(element).localname + (f"#{element.get('eId')}" if element.get("eId") else "")
    inside = " ".join(outline(child) for child in element if etree.QName(child).localname not in ("meta", "i", "ref"))
    return f"{name}({inside})" if inside else name


@pytest.mark.parametrize(
    ("blocks", "shape", "why"),
    [
        (
            [block("para_1", shown="1."), block("para_2", shown="2.")],
            "mainBody(paragraph#para_1(num content(p)) paragraph#para_2(num content(p)))",
            "paragraphs without points",
        ),
        (
            [
                block("para_1", "Requests the secretariat:", shown="1."),
                block("para_1__point_a", level=2, shown="(a)"),
                block("para_1__point_a__point_i", level=3, shown="(i)"),
                block("para_1__point_b", level=2, shown="(b)"),
                block("para_2", shown="2."),
            ],
            "mainBody(paragraph#para_1(num list#para_1__list_1(intro#para_1__list_1__intro(p) "
            "point#para_1__point_a(num list#para_1__point_a__list_1(intro#para_1__point_a__list_1__intro(p) "
            "point#para_1__point_a__point_i(num content(p)))) point#para_1__point_b(num content(p)))) "
            "paragraph#para_2(num content(p)))",
            "points in points",
        ),
        (
            [
                block("para_1", shown="1."),
                block("para_1__point_a", level=2, shown="(a)"),
                block("para_1__item_1", level=2),
                block("para_2", shown="2."),
            ],
            "mainBody(paragraph#para_1(num list#para_1__list_1(intro#para_1__list_1__intro(p) "
            "point#para_1__point_a(num content(p)) wrapUp#para_1__item_1(p))) paragraph#para_2(num content(p)))",
            "words after the points that belong to all of them",
        ),
        (
            [
                block("hdg_I", kind="heading", shown="I."),
                block("hdg_I_A", kind="heading", level=2, shown="A."),
                block("para_1", kind="paragraph", shown="1."),
                block("hdg_II", kind="heading", shown="II."),
            ],
            "mainBody(section#hdg_I(num heading section#hdg_I_A(num heading paragraph#para_1(num content(p)))) "
            "section#hdg_II(num heading))",
            "headings hold what stands under them",
        ),
        (
            [
                block("tbl_1__row_1", "Year | Sum", kind="table"),
                block("tbl_1__row_2", "2026 | 5", kind="table"),
                block("tbl_2__row_1", "a", kind="table"),
            ],
            "mainBody(hcontainer(content(table#tbl_1(tr#tbl_1__row_1(td(p) td(p)) tr#tbl_1__row_2(td(p) td(p))))) "
            "hcontainer(content(table#tbl_2(tr#tbl_2__row_1(td(p))))))",
            "tables, row by row and cell by cell",
        ),
        (
            [block("rec_1", kind="formula"), block("para_1", shown="1."), block("rec_2", kind="preambular")],
            "mainBody(paragraph#para_1(num content(p)) hcontainer#rec_2(content(p)))",
            "a recital after an operative paragraph keeps its place",
        ),
    ],
)
def test_paragraphs(blocks: list[Block], shape: str, why: str) -> None:
    assert outline(said(marked(*blocks), "//a:mainBody")[0]) == shape, why


def test_a_decision_has_its_sections() -> None:
    root = marked(
        block("front_1", "Lead Conference", kind="front"),
        block("title", "Draft decision DC-3/[--]: Lead", kind="title", decision=0),
        block("formula", "The Conference of the Parties,", kind="formula", decision=0),
        block("rec_1", "Recalling article 6,", kind="preambular", decision=0),
        block("rec_1__point_a", "its first part,", kind="preambular", level=2, shown="(a)"),
        block("para_1", "Decides to meet.", shown="1."),
        block("back_1", "5th plenary meeting", kind="back"),
        block("annex_1", "Annex", kind="heading"),
        block("annex_1__para_1", "Rules", kind="paragraph", shown="1."),
    )
    (statement,) = said(root, "/a:akomaNtoso/a:statement[@name='decisionDraft']")
    assert outline(statement) == (
        "statement(coverPage(p#front_1) preface(p#title(docNumber docTitle)) "
        "preamble(formula#formula(p(docProponent)) "
        "container#rec_1(p blockList#rec_1__list_1(item#rec_1__point_a(num p)))) "
        "mainBody(paragraph#para_1(num content(p))) conclusions(p#back_1) "
        "attachments(attachment#annex_1(heading doc(mainBody(paragraph#annex_1__para_1(num content(p)))))))"
    )
    assert said(root, "//a:container/@name") == ["recalling"]
    assert said(root, "//a:docTitle/text()") == ["Lead"]


def test_decisions_amid_a_text_are_components_in_their_place() -> None:
    root = marked(
        block("para_1", "The Conference decided:", kind="paragraph", shown="1."),
        block("dec_1__title", "DC-3/6: Lead", kind="title", decision=0),
        block("dec_1__para_1", "Requests ...", shown="1.", decision=0),
        block("para_2", "It then closed.", kind="paragraph", shown="2."),
        kind="report",
        decisions=(ADOPTED,),
    )
    assert outline(said(root, "/a:akomaNtoso/a:debateReport/a:mainBody")[0]) == (
        "mainBody(paragraph#para_1(num content(p)) componentRef paragraph#para_2(num content(p)))"
    )
    assert said(root, "//a:componentRef/@src") == ["#cmp_dec_1"]
    (inner,) = said(root, "//a:component[@eId='cmp_dec_1']/a:statement")
    assert said(inner, "a:meta//a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/un/statement/deliberation/dakar-cop/1900-01-01/3-6"
    ]


def test_references() -> None:
    text = "decision DC-2/11, paragraphs 3 to 5, articles 3 and 7 of the Dakar Convention"

    def cites(words: str, *values: str) -> list[Citation]:
        start = text.index(words)
        place = {"block": "para_1", "start": start, "end": start + len(words), "text": words}
        return [Citation(**place, value=value, rule="", confidence=1) for value in values]  # type: ignore[arg-type]

    root = marked(
        block("para_1", text, shown="1."),
        citations=(
            *cites("decision DC-2/11", "decision:DC:2/11"),
            *cites("paragraphs 3 to 5", "paragraph:THIS:3", "paragraph:THIS:4", "paragraph:THIS:5"),
            *cites("articles 3 and 7 of the Dakar Convention", "article:DAKAR:3", "article:DAKAR:7(2)"),
        ),
    )
    act = "/akn/un/statement/deliberation/dakar-cop/1900-01-01/2-11"
    assert said(root, "//a:p/a:ref/@href") == [act]
    assert said(root, "//a:rref/@from | //a:rref/@upTo") == ["#para_3", "#para_5"]
    assert [address.partition("#")[2] for address in said(root, "//a:mref/a:ref/@href")] == ["art_3", "art_7__para_2"]
    assert "".join(said(root, "//a:mref")[0].itertext()) == "articles 3 and 7 of the Dakar Convention"


def test_names_dates_and_quantities() -> None:
    text = "Requests UNEP and the Executive Director to provide US$ 2 million to Parties by 31 March 2027"

    def place(words: str) -> dict[str, Any]:
        start = text.index(words)
        return {"block": "para_1", "start": start, "end": start + len(words), "text": words}

    more = {"rule": "", "confidence": 1.0}
    root = marked(
        block("para_1", text, shown="1."),
        mentions=(
            Mention(**place("UNEP"), kind="organization", ref="UNEP", **more),
            Mention(**place("Executive Director"), kind="office", ref="EXECUTIVE-DIRECTOR", **more),
            Mention(**place("Director"), kind="office", ref=None, **more),
            Mention(**place("Parties"), kind="group", ref="PARTIES", **more),
        ),
        provisions=(
            Provision(
                **place(text), act="request", act_class="directive", action=None, **more,
                due=(Due(**place("31 March 2027"), value="date:2027-03-31"),),
            ),
        ),
    )  # fmt: skip
    marks = [(etree.QName(e).localname, e.text) for e in said(root, "//a:paragraph//a:p/*")]
    assert marks == [
        ("organization", "UNEP"),
        ("role", "Executive Director"),
        ("quantity", "US$ 2 million"),
        ("entity", "Parties"),
        ("date", "31 March 2027"),
    ]
    assert said(root, "//a:date/@date") == ["2027-03-31"]
    referred = {address[1:] for address in said(root, "//@refersTo")}
    assert referred <= set(said(root, "//a:references/*/@eId"))


def test_overlapping_words_give_one_layer_and_stay_whole_in_the_record() -> None:
    text = "the secretariat of the Dakar Convention and the Parties"
    more = {"rule": "", "confidence": 1.0}
    root = marked(
        block("para_1", text, stretches=(Stretch(start=4, end=44, form="italic"),)),
        citations=(Citation(block="para_1", start=16, end=39, text=text[16:39], value="instrument:DAKAR", **more),),
        mentions=(
            Mention(block="para_1", start=4, end=30, text=text[4:30], kind="office", ref=None, **more),
            Mention(block="para_1", start=48, end=55, text=text[48:55], kind="group", ref="PARTIES", **more),
        ),
    )
    (paragraph,) = said(root, "//a:paragraph//a:p")
    assert "".join(paragraph.itertext()) == text
    assert [etree.QName(child).localname for child in paragraph] == ["i", "ref", "i", "entity"]
    record = {"m": "urn:x-mandata:akn:1"}
    assert len(root.xpath("//m:mention", namespaces=record)) == 2
    assert root.xpath("//m:stretch/@end", namespaces=record) == ["44"]


def test_footnotes_stand_at_their_marks() -> None:
    root = marked(
        block("para_1", "Takes note of the report;", shown="1.", marks=(Mark(at=24, note="1"), Mark(at=25, note="9"))),
        block("note_1", "UNEP/DC/COP.3/5.", kind="note", shown="1"),
        notes=(Note(id="note_1", label="1", text="UNEP/DC/COP.3/5.", block="para_1", at=24),),
    )
    (note,) = said(root, "//a:p/a:authorialNote")
    assert (note.get("eId"), note.get("marker"), note.tail) == ("note_1", "1", ";")
    assert "".join(note.itertext()) == "UNEP/DC/COP.3/5."
    assert said(root, "//a:noteRef/@marker") == ["9"]  # a mark that has no note


def test_tracked_changes() -> None:
    root = marked(
        block(
            "para_1",
            "Requests the new secretariat",
            changes=(
                Change(kind="inserted", start=13, end=17, text="new ", author="A. Editor"),
                Change(kind="deleted", start=17, end=17, text="old "),
            ),
        )
    )
    assert said(root, "//a:ins/text()") == ["new "]
    assert said(root, "//a:del[@status='removed']/text()") == ["old "]
    assert said(root, "//a:TLCPerson/@showAs") == ["A. Editor"]


def test_quotations_are_marked() -> None:
    root = marked(block("para_1", "Adopts the theme “Lead-free by 2030” for its year"))
    assert said(root, "//a:embeddedText/text()") == ["“Lead-free by 2030”"]


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"kind": "draft decision"}, "draft"),
        ({"kind": "draft decision", "symbol": "UNEP/DC/COP.3/CRP.4"}, "inSession"),
        ({"kind": "draft resolution", "symbol": "A/80/L.4"}, "inSession"),
        ({"kind": "decision", "decisions": (ADOPTED,)}, "adopted"),
        ({"kind": "note by the secretariat"}, "issued"),
    ],
)
def test_the_life_of_a_document(fields: dict[str, Any], stage: str) -> None:
    root = marked(block("para_1"), **fields)
    (event,) = said(root, "/a:akomaNtoso/*/a:meta/a:lifecycle/a:eventRef")
    assert event.get("refersTo") == f"#stage-{stage}".lower()
    assert said(root, "/a:akomaNtoso/*/a:meta/a:workflow/a:step/@outcome") == [f"#{stage}".lower()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_marked_alike_in_all_languages(sample: Path, language: str) -> None:
    root = akn.tree(analyse(read_file(sample / f"note.{language}.docx")))
    assert said(root, "//a:container/@name")[:3] == ["recalling", "recalling", "noting"]
    assert said(root, "//a:attachment/@eId") == ["annex_1"]
    assert said(root, "//a:attachment/a:statement/@name") == ["decisionDraft"]
    assert said(root, "//a:authorialNote/@eId") == ["note_1", "note_2"]
    assert said(root, "//a:docDate/@date") == ["2026-05-20"]
    (first,) = said(root, "//a:container[@eId='dec_1__rec_1']")
    links = sorted(set(said(first, ".//a:ref/@href")))
    assert links[0].endswith("/DAKAR#art_19__para_4__point_c")
    assert links[-1] == "/akn/un/statement/deliberation/dakar-cop/1900-01-01/2-11"
    assert {"#dakar-secretariat", "#who", "#unicef"} <= set(said(root, "//a:paragraph//a:organization/@refersTo"))
