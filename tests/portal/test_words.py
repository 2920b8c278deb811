"""Every word of the portal is there in six languages, is used, and no other word stands in a template."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from mandata.portal import dates
from mandata.portal.words import fields, number, portal, say

from .pages import CODES

PORTAL = Path(__file__).parents[2] / "src" / "mandata" / "portal"
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))
KEYS = {f"{section}.{key}" for section, said in portal("en").say.items() for key in said}
COMPOSED = re.compile(  # keys that code puts together: their section is used as a whole
    r"(languages|kinds|organization|nav|errors|tabs|find)\."
)
NO_WORDS = {"SHA-256", "JSON", "Akoma Ntoso", "HTML", "JSON-LD", "Turtle", "Markdown", "CSV", "XLSX"}


@pytest.mark.parametrize("code", CODES)
def test_a_language_says_the_same_keys_in_the_same_order(code: str) -> None:
    assert [(s, list(said)) for s, said in portal(code).say.items()] == [
        (s, list(said)) for s, said in portal("en").say.items()
    ]


@pytest.mark.parametrize("code", CODES)
def test_values_have_a_place_in_every_language(code: str) -> None:
    for section, said in portal("en").say.items():
        for key, words in said.items():
            told = portal(code).say[section][key]
            assert fields(told) == fields(words), f"{code}: {section}.{key}"
            assert isinstance(told, list) == isinstance(words, list)


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_words_are_translated(code: str) -> None:
    """A line that is the same as in English must be one of those that are."""
    same = {
        f"{section}.{key}"
        for section, said in portal(code).say.items()
        for key, words in said.items()
        if words == portal("en").say[section][key]
    }
    assert same <= _SAME.get(code, set()) | {"site.name"}
    if code in ("ar", "zh", "ru"):
        latin = {f"{s}.{k}" for s, said in portal(code).say.items() for k, w in said.items() if not _own_signs(w)}
        assert latin <= {"site.name", "list.comma"}


_SAME = {
    "fr": {
        *("nav.documents", "meeting.documents", "documents.title", "document.date", "decision.versions"),
        *(
            "asks.conditions",
            "organization.relations",
            "kinds.party",
            "documents.count",
            "paragraph.cites",
            "queue.document",
            "list.comma",
        ),
    },
    "es": {"list.comma", "source.bytes"},
    "ru": {"list.comma"},
}


def _own_signs(words: str | list[str]) -> bool:
    return bool(re.search(r"[\u0400-\u04ff\u0600-\u06ff\u3000-\u9fff]", "".join(words)))


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    used = set()
    for path in TEMPLATES:
        used |= set(re.findall(r'{%\s*say\s+"([^"]+)"', path.read_text(encoding="utf-8")))
    for path in PORTAL.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"\w+\.\w*[a-z0-9]", node.value)
            ):
                used.add(node.value)
    said = {key for key in used if key.split(".")[0] in portal("en").say}
    assert said <= KEYS, "used but not said"
    assert {key for key in KEYS - used if not COMPOSED.match(key)} == set(), "said but not used"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_word_of_its_own(path: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}|<!DOCTYPE[^>]*>", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    shown = {piece.strip() for piece in re.sub(r"<[^>]*>", "\n", text).splitlines()}
    shown |= set(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', text))
    assert {piece for piece in shown if re.search(r"\w{2}", piece)} <= NO_WORDS


@pytest.mark.parametrize(
    ("code", "whole", "month", "days", "apart"),
    [
        ("en", "3 November 2027", "November 2027", "1–5 November 2027", "30 October – 3 November 2028"),
        ("fr", "3 novembre 2027", "novembre 2027", "1-5 novembre 2027", "30 octobre - 3 novembre 2028"),
        ("es", "3 de noviembre de 2027", "noviembre de 2027", "1 a 5 de noviembre de 2027", None),
        ("ru", "3 ноября 2027 года", "ноябрь 2027 года", "1–5 ноября 2027 года", None),
        ("ar", "3 تشرين الثاني/نوفمبر 2027", "تشرين الثاني/نوفمبر 2027", None, None),
        ("zh", "2027年11月3日", "2027年11月", "2027年11月1日至5日", "2028年10月30日至11月3日"),
    ],
)
def test_dates_are_written_as_documents_write_them(
    code: str, whole: str, month: str, days: str | None, apart: str | None
) -> None:
    assert dates.written(code, date(2027, 11, 3)) == whole
    assert dates.written(code, "2027-11") == month
    assert dates.written(code, "2027") == "2027"
    assert days is None or dates.span(code, date(2027, 11, 1), date(2027, 11, 5)) == days
    assert apart is None or dates.span(code, date(2028, 10, 30), date(2028, 11, 3)) == apart


@pytest.mark.parametrize(
    ("code", "count", "text"),
    [
        ("en", 1, "1 document"),
        ("en", 12345, "12,345 documents"),
        ("fr", 0, "0 document"),
        ("ru", 1, "1 документ"),
        ("ru", 3, "3 документа"),
        ("ru", 11, "11 документов"),
        ("ru", 21, "21 документ"),
        ("ar", 2, "وثيقتان"),
        ("ar", 7, "7 وثائق"),
        ("ar", 100, "100 وثيقة"),
        ("zh", 5, "5 份文件"),
    ],
)
def test_plurals_follow_the_language(code: str, count: int, text: str) -> None:
    assert say(code, "documents.count", count=count) == text


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert (number("en", 1234567), number("fr", 1234.5)) == ("1,234,567", "1\u202f234,5")
