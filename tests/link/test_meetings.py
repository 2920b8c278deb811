"""Meetings named by their number are linked to their addresses."""

import pytest

from mandata import names
from mandata.link import meetings_named
from mandata.model import Context

ROWS = [
    (
        "en",
        "MINAMATA-COP",
        "MC-6/4",
        "Recalls its fifth meeting and the report of it",
        {"its fifth meeting": "MINAMATA-COP-5"},
    ),
    (
        "en",
        "UNEA",
        "UNEP/EA.6/RES.2",
        "the seventh meeting of the Conference of the Parties to the Minamata Convention",
        {"the seventh meeting of the Conference of the Parties to the Minamata Convention": "MINAMATA-COP-7"},
    ),
    ("en", "UNEA", "UNEP/EA.6/RES.2", "at its next session", {"its next session": "UNEA-7"}),
    ("en", "CBD-COP", "16/3", "as agreed at COP-15", {"COP-15": "CBD-COP-15"}),
    ("en", "CBD-COP", "16/3", "the fifth meeting of the Katowice Round Table", {"the fifth meeting": None}),
    (
        "fr",
        "BASEL-COP",
        "BC-18/1",
        "la seizième réunion du Groupe de travail à composition non limitée",
        {"la seizième réunion du Groupe de travail à composition non limitée": "BASEL-OEWG-16"},
    ),
    (
        "es",
        "MONTREAL-MOP",
        "XXXIX/1",
        "la 36ª Reunión de las Partes",
        {"la 36ª Reunión de las Partes": "MONTREAL-MOP-36"},
    ),
    (
        "ru",
        "MONTREAL-MOP",
        "XXXVII/1",
        "на сорок восьмом совещании Рабочей группы открытого состава",
        {"сорок восьмом совещании Рабочей группы открытого состава": "MONTREAL-OEWG-48"},
    ),
    ("ar", "UNGA", "A/C.2/82/L.1", "في الدورة الثمانين للجمعية العامة", {"الدورة الثمانين للجمعية العامة": "UNGA-80"}),
    ("zh", "MINAMATA-COP", "MC-6/1", "缔约方大会第五次会议通过的准则", {"缔约方大会第五次会议": "MINAMATA-COP-5"}),
    ("en", "MINAMATA-COP", "MC-6/4", "a meeting of experts", {}),
]


@pytest.mark.parametrize(("language", "body", "number", "text", "expected"), ROWS)
def test_meetings(language: str, body: str, number: str, text: str, expected: dict[str, str | None]) -> None:
    context = Context(language=language, body=body, number=number)
    found = meetings_named(text, names.scan(text, language), context)
    assert {one.text: one.ref for one in found} == expected
    assert all(text[one.start : one.end] == one.text and one.kind == "meeting" for one in found)
