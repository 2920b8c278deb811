"""The figures of docs/structure.md hold on the documents beside the checkout, where these are present."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import measure

pytestmark = pytest.mark.skipif(not measure.SHARED.is_dir(), reason=f"{measure.SHARED} is not there")


def test_paragraphs_are_called_as_the_labels_do() -> None:
    counts = measure.corpus(False)
    shares = {name: counts[name]["outside right"] / counts[name]["outside"] for name in measure.GROUPS.values()}
    assert shares["General Assembly"] >= 0.99 and shares["Human Rights Council"] >= 0.99, shares
    assert shares["Council"] >= 0.98 and shares["Security Council"] >= 0.99, shares


@pytest.mark.parametrize("count", [measure.unea, measure.unfccc], ids=["two parts", "all decisions"])
def test_nothing_is_missed(count: object) -> None:
    found, total = count(False)  # type: ignore[operator]
    assert found == total > 30


def test_six_languages_give_one_structure() -> None:
    assert measure.six(False)


def test_the_facts_of_the_parallel_documents_are_found() -> None:
    found, total = measure.parallel(False)
    assert found == total
