"""Of discrepancies put into one version at a time at least 92 of 100 are found, with at most one false finding each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from .seeding import PATTERNS, Outcome, Seed, in_words, of_paragraphs, outcome
from .versions import LANGUAGES

LEAST = 0.92


def _some(seeds: Iterable[Seed], every: int = 3) -> list[Seed]:
    """A third of the seeds, of every kind and language: all of them take minutes (docs/concord.md has the figures)."""
    return [seed for at, seed in enumerate(seeds) if (at + at // len(LANGUAGES)) % every == 0]


def _check(outcomes: list[Outcome]) -> None:
    lost = [(o.seed.name, o.seed.language) for o in outcomes if not o.found]
    assert 1 - len(lost) / len(outcomes) >= LEAST, lost
    false = [(o.seed.name, f.language, f.kind, f.found) for o in outcomes for f in o.others]
    assert len(false) <= len(outcomes) / 10, false


@pytest.mark.parametrize("name", PATTERNS)
def test_words_changed_in_one_version_are_found(sample: Path, name: str) -> None:
    _check([outcome(seed, sample, PATTERNS[name]) for seed in _some(in_words(sample, name))])


def test_paragraphs_changed_in_one_version_are_found(sample: Path) -> None:
    pattern = PATTERNS["note"]
    _check([outcome(seed, sample, pattern) for seed in _some(of_paragraphs(sample, pattern))])


def test_paragraphs_changed_in_a_real_document_are_found(shared: Path) -> None:
    folder, pattern = shared / "documents" / "parallel" / "D2", "D2.{}.docx"
    _check([outcome(seed, folder, pattern) for seed in _some(of_paragraphs(folder, pattern))])
