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
    ("an override of a level", lists(*UN, nums=TWO.format(LETTERS)),
     [(0, 2), (0, 2)], ["A)", "B)"]),
    ("a level that never restarts", lists(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')),
     [(0, 1), (1, 1), (0, 1), (1, 1)], ["1.", "1)", "2.", "2)"]),
    ("bullets", lists(level(0, "\uf0b7", "bullet")), [(0, 1)], ["•"]),
    ("no number", lists(level(0, "", "none")), [(0, 1)], [""]),
    ("a list that is not defined", lists(*UN), [(0, 9)], [""]),
    ("a level above not used yet", lists(level(0, "%1."), level(1, "%1.%2")), [(1, 1), (0, 1)], ["1.1", "1."]),
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
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 20, "二〇"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircle", 21, "21"), ("decimalFullWidth", 10, "１０"),
        ("ideographTraditional", 2, "乙"), ("chicago", 5, "**"), ("somethingNew", 4, "4"), ("lowerLetter", 0, "0"),
    ],
)  # fmt: skip
def test_number_formats(format_: str, value: int, shown: str) -> None:
    assert show(value, format_) == shown
