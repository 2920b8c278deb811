"""The sample meeting says the same in six languages and every format, and so does what is read out of it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_file

ROOT = Path(__file__).parents[1]
OTHERS = [language for language in LANGUAGES if language != "en"]


@cache
def read(name: str) -> Document:
    return analyse(read_file(ROOT / "src" / "mandata" / "data" / "sample" / name))


def shape(document: Document) -> list[tuple[str, str, int | None]]:
    """Kind, number and decision of every paragraph in decisions."""
    return [(b.kind, b.label, b.decision) for b in document.blocks if b.decision is not None]


@pytest.mark.parametrize("name", ["note.{}.docx", "note.{}.txt", "decisions.{}.html"])
@pytest.mark.parametrize("language", OTHERS)
def test_the_languages_have_the_same_paragraphs(language: str, name: str) -> None:
    one, other = read(name.format("en")), read(name.format(language))
    assert other.language == language
    assert shape(other) == shape(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_plain_text_give_the_same_document(language: str) -> None:
    word, plain = read(f"note.{language}.docx"), read(f"note.{language}.txt")
    assert shape(word) == shape(plain)
    assert [(n.label, n.text) for n in word.notes] == [(n.label, n.text) for n in plain.notes]
    assert [p.text for p in word.provisions] == [p.text for p in plain.provisions]
    assert [c.value for c in word.citations] == [c.value for c in plain.citations]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_read(language: str) -> None:
    note = read(f"note.{language}.docx")
    assert (note.symbol, note.date, note.body) == ("UNEP/DC/COP.3/14", "2026-05-20", "DAKAR-COP")
    assert [(decision.number, decision.draft) for decision in note.decisions] == [("DC-3/[--]", True)]
    adopted = read(f"decisions.{language}.html").decisions
    assert [(d.number, d.draft) for d in adopted] == [("DC-3/6", False), ("DC-3/11", False), ("DC-3/14", False)]


def test_the_sample_is_what_its_texts_make(tmp_path: Path, sample: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "sample" / "build.py", tmp_path], check=True)
    assert sorted(p.name for p in sample.iterdir()) == sorted(p.name for p in tmp_path.iterdir())
    for made in tmp_path.iterdir():
        assert contents(made) == contents(sample / made.name), "run `make sample`"


def contents(path: Path) -> bytes | list[tuple[str, bytes]]:
    """A file's bytes; of an archive its parts, which may be packed differently elsewhere."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
