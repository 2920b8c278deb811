"""`mandata terms` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mandata.cli.main import app


def call(*arguments: object) -> Any:
    return CliRunner().invoke(app, ["terms", *map(str, arguments)])


@pytest.mark.parametrize("form", ["table", "html", "csv", "json"])
@pytest.mark.parametrize("ui", ["en", "ar"])
def test_it_tells_renderings_with_examples(sample: Path, form: str, ui: str) -> None:
    files = [sample / f"decisions.{language}.html" for language in ("en", "fr", "ru")]
    done = call("requests", *files, "-f", form, "--ui", ui)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Prie" in done.stdout and "просит" in done.stdout


def test_languages_can_be_chosen(sample: Path) -> None:
    files = [sample / f"decisions.{language}.html" for language in ("en", "fr", "ru")]
    told = json.loads(call("просит", *files, "--to", "fr", "-l", "ru", "-f", "json").stdout)
    assert {one["language"] for one in told["renderings"]} == {"fr"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lead", "en"), "no document in two languages; expected language versions of the same document"),
        (("quicksilver", "en", "fr"), "'quicksilver' does not stand in paragraphs that are there in two languages"),
        (("lead", "en", "-f", "docx"), "--format 'docx' is not known"),
        (("lead", "en", "--to", "de"), "--to 'de' is no language"),
    ],
)
def test_a_wrong_call_gets_one_line(sample: Path, arguments: tuple[str, ...], said: str) -> None:
    named = [sample / f"decisions.{word}.html" if word in ("en", "fr") else word for word in arguments]
    done = call(*named)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1 and said in done.stderr
