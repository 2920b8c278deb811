"""`mandata recurrence` and `mandata in-effect` as a person calls them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mandata.cli.main import app

Call = Callable[..., Any]
TEXT = """Minamata Convention on Mercury

MC-{meeting}/3: Mercury waste

The Conference of the Parties,

Recalling article 11 of the Convention,

1. Requests the secretariat to maintain a list of experts on the stabilization of mercury waste;

2. Also requests the secretariat to report on the workshops to the Conference of the Parties at its {next} meeting.
"""


@pytest.fixture
def mandata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in a folder with two decisions."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "four.txt").write_text(TEXT.format(meeting=4, next="fifth"), encoding="utf-8")
    (tmp_path / "five.txt").write_text(TEXT.format(meeting=5, next="sixth"), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, [*map(str, arguments)])


def test_it_tells_what_was_asked_before(mandata: Call) -> None:
    done = mandata("recurrence", "four.txt", "five.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "asked again: MC-4/3, paragraph 1" in done.stdout
    assert "renewed: MC-4/3, paragraph 2" in done.stdout


def test_a_draft_is_held_against_an_index(mandata: Call, tmp_path: Path) -> None:
    assert mandata("recurrence", "four.txt", "--save", "all.index").exit_code == 0
    done = mandata("recurrence", "five.txt", "--against", "all.index", "-f", "json", "--save", "more.index")
    told = json.loads(done.stdout)["before"]
    assert [(one["mandate"]["label"], one["before"][0]["relation"]) for one in told] == [
        ("1", "same"),
        ("2", "renewed"),
    ]
    chains = json.loads(mandata("recurrence", "more.index", "--show", "chains", "-f", "json").stdout)["chains"]
    assert [len(chain["members"]) for chain in chains] == [2, 2]


@pytest.mark.parametrize("shown", ["before", "chains", "families"])
@pytest.mark.parametrize("ui", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_form_speaks_every_language(mandata: Call, shown: str, ui: str) -> None:
    for form in ("table", "html", "csv"):
        done = mandata("recurrence", "four.txt", "five.txt", "--show", shown, "-f", form, "--ui", ui)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "MC-4/3" in done.stdout
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len({len(row) for row in rows}) == 1 and len(rows) > 2


def test_in_effect_is_the_last_of_each_chain(mandata: Call) -> None:
    done = mandata("in-effect", "MINAMATA-COP", "four.txt", "five.txt", "--on", "2025-01-01", "-f", "json")
    assert [one["decision"]["number"] for one in json.loads(done.stdout)["in_effect"]] == ["MC-5/3", "MC-5/3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("recurrence", "four.txt", "-f", "docx"), "--format 'docx' is not known; expected table, json, csv, html"),
        (("recurrence", "four.txt", "--show", "all"), "--show 'all' is not known"),
        (("recurrence", "four.txt", "--ui", "de"), "--ui 'de' is no language"),
        (("in-effect", "X", "four.txt"), "'X' is no body; expected an address in bodies.yaml"),
        (("in-effect", "UNEA", "four.txt", "--on", "soon"), "--on 'soon' is no day"),
    ],
)
def test_a_wrong_call_gets_one_line(mandata: Call, arguments: tuple[str, ...], said: str) -> None:
    done = mandata(*arguments)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1 and said in done.stderr
