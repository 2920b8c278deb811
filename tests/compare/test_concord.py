"""Language versions that say the same give no findings, and their paragraphs are aligned."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandata.compare.concord.languages import concord
from mandata.errors import MandataError

from .versions import compared, in_front, read


@pytest.mark.parametrize("pattern", ["note.{}.docx", "note.{}.txt", "decisions.{}.html"])
def test_the_sample_meeting_says_the_same_in_six_languages(sample: Path, pattern: str) -> None:
    found = compared(sample, pattern)
    assert [(f.language, f.kind, f.expected, f.found) for f in found.findings] == []
    assert all(all(row.blocks) for row in found.rows if not in_front(row))


@pytest.mark.parametrize("pattern", ["D2.{}.docx"])
def test_six_versions_are_aligned_whole_and_agree(shared: Path, pattern: str) -> None:
    found = compared(shared / "documents" / "parallel" / "D2", pattern)
    assert all(all(row.blocks) and not row.moved for row in found.rows)
    assert len(found.findings) <= 2


@pytest.mark.parametrize("pattern", ["D2.{}.crp.docx", "D2.{}.adopted.docx"])
def test_two_versions_are_aligned_whole_and_agree(shared: Path, pattern: str) -> None:
    found = compared(shared / "documents" / "parallel" / "D2", pattern, ("en", "fr"))
    assert all(all(row.blocks) for row in found.rows if not in_front(row))
    assert len(found.findings) <= 2


def test_a_resolution_is_aligned_line_by_line(shared: Path) -> None:
    found = compared(shared / "documents" / "six-languages", "A_RES_55_100.{}.txt")
    lines = [row.blocks for row in found.rows if not any(b.startswith("note") for cell in row.blocks for b in cell)]
    assert all(len(set(cells)) == 1 and len(cells[0]) == 1 for cells in lines)


def test_one_version_alone_cannot_be_compared(sample: Path) -> None:
    with pytest.raises(MandataError, match="alone"):
        concord([read(sample / "note.en.txt")])


def test_two_files_of_one_language_are_refused(sample: Path) -> None:
    with pytest.raises(MandataError, match="one language"):
        concord([read(sample / "note.en.txt"), read(sample / "note.en.docx")])
