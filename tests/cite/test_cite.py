"""What a reader finds cited in a sentence: a table of sentences and values for each language."""

from pathlib import Path

import pytest
import yaml

from mandata import lexicon, names
from mandata.cite import cite
from mandata.model import Citation, Context

CASES = Path(__file__).parents[1] / "cases" / "cite"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def rows(language: str) -> list[dict]:
    return yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))


def read(text: str, language: str, body: str | None = None) -> list[Citation]:
    instrument = lexicon.bodies()[body].instrument if body else None
    return cite(text, names.scan(text, language), Context(language=language, body=body, instrument=instrument))


ROWS = [pytest.param(code, row, id=f"{code}: {row['why']}") for code in LANGUAGES for row in rows(code)]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_it_cites(language: str, row: dict) -> None:
    found = read(row["text"], language, row.get("body"))
    assert sorted({citation.value for citation in found}) == sorted(row["values"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_citation_stands_in_its_text_to_the_letter(language: str) -> None:
    for row in rows(language):
        for citation in read(row["text"], language, row.get("body")):
            assert row["text"][citation.start : citation.end] == citation.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_forty_rows_and_some_of_nothing(language: str) -> None:
    table = rows(language)
    assert len(table) >= 40
    assert sum(not row["values"] for row in table) >= 4
