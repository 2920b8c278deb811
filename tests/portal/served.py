"""The portal served as people get it: `mandata serve` in a process of its own, on a new register with the sample."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_CALL = "from mandata.cli.main import run; run()"
_FILL = "from mandata.cli.desk import open_register; open_register(); from portal import cast; cast.fill()"


class Served(NamedTuple):
    """Where it is served, and the folder of its register."""

    address: str
    home: Path


def command(*arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Call the program."""
    call = [sys.executable, "-c", _CALL, *arguments]
    return subprocess.run(call, env=_environment(home), capture_output=True, text=True, timeout=120, check=False)


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """Serve a new register in `home` until the end of the block."""
    subprocess.run([sys.executable, "-c", _FILL], env=_environment(home), check=True, timeout=300)
    call = [sys.executable, "-c", _CALL, "serve", "--port", "0", "--workers", "1"]
    process = subprocess.Popen(call, env=_environment(home), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "mandata serve did not begin"
        yield Served(address, home)
    finally:
        process.terminate()
        assert process.wait(30) == 0


def _environment(home: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANDATA_", "DJANGO_"))}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    return kept | {"PYTHONPATH": path} | ({"MANDATA_HOME": str(home)} if home else {})
