"""The example of docs/akoma-ntoso.md is what is written."""

from __future__ import annotations

import re
from pathlib import Path

from mandata import akn
from mandata.pipeline import analyse
from mandata.read import read_file

PAGE = (Path(__file__).parents[2] / "docs" / "akoma-ntoso.md").read_text(encoding="utf-8")


def plain(xml: str) -> str:
    return re.sub(r"\s+", " ", xml)


def test_the_worked_example(sample: Path) -> None:
    document = analyse(read_file(sample / "note.en.docx"))
    written = plain(akn.write(document).decode())
    inline, record = re.findall(r"```xml\n(.*?)```", PAGE, re.S)
    assert plain(inline.strip()) in written
    assert [line for line in record.splitlines() if plain(line) not in written] == []
    assert akn.iri.of_document(document).work() in PAGE
