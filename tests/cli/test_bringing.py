"""mandata add, reread, list, show: what they print, and that a killed add leaves nothing half."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from mandata.cli.main import run; run()"]
KILLS = 50


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "register"


def run(home: Path, *words: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *map(str, words)], env=environment(home), capture_output=True, text=True, check=False, **more
    )


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANDATA_", "DJANGO_"))}
    return {**kept, "MANDATA_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}


def test_every_file_has_its_account_and_the_same_again_changes_nothing(
    home: Path, sample: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "recipe.txt"
    wrong.write_text("Two eggs, flour, and some milk.", encoding="utf-8")
    first = run(home, "add", *sorted(sample.glob("note.*.txt")), wrong, "--format", "json")
    told = {Path(each["file"]).name: each for each in json.loads(first.stdout)}
    assert first.returncode == 1 and "recipe.txt" in first.stderr
    assert told["recipe.txt"]["result"] == "failed"
    assert {told[f"note.{code}.txt"]["document"] for code in ("ar", "en", "zh")} == {"UNEP-DC-COP.3-14"}
    again = run(home, "add", *sorted(sample.glob("note.*.txt")), "--format", "json")
    assert {each["result"] for each in json.loads(again.stdout)} == {"same"}
    assert again.returncode == 0


def test_what_was_added_is_listed_and_shown(home: Path, sample: Path) -> None:
    run(home, "add", sample / "decisions.en.html", sample / "decisions.fr.html")
    decisions = json.loads(run(home, "list", "decisions", "--format", "json").stdout)
    assert [each["address"] for each in decisions] == ["DC-3/6", "DC-3/11", "DC-3/14"]
    due = json.loads(run(home, "list", "--decision", "dc-3/14", "--format", "json").stdout)
    assert {each["address"] for each in due if each["due_date"] == "2028-12-31"} == {"DC-3/14/para_5/m1"}
    shown = json.loads(run(home, "show", "DC-3/14 para 4 (b) m1", "--language", "fr", "--format", "json").stdout)
    assert (shown["address"], shown["state"], list(shown["paragraph"]["texts"])) == (
        "DC-3/14/para_4_b/m1",
        "proposed",
        ["fr"],
    )
    table = run(home, "show", "DC-3/6/para_4").stdout
    assert "no later than" not in table and "Invites Parties and observers" in table
    missing = run(home, "show", "DC-3/66")
    assert missing.returncode == 1 and "did you mean DC-3/6" in missing.stderr
    assert run(home, "reread", "--dry-run", "--format", "json").stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "recipes"], "is no list"),
        (["list", "meetings", "--state", "confirmed"], "does not narrow"),
        (["add", "x.txt", "--stage", "tabled"], "--stage"),
        (["add", "x.txt", "--body", "ATLANTIS-COP"], "no body of the register"),
        (["add", "x.txt", "--as", "nobody@example.org"], "nobody in the register"),
        (["show", "MC-6/4", "--format", "xml"], "--format"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(home: Path, words: list[str], said: str) -> None:
    done = run(home, *words)
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr and done.stderr.count("\n") == 1


def whole(home: Path) -> dict[str, Any]:
    """What the register holds, and whether all of it hangs together."""
    held = sqlite3.connect(home / "register.sqlite3")
    counts = {
        name: held.execute(f"select count(*) from register_{name}").fetchone()[0]
        for name in ("document", "expression", "file", "paragraph", "paragraphtext", "provision", "mandate", "review")
    }
    assert held.execute("pragma foreign_key_check").fetchall() == []
    for (sha256,) in held.execute("select sha256 from register_file"):
        assert (home / "files" / sha256[:2] / sha256).is_file()
    bare = "select count(*) from register_expression e where not exists (select 1 from register_paragraphtext t where t.expression_id = e.id)"  # noqa: E501
    assert held.execute(bare).fetchone()[0] == 0
    held.close()
    return counts


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(home: Path, tmp_path: Path, sample: Path) -> None:
    """kill -9, 50 times at random moments of adding; then it is run to its end, and holds what an undisturbed one has.

    Where the machine is slow, fewer times: after 100 seconds it stops killing.
    """
    chance = random.Random(6)
    folder = tmp_path / "documents"
    folder.mkdir()
    note = (sample / "note.en.txt").read_text(encoding="utf-8")
    for number in range(1, KILLS + 1):
        text = note.replace("UNEP/DC/COP.3/14", f"UNEP/DC/COP.3/{100 + number}").replace(
            "cooperation", f"matter {number}"
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    undisturbed = tmp_path / "undisturbed"
    begun = time.monotonic()
    assert run(undisturbed, "add", folder).returncode == 0
    took = time.monotonic() - begun
    run(home, "list", "meetings")
    kills, begun = 0, time.monotonic()
    while kills < KILLS and time.monotonic() - begun < 100:
        few = sorted(folder.iterdir())[: kills + 4]
        process = subprocess.Popen([*PROGRAM, "add", *map(str, few)], env=environment(home), stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, max(0.7, min(took, 2.0))))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
        if kills % 10 == 0:
            whole(home)
    assert run(home, "add", folder).returncode == 0
    assert whole(home) == whole(undisturbed)
    assert kills >= 10
    log = [*PROGRAM[:-1], VERIFY]
    assert subprocess.run(log, env=environment(home), capture_output=True, text=True, check=True).stdout == "[]\n"


VERIFY = """
from mandata.cli.desk import open_register
open_register()
from mandata.register import history
print(list(history.verify()))
"""
