"""docs/register.md shows what the commands print in a register that holds what its first example adds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"<!-- in a new register: mandata (?P<command>.*?) -->\n```text\n(?P<output>.*?)```\n", re.DOTALL)


def test_what_the_page_shows_is_what_is_printed(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANDATA_", "DJANGO_"))}
    environment = {**kept, "MANDATA_HOME": str(tmp_path), "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    shown = list(SHOWN.finditer(PAGE))
    assert len(shown) >= 2
    for found in shown:
        words = [sys.executable, "-c", "from mandata.cli.main import run; run()", *found["command"].split()]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines()) == found["output"]
