"""Numbers, dates and enumerators are read in six languages."""

import re
from pathlib import Path

import pytest
import yaml

from mandata import numerals
from mandata.folding import fold

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "numerals.yaml").read_text(encoding="utf-8"))


def rows(table: str) -> list[tuple[str, str, object]]:
    return [(language, text, value) for language, rows in CASES[table].items() for text, value in rows.items()]


def whole(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, fold(text).text) is not None


@pytest.mark.parametrize(("language", "text", "value"), rows("ordinals"))
def test_ordinals(language: str, text: str, value: int) -> None:
    assert whole(numerals.ordinal_pattern(language), text)
    assert numerals.ordinal_value(text, language) == value


@pytest.mark.parametrize(("language", "text", "value"), rows("cardinals"))
def test_cardinals(language: str, text: str, value: int) -> None:
    assert whole(numerals.cardinal_pattern(language), text)
    assert numerals.cardinal_value(text, language) == value


@pytest.mark.parametrize(("language", "text", "value"), rows("no_ordinals"))
def test_what_is_no_single_ordinal(language: str, text: str, value: str) -> None:
    assert not whole(numerals.ordinal_pattern(language), text), value


@pytest.mark.parametrize(("language", "text", "value"), rows("dates"))
def test_dates(language: str, text: str, value: str) -> None:
    assert whole(numerals.date_pattern(language), text)
    assert numerals.date_value(text, language) == value


@pytest.mark.parametrize(("language", "text", "value"), rows("enumerators"))
def test_enumerators(language: str, text: str, value: str) -> None:
    assert [reading.common for reading in numerals.readings(text, language)] == value.split()


@pytest.mark.parametrize(("text", "value"), [("XXVIII", 28), ("ХХХIХ", 39), ("iv", 4), ("MCMXC", 1990)])
def test_roman_numerals(text: str, value: int) -> None:
    assert numerals.roman_value(text) == value


@pytest.mark.parametrize("value", [1, 4, 9, 14, 39, 40, 90, 1999])
def test_roman_numerals_lead_back(value: int) -> None:
    assert numerals.roman_value(numerals.roman(value)) == value


@pytest.mark.parametrize("text", ["IIX", "abc", ""])
def test_what_is_no_roman_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="roman"):
        numerals.roman_value(text)


def test_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="no number"):
        numerals.ordinal_value("the session", "en")


def test_a_year_alone_is_no_month() -> None:
    assert not whole(numerals.date_pattern("en", "month"), "2027")
    assert whole(numerals.date_pattern("en", "month"), "May 2027")


def test_alternation_takes_the_longest() -> None:
    assert re.match(numerals.alternation(["six", "sixth", "sixteen"]), "sixteenth")[0] == "sixteen"  # type: ignore[index]
