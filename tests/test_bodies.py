"""A body is known by its name in the formula, by its symbols, and its meetings by their numbers."""

import pytest

from mandata import bodies, lexicon
from mandata.languages import LANGUAGES

NAMES = [
    ("en", "The Conference of the Parties to the Minamata Convention on Mercury,", None, "MINAMATA-COP"),
    ("en", "The Conference of the Parties", "MINAMATA-COP", "MINAMATA-COP"),
    ("en", "The Conference of the Parties", None, None),
    ("en", "Conference of the Parties", "POPRC", "STOCKHOLM-COP"),
    ("en", "Open-ended Working Group", "MONTREAL-MOP", "MONTREAL-OEWG"),
    ("en", "The Thirty-Seventh Meeting of the Parties", "MONTREAL-MOP", "MONTREAL-MOP"),
    ("en", "The United Nations Environment Assembly,", None, "UNEA"),
    ("en", "Governing Council of the United Nations Environment Programme", None, "UNEP-GC"),
    ("fr", "L’Assemblée générale", None, "UNGA"),
    ("fr", "Conférence des Parties à la Convention de Bâle", None, "BASEL-COP"),
    ("es", "La 37ª Reunión de las Partes en el Protocolo de Montreal", None, "MONTREAL-MOP"),
    (
        "es",
        "Conferencia de las Partes en calidad de reunión de las Partes en el Acuerdo de París",
        "UNFCCC-COP",
        "PARIS-CMA",
    ),
    ("ru", "Конференция Сторон Базельской конвенции", None, "BASEL-COP"),
    ("ru", "Экономический и Социальный Совет", None, "ECOSOC"),
    ("ar", "الاجتماع الأربعون للأطراف في بروتوكول مونتريال بشأن المواد المستنفدة لطبقة الأوزون", None, "MONTREAL-MOP"),
    ("ar", "مؤتمر الأطراف في اتفاقية ميناماتا بشأن الزئبق", None, "MINAMATA-COP"),
    ("zh", "作为巴黎协定缔约方会议的联合国气候变化框架公约缔约方会议", None, "PARIS-CMA"),
    ("zh", "《巴塞尔公约》缔约方大会", None, "BASEL-COP"),
    ("zh", "缔约方会议", "UNCCD-COP", "UNCCD-COP"),
    ("en", "The village fair", None, None),
]


@pytest.mark.parametrize(("language", "text", "near", "body"), NAMES)
def test_names(language: str, text: str, near: str | None, body: str | None) -> None:
    assert bodies.body_named(text, language, near) == body


@pytest.mark.parametrize(
    ("symbol", "body", "number"),
    [
        ("UNEP/MC/COP.6/INF/28", "MINAMATA-COP", "6"),
        ("UNEP/CHW.17/5", "BASEL-COP", "17"),
        ("UNEP/CHW/OEWG.14/INF/6", "BASEL-OEWG", "14"),
        ("CBD/COP/DEC/16/4", "CBD-COP", "16"),
        ("FCCC/PA/CMA/2026/L.1", "PARIS-CMA", None),
        ("ICCD/COP(17)/L.6", "UNCCD-COP", "17"),
        ("A/RES/78/140", "UNGA", "78"),
        ("A/HRC/RES/55/2", "HRC", "55"),
        ("UNEP/GC/SS.XII/3", "UNEP-GC", "SS.XII"),
        ("UNEP/EA.6/RES.9", "UNEA", "6"),
        ("UNEP/OzL.Pro.37/3", "MONTREAL-MOP", "37"),
        ("UNEP/OzL.Pro.WG.1/47/2", "MONTREAL-OEWG", "47"),
    ],
)
def test_symbols(symbol: str, body: str, number: str | None) -> None:
    assert bodies.of_symbol(symbol) == (body, number)


def test_a_symbol_of_nobody() -> None:
    assert bodies.of_symbol("XYZ/12") is None


def test_meetings_are_known_by_number_and_by_day() -> None:
    sixth = bodies.meeting("MINAMATA-COP", "6")
    assert sixth is not None and sixth.start == "2025-11-03" and sixth.place == "Geneva"
    assert bodies.meeting_in("MINAMATA-COP", "2025-11-05") == sixth
    assert bodies.meeting("MINAMATA-COP", "66") is None


@pytest.mark.parametrize("body", lexicon.bodies().values(), ids=lambda body: body.id)
def test_every_body_has_names_in_six_languages(body: lexicon.Body) -> None:
    assert set(body.names) == set(LANGUAGES)


@pytest.mark.parametrize("body", lexicon.bodies().values(), ids=lambda body: body.id)
def test_meetings_stand_in_their_order(body: lexicon.Body) -> None:
    days = [known.start for known in body.meetings if known.start and known.number.isdecimal()]
    assert days == sorted(days)
    for known in body.meetings:
        assert not (known.start and known.end) or known.start <= known.end


@pytest.mark.parametrize("body", lexicon.bodies().values(), ids=lambda body: body.id)
def test_parents_are_bodies(body: lexicon.Body) -> None:
    assert body.parent is None or body.parent in lexicon.bodies()
