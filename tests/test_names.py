"""A name is found in every form that a text gives it, as far as it goes and no further."""

import pytest

from mandata import names

ROWS = [
    ("en", "an article is no part", "the World Health Organization", {"World Health Organization": "WHO"}),
    ("en", "an acronym has its capitals", "those who asked WHO", {"WHO": "WHO"}),
    ("en", "a symbol names nobody", "see UNEP/MC/COP.6/INF/28", {}),
    ("en", "two acronyms with a stroke", "ILO/WHO", {"ILO": "ILO", "WHO": "WHO"}),
    ("en", "American spelling", "UN Environment Program", {"UN Environment Program": "UNEP"}),
    ("en", "an organization goes before its plenary", "the Intergovernmental Panel on Climate Change",
     {"Intergovernmental Panel on Climate Change": "IPCC"}),
    ("en", "a single word keeps its capital", "a bureau of the Bureau", {"Bureau": "BUREAU"}),
    ("en", "a word that only holds a name", "the United States and other States", {"States": "STATES"}),
    ("en", "the longest name", "the United Nations Environment Assembly of the United Nations Environment Programme",
     {"United Nations Environment Assembly of the United Nations Environment Programme": "UNEA"}),
    ("en", "no name begins inside a word", "the kilowatt of ILOs", {}),
    ("fr", "a name in capitals", "ORGANISATION MONDIALE DE LA SANTÉ", {"ORGANISATION MONDIALE DE LA SANTÉ": "WHO"}),
    ("fr", "an English acronym", "le groupe UNESCWA", {"UNESCWA": "ESCWA"}),
    ("es", "an article is no part", "la Organización Mundial de la Salud",
     {"Organización Mundial de la Salud": "WHO"}),
    ("es", "an accent is a letter", "la Secretaria Ejecutiva y la secretaría",
     {"Secretaria Ejecutiva": "EXECUTIVE-SECRETARY", "secretaría": "SECRETARIAT"}),
    ("ru", "adverbs do not change", "наименее развитым странам", {"наименее развитым странам": "LDCS"}),
    ("ru", "a participle behind a comma changes", "развивающимся странам, не имеющим выхода к морю,",
     {"развивающимся странам, не имеющим выхода к морю": "LLDCS"}),
    ("ru", "three adjectives and a noun", "сторонам Базельской, Роттердамской и Стокгольмской конвенций",
     {"Базельской, Роттердамской и Стокгольмской конвенций": "CHEMICALS-CONVENTIONS"}),
    ("ar", "vowel points", "الأُمَم المتَّحدة", {"الأُمَم المتَّحدة": "UN"}),
    ("ar", "a word that only holds a name", "المتعددة الأطراف", {}),
    ("ar", "no more letters than may be attached", "والأفعالأطراف", {}),
    ("zh", "brackets belong to the name", "《巴黎协定》", {"《巴黎协定》": "PARIS"}),
    ("zh", "a word that only holds a name", "政府间伙伴关系", {}),
    ("fr", "typographic elision", "l’Organisation mondiale de la santé",
     {"Organisation mondiale de la santé": "WHO"}),
    ("es", "a fused preposition is no part", "al PNUMA", {"PNUMA": "UNEP"}),
    ("ru", "instrumental", "с Программой Организации Объединенных Наций по окружающей среде",
     {"Программой Организации Объединенных Наций по окружающей среде": "UNEP"}),
    ("ru", "genitive", "при Всемирной организации здравоохранения", {"Всемирной организации здравоохранения": "WHO"}),
    ("ar", "two attached letters", "وبمنظمة الصحة العالمية", {"منظمة الصحة العالمية": "WHO"}),
    ("ar", "a contracted article", "وللأمم المتحدة", {"للأمم المتحدة": "UN"}),
    ("zh", "no blanks between words", "请世卫组织与WHO合作", {"世卫组织": "WHO", "WHO": "WHO"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "why", "text", "expected"), ROWS)
def test_scan(language: str, why: str, text: str, expected: dict[str, str]) -> None:
    assert {text[hit.start : hit.end]: hit.ref for hit in names.scan(text, language)} == expected, why


def test_names_inside_names_are_told_when_asked_for() -> None:
    text = "the United Nations Environment Programme"
    assert [hit.ref for hit in names.scan(text, "en")] == ["UNEP"]
    assert [hit.ref for hit in names.scan(text, "en", nested=True)] == ["UNEP", "UN"]
