"""The first case as a story: a Chinese note with a draft decision, its adopted text, what became of its mandates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from mandata.pipeline import read_document
from mandata.register import facts, history, queries, review, story, works
from mandata.register.history import Author
from mandata.register.models import Activity, Decision, Mandate, Meeting, Person, Relation, Review
from mandata.register.places import Places
from mandata.register.save import Incoming, bring

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent / "story"
AUTHOR = Author(by=None, origin="command")


def add(*paths: Path) -> list[str]:
    """Bring documents in, as the command does; the addresses of their decisions."""
    reads = [Incoming(read=read_document(path.name, path.read_bytes()), data=path.read_bytes()) for path in paths]
    places = Places(AUTHOR)
    groups = works.groups([each.read for each in reads])
    brought = [bring(AUTHOR, places, [reads[at] for at in group]) for group in groups]
    return [decision for each in brought for decision in each.decisions]


@pytest.fixture
def note(shared: Path) -> list[str]:
    """The note by the secretariat: one draft decision, proposed mandates."""
    return add(*sorted((shared / "seed").glob("*.txt")))


@pytest.fixture
def adopted(note: list[str]) -> Decision:
    """All mandates of the draft confirmed, then the decision adopted, in Chinese and English."""
    officer = Person.objects.create_superuser("chief@minamata.example.org", name="Chief")
    for question in list(review.queue(kinds=["new"])):
        review.take(Author(by=officer, origin="web"), question)
    assert add(HERE / "adopted.zh.html", HERE / "adopted.en.html") == ["MC-6/12"]
    return Decision.objects.get(address="MC-6/12")


@pytest.fixture
def followed(adopted: Decision) -> Decision:
    """One mandate followed for each kind of cooperation."""
    officer = Person.objects.get(email="chief@minamata.example.org")
    for question in list(review.queue(kinds=["new", "differs"])):
        review.take(Author(by=officer, origin="web"), question)
    story.play(story.told((HERE / "seed.yaml").read_bytes()))
    return adopted


def test_the_draft_decision_of_the_note_gives_eight_mandates(note: list[str]) -> None:
    assert len(note) == 1
    assert [m.paragraph.label for m in Mandate.objects.order_by("paragraph__position", "number")] == [
        *("1", "2", "3", "4", "5", "5", "6", "7")
    ]
    assert review.queue(kinds=["new"]).count() == 8


def test_the_adopted_decision_joins_the_draft_across_languages(adopted: Decision) -> None:
    assert Decision.objects.count() == 1
    assert adopted.adopted and adopted.names == {
        "zh": "国际合作与协调",
        "en": "International cooperation and coordination",
    }
    assert [text.stage for text in adopted.texts.order_by("pk")] == ["draft", "adopted"]


def test_what_was_confirmed_in_the_draft_is_the_mandate_of_the_adopted_text(adopted: Decision) -> None:
    states = {m.address: m.state for m in Mandate.objects.order_by("paragraph__position", "number")}
    assert states == {
        **{f"MC-6/12/para_{n}/m1": "confirmed" for n in (1, 2, 3, 4, 5, 6, 7)},
        "MC-6/12/para_5/m2": "confirmed",
        "MC-6/12/para_8/m1": "proposed",  # Parties are invited to give their views: new in the adopted text
    }


def test_what_the_adopted_text_says_otherwise_comes_back_to_the_queue(adopted: Decision) -> None:
    differing = {question.mandate.address for question in review.queue(kinds=["differs"])}
    assert "MC-6/12/para_3/m1" in differing  # within existing resources, no longer if there are any
    assert "MC-6/12/para_7/m1" in differing  # "as appropriate" was dropped
    assert "MC-6/12/para_5/m2" not in differing  # the same words


def test_the_mandate_says_what_it_says_in_both_languages(followed: Decision) -> None:
    study = facts.of(Mandate.objects.get(address="MC-6/12/para_3/m1"))
    assert {actor.organization for actor in study.partners} == {"ICMGP"}
    assert set(study.action) == {"zh", "en"}
    assert {condition.type for condition in study.conditions} == {"resources", "inputs"}
    assert [due.meeting for due in study.dues] == ["MINAMATA-COP-7"]


def test_continued_cooperation_names_six_bodies(adopted: Decision) -> None:
    cooperation = facts.of(Mandate.objects.get(address="MC-6/12/para_6/m1"))
    assert cooperation.continuing
    named = {actor.organization for actor in cooperation.partners if actor.organization}
    assert {"GLOBAL-MERCURY-PARTNERSHIP", "IAEA", "UNICEF"} <= named
    assert len(cooperation.partners) >= 6


def test_every_kind_of_cooperation_is_followed(followed: Decision) -> None:
    assert {m.paragraph.label: m.state for m in queries.of_decision(followed) if m.number == 1} == {
        "1": "assigned",
        "2": "awaiting",
        "3": "assigned",
        "4": "in_progress",
        "5": "confirmed",
        "6": "confirmed",
        "7": "confirmed",
        "8": "confirmed",
    }
    study = Mandate.objects.get(address="MC-6/12/para_3/m1")
    assert (study.needs_funding, study.amount, study.currency) == (True, 60000, "USD")
    relations = Relation.objects.order_by("pk")
    assert [(r.organization.address, r.kind, r.status) for r in relations] == [
        ("ISP-CWP", "observer", "sought"),
        ("IOMC", "member", "sought"),
    ]


def test_reports_of_others_and_the_joint_report_serve_their_mandates(followed: Decision) -> None:
    cooperation = Mandate.objects.get(address="MC-6/12/para_6/m1")
    assert {a.outputs: a.state for a in Activity.objects.filter(mandates=cooperation)} == {
        "UNEP/MC/COP.7/INF/12": "submitted",
        "UNEP/MC/COP.7/INF/11": "accepted",
    }


def test_the_report_to_the_seventh_meeting_becomes_due_with_it(followed: Decision) -> None:
    report = Mandate.objects.get(address="MC-6/12/para_7/m1")
    assert (report.due_meeting, report.due_date) == (Meeting.objects.get(address="MINAMATA-COP-7"), date(2027, 11, 8))
    soon = queries.due_soon(date(2027, 9, 1), timedelta(days=90))
    assert report in soon
    assert report in queries.overdue(date(2027, 11, 30))


def test_the_old_address_of_the_draft_leads_to_the_mandate(note: list[str], adopted: Decision) -> None:
    from mandata.register import finding

    assert finding.mandate(f"{note[0]}/para_7/m1").address == "MC-6/12/para_7/m1"


def test_the_log_of_the_whole_story_is_whole(followed: Decision) -> None:
    assert list(history.verify()) == []
    assert not Review.objects.filter(closed=None, kind="new").exists()
