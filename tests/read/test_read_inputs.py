"""Paths, folders, archives and standard input become files, in a stable order, each failing alone."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from built_files import docx, p, zipped

from mandata.errors import ReadError
from mandata.read import Failure, Input, Limits, inputs, read_file


def names(*paths: str | Path) -> list[str]:
    return [found.name for found in inputs(paths)]


def only(*paths: str | Path, limits: Limits | None = None) -> Input | Failure:
    [found] = inputs(paths, limits or Limits())
    return found


def test_a_folder_gives_its_documents_by_name_without_hidden_files_and_companions(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", "sub/c.md", ".hidden", "a.labels.jsonl", "~$a.docx", ".git/x.txt", "README"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert names(tmp_path) == [str(tmp_path / name) for name in ("README", "a.docx", "b.txt", "sub/c.md")]


def test_what_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("The Conference of the Parties,")
    found = only(tmp_path / "x.json")
    assert isinstance(found, Input) and found.load() == b"The Conference of the Parties,"


def test_an_archive_gives_its_documents_and_a_docx_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"b.txt": "B", "a/a.txt": "A", "__MACOSX/a.txt": "no", "x.csv": "1"}))
    (tmp_path / "one.docx").write_bytes(docx(p("A")))
    found = list(inputs([tmp_path / "all.zip", tmp_path / "one.docx"]))
    assert [item.name for item in found] == [
        f"{tmp_path}/all.zip/a/a.txt",
        f"{tmp_path}/all.zip/b.txt",
        f"{tmp_path}/one.docx",
    ]
    assert [item.load() for item in found[:2] if isinstance(item, Input)] == [b"A", b"B"]


def test_standard_input_may_be_a_document_or_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, expected in ((b"words", ["-"]), (zipped({"a.txt": "A"}), ["-/a.txt"])):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert names("-") == expected


def failing(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / kind
    if kind == "empty folder":
        path.mkdir()
    elif kind == "empty archive":
        path.write_bytes(zipped({}))
    elif kind == "archive of nothing":
        path.write_bytes(zipped({"x.csv": "1"}))
    elif kind == "damaged archive":
        path.write_bytes(zipped({"a.txt": "A" * 999})[:60])
    elif kind == "null byte":
        return Path("a\0b")
    return path


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("missing", "no such file"),
        ("empty folder", "folder without documents"),
        ("empty archive", "archive without documents"),
        ("archive of nothing", "archive without documents"),
        ("damaged archive", "damaged"),
        ("null byte", "does not open"),
    ],
)
def test_each_failure_stands_alone(tmp_path: Path, kind: str, found: str) -> None:
    good = tmp_path / "good.txt"
    good.write_text("text")
    first, second = inputs([failing(tmp_path, kind), good])
    assert isinstance(first, Failure) and found in first.error.found
    assert isinstance(second, Input)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("text")
    path.chmod(0)
    found = only(path)
    assert isinstance(found, Failure) and "permissions" in found.error.advice


def test_a_device_and_a_folder_are_no_files(tmp_path: Path) -> None:
    assert isinstance(only("/dev/zero"), Failure)
    with pytest.raises(ReadError, match="a folder"):
        read_file(tmp_path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    with pytest.raises(ReadError, match="3 MB"):
        read_file(path, Limits(file_bytes=1_000_000))


def test_nothing_is_loaded_before_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    found = only(path)
    path.unlink()
    assert isinstance(found, Input)
    with pytest.raises(ReadError, match="no such file"):
        found.load()
