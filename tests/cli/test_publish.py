"""`mandata publish` as a person calls it: which files it makes, what it says when something is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from mandata.cli.main import app
from mandata.publish.forms import EACH, names

Call = Callable[..., Any]
ENDINGS = sorted(EACH.items())


@pytest.fixture
def mandata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["publish", *map(str, arguments)])


@pytest.mark.parametrize(("form", "ending"), ENDINGS)
def test_every_document_becomes_a_file_named_by_symbol_and_language(
    mandata: Call, sample: Path, tmp_path: Path, form: str, ending: str
) -> None:
    files = (sample / "note.ar.txt", sample / "note.ar.docx", sample / "decisions.fr.html")
    done = mandata(*files, "--format", form, "-o", "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    expected = ["UNEP-DC-COP.3-14.ar", "UNEP-DC-COP.3-14.ar-2", "decisions.fr"]
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(f"{name}{ending}" for name in expected)


@pytest.mark.parametrize(("form", "ending"), ENDINGS)
def test_one_document_is_printed_or_written_the_same(
    mandata: Call, sample: Path, tmp_path: Path, form: str, ending: str
) -> None:
    printed = mandata(sample / "note.en.txt", "-f", form)
    assert printed.exit_code == 0, printed.stderr
    assert mandata(sample / "note.en.txt", "-f", form, "-o", f"one{ending}").exit_code == 0
    assert (tmp_path / f"one{ending}").read_bytes() == printed.stdout_bytes


def test_tables_hold_all_documents(mandata: Call, sample: Path, tmp_path: Path) -> None:
    files = [sample / f"decisions.{language}.html" for language in ("en", "fr")]
    assert mandata(*files, "-f", "xlsx", "-o", "all.xlsx", "--ui", "fr").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames[:2] == ["Registre des mandats", "Tous les mandats"]
    printed = mandata(*files, "-f", "csv")
    assert mandata(*files, "-f", "csv", "-o", ".").exit_code == 0
    assert (tmp_path / "mandates.csv").read_bytes() == b"\xef\xbb\xbf" + printed.stdout_bytes
    assert mandata(sample / "note.en.txt", "-f", "xlsx").stdout_bytes.startswith(b"PK")


def test_the_base_of_addresses_is_that_of_the_call(mandata: Call, sample: Path) -> None:
    done = mandata(sample / "note.en.txt", "-f", "jsonld", "--base", "https://portal.example.org/")
    things = {thing["id"] for thing in json.loads(done.stdout)["@graph"]}
    assert "https://portal.example.org/akn/un/doc/communication/dakar-cop/2026-05-20/UNEP-DC-COP.3-14/eng@" in things


def test_a_bad_file_gets_one_line_and_the_others_are_written(mandata: Call, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 nothing")
    done = mandata("bad.docx", sample / "note.en.txt", "-f", "html", "-o", "out")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("mandata: bad.docx: ")
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-f", "docx"), "--format 'docx' is not known; expected akn, html, jsonld, ttl, md, csv, xlsx"),
        (("-f", "html", "--ui", "de"), "--ui 'de' is no language of the United Nations"),
        (("-f", "html", "--language", "de"), "--language 'de' is no language of the United Nations"),
        (("-f", "ttl", "--base", "portal"), "--base 'portal' is no address of the web; expected https://…"),
        (("-f", "html"), "several documents; expected one, or a folder for them; name a folder with -o"),
        (("-f", "html", "-o", "one.html"), "several documents"),
        (("-f", "csv", "-o", "no/such.csv"), "no/such.csv: No such file or directory"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_gets_one_line(mandata: Call, sample: Path, arguments: tuple[str, ...], said: str) -> None:
    done = mandata(sample / "note.en.txt", sample / "note.fr.txt", *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith(f"mandata: {said}"), done.stderr


def test_no_name_comes_twice_or_leaves_the_folder(make_document: Callable[..., Any]) -> None:
    symbols = ["A/1", "a/1", "../../etc", "", None, "A/1"]
    named = [name for name, _ in names([make_document("en", symbol=symbol) for symbol in symbols], "md")]
    assert len({name.casefold() for name in named}) == len(symbols)
    assert not any("/" in name or name.startswith(".") for name in named)
    assert named[0] == "A-1.en.md" and named[3] == "note.en.md"


def test_an_open_archive_is_read_as_by_mandata_read(mandata: Call, sample: Path, tmp_path: Path) -> None:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sample / "note.es.txt", "note.es.txt")
    (tmp_path / "all.zip").write_bytes(packed.getvalue())
    assert mandata("all.zip", "-f", "md").stdout.startswith("# ")
