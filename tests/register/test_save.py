"""Documents come in: languages join, drafts become decisions, the same file changes nothing, people's words stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from mandata.model import Document as Reading
from mandata.pipeline import read_document
from mandata.register import facts, history, works
from mandata.register.addresses import find
from mandata.register.models import (
    Alias,
    Citation,
    Decision,
    Document,
    Expression,
    File,
    Mandate,
    Paragraph,
    ParagraphText,
    Person,
    Provision,
    Review,
)
from mandata.register.places import Places
from mandata.register.rereading import reread
from mandata.register.save import Brought, Incoming, bring

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
Bring = Callable[[Sequence[Path]], list[Brought]]


@pytest.fixture
def author() -> history.Author:
    return history.Author(by=Person.objects.create_user("officer@example.org", name="Officer"), origin="command")


@pytest.fixture
def bring_in(author: history.Author) -> Bring:
    def run(paths: Sequence[Path]) -> list[Brought]:
        found = [Incoming(read=read_document(str(p), data), data=data) for p in paths if (data := p.read_bytes())]
        places = Places(author)
        groups = works.groups([each.read for each in found])
        return [bring(author, places, [found[at] for at in group]) for group in groups]

    return run


@pytest.fixture
def notes(sample: Path, bring_in: Bring) -> Document:
    bring_in(sorted(sample.glob("note.*.txt")))
    return Document.objects.get()


@pytest.fixture
def decisions(sample: Path, bring_in: Bring) -> list[Decision]:
    bring_in(sorted(sample.glob("decisions.*.html")))
    return list(Decision.objects.order_by("pk"))


# ------------------------------------------------------------------------------------------------ languages


def test_six_language_versions_are_one_document(notes: Document) -> None:
    assert notes.address == "UNEP-DC-COP.3-14"
    assert sorted(notes.names) == list(LANGUAGES)
    assert sorted(e.language for e in notes.expressions.all()) == list(LANGUAGES)


def test_a_paragraph_is_one_in_all_languages(notes: Document) -> None:
    counts = {
        p.eid: p.texts.count()
        for p in Paragraph.objects.filter(document=notes).exclude(kind__in=("front", "paragraph"))
    }
    assert set(counts.values()) == {6}
    assert {"para_3_c_ii", "recital_4", "title", "formula", "note_2", "heading_II"} <= set(counts)


def test_documents_without_symbol_join_by_their_decisions(decisions: list[Decision]) -> None:
    assert [d.address for d in decisions] == ["DC-3/6", "DC-3/11", "DC-3/14"]
    assert Document.objects.get().expressions.count() == 6


@pytest.mark.parametrize("order", [LANGUAGES, tuple(reversed(LANGUAGES)), ("zh", "ar", "en", "ru", "fr", "es")])
def test_languages_that_come_one_by_one_give_the_same(sample: Path, bring_in: Bring, order: Sequence[str]) -> None:
    for code in order:
        bring_in([sample / f"decisions.{code}.html"])
    assert Document.objects.count() == 1
    held = {m.address: facts.of(m) for m in Mandate.objects.all()}
    assert len(held) == 13
    assert set(held["DC-3/14/para_5/m1"].action) == set(LANGUAGES)
    assert [due.value for due in held["DC-3/6/para_3/m1"].dues] == ["date:2028-12-31"]
    assert list(history.verify()) == []


def test_what_languages_do_not_agree_on_is_asked(notes: Document) -> None:
    asked = Review.objects.filter(kind="languages").select_related("mandate")
    assert {r.mandate.address: sorted(r.found["languages"]) for r in asked} == {
        "UNEP-DC-COP.3-14/decision_1/para_6/m1": ["act", "addressees"]
    }


def test_every_span_fits_its_text(notes: Document) -> None:
    texts = {(t.paragraph_id, t.language): t.text for t in ParagraphText.objects.all()}
    eids = {(p.text_of_id, p.eid): p.pk for p in Paragraph.objects.all()}
    for mandate in Mandate.objects.select_related("paragraph"):
        said = facts.of(mandate)
        parts = (*said.addressees, *said.partners, *said.recipients, *said.conditions, *said.dues)
        for words in (said.action, *(part.words for part in parts)):
            for code, one in words.items():
                home = eids[mandate.paragraph.text_of_id, one.above] if one.above else mandate.paragraph_id
                assert texts[home, code][one.start : one.end] == one.text


# ---------------------------------------------------------------------------------------------- the same again


def test_the_same_file_again_changes_nothing(sample: Path, bring_in: Bring, notes: Document) -> None:
    before = [model.objects.count() for model in (Document, File, Expression, Paragraph, Provision, Mandate)]
    assert bring_in([sample / "note.en.txt"])[0].languages == ()
    assert before == [model.objects.count() for model in (Document, File, Expression, Paragraph, Provision, Mandate)]


def test_another_file_in_a_language_takes_its_place(sample: Path, bring_in: Bring, notes: Document) -> None:
    mandates = {m.address: m.pk for m in Mandate.objects.all()}
    bring_in([sample / "note.en.docx"])
    current = Expression.objects.filter(language="en", current=True)
    assert [e.file.format for e in current] == ["docx"]
    assert Expression.objects.filter(language="en").count() == 2
    assert {m.address: m.pk for m in Mandate.objects.all()} == mandates


def test_a_failure_leaves_nothing_behind(
    sample: Path, bring_in: Bring, author: history.Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("mandata.register.save.put_findings", fail)
    with pytest.raises(OSError, match="disk"):
        bring_in([sample / "note.en.txt"])
    counts = {model.__name__: model.objects.count() for model in (Document, File, Paragraph, Mandate, Decision)}
    assert not any(counts.values()), counts


# ---------------------------------------------------------------------------------------------- from draft to adopted

NOTE = """UNEP/DC/COP.4/7{suffix}
Conference of the Parties to the Dakar Convention on Lead
Fourth meeting
Lead in ceramics
Note by the secretariat
Annex
Draft decision DC-4/[--]: Lead in ceramics
The Conference of the Parties,
Recalling its decision DC-3/6,
1. Welcomes the report of the secretariat on lead in ceramics;
{body}
"""
DRAFT = """2. Requests the secretariat to prepare guidance on lead glazes for consideration by the Conference of the Parties at its fifth meeting;
3. Invites Parties to submit to the secretariat, by 31 March 2029, information on lead in ceramics;
4. Also requests the secretariat to organize a workshop for potters."""  # noqa: E501
REVISED = """2. Requests the secretariat, in cooperation with the World Health Organization, to prepare guidance on lead glazes for consideration by the Conference of the Parties at its fifth meeting;
3. Urges Parties to test ceramics that come into contact with food;
4. Invites Parties to submit to the secretariat, by 30 June 2029, information on lead in ceramics."""  # noqa: E501
ADOPTED = """UNEP/DC/COP.4/20
Decisions adopted by the Conference of the Parties to the Dakar Convention on Lead at its fourth meeting
DC-4/9: Lead in ceramics
The Conference of the Parties,
Recalling its decision DC-3/6,
1. Welcomes the report of the secretariat on lead in ceramics;
2. Urges Parties to test ceramics that come into contact with food;
3. Requests the secretariat, in cooperation with the World Health Organization, to prepare guidance on lead glazes for consideration by the Conference of the Parties at its fifth meeting;
4. Invites Parties to submit to the secretariat, by 30 June 2029, information on lead in ceramics.
"""  # noqa: E501
ADOPTED_FR = """UNEP/DC/COP.4/20
Décisions adoptées par la Conférence des Parties à la Convention de Dakar sur le plomb à sa quatrième réunion
DC-4/9 : Le plomb dans les céramiques
La Conférence des Parties,
Rappelant sa décision DC-3/6,
1. Accueille avec satisfaction le rapport du secrétariat sur le plomb dans les céramiques ;
2. Exhorte les Parties à analyser les céramiques qui entrent en contact avec les aliments ;
3. Prie le secrétariat d’élaborer, en coopération avec l’Organisation mondiale de la Santé, des orientations sur les glaçures au plomb pour examen par la Conférence des Parties à sa cinquième réunion ;
4. Invite les Parties à communiquer au secrétariat, d’ici au 30 juin 2029, des informations sur le plomb dans les céramiques.
"""  # noqa: E501


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def run(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return run


Write = Callable[[str, str], Path]


def acts() -> dict[str, str]:
    return {m.address: m.act for m in Mandate.objects.order_by("address")}


def test_a_revision_joins_its_draft_and_mandates_go_with_their_paragraphs(bring_in: Bring, write: Write) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    guidance, views, workshop = Mandate.objects.order_by("address")
    bring_in([write("rev.txt", NOTE.format(suffix="/Rev.1", body=REVISED))])
    revision = Document.objects.get(symbol="UNEP/DC/COP.4/7/Rev.1")
    assert (revision.of.symbol, revision.stage) == ("UNEP/DC/COP.4/7", "revised")
    assert Decision.objects.count() == 1
    guidance.refresh_from_db()
    views.refresh_from_db()
    assert guidance.address == "UNEP-DC-COP.4-7-Rev.1/decision_1/para_2/m1"
    assert views.address == "UNEP-DC-COP.4-7-Rev.1/decision_1/para_4/m1"
    assert [due.value for due in views.dues.all()] == ["date:2029-06-30"]
    assert find("UNEP-DC-COP.4-7/decision_1/para_3/m1") == views
    assert [r.mandate for r in Review.objects.filter(kind="dropped")] == [workshop]
    assert Mandate.objects.count() == 4


def test_the_adopted_text_joins_in_its_own_languages(bring_in: Bring, write: Write) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    bring_in([write("rev.txt", NOTE.format(suffix="/Rev.1", body=REVISED))])
    before = {m.pk: m.act for m in Mandate.objects.filter(paragraph__text_of__current=True)}
    bring_in([write("adopted.txt", ADOPTED), write("adopted.fr.txt", ADOPTED_FR)])
    decision = Decision.objects.get()
    assert (decision.address, decision.adopted, sorted(decision.names)) == ("DC-4/9", True, ["en", "fr"])
    now = {m.pk: m for m in Mandate.objects.filter(paragraph__text_of__current=True)}
    assert set(now) == set(before)
    assert sorted(m.address for m in now.values()) == ["DC-4/9/para_2/m1", "DC-4/9/para_3/m1", "DC-4/9/para_4/m1"]
    assert {m.act for m in now.values()} == {"urge", "request", "invite"}
    assert all(set(m.action) == {"en", "fr"} for m in now.values())
    assert find("UNEP-DC-COP.4-7/decision_1") == decision
    assert find("UNEP-DC-COP.4-7/decision_1/para_2/m1").address == "DC-4/9/para_3/m1"
    assert list(history.verify()) == []


def test_the_adopted_text_in_another_language_alone_joins_its_draft(bring_in: Bring, write: Write) -> None:
    bring_in([write("rev.txt", NOTE.format(suffix="", body=REVISED))])
    keys = set(Mandate.objects.values_list("pk", flat=True))
    bring_in([write("adopted.fr.txt", ADOPTED_FR)])
    assert Decision.objects.get().number == "DC-4/9"
    assert set(Mandate.objects.values_list("pk", flat=True)) == keys


def test_a_draft_that_comes_after_its_decision_changes_nothing_of_it(bring_in: Bring, write: Write) -> None:
    bring_in([write("adopted.txt", ADOPTED)])
    before = acts()
    bring_in([write("rev.txt", NOTE.format(suffix="", body=REVISED))])
    decision = Decision.objects.get()
    assert {t.stage: t.current for t in decision.texts.all()} == {"adopted": True, "draft": False}
    assert acts() == before
    earlier = Paragraph.objects.get(eid="para_3", text_of__current=True).earlier
    assert earlier.eid == "para_2"
    assert Provision.objects.filter(text__paragraph=earlier, mandate__address="DC-4/9/para_3/m1").count() == 1


def test_another_decision_of_the_meeting_does_not_join(bring_in: Bring, write: Write) -> None:
    other = ADOPTED.replace("DC-4/9: Lead in ceramics", "DC-4/10: Programme of work").split("1. Welcomes")[0]
    other += "1. Requests the Executive Secretary to extend the trust funds of the Convention until 31 December 2030."
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT)), write("other.txt", other)])
    assert sorted(Decision.objects.values_list("number", flat=True)) == ["", "DC-4/10"]


def test_a_corrigendum_joins_and_says_what_it_changes(bring_in: Bring, write: Write) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    text = "UNEP/DC/COP.4/7/Corr.1\nLead in ceramics\nNote by the secretariat\nCorrigendum\n1. In paragraph 3, for “31 March 2029” read “30 April 2029”."  # noqa: E501
    bring_in([write("corr.txt", text)])
    corrigendum = Document.objects.get(stage="corrigendum")
    assert corrigendum.of.symbol == "UNEP/DC/COP.4/7"
    said = history.of(corrigendum.of).get(what="corrigendum")
    assert said.after == {"document": "UNEP-DC-COP.4-7-Corr.1", "paragraphs": ["para_3"]}


def test_an_addendum_that_comes_first_waits_for_its_work(bring_in: Bring, write: Write) -> None:
    bring_in([write("add.txt", NOTE.format(suffix="/Add.1", body=REVISED))])
    assert Document.objects.get().of is None
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    assert Document.objects.get(stage="addendum").of.symbol == "UNEP/DC/COP.4/7"


# ---------------------------------------------------------------------------------------------- what people set


def test_what_a_person_set_stays_and_the_difference_is_asked(
    bring_in: Bring, write: Write, author: history.Author
) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    mandate = Mandate.objects.get(paragraph__eid="para_3")
    mandate.set_fields = {"dues": {"by": author.by.pk if author.by else 0, "at": "2028-11-01"}}
    mandate.save()
    bring_in([write("rev.txt", NOTE.format(suffix="/Rev.1", body=REVISED))])
    mandate.refresh_from_db()
    assert [due.value for due in mandate.dues.all()] == ["date:2029-03-31"]
    review = Review.objects.get(kind="differs")
    assert (review.mandate, list(review.found["facts"])) == (mandate, ["dues"])
    assert review.found["facts"]["dues"][0]["value"] == "date:2029-06-30"


def test_a_confirmed_mandate_is_kept_whole(bring_in: Bring, write: Write) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    Mandate.objects.update(state="confirmed")
    bring_in([write("rev.txt", NOTE.format(suffix="/Rev.1", body=REVISED))])
    guidance = Mandate.objects.get(paragraph__eid="para_2", paragraph__text_of__current=True)
    assert guidance.actors.filter(role="partner").count() == 0
    assert "partners" in Review.objects.get(kind="differs", mandate=guidance).found["facts"]


# ---------------------------------------------------------------------------------------------- citations


def test_a_citation_leads_to_what_comes_in_later(bring_in: Bring, write: Write, sample: Path) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    cited = Citation.objects.get(value="decision:DC:3/6")
    assert cited.to_decision is None
    bring_in([sample / "decisions.en.html"])
    cited.refresh_from_db()
    assert cited.to_decision.address == "DC-3/6"


def test_a_paragraph_of_the_same_text_is_led_to(notes: Document) -> None:
    cited = Citation.objects.filter(value="paragraph:THIS:3").first()
    assert cited is not None
    assert cited.to_paragraph.address == "UNEP-DC-COP.3-14/decision_1/para_3"


# ---------------------------------------------------------------------------------------------- the first case


def test_the_chinese_note_becomes_the_adopted_decision(shared: Path, bring_in: Bring) -> None:
    bring_in(sorted((shared / "seed").glob("*.txt")))
    drafted = {m.pk: m.act for m in Mandate.objects.all()}
    assert len(drafted) == 8
    bring_in(sorted((Path(__file__).parent / "story").glob("adopted.*.html")))
    decision = Decision.objects.get()
    assert decision.adopted and Alias.objects.filter(kind="decision", key=decision.pk).exists()
    kept = Mandate.objects.filter(pk__in=drafted, paragraph__text_of__current=True)
    assert kept.count() == 8
    assert all(m.address.startswith(f"{decision.address}/para_") for m in kept)


def test_two_readings_alike_are_no_reading(make_reading: Callable[[str], Reading]) -> None:
    assert works.alike(make_reading("en"), make_reading("en"))


@pytest.fixture
def make_reading(sample: Path) -> Callable[[str], Reading]:
    return lambda code: read_document(f"decisions.{code}.html", (sample / f"decisions.{code}.html").read_bytes())


# ---------------------------------------------------------------------------------------------- reading again


def narrow(name: str, data: bytes, language: str) -> Reading:
    """A release that takes no due for one, and does not see the last act."""
    read = read_document(name, data, language)
    acts = [msgspec.structs.replace(act, due=()) for act in read.provisions]
    return msgspec.structs.replace(read, provisions=tuple(acts[:-1]))


def same(name: str, data: bytes, language: str) -> Reading:
    return read_document(name, data, language)


def test_reading_again_shows_what_would_change_and_changes_nothing(
    bring_in: Bring, write: Write, author: history.Author
) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    before = {m.address: facts.of(m) for m in Mandate.objects.all()}
    events = list(history.Event.objects.values_list("pk", flat=True))
    (told,) = reread(author, narrow, Document.objects.all(), dry_run=True)
    assert {(c.address.rpartition("decision_1/")[2], c.what) for c in told.changes if c.record == "mandate"} == {
        ("para_2/m1", "read_again"),
        ("para_3/m1", "read_again"),
        ("para_4/m1", "dropped"),
    }
    assert {m.address: facts.of(m) for m in Mandate.objects.all()} == before
    assert list(history.Event.objects.values_list("pk", flat=True)) == events


def test_reading_again_never_overwrites_what_a_person_set(
    bring_in: Bring, write: Write, author: history.Author
) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    Mandate.objects.filter(paragraph__eid="para_2").update(set_fields={"dues": {"by": 1, "at": "2028-11-01"}})
    list(reread(author, narrow, Document.objects.all()))
    guidance, views, workshop = Mandate.objects.order_by("address")
    assert [due.value for due in guidance.dues.all()] == ["session:5"]
    assert [due.value for due in views.dues.all()] == []
    assert {(r.kind, r.mandate) for r in Review.objects.exclude(kind="new")} == {
        ("differs", guidance),
        ("dropped", workshop),
    }
    assert list(history.verify()) == []


def test_reading_again_what_reads_the_same_leaves_no_trace(
    bring_in: Bring, sample: Path, author: history.Author
) -> None:
    bring_in(sorted(sample.glob("note.*.txt")))
    events = history.Event.objects.count()
    assert [told.languages for told in reread(author, same, Document.objects.all())] == [()]
    assert history.Event.objects.count() == events


def test_reading_back_and_forth_comes_back(bring_in: Bring, write: Write, author: history.Author) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    before = {m.pk: (m.address, facts.of(m)) for m in Mandate.objects.all()}
    list(reread(author, narrow, Document.objects.all()))
    list(reread(author, same, Document.objects.all()))
    assert {m.pk: (m.address, facts.of(m)) for m in Mandate.objects.all()} == before
    assert not Review.objects.filter(kind="dropped", closed=None).exists()


def test_an_overtaken_draft_read_again_proposes_nothing(bring_in: Bring, write: Write, author: history.Author) -> None:
    bring_in([write("draft.txt", NOTE.format(suffix="", body=DRAFT))])
    bring_in([write("adopted.txt", ADOPTED)])
    before = acts()
    list(reread(author, narrow, Document.objects.filter(stage="draft")))
    assert acts() == before
    assert Provision.objects.filter(text__expression__current=True, mandate=None, act_class="directive").count() <= 1


def test_a_real_decision_goes_from_notes_to_conference_room_paper_to_adopted_text(
    shared: Path, bring_in: Bring
) -> None:
    folder = shared / "documents" / "parallel" / "D2"
    bring_in([folder / f"D2.{code}.docx" for code in ("ar", "en", "zh")])
    drafted = set(Mandate.objects.values_list("pk", flat=True))
    bring_in([folder / "D2.fr.crp.docx"])
    bring_in([folder / "D2.en.adopted.docx", folder / "D2.fr.adopted.docx"])
    decision = Decision.objects.get()
    assert [text.stage for text in decision.texts.order_by("pk")] == ["draft", "in_session", "adopted"]
    assert {document.of.stage for document in Document.objects.exclude(of=None)} == {"draft"}
    assert find("RC-13/15") == decision
    now = set(Mandate.objects.filter(paragraph__text_of__current=True).values_list("pk", flat=True))
    assert len(drafted & now) >= 0.8 * len(drafted)
