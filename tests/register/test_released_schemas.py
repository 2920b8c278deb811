"""The tables of every release are taken over by this one: rows stay, chains stay whole, nothing is left to migrate."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCHEMAS = sorted((ROOT / "tests" / "register" / "schemas").glob("*.sql"))
LOOK = """
import json, sys
from mandata.cli.desk import open_register
open_register()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from mandata.register import backup, history
executor = MigrationExecutor(connection)
assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
connection.check_constraints()
counts = {model._meta.db_table: len(list(model._base_manager.all())) for model in backup.tables()}
print(json.dumps({"counts": counts, "broken": len(list(history.verify()))}))
"""


def look(home: Path) -> dict[str, object]:
    """Open the register of a folder with this release, which migrates it, and say what it holds."""
    environment = {**os.environ, "MANDATA_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    environment.pop("MANDATA_DATABASE", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr[-2000:]}\n(before the release: tools/release_schema.py --again)"
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_a_register_of_a_release_is_taken_over(schema: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "register.sqlite3") as database:
        database.executescript(schema.read_text(encoding="utf-8"))
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        before = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    found = look(tmp_path)
    counts = found["counts"]
    assert isinstance(counts, dict)
    held = {name: number for name, number in before.items() if re.match("register_(?!person_|search)", name)}
    assert len(held) > 30 and all(held.values())  # every table was filled: an empty one would prove nothing
    assert {name: counts.get(name) for name in held} == held
    assert found["broken"] == 0 and before["register_event"] == 2


def test_every_release_has_its_schema() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    released = set(re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE))
    assert released | {version} <= {schema.stem for schema in SCHEMAS}, "run tools/release_schema.py"


def test_a_register_of_another_making_would_be_noticed(tmp_path: Path) -> None:
    schema = SCHEMAS[-1].read_text(encoding="utf-8").replace('"needs_funding" bool NOT NULL', '"needed" bool NOT NULL')
    with sqlite3.connect(tmp_path / "register.sqlite3") as database:
        database.executescript(schema)
    with pytest.raises(AssertionError, match="needs_funding"):
        look(tmp_path)
