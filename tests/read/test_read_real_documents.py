"""Real and lifelike documents, where they are at hand."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from mandata.model import Source
from mandata.read import read_file
from mandata.read.plain import plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    return "".join(plain(text).split())


def test_every_word_of_a_docx_stands_in_its_lines(shared: Path) -> None:
    for path in sorted((shared / "documents" / "docx").glob("*.docx")):
        source = read_file(path)
        held = squeezed("".join(line.text for line in source.lines if line.kind in ("text", "row")))
        root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
        missing = [
            text.text
            for text in root.iter(f"{W}t")
            if squeezed(text.text or "") not in held and not any("Fallback" in up.tag for up in text.iterancestors())
        ]
        assert not missing, f"{path.name}: {missing[:3]}"
        assert not any("Fallback" in line.text for line in source.lines)


def paragraphs(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The numbered paragraphs of the note and of its draft decision."""
    note = [paragraph for section in document["sections"] for paragraph in section["paragraphs"]]
    return [*note, *document["decision"]["operative_structure"]]


def shown_with_text(source: Source) -> set[tuple[str, str]]:
    """Each line's number and words; a typed number is parted from the words at the first blank."""
    found = set()
    for line in source.lines:
        found.add((squeezed(line.label), squeezed(line.text)))
        for cut in (i for i, c in enumerate(line.text) if c in " \u3000" or i < 6):
            found.add((squeezed(line.text[:cut]), squeezed(line.text[cut:])))
    return found


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_numbers_and_notes_are_those_of_the_page(shared: Path, language: str) -> None:
    folder = shared / "documents" / "parallel" / "D2"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    checked = 0
    for document in truth["documents"]:
        if document["language"] != language:
            continue
        source = read_file(folder / document["file"])
        lines = shown_with_text(source)
        links = [run.value for line in source.lines for run in line.stretches if run.form == "link"]
        assert set(document["hyperlinks"]) <= set(links)
        for paragraph in paragraphs(document):
            checked += 1
            assert (squeezed(paragraph["shown"]), squeezed(paragraph["text"])) in lines, paragraph["text"]
        assert [note.label for note in source.notes] == [note["mark"] for note in document["footnotes"]]
        assert [squeezed(note.text) for note in source.notes] == [
            squeezed(note["text"]) for note in document["footnotes"]
        ]
    assert checked > 10


def test_notes_of_a_real_pdf_have_their_marks(shared: Path) -> None:
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        source = read_file(path)
        marks = [mark.note for line in source.lines for mark in line.marks]
        assert marks == [note.label for note in source.notes] and marks


def test_the_seed_has_its_two_notes(shared: Path) -> None:
    [path] = (shared / "seed").glob("*.txt")
    source = read_file(path)
    assert [note.label for note in source.notes] == ["3", "4"]
    assert not any("footnoteRef" in line.text or "bookmark" in line.text for line in source.lines)


def test_leaving_out_looks_before_parsing_changes_no_line(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((shared / "documents").rglob("*.docx"))
    assert files
    with_lean = [read_file(file) for file in files]
    monkeypatch.setattr("mandata.read.docx.package.lean", lambda xml: xml)
    monkeypatch.setattr("mandata.read.docx.package.folded", lambda xml, openings: None)
    for file, lean in zip(files, with_lean, strict=True):
        whole = read_file(file)
        assert [(x.label, x.text, x.level, x.heading, x.cells, x.stretches, x.marks) for x in lean.lines] == [
            (x.label, x.text, x.level, x.heading, x.cells, x.stretches, x.marks) for x in whole.lines
        ], file.name
        assert lean.notes == whole.notes and lean.unread == whole.unread
