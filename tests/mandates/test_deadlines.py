"""Dues are found in six languages, with their values; the past is none."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from mandata import names
from mandata.mandates.deadlines import find_dues
from mandata.model import Context, Due

FOLDER = Path(__file__).parents[1] / "cases" / "deadlines"
ROWS = [(path.stem, row) for path in sorted(FOLDER.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]


def dues(text: str, language: str, body: str | None, symbol: str, earlier: list[str] | None = None) -> list[Due]:
    context = Context(language=language, body=body, symbol=symbol or None)
    before = [SimpleNamespace(text=item, names=names.scan(item, language)) for item in earlier or []]
    return find_dues(text, names.scan(text, language), context, before)


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{language}: {row['why']}" for language, row in ROWS])
def test_values(language: str, row: dict[str, object]) -> None:
    found = dues(row["text"], language, row["of"], row["in"], row.get("earlier"))  # type: ignore[arg-type]
    assert [due.value for due in found] == row["due"], row["why"]
    for due in found:
        assert row["text"][due.start : due.end] == due.text  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "body", "symbol", "text", "phrase"),
    [
        ("en", "UNEA", "UNEP/EA.6/RES.2", "to report at its seventh session on lakes", "at its seventh session"),
        ("en", "UNGA", "A/RES/79/3", "the agenda of its eightieth session the item", "its eightieth session"),
        ("fr", "CBD-COP", "17/3", "lors de la 18e réunion de la Conférence des Parties ;", None),
        (
            "es",
            "BASEL-COP",
            "BC-18/3",
            "informe, a más tardar el 31 de enero de 2028, sobre",
            "a más tardar el 31 de enero de 2028",
        ),
        ("ru", "BASEL-COP", "БК-18/3", "к концу 2029 года подготовить", "к концу 2029 года"),
        ("ar", "UNGA", "A/C.2/82/L.1", "أن توقف فوراً الأعمال", "فوراً"),
        ("zh", "UNEA", "UNEP/EA.7/L.1", "请执行主任在第八届会议上向环境大会报告", "在第八届会议上"),
        ("zh", "MINAMATA-COP", "MC-6/1", "供缔约方大会第七次会议审议", "第七次会议"),
    ],
)
def test_phrases_are_whole(language: str, body: str, symbol: str, text: str, phrase: str | None) -> None:
    (due,) = dues(text, language, body, symbol)
    assert due.text == (phrase or text.rstrip(" ;"))


def test_a_due_is_tied_to_its_meeting() -> None:
    (due,) = dues("to report to the Conference of the Parties at its sixth meeting;", "en", "MINAMATA-COP", "MC-5/2")
    assert (due.meeting, due.date) == ("MINAMATA-COP-6", "2025-11-03")


def test_the_next_meeting_is_reckoned() -> None:
    (due,) = dues("to report at its next meeting;", "en", "MINAMATA-COP", "MC-5/2")
    assert (due.value, due.meeting) == ("session:next", "MINAMATA-COP-6")


def test_a_day_is_its_own_date() -> None:
    (due,) = dues("by 31 March 2027;", "en", "MINAMATA-COP", "MC-6/2")
    assert (due.meeting, due.date) == (None, "2027-03-31")
