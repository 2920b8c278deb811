"""What docs/concord.md shows is what the program prints."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))


def test_the_example_is_current() -> None:
    from readme import refreshed  # type: ignore[import-not-found]

    page = (ROOT / "docs" / "concord.md").read_text(encoding="utf-8")
    assert refreshed(page) == page, "write the output of the command again"
