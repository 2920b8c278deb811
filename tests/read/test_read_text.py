"""Plain text made from Word keeps its levels, rows, notes and words."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mandata.model import Source
from mandata.read import read_bytes
from mandata.read.plain import plain


def read(text: str, encoding: str = "utf-8") -> Source:
    return read_bytes("note.txt", text.encode(encoding))


@pytest.mark.parametrize(
    ("line", "text", "level"),
    [
        ("Requests the secretariat;", "Requests the secretariat;", 0),
        ("\t\t1.\tRequests the secretariat;", "1. Requests the secretariat;", 2),
        ("  Decides  to\u00a0meet ", "Decides to meet", 0),
        ("UNEP/MC/COP.6/ INF/32", "UNEP/MC/COP.6/ INF/32", 0),
        ("in\u00adter\u200bnational BC\u201118/2", "international BC-18/2", 0),
        ("\u200fالمرفق\u200e", "المرفق", 0),
        ("\uf0b7\tMercury", "• Mercury", 0),
    ],
    ids=["plain", "tabs are the level", "white space", "blank in a symbol", "invisible", "direction", "symbol font"],
)
def test_a_line_is_a_paragraph_with_its_white_space_folded(line: str, text: str, level: int) -> None:
    found = read(line).lines[0]
    assert (found.text, found.level, found.kind) == (text, level, "text")


def test_rows_between_pipes_are_a_table_each_run_of_them_its_own() -> None:
    source = read("|  | United Nations | UNEP/MC/COP.9/1 |\n|  | Distr. |  |\nNote\n\t| A | 1 |")
    assert [(line.table, line.cells, line.text) for line in source.lines] == [
        (0, ("", "United Nations", "UNEP/MC/COP.9/1"), "United Nations | UNEP/MC/COP.9/1"),
        (0, ("", "Distr.", ""), "Distr."),
        (None, (), "Note"),
        (1, ("A", "1"), "A | 1"),
    ]


def test_a_bookmark_of_word_is_no_text_but_is_told() -> None:
    source = read("1、 [bookmark: _Hlk12]导言")
    assert source.lines[0].text == "1、 导言"
    assert [(left.text, left.reason) for left in source.unread] == [
        ("[bookmark: _Hlk12]", "bookmark of the word processor")
    ]


def test_a_form_feed_begins_a_page() -> None:
    assert [line.page_break for line in read("One\n\fTwo\nThree").lines] == [False, True, False]


NOTES = [
    ("at the end of the line", "通过决议，[footnoteRef:3] 并请； [3:  第6/3号决议。] ", "通过决议， 并请；",
     [(5, "3")], ["第6/3号决议。"]),
    ("two in a line", "A[footnoteRef:1] b[footnoteRef:2] c [1:  One.] [2:  Two.]", "A b c",
     [(1, "1"), (3, "2")], ["One.", "Two."]),
    ("brackets in a note", "A[footnoteRef:1] [1:  See [draft] decision (a).]", "A",
     [(1, "1")], ["See [draft] decision (a)."]),
    ("on the next line", "A[footnoteRef:1] b\n [1:  Later.]", "A b", [(1, "1")], ["Later."]),
    ("over two lines", "A[footnoteRef:1] b [1:  First\nsecond.]", "A b", [(1, "1")], ["First second."]),
    ("not closed", "A[footnoteRef:1] b [1:  Open", "A b", [(1, "1")], ["Open"]),
    ("where the mark was", "حقوق([1]) القرار 217 (د-3).) وإلى", "حقوق وإلى", [(4, "1")], ["القرار 217 (د-3)."]),
    ("where the marks were, all numbered 1", "A([1]) One.) b([1]) Two.)", "A b",
     [(1, "1"), (3, "2")], ["One.", "Two."]),
    ("as in Markdown", "A[^7] b\n[^7]: Below.", "A b", [(1, "7")], ["Below."]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "text", "marks", "notes"), [row[1:] for row in NOTES], ids=[row[0] for row in NOTES])
def test_notes_leave_the_line_and_their_marks_keep_the_place(
    line: str, text: str, marks: list[tuple[int, str]], notes: list[str]
) -> None:
    source = read(line)
    assert [found.text for found in source.lines] == [text]
    assert [(mark.at, mark.note) for mark in source.lines[0].marks] == marks
    assert [note.text for note in source.notes] == notes


UNMARKED = [
    ("English", "Recalling the Charter,See resolution 9 A (III), annex. as well as the Covenant,Resolution 11 B.",
     "Recalling the Charter, as well as the Covenant,", [(22, "1"), (47, "2")]),
    ("French", "Rappelant la Déclaration des peuplesRésolution 9 A., ainsi que le Pacte (art. 2)Voir résolution 11 B.,",
     "Rappelant la Déclaration des peuples, ainsi que le Pacte (art. 2),", [(36, "1"), (65, "2")]),
    ("Russian", "ссылаясь на Декларацию народовРезолюция 9 A (III)., и на решениеСм. резолюцию 11 B.;",
     "ссылаясь на Декларацию народов, и на решение;", [(30, "1"), (44, "2")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "text", "marks"), [row[1:] for row in UNMARKED], ids=[row[0] for row in UNMARKED])
def test_notes_that_run_on_without_a_blank_leave_the_line(line: str, text: str, marks: list[tuple[int, str]]) -> None:
    source = read(line)
    assert source.lines[0].text == text
    assert [(mark.at, mark.note) for mark in source.lines[0].marks] == marks
    assert len(source.notes) == 2


@pytest.mark.parametrize(
    "line",
    [
        "The EuroMed Support Project, NovaTech, and others., with EuroMed partners of the region., met",
        "Recalling the meeting in Geneva,Switzerland, in May. and June",
        "The McDonald Islands and the iPhone of the delegate",
    ],
    ids=["names with capitals inside", "one missing blank", "names"],
)
def test_a_missing_blank_alone_makes_no_note(line: str) -> None:
    source = read(line)
    assert (source.lines[0].text, source.notes) == (line, ())


@pytest.mark.parametrize("line", ["See [3: the third] item", "Document [MC-6/[--]]", "[1] and [2: both]"])
def test_brackets_without_a_mark_are_words(line: str) -> None:
    source = read(line)
    assert (source.lines[0].text, source.notes) == (line, ())


def test_a_mark_in_a_row_moves_with_its_cell() -> None:
    line = read("|  | Total[footnoteRef:1] | 5 | [1:  In dollars.]\n| a[footnoteRef:2] b |\n[2:  Two.]").lines[-1]
    assert (line.text, [(mark.at, mark.note) for mark in line.marks]) == ("a b", [(1, "2")])


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Décision"),
        ("utf-16", "Решение Конференции Сторон"),
        ("utf-16-le", "The Conference of the Parties decides to meet"),
        ("cp1252", "La Conférence des Parties a décidé, à sa réunion, de créer un comité spécial"),
        ("cp1252", "La Conferencia de las Partes pidió a la Secretaría que presentase un informe sobre el año"),
        ("cp1251", "Конференция Сторон просит секретариат представить доклад о ходе осуществления"),
        ("cp1256", "يطلب مؤتمر الأطراف إلى الأمانة أن تقدم تقريرا عن تنفيذ هذا المقرر"),
        ("gb18030", "缔约方大会请秘书处向下一次会议报告本决定的执行情况"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(encoding: str, text: str) -> None:
    assert read(text, encoding).lines[0].text == text


PIECES = st.sampled_from(
    [
        "\t",
        "| a | b |",
        "[footnoteRef:1]",
        " [1:  x]",
        "\n",
        "[2:",
        "]",
        "([1])",
        ")",
        "[bookmark: q]",
        "Word",
        "决定",
        "\u00a0",
    ]
)


@given(st.lists(PIECES | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8), max_size=30).map("".join))
def test_no_visible_character_is_lost(text: str) -> None:
    source = read(f"Begin\n{text}")
    assume(source.format == "text")
    held = "".join(line.text + "".join(mark.note for mark in line.marks) for line in source.lines)
    held += "".join(note.text for note in source.notes) + "".join(left.text for left in source.unread)
    forms = set("footnoteRef1")  # letters of the forms that say where a note is
    assert {c for c in plain(text) if c.isalnum()} - set(held) <= forms
