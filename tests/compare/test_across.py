"""Two versions in two languages are compared as facts: the sample decisions say the same, changed ones do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandata.compare.versions import compare
from mandata.languages import LANGUAGES
from mandata.model import Document
from mandata.pipeline import analyse, read_document
from mandata.read import read_bytes


def decision(language: str, *lines: str) -> Document:
    return analyse(read_bytes("decision.txt", "\n".join(lines).encode()), language)


ENGLISH = decision(
    "en",
    "Decision DC-3/2: Lead in paint",
    "The Conference of the Parties,",
    "Recalling its decision DC-2/11,",
    "1. Requests the secretariat to prepare a report on lead in paint by 30 June 2027;",
    "2. Calls upon Parties to adopt a limit of 90 parts per million in accordance with article 9 of the Convention;",
    "3. Decides to establish a working group;",
)
FRENCH = decision(
    "fr",
    "Décision DC-3/2 : Plomb dans les peintures",
    "La Conférence des Parties,",
    "Rappelant sa décision DC-2/11,",
    "1. Prie le secrétariat d’établir un rapport sur le plomb dans les peintures au plus tard le 31 décembre 2027 ;",
    "2. Invite les Parties à fixer une limite de 100 parties par million conformément à l’article 9 de la Convention ;",
    "3. Décide de créer un groupe de travail ;",
)


def test_facts_that_differ_are_told_with_the_words_of_both_languages() -> None:
    told = {(c.kind, c.old, c.new) for c in compare(ENGLISH, FRENCH).changes}
    assert told == {
        ("deadline_later", "by 30 June 2027", "au plus tard le 31 décembre 2027"),
        ("act_weakened", "call_upon", "invite"),
        ("number_changed", "90", "100"),
    }


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_translations_that_say_the_same_have_no_changes_in_substance(sample: Path, language: str) -> None:
    english, other = (
        read_document(path.name, path.read_bytes())
        for path in (sample / "decisions.en.html", sample / f"decisions.{language}.html")
    )
    found = compare(english, other)
    assert [change for change in found.changes if change.weight == "substance"] == []
    assert not [pair for pair in found.pairs if not pair.before or not pair.after]
