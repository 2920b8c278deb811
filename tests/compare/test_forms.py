"""What is written about a comparison: tracked changes that read back as both texts, page, workbook, JSON, table."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
import yaml
from lxml import etree, html
from typer.testing import CliRunner

import mandata
from mandata.cli.main import app
from mandata.compare.records import KINDS
from mandata.compare.versions import compare
from mandata.interface import interface
from mandata.languages import LANGUAGES
from mandata.model import Block, Document
from mandata.pipeline import analyse, read_document
from mandata.publish.comparison.json_form import json_form
from mandata.publish.comparison.page import page
from mandata.publish.comparison.sentences import Sentences
from mandata.publish.comparison.tracked import tracked
from mandata.publish.comparison.workbook import workbook
from mandata.read import read_bytes

CASES = Path(__file__).parents[1] / "cases" / "compare"
Pair = tuple[Document, Document]


def whole(language: str) -> Pair:
    """All rows of a language's cases as one decision, before and after."""
    cases: dict[str, Any] = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    documents = []
    for side in ("before", "after"):
        lines, number = list(cases["opening"]), 0
        for text in (text for row in cases["rows"] for text in row[side]):
            number += not text.startswith("(")
            lines.append(text if text.startswith("(") else cases["paragraph"].format(number=number, text=text))
        documents.append(analyse(read_bytes(f"{side}.txt", "\n".join(lines).encode()), language))
    return documents[0], documents[1]


def said(document: Document, apart: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    kinds = ("front", "back")
    return [
        (block.label if block.kind == "operative" else "", block.text)
        for block in document.blocks
        if block.kind not in kinds and block.id not in apart
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tracked_changes_rejected_are_the_text_before_and_accepted_the_text_after(language: str) -> None:
    before, after = whole(language)
    data = tracked(compare(before, after), before, after)
    assert said(read_document("t.docx", data, language, view="original")) == said(before)
    assert said(read_document("t.docx", data, language, view="final")) == said(after)


def test_tracked_changes_of_real_papers_read_back(shared: Path) -> None:
    folder = shared / "documents" / "parallel" / "D2"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    for language in ("en", "fr"):
        files = [folder / f"D2.{language}{kind}.docx" for kind in ("", ".crp", ".adopted")]
        draft, paper, adopted = (read_document(path.name, path.read_bytes()) for path in files)
        for before, after in ((draft, paper), (paper, adopted), (draft, adopted)):
            found = compare(before, after)
            data = tracked(found, before, after)
            assert said(read_document("t.docx", data, view="original")) == said(before, found.apart_before)
            assert said(read_document("t.docx", data, view="final")) == said(after, found.apart_after)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_tracked_changes(tmp_path: Path) -> None:
    before, after = whole("ar")
    (tmp_path / "t.docx").write_bytes(tracked(compare(before, after), before, after))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), "t.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "t.fodt").read_text(encoding="utf-8")
    assert "<text:insertion>" in text and "<text:deletion>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_a_sentence_in_every_language(language: str) -> None:
    before, after = whole("en")
    found = compare(before, after)
    words = interface(language)
    sentences = Sentences(found, words)
    for change in found.changes:
        sentence = sentences.sentence(change)
        assert words.comparison.kinds[change.kind] in sentence and "{" not in sentence
        assert sentences.where(change)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_the_page_marks_the_words_of_both_sides_and_needs_no_network(language: str, direction: str) -> None:
    before, after = whole(language)
    found = compare(before, after)
    root = html.fromstring(page(found, before, after, interface(language)))
    assert (root.get("lang"), root.get("dir")) == (language, direction)
    rows = root.xpath("//tbody/tr")
    assert len(rows) == len(found.pairs)
    for row, pair in zip(rows, found.pairs, strict=True):
        assert [cell.text_content() for cell in row.xpath("td")] == [pair.old_text(), pair.new_text()]
        assert not row.xpath("td[1]//ins | td[2]//del")
    targets = {f"#{row.get('id')}" for row in rows}
    assert {link.get("href") for link in root.xpath("//ol//a")} <= targets
    assert not root.xpath("//script | //img | //link | //*[@src]")


def test_what_a_text_says_is_no_markup() -> None:
    before, after = whole("en")
    hostile = Block(id="x", kind="operative", text="<script>alert(1)</script> \x07 & more", label="9", decision=0)
    changed = msgspec.structs.replace(after, blocks=(*after.blocks, hostile))
    found = compare(before, changed)
    assert "<script" not in page(found, before, changed, interface("en"))
    package = zipfile.ZipFile(io.BytesIO(tracked(found, before, changed)))
    etree.fromstring(package.read("word/document.xml"))


def test_the_workbook_has_a_row_a_change_and_both_texts() -> None:
    before, after = whole("fr")
    found = compare(before, after)
    book = openpyxl.load_workbook(io.BytesIO(workbook(found, interface("fr"))))
    changes, texts = (list(book[name].values) for name in book.sheetnames)
    assert (len(changes), len(texts)) == (len(found.changes) + 1, len(found.pairs) + 1)
    assert not any(str(cell).startswith("=") for row in changes for cell in row)


def test_json_says_every_change_with_its_place_and_sentence() -> None:
    before, after = whole("es")
    told = json.loads(json_form(compare(before, after), interface("es")))
    blocks = ({b.id: b.text for b in before.blocks}, {b.id: b.text for b in after.blocks})
    for change in told["changes"]:
        assert change["kind"] in KINDS and change["sentence"] and change["where"]
        for side, texts in zip(("before", "after"), blocks, strict=True):
            place = change[side]
            assert place is None or texts[place["block"]][place["start"] : place["end"]] == place["text"]


# ------------------------------------------------------------------------------------------------------- the program


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    before = "Decision DC-3/2: Lead\nThe Conference of the Parties,\n1. Requests the secretariat to prepare a report;"
    Path("before.txt").write_text(before, "utf-8")
    Path("after.txt").write_text(before.replace("Requests", "Invites"), "utf-8")
    return lambda *arguments: CliRunner().invoke(app, ["compare", *arguments])


def test_the_table_says_what_changed_in_the_language_asked_for(call: Callable[..., Any]) -> None:
    assert "Act weakened: “requests” became “invites”." in call("before.txt", "after.txt").stdout
    assert "Acte affaibli" in call("before.txt", "after.txt", "--ui", "fr").stdout
    assert "No change" in call("before.txt", "before.txt").stdout


@pytest.mark.parametrize("form", ["json", "html", "docx", "xlsx"])
def test_every_form_is_written_to_a_file(call: Callable[..., Any], form: str) -> None:
    assert call("before.txt", "after.txt", "-f", form, "-o", f"out.{form}").exit_code == 0
    assert Path(f"out.{form}").stat().st_size > 500


def test_a_paper_alone_is_compared_with_its_own_tracked_changes(call: Callable[..., Any]) -> None:
    call("before.txt", "after.txt", "-f", "docx", "-o", "paper.docx")
    assert "Act weakened" in call("paper.docx").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["before.txt", "missing.txt"], "missing.txt cannot be read"),
        (["before.txt", "after.txt", "-f", "pdf"], "--format 'pdf' is not known"),
        (["before.txt", "after.txt", "--ui", "de"], "--ui 'de' is no language"),
        (["before.txt", "after.txt", "--changes", "all"], "--changes 'all' is not known"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(call: Callable[..., Any], arguments: list[str], message: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 1 and message in re.sub(r"\s+", " ", result.output)


def test_compare_is_one_of_the_verbs_of_the_package() -> None:
    before, after = whole("en")
    assert mandata.compare(before, after) == compare(before, after)
