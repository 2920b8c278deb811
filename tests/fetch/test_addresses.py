"""Where documents are, by their symbols."""

from __future__ import annotations

import pytest

from mandata.fetch import services
from mandata.fetch.directory import addresses, file_name
from mandata.languages import LANGUAGES

ROWS = [
    ("UNEP/CHW.18/14", "fr", "https://www.basel.int/Portals/4/download.aspx?d=UNEP-CHW.18-14.French.docx"),
    ("UNEP/FAO/RC/COP.13/9", "ar", "https://www.pic.int/Portals/5/download.aspx?d=UNEP-FAO-RC-COP.13-9.Arabic.docx"),
    ("UNEP/POPS/COP.13/9", "zh", "https://chm.pops.int/Portals/0/download.aspx?d=UNEP-POPS-COP.13-9.Chinese.docx"),
    ("CBD/COP/DEC/15/4", "es", "https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-04-es.docx"),
    ("A/RES/76/300", "ru", "https://documents.un.org/api/symbol/access?s=A%2FRES%2F76%2F300&l=ru&t=doc"),
    ("A/C.2/80/L.5/Rev.1", "en", "https://documents.un.org/api/symbol/access?s=A%2FC.2%2F80%2FL.5%2FRev.1&l=en&t=doc"),
]


@pytest.mark.parametrize(("symbol", "language", "first"), ROWS, ids=[row[0] for row in ROWS])
def test_the_first_address(symbol: str, language: str, first: str) -> None:
    assert next(addresses(symbol, language)).url == first  # type: ignore[arg-type]


def test_the_united_nations_are_asked_last_for_every_symbol() -> None:
    found = [address.service.id for address in addresses("UNEP/CHW.18/14", "en")]
    assert found == ["brs-basel", "brs-basel", "ods", "ods"]


def test_every_service_writes_all_languages_and_rests_between_requests() -> None:
    for service in services():
        assert service.pause >= 1
        assert not service.languages or service.languages.keys() == LANGUAGES.keys()


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("UNEP/MC/COP.6/22", "UNEP-MC-COP.6-22.en.docx"), ("S/RES/1559 (2004)", "S-RES-1559-(2004).en.docx")],
)
def test_names_of_files(symbol: str, name: str) -> None:
    assert file_name(symbol, "en", "docx") == name
