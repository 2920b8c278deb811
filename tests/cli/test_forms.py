"""JSON and CSV say the same as the table, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

import msgspec

from mandata.cli.json_form import write_json, write_lines
from mandata.cli.spreadsheet import write_csv
from mandata.model import Document
from mandata.publish.columns import COLUMNS


def test_one_document_is_an_object_and_several_are_an_array(document: Document) -> None:
    for number, kind in ((0, list), (1, dict), (2, list), (3, list)):
        out = io.StringIO()
        write_json([document] * number, out)
        value = json.loads(out.getvalue())
        assert isinstance(value, kind)
        assert len(value) == number or kind is dict


def test_json_gives_the_document_back(document: Document) -> None:
    out = io.StringIO()
    write_json([document], out)
    assert msgspec.json.decode(out.getvalue(), type=Document) == document


def test_lines_are_written_as_documents_come(document: Document) -> None:
    out = io.StringIO()

    def coming() -> Iterator[Document]:
        for number in range(3):
            assert len(out.getvalue().splitlines()) == number
            yield document

    write_lines(coming(), out)


def rows_of(*documents: Document) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_csv(documents, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_row_of_csv_is_a_provision(document: Document) -> None:
    welcome, request = rows_of(document)
    assert tuple(request) == COLUMNS
    assert (welcome["act"], welcome["citations"]) == ("welcome", "symbol:UNEP/DC/COP.3/2")
    expected = {
        "decision": "DC-3/[--]",
        "draft": "yes",
        "paragraph": "2",
        "addressees": "the secretariat",
        "partners": "the World Health Organization",
        "condition_types": "resources",
        "due_values": "date:2027-05-01",
        "due_dates": "2027-05-01",
        "citations": "article:MINAMATA:3",
        "continuing": "no",
    }
    assert {column: request[column] for column in expected} == expected


def test_a_cell_that_looks_like_a_formula_stays_text(make_document: Callable[..., Document]) -> None:
    row = rows_of(make_document("en", title="x", symbol='=HYPERLINK("http://example.org")'))[0]
    assert row["symbol"].startswith("'=")
