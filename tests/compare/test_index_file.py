"""The file of an index: what is saved is opened again, and what is no index is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandata.compare.index import Index
from mandata.compare.index_file import MAGIC, is_index, open_index, save
from mandata.compare.precedents import within
from mandata.compare.recurrence import index_of, recurrences
from mandata.errors import MandataError
from mandata.model import Document
from mandata.pipeline import read_document

from .test_recurrence import LIST, decided


@pytest.fixture
def index() -> Index:
    return index_of(
        [decided("en", "MC-3/3", LIST), decided("en", "MC-4/3", LIST), decided("zh", "MC-4/3", "请秘书处编写报告")]
    )


def test_it_comes_back_as_it_was(index: Index, tmp_path: Path) -> None:
    save(index, tmp_path / "all.index")
    assert is_index(tmp_path / "all.index")
    opened = open_index(tmp_path / "all.index")
    assert opened.mandates[:] == index.mandates[:]
    assert opened.decisions == index.decisions
    assert within(opened) == within(index)
    assert [path.name for path in tmp_path.iterdir()] == ["all.index"]


def test_it_grows_after_it_was_opened(index: Index, tmp_path: Path) -> None:
    save(index, tmp_path / "all.index")
    later = decided("en", "MC-5/3", LIST)
    grown = index_of([later], open_index(tmp_path / "all.index"))
    save(grown, tmp_path / "all.index")
    findings = recurrences(open_index(tmp_path / "all.index"))
    assert [len(chain) for chain in findings.chains] == [3]


def test_an_empty_one_is_saved_too(tmp_path: Path) -> None:
    save(Index(), tmp_path / "none.index")
    assert len(open_index(tmp_path / "none.index")) == 0


@pytest.mark.parametrize("length", [0, 10, len(MAGIC) + 4, len(MAGIC) + 20, 400, -1])
def test_a_file_that_is_cut_off_is_refused(index: Index, tmp_path: Path, length: int) -> None:
    path = tmp_path / "all.index"
    save(index, path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(MandataError, match=r"no index of mandates|damaged"):
        open_index(path)


def test_another_version_is_refused(index: Index, tmp_path: Path) -> None:
    path = tmp_path / "all.index"
    save(index, path)
    data = path.read_bytes().replace(b"\xa7version\x01", b"\xa7version\x63")
    path.write_bytes(data)
    with pytest.raises(MandataError, match="has version 99; expected version 1; make it again"):
        open_index(path)


def test_no_file_and_a_document_are_refused(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(MandataError, match="is no index of mandates"):
        open_index(sample / "note.en.txt")
    with pytest.raises(MandataError, match="No such file"):
        open_index(tmp_path / "none")
    assert not is_index(tmp_path / "none")


def test_a_document_read_from_a_file_can_be_indexed(sample: Path) -> None:
    document: Document = read_document("decisions.en.html", (sample / "decisions.en.html").read_bytes(), None)
    assert len(index_of([document])) > 10
