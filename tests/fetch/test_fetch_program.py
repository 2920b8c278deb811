"""`mandata fetch` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from service import Server, document, docx, status
from typer.testing import CliRunner

from mandata.cli.main import app


@pytest.fixture
def run(services: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *arguments: CliRunner().invoke(app, ["fetch", *arguments, "--into", str(tmp_path / "into")])


def test_each_language_is_told_in_a_line(server: Server, run: Any, tmp_path: Path) -> None:
    server.answers = {"/A-1-2.en.docx": document(docx())}
    result = run("A/1/2", "--lang", "en", "--lang", "ru")
    file = tmp_path / "into" / "A-1-2.en.docx"
    assert result.stdout.splitlines() == [f"A/1/2\ten\t{file}", "A/1/2\tru\tdoes not exist (answer 404)"]
    assert result.exit_code == 0
    assert file.exists()


def test_all_six_languages_unless_some_are_named(server: Server, run: Any) -> None:
    server.answers = {"/A-1-2.ar.docx": document(docx())}
    assert [line.split("\t")[1] for line in run("A/1/2").stdout.splitlines()] == ["ar", "zh", "en", "fr", "ru", "es"]


def test_lines_of_json(server: Server, run: Any) -> None:
    server.answers = {"/A-1-2.en.docx": document(docx())}
    (line,) = run("A/1/2", "-l", "en", "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["outcome"], told["address"]) == ("fetched", f"{server.url}/A-1-2.en.docx")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("A/9/9", "-l", "en"), "A/9/9: no such document in these languages"),
        (("nonsense",), "'nonsense' as a symbol"),
        (("A/1/2", "-l", "de"), "--lang 'de' is no language"),
        (("B/1/2", "-l", "en"), "Test service answers 403"),
    ],
    ids=["in no language", "no symbol", "no language", "a failure"],
)
def test_what_cannot_be_had_is_said_on_standard_error(
    server: Server, run: Any, arguments: tuple[str, ...], message: str
) -> None:
    server.answers = {"/B-1-2.en.docx": status(403)}
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_one_symbol_that_is_none_does_not_cost_the_others(server: Server, run: Any, tmp_path: Path) -> None:
    server.answers = {"/A-1-2.en.docx": document(docx())}
    assert run("nonsense", "A/1/2", "-l", "en").exit_code == 1
    assert (tmp_path / "into" / "A-1-2.en.docx").exists()
