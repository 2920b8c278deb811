"""The concordance of terms: how a name, a verb and a term were rendered, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandata.compare.passages import Row, side_by_side
from mandata.compare.stems import stems
from mandata.compare.terms import Concordance, concordance, likelihood
from mandata.pipeline import read_document


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The paragraphs of the sample meeting in six languages."""
    folder = Path(__file__).parents[2] / "src" / "mandata" / "data" / "sample"
    files = [*folder.glob("decisions.*.html"), *folder.glob("note.*.txt")]
    return side_by_side(read_document(file.name, file.read_bytes(), None) for file in sorted(files))


def said(found: Concordance | None, language: str) -> list[str]:
    assert found is not None
    return [one.text for one in found.renderings if one.language == language]


@pytest.mark.parametrize(
    ("term", "language", "how", "expected"),
    [
        ("requests", "en", "verb", {"fr": "Prie", "zh": "请", "ru": "просит", "ar": "يطلب إلى", "es": "Solicita a"}),
        ("Prie", "fr", "verb", {"en": "Requests", "ru": "просит"}),
        ("邀请", "zh", "verb", {"en": "Invites", "es": "Invita a"}),
        ("World Health Organization", "en", "name", {"fr": "Organisation mondiale de la Santé", "zh": "世界卫生组织"}),
        ("секретариат", "ru", "name", {"en": "secretariat", "es": "secretaría", "ar": "الأمانة"}),
        ("铅", "zh", "words", {"en": "lead", "es": "plomo", "fr": "plomb", "ar": "الرصاص"}),
        ("plomb", "fr", "words", {"en": "lead", "zh": "铅"}),
    ],
)
def test_it_is_told_how_it_was_rendered(
    rows: list[Row], term: str, language: str, how: str, expected: dict[str, str]
) -> None:
    found = concordance(term, rows)
    assert found is not None
    assert (found.language, found.how) == (language, how)
    for target, text in expected.items():
        assert said(found, target)[0] == text


def test_every_example_shows_the_places(rows: list[Row]) -> None:
    for term in ("requests", "lead", "World Health Organization", "trust funds"):
        found = concordance(term, rows, "en")
        assert found is not None and found.renderings
        for one in found.renderings:
            assert 0 < one.count <= one.of and one.examples
            for example in one.examples:
                assert example.source[slice(*example.source_span)].strip()
                assert example.target[slice(*example.target_span)].strip()


def test_a_term_is_known_in_its_inflected_forms(rows: list[Row]) -> None:
    found = concordance("trust fund", rows)
    assert found is not None
    examples = [example for one in found.renderings for example in one.examples]
    assert "trust funds" in {example.source[slice(*example.source_span)] for example in examples}


def test_what_does_not_stand_there_is_not_told(rows: list[Row]) -> None:
    assert concordance("polychlorinated biphenyls", rows) is None
    assert concordance("铅", rows, "en") is None
    assert concordance("lead", []) is None


def test_stems_stand_where_their_words_are() -> None:
    for language, text in (("zh", "请秘书处编写报告。"), ("ar", "يَطلب إلى الأمانة"), ("fr", "l’Accord de Paris")):
        assert all(text[word.start : word.end].strip() for word in stems(text, language))
    assert [word.stem for word in stems("отходов отходы", "ru")] == ["отход", "отход"]


def test_the_likelihood_ratio_is_that_of_the_literature() -> None:
    assert likelihood(10, 10, 10, 100) == pytest.approx(65.017, abs=0.01)
    assert likelihood(1, 10, 10, 100) == pytest.approx(0.0, abs=0.01)
