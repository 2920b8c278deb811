"""What the pages about publishing show is what the program answers and prints."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))


def test_the_answers_to_the_questions_are_current() -> None:
    from answers import answer, questions, refreshed  # type: ignore[import-not-found]

    page = (ROOT / "docs" / "linked-data.md").read_text(encoding="utf-8")
    assert refreshed(page) == page, "run `make readme`"
    assert len(questions(page)) == 5
    assert all(len(answer(query).splitlines()) > 1 for query in questions(page)), "a question without an answer"


def test_the_outputs_of_commands_are_current() -> None:
    from readme import refreshed  # type: ignore[import-not-found]

    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    assert refreshed(page) == page, "run `make readme`"


def test_the_comparison_that_is_shown_is_current() -> None:
    from readme import refreshed

    page = (ROOT / "docs" / "compare.md").read_text(encoding="utf-8")
    assert refreshed(page) == page, "run `make readme`"
