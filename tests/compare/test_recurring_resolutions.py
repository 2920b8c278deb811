"""Chains of recurring resolutions against a sample that was labelled by reading: recurring.json holds identities of
paragraphs, an earlier and a later one, and whether the later asks again for the same (perhaps changed) or not."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from mandata.compare.recurrence import index_of, recurrences
from mandata.pipeline import read_document

SAMPLES = json.loads((Path(__file__).parent / "recurring.json").read_text(encoding="utf-8"))
FOLDERS = {"en": "corpus/en", "unfccc": "documents/unfccc"}


def chained(folder: Path) -> set[tuple[str, str]]:
    """The steps of all chains, by the identities of their mandates."""
    documents = (read_document(file.name, file.read_bytes(), None) for file in sorted(folder.glob("*.txt")))
    index = index_of(documents)
    steps = (step for chain in recurrences(index).chains for step in pairwise(chain))
    return {(index.mandates[earlier].id, index.mandates[later].id) for earlier, later in steps}


@pytest.mark.parametrize("sample", ["en", "unfccc"])
def test_the_steps_of_chains_are_right(shared: Path, sample: str) -> None:
    found = chained(shared / FOLDERS[sample])
    right, wrong = ({tuple(pair) for pair in SAMPLES[sample][label]} for label in ("right", "wrong"))
    good, bad = len(right & found), len(wrong & found)
    print(f"{sample}: {good} right, {bad} wrong, precision {good / (good + bad):.3f}; {len(right) - good} not chained")
    assert good / (good + bad) >= 0.95
    assert good >= 0.95 * len(right)
