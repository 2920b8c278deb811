"""The table shows every mandate with its words, at any width, in any script, headings in the language asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from mandata.cli import table
from mandata.interface import interface
from mandata.model import Document

LANGUAGES = ("en", "zh", "ar")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def show(*documents: Document, ui: str = "en", width: int = 160, every: bool = False) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        out = io.StringIO()
        table.write(documents, out, interface(ui), every=every)
        return out.getvalue()

    return show


def words_of(text: str) -> str:
    """What is printed without borders, blanks and marks, so that wrapped words can be found."""
    return re.sub(r"[\s│┌┐└┘├┤┬┴┼─\u200e\u2067\u2069]+", "", text)


def test_a_mandate_is_shown_with_all_that_belongs_to_it(printed: Callable[..., str], document: Document) -> None:
    shown = printed(document, width=240)
    row = next(line for line in shown.splitlines() if line.startswith("│ 2 "))
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "2",
        "the secretariat",
        "requests: submit a report under article 3",
        "the World Health Organization",
        "within existing resources",
        "by 1 May 2027",
        "article MINAMATA 3",
    ]
    assert "= 2027-05-01" in shown and "for: the Bureau" in shown


def test_what_asks_nobody_is_counted_and_shown_on_demand(printed: Callable[..., str], document: Document) -> None:
    assert "welcomes" not in printed(document)
    assert "Mandates: 1 · Other provisions: 1 (appreciation and concern: 1)" in printed(document)
    assert "welcomes: the report" in printed(document, every=True)


def test_a_footnote_is_cited_by_the_paragraph_of_its_mark(printed: Callable[..., str], document: Document) -> None:
    row = next(line for line in printed(document, every=True).splitlines() if line.startswith("│ 1 "))
    assert "UNEP/DC/COP.3/2" in row


def test_what_was_not_understood_is_counted_with_its_reason(printed: Callable[..., str], document: Document) -> None:
    assert printed(document).rstrip().endswith("Not understood: 2 (a picture: 2)")


def test_brackets_of_a_text_are_no_markup(printed: Callable[..., str], document: Document) -> None:
    shown = printed(document)
    assert "[Draft] title" in shown and "DC-3/[--] (draft): Lead [paint]" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    printed: Callable[..., str], make_document: Callable[..., Document], language: str, width: int
) -> None:
    document = make_document(language)
    shown = printed(document, ui=language, width=width)
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    mandate = document.provisions[1]
    assert mandate.action
    columns = "".join(column_texts(shown))
    assert words_of(mandate.addressees[0].text) in columns
    assert words_of(mandate.action.text) in columns
    assert words_of(mandate.partners[0].text) in columns


def column_texts(shown: str) -> list[str]:
    """The cells of the table column by column, each row's lines joined."""
    rows: list[list[str]] = []
    for line in shown.splitlines():
        cells = re.sub("\u200e", "", line).strip().strip("│").split("│")
        if len(cells) > 1:
            rows.append([words_of(cell) for cell in cells])
    return ["".join(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("ui", "heading"),
    [("ar", "مَن"), ("zh", "谁"), ("en", "Who"), ("fr", "Qui"), ("ru", "Кто"), ("es", "Quién")],
)
def test_headings_come_in_the_language_asked_for(
    printed: Callable[..., str], document: Document, ui: str, heading: str
) -> None:
    assert f" {heading} " in printed(document, ui=ui)


def test_columns_hold_their_place_around_right_to_left_text(
    printed: Callable[..., str], make_document: Callable[..., Document]
) -> None:
    shown = printed(make_document("ar"), ui="ar")
    uprights = [line for line in shown.splitlines() if "│" in line]
    assert uprights and all(line.count("\u200e│\u200e") == line.count("│") for line in uprights)
    assert "\u200e" not in printed(make_document("en"))


def test_an_arabic_table_begins_at_the_right(
    printed: Callable[..., str], make_document: Callable[..., Document]
) -> None:
    heading = next(line for line in printed(make_document("ar"), ui="ar", width=200).splitlines() if "مَن" in line)
    assert heading.index("الموعد") < heading.index("ماذا") < heading.index("الفقرة")
    heading = next(line for line in printed(make_document("ar"), ui="en", width=200).splitlines() if "Who" in line)
    assert heading.index("Para.") < heading.index("What") < heading.index("By when")


def test_arabic_is_written_in_the_order_in_which_it_is_read(
    printed: Callable[..., str], make_document: Callable[..., Document]
) -> None:
    shown = printed(make_document("ar"), ui="ar", width=240)
    assert "\u2067تقدم إلى المكتب تقريراً بموجب المادة 3\u2069" in shown


def test_a_document_without_decisions_says_so(
    printed: Callable[..., str], make_document: Callable[..., Document]
) -> None:
    assert "No mandates found" in printed(make_document("en", decisions=(), provisions=(), citations=()))
