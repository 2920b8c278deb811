"""Automatic numbers are those that Word shows."""

from __future__ import annotations

import pytest
from built_files import docx, numbered, p

from mandata.read import read_bytes
from mandata.read.list_numbers import show


def level(ilvl: int, text: str, format_: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return abstract + (nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')


UN = (level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "(%3)", "lowerRoman"))
TWO = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'

LETTERS = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperLetter")}</w:lvlOverride>'

# what it shows, the definition, (level, list) of each paragraph, their numbers
CASES = [
    ("deeper levels begin anew", lists(*UN), [(0, 1), (1, 1), (2, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
     ["1.", "(a)", "(i)", "(ii)", "(b)", "(i)", "2.", "(a)"]),
    ("levels above are shown", lists(level(0, "%1."), level(1, "%1.%2")), [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)],
     ["1.", "1.1", "1.2", "2.", "2.1"]),
    ("legal numbers are decimal", lists(level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")),
     [(0, 1), (1, 1)], ["I.", "1.1"]),
    ("a start other than one", lists(level(0, "14.%1", start=3)), [(0, 1), (0, 1)], ["14.3", "14.4"]),
    ("lists of one definition count on", lists(*UN, nums=TWO.format("")), [(0, 1), (0, 2), (0, 1)], ["1.", "2.", "3."]),
    ("an override starts anew, once", lists(*UN, nums=TWO.format(RESTART.format(1))), [(0, 1), (0, 1), (0, 2), (0, 2)],
     ["1.", "2.", "1.", "2."]),
    ("an override with a number", lists(*UN, nums=TWO.format(RESTART.format(7))), [(0, 1), (0, 2)], ["1.", "7."]),
    ("an override of a level counts on", lists(*UN, nums=TWO.format(LETTERS)),
     [(0, 1), (0, 2), (0, 2), (0, 1)], ["1.", "B)", "C)", "4."]),
    ("a level that never restarts", lists(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')),
     [(0, 1), (1, 1), (0, 1), (1, 1)], ["1.", "1)", "2.", "2)"]),
    ("bullets", lists(level(0, "\uf0b7", "bullet")), [(0, 1)], ["•"]),
    ("no number", lists(level(0, "", "none")), [(0, 1)], [""]),
    ("a list that is not defined", lists(*UN), [(0, 9)], [""]),
    ("a level that was skipped counts", lists(level(0, "%1."), level(1, "%1.%2")), [(1, 1), (0, 1)], ["1.1", "2."]),
    ("of a legal number its own place has its format", lists(level(0, "%1.", "upperRoman"),
     level(1, "%1.%2", "decimalZero", more="<w:isLgl/>")), [(0, 1), (1, 1)], ["I.", "1.01"]),
    ("a level that only the first restarts", lists(level(0, "%1."), level(1, "%1.%2"),
     level(2, "%1.%2.%3", more='<w:lvlRestart w:val="1"/>')),
     [(0, 1), (1, 1), (2, 1), (2, 1), (1, 1), (2, 1), (0, 1), (2, 1)],
     ["1.", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.3", "2.", "2.1.1"]),
    ("a bullet above has no number", lists(level(0, "%1."), level(1, "—", "bullet"), level(2, "%1.%2%3.")),
     [(0, 1), (2, 1)], ["1.", "1.1."]),
    ("lists of one definition in turn", lists(*UN, nums=TWO.format("")),
     [(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)], ["1.", "2.", "3.", "4.", "5."]),
    ("letters past z", lists(level(0, "(%1)", "lowerLetter", start=25)), [(0, 1)] * 3, ["(y)", "(z)", "(aa)"]),
    ("Arabic letters", lists(level(0, "(%1)", "arabicAlpha"), level(1, "%2 -", "arabicAbjad")),
     [(0, 1), (0, 1), (1, 1), (1, 1), (1, 1)], ["(أ)", "(ب)", "أ -", "ب -", "ج -"]),
    ("Cyrillic letters", lists(level(0, "%1)", "russianLower", start=9)), [(0, 1)] * 3, ["и)", "к)", "л)"]),
    ("Chinese numbers", lists(level(0, "%1、", "chineseCountingThousand", start=9),
     level(1, "(%2)", "chineseCounting")), [(0, 1), (0, 1), (0, 1), (1, 1)], ["九、", "十、", "十一、", "(一)"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("definition", "paragraphs", "labels"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_numbers_count_as_in_word(definition: str, paragraphs: list[tuple[int, int]], labels: list[str]) -> None:
    body = "".join(numbered("x", *place) for place in paragraphs)
    source = read_bytes("x", docx(body, numbering=definition))
    assert [line.label for line in source.lines] == labels


def test_the_level_of_a_numbered_paragraph_is_that_of_its_list() -> None:
    source = read_bytes("x", docx(numbered("a") + numbered("b", 2) + p("c"), numbering=lists(*UN)))
    assert [line.level for line in source.lines] == [1, 3, 0]


def test_a_style_may_number_its_paragraphs_at_the_level_tied_to_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    numbering = lists(level(0, "%1."), level(1, "(%2)", "lowerLetter", more='<w:pStyle w:val="B"/>'))
    body = p("x", properties='<w:pStyle w:val="A"/>') + p("y", properties='<w:pStyle w:val="B"/>')
    body += p("z", properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    source = read_bytes("x", docx(body, numbering=numbering, styles=styles))
    assert [line.label for line in source.lines] == ["1.", "(a)", ""]


@pytest.mark.parametrize(
    ("format_", "value", "shown"),
    [
        ("lowerLetter", 27, "aa"), ("upperLetter", 28, "BB"), ("lowerRoman", 49, "xlix"),
        ("upperRoman", 2026, "MMXXVI"),
        ("decimalZero", 7, "07"), ("ordinal", 22, "22nd"), ("ordinal", 112, "112th"), ("numberInDash", 3, "- 3 -"),
        ("arabicAbjad", 3, "ج"), ("arabicAlpha", 3, "ت"), ("russianLower", 10, "к"), ("russianUpper", 1, "А"),
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百〇五"),
        ("chineseCounting", 101, "一○一"),
        ("lowerLetter", 780, "z" * 30), ("lowerLetter", 781, "781"), ("upperRoman", 2**31, str(2**31)),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 20, "二〇"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircle", 21, "21"), ("decimalFullWidth", 10, "１０"),
        ("ideographTraditional", 2, "乙"), ("chicago", 5, "**"), ("somethingNew", 4, "4"), ("lowerLetter", 0, "0"),
    ],
)  # fmt: skip
def test_number_formats(format_: str, value: int, shown: str) -> None:
    assert show(value, format_) == shown


def test_a_list_that_takes_its_levels_from_a_list_style_counts_by_itself() -> None:
    own = f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>{level(0, "%1.")}</w:abstractNum>'
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
    body = "".join(numbered("x", 0, list_) for list_ in (1, 1, 2, 2, 1))
    source = read_bytes("x", docx(body, numbering=own + linked + nums))
    assert [line.label for line in source.lines] == ["1.", "2.", "1.", "2.", "3."]


def test_a_style_does_not_number_on_a_level_that_is_tied_to_another() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}</w:style>'
    list_ = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style.format("H", list_) + style.format("S", list_)
    body = "".join(p("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("H", "S", "H"))
    numbering = lists(level(0, "%1.", more='<w:pStyle w:val="H"/>'))
    source = read_bytes("x", docx(body, numbering=numbering, styles=styles))
    assert [line.label for line in source.lines] == ["1.", "", "2."]


def test_each_story_counts_by_itself() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{numbered('in the box') * 2}</w:txbxContent></w:pict></w:r>"
    reference = "<w:p><w:r><w:footnoteRef/></w:r></w:p>"
    note = f'<w:footnote w:id="1">{reference}{numbered("noted")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    margins = '<w:sectPr><w:headerReference r:id="rId0"/><w:footerReference r:id="rId1"/></w:sectPr>'
    body = numbered("one") + p("anchor", inside=box + mark) + numbered("two") + margins
    parts = {"header1": numbered("head"), "footer1": numbered("foot")}
    source = read_bytes("x", docx(body, **parts, numbering=lists(*UN), footnotes=note))
    assert [(line.label, line.text) for line in source.lines] == [
        ("1.", "head"),
        ("1.", "one"),
        ("", "anchor"),
        ("1.", "in the box"),
        ("2.", "in the box"),
        ("2.", "two"),
        ("2.", "foot"),
    ]
    assert [note.text for note in source.notes] == ["1. noted"]
