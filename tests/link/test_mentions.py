"""Every mention in a sentence leads to the entry that is meant, and nothing else is taken for a name."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata import lexicon, names
from mandata.link import mentions
from mandata.model import Context, Mention

CASES = Path(__file__).parents[1] / "cases" / "link"
ROWS = [
    pytest.param(path.stem, row, id=f"{path.stem} {row['why']}")
    for path in sorted(CASES.glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def read(text: str, language: str, body: str | None = None, earlier: tuple[Mention, ...] = ()) -> list[Mention]:
    instrument = lexicon.bodies()[body].instrument if body else None
    context = Context(language=language, body=body, instrument=instrument)
    return mentions(text, names.scan(text, language), context, earlier)


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_mentions(language: str, row: dict[str, Any]) -> None:
    found = read(row["text"], language, row["body"])
    assert [[mention.text, mention.ref] for mention in found] == row["mentions"]
    assert all(row["text"][mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_language_has_its_table(language: str) -> None:
    assert len([row for row in ROWS if row.values[0] == language]) >= 25


def test_a_head_noun_refers_to_a_block_before() -> None:
    earlier = tuple(read("Welcomes the Intergovernmental Panel on Climate Change.", "en", "UNGA"))
    assert [m.ref for m in read("Invites the Panel to report.", "en", "UNGA", earlier)] == ["IPCC"]


def test_the_last_name_is_meant() -> None:
    earlier = tuple(read("Thanks the Adaptation Fund and the Green Climate Fund.", "en", "UNGA"))
    assert [m.ref for m in read("Invites the Fund to report.", "en", "UNGA", earlier)] == ["GCF"]


def test_a_short_form_given_in_brackets_is_known_afterwards() -> None:
    earlier = tuple(read("Welcomes the Quiet Harbour Alliance (QHA).", "en", "UNEA"))
    found = read("Invites QHA to report.", "en", "UNEA", earlier)
    assert [(m.text, m.kind, m.rule) for m in found] == [("QHA", "unknown", "defined")]


def test_who_speaks_is_not_known() -> None:
    (secretariat,) = read("Requests the secretariat to report.", "en")
    assert (secretariat.ref, secretariat.rule) == (None, "secretariat")


def test_an_unknown_name_is_less_certain_than_a_known_one() -> None:
    known, unknown = read("The World Bank and the Quiet Harbour Alliance met.", "en", "UNEA")
    assert known.confidence > unknown.confidence
