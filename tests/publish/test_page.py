"""A page holds the text as issued, says what its words mean, and needs nothing from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.etree import _Element as Element

from mandata.interface import interface
from mandata.languages import LANGUAGES
from mandata.model import Block, Document, Mark
from mandata.publish.html import page
from mandata.publish.html.inline import Anchors, Span, element, write_inline


def read(document: Document, ui: str | None = None) -> Element:
    return html.fromstring(page(document, interface(ui or document.language)))


def text_of(made: Element) -> str:
    """The text of an element without footnote marks, numbers and links back."""
    for aside in made.xpath(".//sup | .//span[@class='number'] | .//a[@role='doc-backlink']"):
        aside.text = ""
        for child in list(aside):
            aside.remove(child)
    return "".join(made.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["note.{}.docx", "decisions.{}.html"])
def test_the_text_is_that_of_the_document(meeting: dict[str, Document], name: str, language: str) -> None:
    document = meeting[name.format(language)]
    made = read(document)
    for block in document.blocks:
        shown = made.get_element_by_id(block.id)
        text = shown.find("p") if shown.tag == "div" else shown
        assert text_of(text).strip() == block.text.strip(), block.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_and_directions_are_marked(meeting: dict[str, Document], language: str) -> None:
    made = read(meeting[f"note.{language}.docx"], ui="fr")
    article = made.find(".//article")
    assert (made.get("lang"), made.get("dir")) == ("fr", "ltr")
    assert (article.get("lang"), article.get("dir")) == (language, LANGUAGES[language].direction)
    assert {note.get("lang") for note in made.iterfind(".//div[@role='note']")} == {"fr"}
    assert {quoted.get("lang") for quoted in made.iterfind(".//div[@role='note']//dd/span")} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_marked_with_its_name(meeting: dict[str, Document], language: str) -> None:
    document, words = meeting[f"note.{language}.docx"], interface(language)
    made = read(document)
    for role, phrases in (
        ("who", [p for v in document.provisions for p in v.addressees]),
        ("conditions", [p for v in document.provisions for p in v.conditions]),
        ("due", [p for v in document.provisions for p in v.due]),
    ):
        for phrase in phrases:
            block = made.get_element_by_id(phrase.block)
            marked = block.xpath(f".//span[contains(@class, 'say {role}')]")
            assert phrase.text in ["".join(span.itertext()) for span in marked], phrase
            assert {span.get("data-label") for span in marked} == {words.headings[role]}


def test_the_note_says_what_the_paragraph_does(awkward: Document) -> None:
    note = read(awkward, "es").get_element_by_id("dec_1__para_1").find("div")
    told = " ".join("".join(note.itertext()).split())
    for said in (
        "solicita",
        "Quiénthe secretariat",
        "Condición",
        "= recursos",
        "= 2027-05-01",
        "Resultadoinforme",
        "DC 2/11",
    ):
        assert said in told


def test_what_crosses_is_split_and_named_once(awkward: Document) -> None:
    marked = read(awkward).xpath("//article//span[contains(@class, 'say due')]")
    assert ["".join(span.itertext()) for span in marked if "more" not in span.get("class")] == [
        "*lead* by",
        " 1 May 2027",
    ]
    assert sum("more" in span.get("class") for span in marked) == 1


def test_nothing_in_a_text_becomes_markup_or_a_script(awkward: Document) -> None:
    written = page(awkward, interface("en"))
    made = html.fromstring(written)
    assert "within &lt;existing&gt; resources &amp; funds" in written
    assert "javascript:" not in written
    linked = made.xpath("//p//a[@href='https://example.org/?a=1&b=2']")
    assert "".join(link.text_content() for link in linked) == "**", "the reference inside is followed"
    assert made.xpath("//p//ins")[0].text_content() == "by"
    assert "\u0000" not in written and "of which\ufffd 3" in written


def test_the_page_needs_nothing_from_outside(awkward: Document) -> None:
    made = read(awkward)
    assert made.xpath("//script | //link | //img | //iframe | //@src | //@onclick") == []
    assert "default-src 'none'" in made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert not re.search(r"url\(|@import", made.findtext(".//style"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_have_targets_and_every_identity_stands_once(meeting: dict[str, Document], language: str) -> None:
    for name in (f"note.{language}.docx", f"decisions.{language}.html"):
        made = read(meeting[name])
        identities = Counter(made.xpath("//@id"))
        assert max(identities.values()) == 1
        assert {href[1:] for href in made.xpath("//a/@href") if href.startswith("#")} <= set(identities)


def test_footnotes_and_their_marks_are_linked_both_ways(awkward: Document) -> None:
    made = read(awkward)
    mark = made.get_element_by_id("to_note_1")
    assert (mark.text, mark.get("href"), mark.get("role")) == ("1", "#note_1", "doc-noteref")
    back = made.get_element_by_id("note_1").xpath(".//a[@role='doc-backlink']")[0]
    assert back.get("href") == "#to_note_1"
    assert [sup.text for sup in made.xpath("//sup[not(a)]")] == ["*"], "a mark without a note stays as it is"


def test_headings_go_down_one_rank_at_a_time(awkward: Document) -> None:
    ranks = [int(heading.tag[1]) for heading in read(awkward).xpath("//*[re:match(name(), '^h[1-6]$')]",
             namespaces={"re": "http://exslt.org/regular-expressions"})]  # fmt: skip
    assert ranks[0] == 1 and all(after <= before + 1 for before, after in pairwise(ranks))


def test_rows_of_a_table_stand_in_one_table(awkward: Document) -> None:
    (table,) = read(awkward).xpath("//table")
    assert [[cell.text_content() for cell in row] for row in table] == [
        ["Year", "Sum"],
        ["2027", "12", "of which\ufffd 3"],
    ]


def test_references_are_listed_once_with_their_places(awkward: Document) -> None:
    made = read(awkward)
    listed = [item.text_content() for item in made.xpath("//section[@aria-labelledby='references']//li")]
    assert listed == ["decision DC 2/11 — cited in 1", "article DAKAR 19(4)(c) — cited in 1", "annex I — cited in 1"]


def test_an_empty_document_is_a_page(make_awkward: Callable[..., Document]) -> None:
    empty = make_awkward(
        blocks=(), decisions=(), notes=(), citations=(), mentions=(), provisions=(), symbol=None, title=None
    )
    assert read(empty).findtext(".//h1") == "untitled"


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[int]]:
    text = draw(st.text(alphabet="ab <&я文", min_size=1, max_size=30))
    places = st.integers(0, len(text))
    stretches = draw(st.lists(st.tuples(places, places).map(sorted).map(tuple), max_size=6))
    return text, [(a, b) for a, b in stretches if a < b], draw(st.lists(places, max_size=3))


@given(marked_texts())
def test_any_stretches_nest_and_cover_their_words(drawn: tuple[str, list[tuple[int, int]], list[int]]) -> None:
    text, stretches, marks = drawn
    spans = [Span(a, b, n, "a" if n > 3 else "span", (("class_", f"s{n}"),)) for n, (a, b) in enumerate(stretches)]
    block = Block(id="b", kind="paragraph", text=text, marks=tuple(Mark(at=at, note="") for at in marks))
    made = element("p")
    write_inline(made, block, spans, Anchors({}, {}), (0, len(text)))
    assert "".join(made.itertext()) == text
    assert not any(list(link.iter("a"))[1:] for link in made.iter("a")), "no link inside another"
    for span in spans[:4]:
        pieces = [s for s in made.iter("span") if s.get("class").split()[0] == f"s{span.depth}"]
        assert "".join("".join(s.itertext()) for s in pieces) == text[span.start : span.end]
        assert sum("more" not in s.get("class") for s in pieces) == 1
    assert len(list(made.iter("sup"))) == len(marks)


AXE = os.environ.get("MANDATA_AXE", "")  # axe.min.js of axe-core


@pytest.mark.skipif(not (AXE and shutil.which("chromium")), reason="needs chromium, and axe-core named by MANDATA_AXE")
@pytest.mark.parametrize("name", ["note.en.docx", "note.ar.docx", "decisions.zh.html"])
def test_axe_finds_no_violation(meeting: dict[str, Document], tmp_path: Path, name: str) -> None:
    document = meeting[name]
    written = re.sub("<meta http-equiv[^>]*>", "", page(document, interface(document.language)))
    run = "axe.run().then(r => { document.body.textContent = 'FOUND ' + r.violations.map(v => v.id) + ' END' })"
    script = f"<script>{Path(AXE).read_text(encoding='utf-8')}</script><script>{run}</script></body>"
    (tmp_path / "page.html").write_text(written.replace("</body>", script), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    call = ["chromium", *options, (tmp_path / "page.html").as_uri()]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert "FOUND  END" in done.stdout
