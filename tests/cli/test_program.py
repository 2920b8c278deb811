"""The program as a person calls it: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mandata.cli.main import app
from mandata.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
Call = Callable[..., Any]
NOTE = (ROOT / "src/mandata/data/sample/note.en.txt").read_text(encoding="utf-8")
RECIPE = "Pancakes\n\nMix 200 g of flour with two eggs and half a litre of milk. Leave it to rest. Fry in butter.\n"
ENTITY_BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'


@pytest.fixture
def mandata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, stdin: str | bytes = "") -> Any:
        environment = {"COLUMNS": "120", "NO_COLOR": "1"}
        return CliRunner().invoke(app, [*map(str, arguments)], input=stdin, env=environment)

    return call


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


BAD = [
    ("an empty file", b""),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ("a damaged DOCX", (ROOT / "src/mandata/data/sample/note.en.docx").read_bytes()[:2000]),
    ("a damaged PDF", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    ("a text of another kind", RECIPE.encode()),
    ("an XML entity bomb", ENTITY_BOMB.encode()),
    ("a zip bomb", zipped(bomb__txt=bytes(60_000_000))),
    ("an encrypted office file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)),
]


@pytest.mark.parametrize(("why", "data"), BAD, ids=[why for why, _ in BAD])
def test_a_bad_file_gets_one_line_and_the_others_are_read(mandata: Call, tmp_path: Path, why: str, data: bytes) -> None:
    (tmp_path / "a-bad").write_bytes(data)
    (tmp_path / "b-good.txt").write_text(NOTE, encoding="utf-8")
    done = mandata("read", "a-bad", "b-good.txt", "--format", "jsonl")
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("mandata: a-bad") and "expected" in lines[0], done.stderr
    assert "Traceback" not in done.stderr and "fault of mandata" not in done.stderr
    assert done.exit_code == 1
    assert [json.loads(line)["symbol"] for line in done.stdout.splitlines()] == ["UNEP/DC/COP.3/14"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "missing.docx"),
        ("read", "."),
        ("read", "b.txt", "--language", "de"),
        ("read", "b.txt", "--ui", "xx"),
        ("read", "b.txt", "--format", "xml"),
        ("read", "b.txt", "-o", "no/such/folder/out.json"),
        ("annotate", "missing.jsonl"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_gets_one_line(mandata: Call, arguments: tuple[str, ...]) -> None:
    done = mandata(*arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("mandata: "), done.stderr


def test_standard_input_archives_and_folders_are_read(mandata: Call, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "archive.zip").write_bytes(zipped(note__txt=NOTE.encode()))
    done = mandata("read", "folder", "archive.zip", "-", "--format", "jsonl", stdin=NOTE)
    assert done.exit_code == 0, done.stderr
    files = [json.loads(line)["file"] for line in done.stdout.splitlines()]
    assert files == ["folder/note.txt", "archive.zip/note.txt", "-"]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_table_of_every_language_is_printed(mandata: Call, sample: Path, ui: str) -> None:
    done = mandata("read", sample / f"note.{ui}.docx", "--ui", ui)
    assert done.exit_code == 0, done.stderr
    assert "DC-3/[--]" in done.stdout and "3 (c) (ii)" in done.stdout


def test_a_file_written_is_the_output_printed(mandata: Call, sample: Path, tmp_path: Path) -> None:
    for form in ("json", "csv", "table"):
        printed = mandata("read", sample / "note.en.txt", "--format", form).stdout_bytes.decode()
        assert mandata("read", sample / "note.en.txt", "--format", form, "-o", "out").stdout == ""
        written = (tmp_path / "out").read_bytes().decode("utf-8-sig")
        assert written == printed
        assert (tmp_path / "out").read_bytes().startswith(b"\xef\xbb\xbf") is (form == "csv")


def test_the_same_file_gives_the_same_bytes(mandata: Call, sample: Path) -> None:
    first, second = (mandata("read", sample / "note.ar.docx", "--format", "json").stdout for _ in range(2))
    assert first == second


def test_help_loads_no_more_than_it_needs() -> None:
    code = "import sys; from mandata.cli import main; print([m for m in sys.modules if m.startswith('mandata')])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    declared = ["mandata.cli.bringing", "mandata.cli.followed", "mandata.cli.keeping", "mandata.cli.main"]
    assert sorted(eval(done.stdout)) == ["mandata", "mandata.cli", *declared]


# ------------------------------------------------------------------------------------------------ mandata annotate

LINE = {
    "id": "x-1",
    "lang": "en",
    "symbol": "MC-7/[--]",
    "issuer": "Conference of the Parties to the Minamata Convention on Mercury",
    "items": [
        {"label": "2", "text": "Requests the secretariat, as appropriate, to:"},
        {"label": "2 (a)", "text": "Prepare a report on trade;"},
        {"label": "2 (b)", "text": "Publish it."},
    ],
    "footnotes": [],
    "provisions": [{"act": "welcome"}],
    "citations": [{"value": "goal:SDG:1"}],
}


def test_a_paragraph_is_annotated_in_the_form_of_the_guidelines(mandata: Call) -> None:
    done = mandata("annotate", "-", stdin=json.dumps(LINE) + "\n")
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert list(answer) == ["id", "provisions", "citations"]
    assert answer["citations"] == []
    first, second = answer["provisions"]
    assert first == {
        "item": 1,
        "act": "request",
        "class": "directive",
        "inherited": True,
        "addressees": ["the secretariat"],
        "action": "Prepare a report on trade",
        "partners": [],
        "conditions": [{"text": "as appropriate", "type": "discretion"}],
        "recipients": [],
        "due": [],
        "deliverable": "report",
        "continuing": False,
    }
    assert (second["item"], second["action"]) == (2, "Publish it")


def test_answers_in_the_input_are_not_looked_at(mandata: Call) -> None:
    bare = {key: value for key, value in LINE.items() if key not in ("provisions", "citations")}
    with_answers, without = (mandata("annotate", "-", stdin=json.dumps(line)).stdout for line in (LINE, bare))
    assert with_answers == without


@pytest.mark.parametrize(
    "bad",
    ["{", "[]", '{"id": "y"}', json.dumps({**LINE, "lang": "de"}), json.dumps({**LINE, "items": "no"})],
)
def test_a_bad_line_is_named_and_the_others_go_on(mandata: Call, bad: str) -> None:
    done = mandata("annotate", "-", stdin=f"{json.dumps(LINE)}\n\n{bad}\n{json.dumps({**LINE, 'id': 'z'})}\n")
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["x-1", "z"]
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith("mandata: -, line 3: ")


CHANGED = (
    '<w:p><w:r><w:t xml:space="preserve">1. </w:t></w:r>'
    '<w:del w:author="A"><w:r><w:delText>Urges</w:delText></w:r></w:del>'
    '<w:ins w:author="A"><w:r><w:t>Invites</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> Parties to submit views;</w:t></w:r></w:p>'
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft decision with one tracked change."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="a" Type="{kind}" Target="word/document.xml"/>'
    head = "<w:p><w:r><w:t>The Conference of the Parties,</w:t></w:r></w:p>"
    with zipfile.ZipFile(tmp_path / "draft.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{relation}</Relationships>')
        document = f'<w:document xmlns:w="{word}"><w:body>{head}{CHANGED}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return tmp_path / "draft.docx"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ("final", "Invites Parties to submit views;"),
        ("original", "Urges Parties to submit views;"),
        ("marked", "UrgesInvites Parties to submit views;"),
    ],
)
def test_tracked_changes_are_read_in_the_view_asked_for(mandata: Call, draft: Path, changes: str, text: str) -> None:
    result = mandata("read", draft, "--changes", changes, "--format", "json")
    document = json.loads(result.stdout)
    assert (document["view"], document["blocks"][-1]["text"]) == (changes, text)


def test_the_marked_view_shows_what_changes_if_it_is_accepted(mandata: Call, draft: Path) -> None:
    shown = mandata("read", draft, "--changes", "marked").stdout
    assert "If the changes are accepted" in shown
    row = next(line for line in shown.splitlines() if "urges" in line)
    assert row.index("urges") < row.index("invites")


def test_an_unknown_view_is_refused(mandata: Call, draft: Path) -> None:
    result = mandata("read", draft, "--changes", "latest")
    assert result.exit_code == 1
    assert "--changes 'latest' is not known" in result.stderr


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("file_bytes=10", "expected a document of at most 0 MB"),
        ("seconds=soon", "'seconds=soon' as a limit"),
        ("patience=3", "a limit 'patience' that is not known"),
    ],
)
def test_limits_are_settings_of_a_run(mandata: Call, draft: Path, limit: str, message: str) -> None:
    result = mandata("read", draft, "--limit", limit)
    assert result.exit_code == 1
    assert message in result.stderr


def test_limits_are_settings_of_the_environment(mandata: Call, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATA_LIMITS", "file_bytes=10, seconds=5")
    assert mandata("read", draft).exit_code == 1
    assert mandata("read", draft, "--limit", "file_bytes=1M").exit_code == 0
