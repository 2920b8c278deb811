"""Recitals have the name of their verb in every language, and quantities are found (tests/cases/akn)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.akn.words import words

CASES = Path(__file__).parents[1] / "cases" / "akn"


def rows(section: str) -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))[section]:
            found.append(pytest.param(path.stem, row, id=f"{path.stem}: {row['why']}"))
    return found


@pytest.mark.parametrize(("language", "row"), rows("recitals"))
def test_a_recital_has_the_name_of_its_verb(language: str, row: dict[str, Any]) -> None:
    assert words(language).recital(row["text"]) == row["name"]


@pytest.mark.parametrize(("language", "row"), rows("quantities"))
def test_quantities_are_found(language: str, row: dict[str, Any]) -> None:
    assert [match[0] for match in words(language).quantities.finditer(row["text"])] == row["found"]
