"""`mandata edition` writes a meeting as a folder of pages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

COMMAND = (sys.executable, "-c", "from mandata.cli.main import run; run()")
SAMPLE = Path(__file__).parents[2] / "src" / "mandata" / "data" / "sample"


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MANDATA_HOME": str(home), "MANDATA_DATABASE": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_meeting_is_written_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    target = tmp_path / "meeting.zip"
    added = run(tmp_path, "add", str(SAMPLE / "decisions.en.html"), str(SAMPLE / "decisions.fr.html"))
    assert added.returncode == 0, added.stderr
    made = run(tmp_path, "edition", "DAKAR-COP-3", "-o", str(target))
    assert (made.returncode, made.stdout.strip()) == (0, str(target)), made.stderr
    with zipfile.ZipFile(target) as packed:
        names = packed.namelist()
    assert "DAKAR-COP-3/index.html" in names
    assert len([name for name in names if "/texts/" in name]) == 2
    unknown = run(tmp_path, "edition", "NONE-1", "-o", str(tmp_path / "none.zip"))
    assert unknown.returncode != 0 and "NONE-1" in unknown.stderr and "Traceback" not in unknown.stderr
    assert not (tmp_path / "none.zip").exists()
