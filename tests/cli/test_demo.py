"""`mandata demo`: the sample meeting, its people and what they did, in a register of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from mandata.cli.main import run; run()"]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MANDATA_HOME": str(home), "MANDATA_DATABASE": "", "COLUMNS": "160"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the demonstration in it."""
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "demo")
    assert done.returncode == 0, done.stderr
    assert "leadfree-2027" in done.stdout and "Awa Diallo <officer@dakar.example.org>" in done.stdout
    return folder


def test_playing_it_again_changes_nothing(home: Path) -> None:
    before = run(home, "log", "--since", "2026-01-01").stdout
    assert before
    assert run(home, "demo").returncode == 0
    assert run(home, "log", "--since", "2026-01-01").stdout == before


def test_what_the_officer_follows_is_due(home: Path) -> None:
    due = run(home, "due", "--within", "3000d", "--person", "officer@dakar.example.org").stdout
    assert "DC-3/11/para_2/m1" in due and "in progress" in due


def test_a_register_of_other_things_is_left_alone(tmp_path: Path, sample: Path) -> None:
    assert run(tmp_path, "add", str(sample / "note.fr.txt")).returncode == 0
    refused = run(tmp_path, "demo")
    assert refused.returncode == 1
    assert "the register holds documents that are not of the sample; expected an empty one" in refused.stderr
