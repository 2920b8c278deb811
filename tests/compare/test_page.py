"""What docs/recurrence.md shows is what the program prints."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_outputs_are_current() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    from readme import refreshed  # type: ignore[import-not-found]

    text = (ROOT / "docs" / "recurrence.md").read_text(encoding="utf-8")
    assert "DC-4/2, paragraph 1" in text
    assert refreshed(text) == text, "run `make readme`"
