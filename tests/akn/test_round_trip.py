"""A document written as Akoma Ntoso and read back is the same document, to the last field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from mandata import akn
from mandata.akn import words
from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse, read_document
from mandata.read import read_file

from .documents import documents
from .measure import files, lost, readers

SAMPLE = [
    f"{name}.{language}.{form}" for language in LANGUAGES for name, form in (("note", "docx"), ("decisions", "html"))
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_comes_back_the_same(document: Document) -> None:
    data = akn.write(document)  # refuses what is not valid
    assert akn.read(data) == document
    assert lost(document, data) == ""


@pytest.mark.parametrize("file", SAMPLE)
def test_the_sample_comes_back_the_same(sample: Path, file: str) -> None:
    document = analyse(read_file(sample / file))
    data = akn.write(document)
    assert akn.read(data) == document
    assert read_document("other name.xml", data) == document
    assert lost(document, data) == ""


def test_real_documents_come_back_the_same(shared: Path) -> None:
    """One in ten; tests/akn/measure.py takes all of them."""
    for _, path in list(files())[::10]:
        document = analyse(read_file(path))
        data = akn.write(document)
        assert akn.read(data) == document, path
        assert lost(document, data) == "", path


@pytest.mark.parametrize("file", ["note.en.docx", "note.ar.docx", "decisions.zh.html"])
@pytest.mark.parametrize("reader", ["cobalt", "bluebell"])
def test_others_can_read_it(sample: Path, reader: str, file: str) -> None:
    pytest.importorskip(reader)
    readers()[reader](akn.write(analyse(read_file(sample / file))))


def test_the_same_document_gives_the_same_bytes(sample: Path) -> None:
    document = analyse(read_file(sample / "note.fr.docx"))
    assert akn.write(document) == akn.write(document)


def test_the_parts_have_the_same_names_in_all_languages(sample: Path) -> None:
    named = []
    for language in LANGUAGES:
        root = akn.tree(analyse(read_file(sample / f"note.{language}.docx")))
        named.append([e.get("eId") for e in root.iter("{*}paragraph", "{*}point", "{*}container", "{*}section")])
    assert all(names == named[0] for names in named)
    assert "dec_1__para_3__point_c__point_ii" in named[0]


def test_every_language_has_the_same_names_of_recitals() -> None:
    lists = [words.words(language)._lists.recitals for language in LANGUAGES]
    assert all(list(each) == list(lists[0]) for each in lists)


def test_a_changed_text_is_not_given_the_places_of_the_old_one(sample: Path) -> None:
    document = analyse(read_file(sample / "note.en.docx"))
    root = akn.tree(document)
    heading = next(root.iter("{*}heading"))
    heading.text = "A heading that somebody has changed"
    back = akn.read(etree.tostring(root))
    back.check()
    assert [unread.reason for unread in back.unread] == ["the text was changed after it was analysed"]
    assert "A heading that somebody has changed" in [block.text for block in back.blocks]
    assert not back.provisions
    again = read_document("changed.xml", etree.tostring(root))
    assert [p.text for p in again.provisions] == [p.text for p in document.provisions]


def test_former_names_are_kept(sample: Path) -> None:
    document = analyse(read_file(sample / "note.en.docx"))
    data = akn.write(document, {"dec_1__para_2": "dec_1__para_3"})
    assert akn.former_names(data) == {"dec_1__para_2": "dec_1__para_3"}
    assert akn.read(data) == document
