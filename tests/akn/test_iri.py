"""Addresses are those that the profile prescribes; the forms of its own examples are understood."""

from __future__ import annotations

import pytest

from mandata.akn import iri
from mandata.errors import AknError
from mandata.model import Decision, Document

GA = "/akn/un/statement/deliberation/un-ga/2016-10-13/71-4"


def document(**fields: object) -> Document:
    return Document(file="x", sha256="ab" * 32, format="text", language="en", **fields)  # type: ignore[arg-type]


def decision(number: str, body: str, **fields: object) -> Decision:
    return Decision(number=number, title="", issuer="", draft=False, body=body, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "understood", "why"),
    [
        (GA, GA, "the prescribed form of a work"),
        (f"{GA}/eng@", f"{GA}/eng@", "the original in English"),
        (f"{GA}/fra@2016-11-02", f"{GA}/fra@2016-11-02", "a version of a date"),
        (f"{GA}/eng@!main", f"{GA}/eng@/!main", "the stroke before a component forgotten"),
        (f"{GA}/eng@2015-06-13/!main", f"{GA}/eng@2015-06-13/!main", "and not forgotten"),
        (f"{GA}/eng@2015-06-13/!annex_1.xml", f"{GA}/eng@2015-06-13/!annex_1.xml", "a file of an annex"),
        (f"{GA}/eng@.xml", f"{GA}/eng@.xml", "a file"),
        (f"{GA}/eng@/.xml", f"{GA}/eng@.xml", "a file, with a stroke"),
        (f"{GA}/eng@#para_2__point_a", f"{GA}/eng@#para_2__point_a", "a part"),
        (f"{GA}/eng@/~para_2->para_4", f"{GA}/eng@/~para_2->para_4", "a portion from one part to another"),
        (f"{GA}/!main", f"{GA}/!main", "a component of a work"),
        ("/akn/un/statement/resolution/un-ga/2016-10-13/71-4", GA, "the sub-class for the sub-type"),
        ("/akn/un/statement/deliberaton/ga/2016-10-13/71-4", GA, "a slip of the pen, and the body alone"),
        ("/un/statement/deliberation/un-ga/2016-10-13/71-4", GA, "without the name of the convention"),
        ("https://example.org" + GA, GA, "with a host"),
        ("/akn/un/statement/deliberation/un-ga/2016-10-13/A-RES-71-4", GA, "the symbol for the number"),
        (
            "/akn/un/doc/note/fao-council/2016-05-30/CL_154-1/eng@",
            "/akn/un/doc/note/fao-council/2016-05-30/CL_154-1/eng@",
            "blank",
        ),
    ],
)
def test_an_address_is_understood(said: str, understood: str, why: str) -> None:
    assert str(iri.read(said)) == understood, why
    assert str(iri.read(understood)) == understood, why


@pytest.mark.parametrize("said", ["", "71/4", "/akn/un", "#para_2", "https://example.org/page"])
def test_what_is_no_address_is_refused(said: str) -> None:
    with pytest.raises(AknError):
        iri.read(said)


@pytest.mark.parametrize(
    ("fields", "work", "why"),
    [
        (
            {
                "kind": "resolution",
                "symbol": "A/RES/71/4",
                "date": "2016-10-13",
                "body": "UNGA",
                "decisions": (decision("71/4", "UNGA"),),
            },
            GA,
            "a resolution has its number",
        ),
        (
            {
                "kind": "draft resolution",
                "symbol": "A/71/L.4",
                "date": "2016-10-01",
                "body": "UNGA",
                "decisions": (decision("", "UNGA"),),
            },
            "/akn/un/statement/deliberation/un-ga/2016-10-01/A-71-L.4",
            "a draft its symbol",
        ),
        (
            {
                "kind": "decision",
                "meeting": "MINAMATA-COP-5",
                "body": "MINAMATA-COP",
                "decisions": (decision("MC-5/17", "MINAMATA-COP"),),
            },
            "/akn/un/statement/deliberation/minamata-cop/2023-10-30/5-17",
            "the day of the meeting where there is no other",
        ),
        (
            {"kind": "note by the secretariat", "symbol": "UNEP/MC/COP.6/22", "date": "2025"},
            "/akn/un/doc/communication/minamata-cop/2025-01-01/UNEP-MC-COP.6-22",
            "a year is its first day; the body is in the symbol",
        ),
        (
            {"kind": "report", "symbol": "UNEP/MC/COP.5/25", "body": "MINAMATA-COP"},
            "/akn/un/debateReport/report/minamata-cop/1900-01-01/UNEP-MC-COP.5-25",
            "no date at all",
        ),
        (
            {
                "kind": "report of the secretary-general",
                "symbol": "A/80/6 (Sect. 14)",
                "date": "2025-04-01",
                "body": "UNGA",
            },
            "/akn/un/doc/paper/un-ga/2025-04-01/A-80-6_(Sect._14)",
            "blanks",
        ),
        ({"kind": None}, "/akn/un/doc/communication/un/1900-01-01/sha256-abababababababab", "no number at all"),
        (
            {
                "kind": "resolution",
                "body": "UNSC",
                "date": "2017-08-05",
                "decisions": (decision("2370 (2017)", "UNSC"),),
            },
            "/akn/un/statement/deliberation/un-sc/2017-08-05/2370",
            "the year of a resolution is no part of its number",
        ),
    ],
)
def test_a_document_has_the_address_of_its_work(fields: dict[str, object], work: str, why: str) -> None:
    assert iri.of_document(document(**fields)).work() == work, why


def test_the_six_languages_share_a_work() -> None:
    resolution = {"kind": "resolution", "date": "2016-10-13", "body": "UNGA", "decisions": (decision("71/4", "UNGA"),)}
    found = []
    for language in ("ar", "zh", "en", "fr", "ru", "es"):
        address = iri.of_document(Document(file="x", sha256="", format="text", language=language, **resolution))  # type: ignore[arg-type]
        assert address.work() == GA
        found.append(address.expression().removeprefix(GA))
    assert found == ["/ara@", "/zho@", "/eng@", "/fra@", "/rus@", "/spa@"]


def test_a_revision_is_a_version() -> None:
    revised = iri.of_document(document(kind="note", symbol="UNEP/MC/COP.6/22/Rev.1", date="2025-10-01"))
    assert revised.expression() == "/akn/un/doc/communication/minamata-cop/2025-10-01/UNEP-MC-COP.6-22/eng@2025-10-01"
    undated = iri.of_document(document(kind="note", symbol="UNEP/MC/COP.6/22/Rev.1"))
    assert undated.version == "1900-01-01"


@pytest.mark.parametrize(
    ("series", "kind", "number", "work"),
    [
        ("UNGA", "resolution", "71/4", "un-ga/1900-01-01/71-4"),
        ("SC", "resolution", "2370", "un-sc/1900-01-01/2370"),
        ("SC", "decision", "10/3", "stockholm-cop/1900-01-01/10-3"),
        ("UNFCCC", "decision", "1/CP.21", "unfccc-cop/1900-01-01/1-CP.21"),
        ("UNFCCC", "decision", "1/CMA.3", "unfccc-cma/1900-01-01/1-CMA.3"),
        ("MC", "decision", "5/17", "minamata-cop/1900-01-01/5-17"),
        ("UNGA", "resolution", "3281(XXIX)", "un-ga/1900-01-01/3281(XXIX)"),
    ],
)
def test_a_cited_act_has_the_address_of_its_work_without_date(series: str, kind: str, number: str, work: str) -> None:
    address = iri.of_act(series, kind, number)
    assert address and address.work() == f"/akn/un/statement/deliberation/{work}"


def test_citing_an_act_finds_the_undated_name_of_the_document() -> None:
    own = document(
        kind="decision", meeting="MINAMATA-COP-5", body="MINAMATA-COP", decisions=(decision("MC-5/17", "MINAMATA-COP"),)
    )
    assert iri.undated(iri.of_document(own)) == iri.of_act("MC", "decision", "5/17")


def test_decisions_inside_a_document_have_addresses_of_their_own() -> None:
    several = document(
        kind="decisions",
        symbol="UNEP/MC/COP.5/25/Add.1",
        body="MINAMATA-COP",
        date="2023-11-10",
        decisions=(
            decision("MC-5/1", "MINAMATA-COP"),
            Decision(number="MC-5/[--]", title="", issuer="", draft=True, body="MINAMATA-COP"),
        ),
    )
    assert str(iri.of_decision(several, 0)) == "/akn/un/statement/deliberation/minamata-cop/2023-11-10/5-1/eng@.xml"
    assert iri.of_decision(several, 1).component == "dec_2"


@pytest.mark.parametrize("joins", [(", ", " and "), (", ", " et "), ("، و", " و"), ("、", "和")])
def test_a_decision_of_three_conventions_has_one_address_in_all_languages(joins: tuple[str, str]) -> None:
    assert iri.in_address("BC-18/2" + joins[0] + "RC-13/5" + joins[1] + "SC-13/1") == "BC-18-2_RC-13-5_SC-13-1"
