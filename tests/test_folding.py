"""Folding drops what one does not read and leads every place back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandata.folding import fold

ROWS = [
    ("vowel points are dropped", "أن تحدِّث سنوياً", "ان تحدث سنويا"),
    ("apostrophes and blanks are one", "L’État\u00a0partie", "l'état partie"),
    ("a soft hyphen is not read", "secre\u00adtariat", "secretariat"),
    ("yo is ye", "Её отчёт", "ее отчет"),
    ("a no-break hyphen is a hyphen", "BC\u201117/25", "bc-17/25"),
]


@pytest.mark.parametrize(("why", "text", "folded"), ROWS)
def test_it_folds(why: str, text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(alphabet="aBé أِّ\u00adЁİß汉\u2019"))
def test_every_place_leads_back_to_its_letter(text: str) -> None:
    folded = fold(text)
    for at, letter in enumerate(folded.text):
        assert fold(text[folded.start(at) : folded.end(at + 1)]).text == letter
