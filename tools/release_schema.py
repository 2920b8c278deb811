"""Writes down the tables of this release with a few rows, for the test that later releases can take them over.

To be run once, at a release: `python tools/release_schema.py`. It makes tests/register/schemas/<version>.sql: an SQLite
database as SQL, made by the migrations of this release, with one row or more in every table of the register.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "tests" / "register" / "schemas"


def main() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    target = TARGET / f"{version}.sql"
    if target.exists() and "--again" not in sys.argv:
        sys.exit(f"{target} is there already: a released schema does not change (before the release: --again)")
    with tempfile.TemporaryDirectory() as home:
        os.environ["MANDATA_HOME"] = home
        os.environ.pop("MANDATA_DATABASE", None)
        sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
        from mandata.cli.desk import open_register

        open_register()
        from register.rows import fill

        fill()
        from mandata.register.search import index

        index.drop()  # each database makes its own, from the texts
        TARGET.mkdir(exist_ok=True)
        target.write_text(dump(Path(home) / "register.sqlite3"), encoding="utf-8")
    print(target)


def dump(path: Path) -> str:
    """A database as SQL."""
    database = sqlite3.connect(path)
    try:
        return "\n".join(database.iterdump()) + "\n"
    finally:
        database.close()


if __name__ == "__main__":
    main()
