"""The forms of a concordance: page, commented documents, JSON, table, and differences that were accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from mandata.cli.main import app
from mandata.compare.concord import dismissals
from mandata.compare.concord.languages import Concordance, concord
from mandata.compare.concord.sentences import sentence
from mandata.errors import MandataError
from mandata.interface import interface
from mandata.model import Document
from mandata.publish.concord.docx import commented
from mandata.publish.concord.page import page
from mandata.read import read_bytes

from .seeding import PATTERNS, in_words
from .versions import LANGUAGES, read


@pytest.fixture(scope="module")
def compared(sample: Path) -> tuple[list[Document], Concordance]:
    """The sample note with another day in Arabic and without its condition in French."""
    from mandata.pipeline import analyse

    seeds = {(seed.name, seed.language): seed.source for seed in in_words(sample, "note")}
    seeded = {"ar": seeds["date", "ar"], "fr": seeds["condition dropped", "fr"]}
    documents = [
        analyse(seeded[code]) if code in seeded else read(sample / PATTERNS["note"].format(code)) for code in LANGUAGES
    ]
    return documents, concord(documents)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_finding_is_said_in_every_language(compared: tuple[list[Document], Concordance], code: str) -> None:
    for one in compared[1].findings:
        said = sentence(one, interface(code))
        assert "{" not in said and interface(code).concord.kinds[one.kind].casefold() in said.casefold()


def test_the_page_marks_the_words_and_keeps_directions(compared: tuple[list[Document], Concordance]) -> None:
    documents, found = compared
    made = html.fromstring(page(found, documents, interface("en")))
    marked = [mark.text_content() for mark in made.iter("mark")]
    assert any("تموز/يوليه" in words for words in marked)
    assert {cell.get("dir") for cell in made.iter("td") if cell.get("lang") == "ar"} == {"rtl"}
    assert len(list(made.iter("td"))) == 6 * len(found.rows)


def test_comments_are_read_back_at_their_words(compared: tuple[list[Document], Concordance]) -> None:
    documents, found = compared
    document = next(d for d in documents if d.language == "ar")
    source = read_bytes("ar.docx", commented(document, found, interface("ar")))
    comments = [change for line in source.lines for change in line.changes if change.kind == "comment"]
    mine = [one for one in found.findings if one.language == "ar"]
    assert [comment.text for comment in comments] == [one.at.text for one in mine]
    assert all(one.id in comment.note for one, comment in zip(mine, comments, strict=True))


def test_a_version_without_findings_has_no_comments(compared: tuple[list[Document], Concordance]) -> None:
    documents, found = compared
    source = read_bytes("en.docx", commented(documents[0], found, interface("en")))
    assert not [change for line in source.lines for change in line.changes]


def test_an_accepted_difference_stays_accepted(compared: tuple[list[Document], Concordance], tmp_path: Path) -> None:
    documents, found = compared
    file = tmp_path / "accepted.yaml"
    file.write_text("# looked at by the editors\n", encoding="utf-8")
    one = found.findings[0]
    dismissals.add(file, one, "as the committee wished", "about")
    dismissals.add(file, one, "twice", "about")
    again = dismissals.dismissed(concord(documents), dismissals.load(file))
    assert [(f.id, f.accepted) for f in again.dismissed] == [(one.id, "as the committee wished")]
    assert one.id not in {f.id for f in again.findings}
    assert "# looked at by the editors" in file.read_text(encoding="utf-8")


def test_a_file_of_dismissals_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "accepted.yaml"
    file.write_text("- because: yes\n", encoding="utf-8")
    with pytest.raises(MandataError, match="no file of dismissals"):
        dismissals.load(file)


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["concord", *arguments])
    return result.exit_code, result.output


def test_the_program_prints_json_and_a_table(sample: Path) -> None:
    files = [str(sample / f"decisions.{code}.html") for code in LANGUAGES]
    status, out = _run(*files, "--format", "json")
    told = json.loads(out)
    assert status == 0 and len(told["versions"]) == 6 and told["findings"] == []
    status, out = _run(*files, "--ui", "fr")
    assert status == 0 and "Les versions concordent" in out


def test_the_program_says_what_is_missing(sample: Path) -> None:
    file = str(sample / "note.en.txt")
    assert _run(file)[0] == 1
    assert _run(file, "--format", "pdf")[0] == 1
    assert _run(file, "--dismiss", "0123456789")[0] == 1
