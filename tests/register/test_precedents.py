"""Mandates that were asked before are found as documents come in, over meetings and languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mandata.pipeline import read_document
from mandata.register import precedents, works
from mandata.register.history import Author
from mandata.register.models import Mandate, Precedent
from mandata.register.places import Places
from mandata.register.save import Incoming, bring

pytestmark = pytest.mark.django_db
AUTHOR = Author(by=None, origin="command")


def decision(number: str, meeting: str, *paragraphs: str) -> str:
    """The text of a decision of the Minamata COP, as a page."""
    numbered = "".join(f"<p>{at}. {text}</p>" for at, text in enumerate(paragraphs, 1))
    return (
        f"<html lang='en'><body><h1>Decisions adopted by the Conference of the Parties to the Minamata Convention on "
        f"Mercury at its {meeting} meeting</h1><h2>{number}: Mercury waste thresholds</h2>"
        f"<p>The Conference of the Parties,</p>{numbered}</body></html>"
    )


FIFTH = decision(
    "MC-5/14",
    "fifth",
    "Requests the secretariat to report to the Conference of the Parties at its sixth meeting on the thresholds for "
    "waste contaminated with mercury;",
    "Invites Parties to submit to the secretariat, by 31 March 2024, information on tailings from mining;",
)
SIXTH = decision(
    "MC-6/8",
    "sixth",
    "Requests the secretariat to continue to report to the Conference of the Parties at its seventh meeting on the "
    "thresholds for waste contaminated with mercury;",
    "Decides to convene a workshop on storage.",
)
SEVENTH = decision(
    "MC-7/3",
    "seventh",
    "Requests the secretariat to report to the Conference of the Parties at its eighth meeting on the thresholds for "
    "waste contaminated with mercury.",
)


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> None:
    """Every test begins without what was compared before."""
    settings.HOME = tmp_path


def add(*pages: str) -> None:
    data = [page.encode() for page in pages]
    reads = [Incoming(read=read_document(f"d{at}.html", each), data=each) for at, each in enumerate(data)]
    places = Places(AUTHOR)
    for group in works.groups([each.read for each in reads]):
        bring(AUTHOR, places, [reads[at] for at in group])


def found() -> dict[str, tuple[str, str]]:
    return {
        row.mandate.address: (row.earlier.address, row.relation)
        for row in Precedent.objects.select_related("mandate", "earlier").filter(matter=True)
    }


def test_a_renewed_mandate_leads_to_the_one_before(settings: Any) -> None:
    add(FIFTH)
    assert precedents.update() == []
    add(SIXTH)
    assert precedents.told(precedents.update())
    assert found()["MC-6/8/para_1/m1"] == ("MC-5/14/para_1/m1", "renewed")


def test_asking_again_without_new_documents_finds_nothing_new() -> None:
    add(FIFTH, SIXTH)
    precedents.update()
    assert precedents.update() == []


@pytest.mark.parametrize("order", [(FIFTH, SIXTH, SEVENTH), (SEVENTH, SIXTH, FIFTH)], ids=["in time", "backwards"])
def test_a_chain_runs_over_the_meetings_in_whichever_order_they_came(order: tuple[str, ...]) -> None:
    for page in order:
        add(page)
        precedents.update()
    middle = Mandate.objects.get(address="MC-6/8/para_1/m1")
    assert [step.mandate.address for step in precedents.chain(middle)] == [
        "MC-5/14/para_1/m1",
        "MC-6/8/para_1/m1",
        "MC-7/3/para_1/m1",
    ]


def test_a_lost_index_is_made_anew(settings: Any) -> None:
    add(FIFTH)
    precedents.update()
    (Path(settings.HOME) / "index" / "recurrence").write_bytes(b"half")
    add(SIXTH)
    precedents.update()
    assert "MC-6/8/para_1/m1" in found()


def test_what_was_never_asked_has_no_line() -> None:
    add(FIFTH, SIXTH)
    precedents.update()
    alone = Mandate.objects.get(address="MC-5/14/para_2/m1")
    assert [step.mandate for step in precedents.chain(alone)] == [alone]
