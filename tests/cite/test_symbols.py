"""Document symbols have one spelling, a series and, where it is official, an address."""

import pytest

from mandata import lexicon
from mandata.cite import normalize, series_of, symbol_address
from mandata.cite.symbols import table

SPELLINGS = [
    ("a blank inside", "UNEP/MC/COP.4/ INF/9", "UNEP/MC/COP.4/INF/9"),
    ("Cyrillic letters that look Latin", "А/С.2/79/L.4", "A/C.2/79/L.4"),
    ("a soft hyphen and a no-break blank", "UNEP/\u00adCHW.17/\u00a0INF/3", "UNEP/CHW.17/INF/3"),
    ("the stop of the sentence", "E/2024/29.", "E/2024/29"),
]
SERIES = [
    ("UNEP/MC/COP.4/INF/9", "MINAMATA-COP", "https://undocs.org/UNEP/MC/COP.4/INF/9"),
    ("CBD/COP/15/L.25", "CBD-COP", "https://www.cbd.int/documents/CBD/COP/15/L.25"),
    ("A/RES/74/219", "UNGA", "https://undocs.org/A/RES/74/219"),
    ("A/HRC/48/L.23", "HRC", "https://undocs.org/A/HRC/48/L.23"),
    ("IPBES/10/INF/1", None, None),
]


@pytest.mark.parametrize(("why", "text", "spelling"), SPELLINGS)
def test_it_has_one_spelling(why: str, text: str, spelling: str) -> None:
    assert normalize(text) == spelling


@pytest.mark.parametrize(("symbol", "body", "address"), SERIES)
def test_it_knows_series_and_address(symbol: str, body: str | None, address: str | None) -> None:
    series = series_of(symbol)
    assert series is not None
    assert series.body == body
    assert symbol_address(symbol) == address


def test_what_is_no_symbol_has_no_series() -> None:
    assert series_of("XYZ/12/3") is None
    assert symbol_address("XYZ/12/3") is None


def test_every_body_of_the_table_is_known() -> None:
    known = lexicon.bodies()
    assert {series.body for series in table().series} - {None} <= set(known)
    codes = {body.series for body in known.values()}
    assert {entry.series for entry in table().numbering} <= codes | {"CPR"}
