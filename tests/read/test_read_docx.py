"""DOCX: everything that the page shows, where it shows it."""

from __future__ import annotations

import pytest
from built_files import NAMESPACES, STRICT, W, docx, numbered, p, related, zipped

from mandata.model import Line, Source
from mandata.read import read_bytes


def read(body: str, **parts: str) -> Source:
    return read_bytes("note.docx", docx(body, **parts))


def line(body: str, **parts: str) -> Line:
    return read(body, **parts).lines[0]


def run(inside: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


FIELD = (
    run('<w:fldChar w:fldCharType="begin"/>')
    + run("<w:instrText> REF _Ref1 \\r </w:instrText>")
    + run('<w:fldChar w:fldCharType="separate"/>')
    + run(t("1"))
    + run('<w:fldChar w:fldCharType="end"/>')
)
BOX = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
RUBY = run(t("x"))
WORDS = [
    ("runs are joined", run(t("Deci")) + run(t("des to")) + run(t(" meet")), "Decides to meet"),
    ("tabs and breaks are blanks", run(t("1.") + "<w:tab/>" + t("A") + "<w:br/>" + t("b")), "1. A b"),
    ("hyphens", run(t("BC") + "<w:noBreakHyphen/>" + t("18 imple") + "<w:softHyphen/>" + t("ment")), "BC-18 implement"),
    ("a symbol of a font", run('<w:sym w:font="Symbol" w:char="F0B7"/>' + t(" x")), "• x"),
    ("of a field the result", run(t("paragraph ")) + FIELD + run(t(" above")), "paragraph 1 above"),
    ("a simple field", '<w:fldSimple w:instr=" PAGE ">' + run(t("7")) + "</w:fldSimple>", "7"),
    ("a content control", "<w:sdt><w:sdtPr/><w:sdtContent>" + run(t("A/80/6")) + "</w:sdtContent></w:sdt>", "A/80/6"),
    ("a smart tag", "<w:smartTag>" + run(t("Geneva")) + "</w:smartTag>", "Geneva"),
    ("an unknown wrapper", "<w:newThing>" + run(t("kept")) + "</w:newThing>", "kept"),
    ("of ruby the base", run(f"<w:ruby><w:rt>{RUBY}</w:rt><w:rubyBase>{run(t('y'))}</w:rubyBase></w:ruby>"), "y"),
    ("less-than signs in text", run(t("a &lt;w:b/&gt; c")), "a <w:b/> c"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "text"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words_of_a_paragraph(inside: str, text: str) -> None:
    assert line(f"<w:p>{inside}</w:p>").text == text


def test_italics_are_a_stretch_by_run_or_style_and_runs_side_by_side_are_one() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = "<w:p>" + run(t("Re"), "<w:i/>") + run(t("quests"), "<w:i/><w:lang/>") + run(t(" the "))
    body += run(t("Parties"), '<w:rStyle w:val="E"/>') + "</w:p>"
    found = line(body, styles=styles)
    assert [(found.text[s.start : s.end], s.form) for s in found.stretches] == [
        ("Requests", "italic"),
        ("Parties", "italic"),
    ]
    quoted = line(
        '<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr>' + run(t("all ")) + run(t("not"), '<w:i w:val="0"/>') + "</w:p>",
        styles=styles,
    )
    assert [(s.start, s.end) for s in quoted.stretches] == [(0, 3)]


def test_links_have_their_address() -> None:
    body = '<w:p><w:hyperlink r:id="L">' + run(t("here")) + "</w:hyperlink> </w:p>"
    found = read_bytes("x", docx(body, links={"L": "https://example.org/a"})).lines[0]
    assert [(s.form, s.value, found.text[s.start : s.end]) for s in found.stretches] == [
        ("link", "https://example.org/a", "here")
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_and_has_no_number() -> None:
    deleted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    body = p("First ", properties=deleted) + numbered("half.") + numbered("Next.")
    source = read(body, numbering=LIST)
    assert [(found.label, found.text) for found in source.lines] == [("1.", "First half."), ("2.", "Next.")]


def test_moved_words_stand_where_they_were_moved_to() -> None:
    body = "<w:p><w:moveFrom>" + run(t("gone ")) + "</w:moveFrom>" + run(t("here ")) + "<w:moveTo>"
    assert line(body + run(t("moved")) + "</w:moveTo></w:p>").text == "here moved"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    shape = f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
    old = f"<w:pict>{BOX}</w:pict>"
    alternate = f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    body = "<w:p>" + run(alternate + "</mc:AlternateContent>") + run(t("Anchor")) + "</w:p>" + p("After")
    assert [found.text for found in read(body).lines] == ["Anchor", "In the box", "After"]


def test_a_picture_is_a_line_if_it_says_something_and_else_told() -> None:
    picture = '<w:drawing><d:docPr xmlns:d="u" name="Picture 1" {}/><q:pic xmlns:q="v"/></w:drawing>'
    source = read(p("A", inside=run(picture.format('descr="Map of stocks"')) + run(picture.format(""))))
    assert [(found.kind, found.text) for found in source.lines] == [("picture", "Map of stocks"), ("text", "A")]
    assert [(left.text, left.reason) for left in source.unread] == [("Picture 1", "picture")]


def test_hidden_text_is_told_apart() -> None:
    source = read("<w:p>" + run(t("Shown")) + run(t("secret"), "<w:vanish/>") + "</w:p>")
    assert (source.lines[0].text, source.unread[0].text) == ("Shown", "secret")


# ------------------------------------------------------------------------------------------------ notes

FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1">' + p(" ") + "</w:footnote>"
    '<w:footnote w:id="1">' + p("* Reissued.") + "</w:footnote>"
    '<w:footnote w:id="2"><w:p>' + run("<w:footnoteRef/>") + run(t(" See ")) + run(t("A/80/6.")) + "</w:p></w:footnote>"
    '<w:footnote w:id="3"><w:p>' + run("<w:footnoteRef/>") + run(t(" Ibid.")) + "</w:p>" + p("Two.") + "</w:footnote>"
)


def test_marks_stand_at_their_place_and_notes_in_their_order() -> None:
    body = (
        "<w:p>"
        + run(t("Item 5"))
        + run('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>')
        + "</w:p>"
    )
    body += "<w:p>" + run(t("Welcomes")) + run('<w:footnoteReference w:id="2"/>') + run(t(" and notes;"))
    body += run('<w:footnoteReference w:id="3"/>') + "</w:p>"
    source = read(body, footnotes=FOOTNOTES)
    assert [[(mark.at, mark.note) for mark in found.marks] for found in source.lines] == [
        [(6, "*")],
        [(8, "1"), (19, "2")],
    ]
    assert [(note.label, note.text) for note in source.notes] == [
        ("*", "Reissued."),
        ("1", "See A/80/6."),
        ("2", "Ibid. Two."),
    ]


def test_notes_are_numbered_as_the_section_says() -> None:
    look = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    reference = run('<w:footnoteReference w:id="{}"/>')
    body = "<w:p>" + f"<w:pPr><w:sectPr>{look}</w:sectPr></w:pPr>" + run(t("A")) + reference.format(2) + "</w:p>"
    body += "<w:p>" + run(t("B")) + reference.format(3) + f"</w:p><w:sectPr>{look}</w:sectPr>"
    assert [note.label for note in read(body, footnotes=FOOTNOTES).notes] == ["a", "a"]


def test_a_note_without_a_mark_is_told() -> None:
    assert {left.text for left in read(p("A"), footnotes=FOOTNOTES).unread} == {
        "* Reissued.",
        "See A/80/6.",
        "Ibid. Two.",
    }


# ----------------------------------------------------------------------------------------------- blocks

LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def cell(inside: str, look: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inside}</w:tc>"


def test_a_table_is_a_line_a_row_with_its_cells() -> None:
    rows = "<w:tr>" + cell(p("A")) + cell(p("B") + p("b")) + "</w:tr>"
    rows += "<w:tr>" + cell(p("both"), '<w:gridSpan w:val="2"/>') + "</w:tr>"
    rows += "<w:tr>" + cell(p(), "<w:vMerge/>") + cell(numbered("x")) + "</w:tr>"
    source = read(f"<w:tbl>{rows}</w:tbl>", numbering=LIST)
    assert [(found.kind, found.cells, found.text) for found in source.lines] == [
        ("row", ("A", "B\nb"), "A | B b"),
        ("row", ("both", ""), "both"),
        ("row", ("", "1. x"), "1. x"),
    ]
    assert {found.table for found in source.lines} == {0}


def test_a_table_in_a_table_follows_the_row_it_stands_in() -> None:
    inner = f"<w:tbl><w:tr>{cell(p('in'))}</w:tr></w:tbl>"
    source = read(f"<w:tbl><w:tr>{cell(p('out') + inner + p())}</w:tr></w:tbl>")
    assert [(found.text, found.table) for found in source.lines] == [("out", 0), ("in", 1)]


def test_headers_and_footers_are_lines_of_their_kind_each_text_once() -> None:
    references = '<w:headerReference w:type="default" r:id="rId0"/><w:headerReference w:type="first" r:id="rId1"/>'
    source = read(p("Body") + f"<w:sectPr>{references}</w:sectPr>", header1=p("A/80/6"), header2=p("A/80/6"))
    assert [(found.kind, found.text) for found in source.lines] == [("header", "A/80/6"), ("text", "Body")]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="标题 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="_ H _Ch"/><w:pPr><w:outlineLvl w:val="0"/>'
    '<w:jc w:val="center"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="Derived"/><w:basedOn w:val="H"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "rank", "centred"), [("T1", 1, False), ("C", 2, False), ("H", 1, True), ("D", 1, True), ("N", 0, False)]
)
def test_the_rank_of_a_heading_is_inherited(style: str, rank: int, centred: bool) -> None:
    found = line(p("Title", properties=f'<w:pStyle w:val="{style}"/>'), styles=STYLES)
    assert (found.heading, found.centred) == (rank, centred)


def test_page_breaks() -> None:
    body = (
        p("One")
        + p("Two", properties="<w:pageBreakBefore/>")
        + p("Three", inside=run('<w:br w:type="page"/>'))
        + p("Four")
    )
    assert [found.page_break for found in read(body).lines] == [False, True, False, True]


def test_strict_names_read_like_transitional_ones() -> None:
    part = f"<w:document {NAMESPACES}><w:body>{p('Strict')}</w:body></w:document>".replace(W, STRICT)
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    relations = related([f'<Relationship Id="a" Type="{kind}" Target="d.xml"/>'])
    file = zipped({
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations,
        "d.xml": part,
    })  # fmt: skip
    assert read_bytes("x", file).lines[0].text == "Strict"


def test_any_prefix_will_do() -> None:
    run_ = "<x:r><x:rPr><x:i/></x:rPr><x:t>Other</x:t></x:r>"
    part = f'<x:document xmlns:x="{W}"><x:body><x:p>{run_}</x:p></x:body></x:document>'
    found = read_bytes("x", docx("", document=part)).lines[0]
    assert (found.text, [s.form for s in found.stretches]) == ("Other", ["italic"])


DRAWING = (
    '<w:r><w:drawing><wp:docPr xmlns:wp="p" id="1" name="{name}"/>'
    '<g:{tag} xmlns:g="g" r:{id_}="rId0"/></w:drawing></w:r>'
)
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
C_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@pytest.mark.parametrize(
    ("tag", "id_", "kind", "inside", "said"),
    [
        ("chart", "id", "chart", f'<a:t xmlns:a="{A_NS}">Lead</a:t><c:v xmlns:c="{C_NS}">40</c:v>', "Lead | 40"),
        ("relIds", "dm", "diagramData", f'<a:t xmlns:a="{A_NS}">Plan</a:t><a:t xmlns:a="{A_NS}">Do</a:t>', "Plan | Do"),
    ],
)
def test_the_words_of_a_chart_or_diagram_are_left_over(tag: str, id_: str, kind: str, inside: str, said: str) -> None:
    body = p("Figure 1", inside=DRAWING.format(name="Figure", tag=tag, id_=id_))
    source = read_bytes("x", docx(body, **{kind: inside}))
    assert [(left.text, left.reason) for left in source.unread] == [
        (f"Figure: {said}", tag.replace("relIds", "diagram"))
    ]


def test_a_damaged_chart_does_not_stop_the_reading() -> None:
    body = p("Figure 1", inside=DRAWING.format(name="Figure", tag="chart", id_="id"))
    source = read_bytes("x", docx(body, chart="<broken>"))
    assert [line.text for line in source.lines] == ["Figure 1"]
    assert [(left.text, left.reason) for left in source.unread] == [("Figure", "chart")]
