"""Tables can be circulated: the same columns everywhere, words in the reader's language, nothing that calculates."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any

import msgspec
import openpyxl
import pytest

from mandata.interface import interface
from mandata.languages import LANGUAGES
from mandata.mandates import ACT_CLASSES
from mandata.model import Decision, Document
from mandata.publish.columns import COLUMNS, heading, rows
from mandata.publish.csv_file import csv_text
from mandata.publish.xlsx import workbook
from mandata.publish.xlsx.sheet import COLUMNS as CIRCULATED
from mandata.publish.xlsx.sheet import height


def read(documents: list[Document], ui: str | None = None, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(documents, ui, **options)))


def table(sheet: Any) -> list[dict[str, Any]]:
    headings, *lines = list(sheet.iter_rows(min_row=2, values_only=True))
    return [dict(zip(headings, line, strict=True)) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_heading_in_every_language(language: str) -> None:
    words = interface(language)
    headings = [heading(column, words) for column in COLUMNS]
    assert all(headings) and len(set(headings)) == len(COLUMNS)
    assert set(words.publish.columns) < set(COLUMNS)
    assert list(words.publish.deliverables) == list(interface("en").publish.deliverables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_can_be_worked_with(meeting: dict[str, Document], language: str) -> None:
    book = read([meeting[f"note.{language}.docx"], meeting[f"decisions.{language}.html"]])
    cover, together, *decisions = book.worksheets
    words = interface(language)
    assert (cover.title, together.title) == (words.publish.labels.register, words.publish.labels.all)
    assert [sheet.title for sheet in decisions] == ["DC-3-----", "DC-3-6", "DC-3-11", "DC-3-14"]
    for sheet in (together, *decisions):
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")
        assert bool(sheet.sheet_view.rightToLeft) is (LANGUAGES[language].direction == "rtl")
        assert sheet["D4"].alignment.wrap_text
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")
    assert sum(len(table(sheet)) for sheet in decisions) == len(table(together))
    assert [cell.value for cell in together[2]] == [heading(column, words) for column in CIRCULATED]


def test_what_is_said_is_said_in_the_language_asked_for(meeting: dict[str, Document]) -> None:
    sheet = read([meeting["note.zh.docx"]], ui="ru").worksheets[1]
    line = next(line for line in table(sheet) if line["Пункт"] == "3 (b)")
    assert (line["Действие"], line["Кто"], line["Результат"]) == ("просит", "秘书处", "перечень")
    assert not sheet.sheet_view.rightToLeft


def test_a_text_from_right_to_left_begins_at_the_right_of_its_cell(meeting: dict[str, Document]) -> None:
    sheet = read([meeting["note.ar.docx"]], ui="en").worksheets[1]
    who = sheet.cell(3, list(CIRCULATED).index("addressees") + 1)
    assert (who.alignment.readingOrder, who.alignment.horizontal) == (2, "right")


def test_dates_are_dates(awkward: Document) -> None:
    single = awkward.provisions[0].due[:1]
    provision = msgspec.structs.replace(awkward.provisions[0], due=single)
    document = msgspec.structs.replace(awkward, provisions=(provision,))
    line = table(read([document]).worksheets[2])[0]
    assert line["Due date"] == datetime.datetime(2027, 5, 1)
    assert line["By when"] == "by 1 May 2027"


def test_rows_are_as_high_as_their_longest_cell() -> None:
    assert height([("short", 20)]) == height([("", 20)])
    assert height([("word " * 40, 20), ("short", 20)]) > 10 * 13
    assert height([(("one", "two", "three"), 20)]) == height([("one\ntwo\nthree", 20)])
    assert height([("\u6c34" * 20, 20)]) > height([("w" * 15, 20)])


def test_no_cell_calculates(make_awkward: Callable[..., Document]) -> None:
    document = make_awkward(
        symbol="=HYPERLINK(1)", decisions=(Decision(number="+7", title="=Lead", issuer="@C", draft=False),)
    )
    for sheet in read([document]):
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    (line,) = csv.DictReader(io.StringIO(csv_text([document]), newline=""))
    assert (line["Symbol"], line["Decision"], line["Body"]) == ("'=HYPERLINK(1)", "'+7", "'@C")


def test_names_of_sheets_are_legal_and_stand_once(make_awkward: Callable[..., Document]) -> None:
    long = "UNEP/EA.7/RES.[1]: a number without any end to it"
    document = make_awkward(decisions=(Decision(number=long, title="", issuer="", draft=True),))
    shouted = make_awkward(decisions=(Decision(number=long.upper(), title="", issuer="", draft=True),))
    named = make_awkward(decisions=(Decision(number="all mandates", title="", issuer="", draft=True),))
    titles = [sheet.title for sheet in read([document, shouted, named])]
    assert len({title.casefold() for title in titles}) == 5
    assert max(map(len, titles)) <= 31 and not any(sign in "".join(titles) for sign in "[]:*?/\\")


def test_the_cover_counts_and_leads_to_the_sheets(awkward: Document) -> None:
    book = read([awkward])
    cover = book.worksheets[0]
    lines = [[cell for cell in line if cell is not None] for line in cover.iter_rows(values_only=True)]
    for said in (["Documents", 1], ["Mandates", 1], ["Other provisions", 1], ["Not understood", 1]):
        assert said in lines
    assert ["UNEP/DC/COP.3/99", "=1+1", "a picture"] in [[v for v in line if v != ""] for line in lines]
    assert [c.hyperlink.location for line in cover.iter_rows() for c in line if c.hyperlink] == ["'DC-3-7'!A1"]


def test_provisions_that_ask_nobody_are_added_on_demand(awkward: Document) -> None:
    assert len(table(read([awkward]).worksheets[1])) == 1
    assert [line["Act"] for line in table(read([awkward], every=True).worksheets[1])] == ["requests", "welcomes"]
    assert len(list(csv.reader(io.StringIO(csv_text([awkward], every=True))))) == 3


def test_a_workbook_of_nothing_opens(make_awkward: Callable[..., Document]) -> None:
    assert [sheet.title for sheet in read([])] == ["Register of mandates", "All mandates"]
    assert len(read([make_awkward(provisions=())]).worksheets) == 2


def test_the_same_documents_give_the_same_bytes(awkward: Document) -> None:
    assert workbook([awkward]) == workbook([awkward])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_says_the_same_to_programs_and_people(meeting: dict[str, Document], language: str) -> None:
    document, words = meeting[f"note.{language}.docx"], interface(language)
    lines = list(csv.DictReader(io.StringIO(csv_text([document], every=True), newline="")))
    for row, line in zip(rows(document), lines, strict=True):
        assert line[heading("action", words)] == str(row.cells["action"])
        assert line[heading("act", words)] == words.acts[str(row.cells["act"])]
        assert line[heading("start", words)] == str(row.cells["start"])
        assert line[heading("inherited", words)] in (words.publish.labels.affirmative, words.publish.labels.negative)
    assert {str(row.cells["act"]) for row in rows(document)} <= set(ACT_CLASSES)
