"""What README.md shows is what the program prints and what the house is made of."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_outputs_and_map_are_current() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    from readme import refreshed  # type: ignore[import-not-found]

    assert refreshed(TEXT) == TEXT, "run `make readme`"


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "docs/json.md"):
        named = set(re.findall(r"(?:^    |`)make (\w+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert named and named <= targets, name


def test_every_file_that_is_linked_exists() -> None:
    for name in ("README.md", "CONTRIBUTING.md", *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))):
        folder = (ROOT / name).parent
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (folder / link).exists()] == [], name
