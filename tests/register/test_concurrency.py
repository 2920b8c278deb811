"""Many at one register: eight processes that write and 32 readers lose nothing, see nothing half, and nobody is refused
because the database is locked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("MANDATA_CROWD_SECONDS", "12"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a new register, on SQLite or in a database of its own on the server of MANDATA_DATABASE."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MANDATA_", "DJANGO_"))}
    kept |= {"MANDATA_HOME": str(tmp_path / "register"), "PYTHONPATH": str(ROOT / "src")}
    address = os.environ.get("MANDATA_DATABASE")
    if not address:
        yield kept
        return
    import psycopg

    name = f"crowd_{os.getpid()}"
    with psycopg.connect(_with_database(address, "postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {**kept, "MANDATA_DATABASE": _with_database(address, name)}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _with_database(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def test_a_crowd_loses_nothing(place: dict[str, str], sample: Path) -> None:
    program = [sys.executable, str(Path(__file__).with_name("crowd.py")), str(SECONDS), str(sample / "note.en.txt")]
    done = subprocess.run(program, env=place, capture_output=True, text=True, check=False, timeout=SECONDS + 180)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    print(told)
    assert told.pop("wrong") == [], "an error that is no refusal: the database is locked, a deadlock, half a document"
    assert told.pop("lost") == [], "acknowledged, and not in the register"
    assert told.pop("broken") == [], "chains of events, spans, files or dues that are not whole"
    assert told["read"] and all(told[kind] for kind in ("confirm", "correct", "comment", "move", "add"))
