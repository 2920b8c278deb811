"""What an officer decides about proposed mandates, and what becomes of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.register import correcting, facts, history, review
from mandata.register.facts import ActorFact, ConditionFact, DueFact, Facts, Words
from mandata.register.history import Author
from mandata.register.models import (
    Body,
    Decision,
    Document,
    Expression,
    File,
    Mandate,
    Meeting,
    Organization,
    Paragraph,
    ParagraphText,
    Person,
    Review,
    Role,
)

pytestmark = pytest.mark.django_db

EN = (
    "Requests the secretariat, within existing resources, to prepare guidance on lead in paint and to report on it at "
    "its fourth meeting;"
)
FR = "Prie le secrétariat d’établir, dans les limites des ressources existantes, des orientations ;"


def said(text: str, words: str) -> Words:
    return Words(text=words, start=text.index(words), end=text.index(words) + len(words))


@pytest.fixture
def officer() -> Person:
    person = Person.objects.create_user("aminata@example.org", name="Aminata")
    Role.objects.create(person=person, role="officer")
    return person


@pytest.fixture
def author(officer: Person) -> Author:
    return Author(by=officer, origin="web")


@pytest.fixture
def paragraph() -> Paragraph:
    now = timezone.now()
    body = Body.objects.create(address="DAKAR-COP", series="DC")
    third = Meeting.objects.create(address="DAKAR-COP-3", body=body, number="3")
    Meeting.objects.create(address="DAKAR-COP-4", body=body, number="4", start="2028-10-09")
    for address in ("DAKAR-SECRETARIAT", "WHO", "ILO"):
        Organization.objects.create(address=address, kind="organization")
    document = Document.objects.create(address="UNEP-DC-COP.3-20", body=body, meeting=third, added=now)
    decision = Decision.objects.create(address="DC-3/5", number="DC-3/5", body=body, meeting=third)
    made = Paragraph.objects.create(
        document=document, decision=decision, eid="para_2", kind="operative", label="2", position=4
    )
    for language, text in (("en", EN), ("fr", FR)):
        file = File.objects.create(sha256=language * 32, name=f"d.{language}.docx", format="docx", size=1, added=now)
        version = Expression.objects.create(
            document=document, language=language, file=file, record=b"", reader="0.1.0", read=now
        )
        ParagraphText.objects.create(paragraph=made, expression=version, language=language, block="b4", text=text)
    return made


FACTS = Facts(
    act="request",
    action={"en": said(EN, "prepare guidance on lead in paint and to report on it at its fourth meeting")},
    addressees=(ActorFact(organization="DAKAR-SECRETARIAT", words={"en": said(EN, "the secretariat")}),),
    conditions=(ConditionFact(type="resources", words={"en": said(EN, "within existing resources")}),),
    dues=(DueFact(value="session:4", meeting="DAKAR-COP-4", date="2028-10-09"),),
    deliverable="guidance",
)


@pytest.fixture
def mandate(paragraph: Paragraph) -> Mandate:
    made = Mandate.objects.create(
        address="DC-3/5/para_2/m1",
        paragraph=paragraph,
        decision=paragraph.decision,
        body=paragraph.document.body,
        number=1,
        act="request",
        confidence=0.9,
        state_since=timezone.now(),
    )
    facts.write(made, FACTS, facts.FIELDS)
    Review.objects.create(kind="new", paragraph=paragraph, mandate=made, body=made.body, opened=timezone.now())
    return made


def changed(**fields: Any) -> Facts:
    return msgspec.structs.replace(FACTS, **fields)


def test_what_is_written_is_what_is_read(mandate: Mandate) -> None:
    assert facts.of(Mandate.objects.get()) == FACTS
    assert facts.from_told(facts.told(FACTS)) == FACTS


def test_a_confirmed_mandate_leaves_the_queue(author: Author, mandate: Mandate) -> None:
    assert [each.mandate for each in review.queue()] == [mandate]
    correcting.confirm(author, mandate)
    assert list(review.queue()) == []
    assert Mandate.objects.get().state == "confirmed"
    assert [(e.what, e.by, e.origin) for e in history.of(mandate)] == [("confirmed", author.by, "web")]


def test_a_mandate_is_not_confirmed_twice(author: Author, mandate: Mandate) -> None:
    correcting.confirm(author, mandate)
    with pytest.raises(RegisterError, match="is confirmed and cannot become confirmed"):
        correcting.confirm(author, mandate)


def test_a_correction_is_marked_as_set_by_a_person_and_logged_with_before_and_after(
    author: Author, mandate: Mandate
) -> None:
    partners = (ActorFact(organization="WHO"),)
    correcting.correct(author, mandate, changed(partners=partners), ["partners"])
    held = Mandate.objects.get()
    assert facts.of(held).partners == partners
    assert set(held.set_fields) == {"partners"}
    event = history.of(mandate).get()
    assert (event.before["partners"], event.after["partners"]) == ([], [{"organization": "WHO"}])
    assert "act" not in event.before


def test_the_first_day_of_its_dues_is_the_mandates(author: Author, mandate: Mandate) -> None:
    dues = (DueFact(value="date:2028-03-31", date="2028-03-31"), *FACTS.dues)
    held = correcting.correct(author, mandate, changed(dues=dues), ["dues"])
    assert str(held.due_date) == "2028-03-31"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"act": "beg"}, "'beg' is no act"),
        ({"deliverable": "castle"}, "'castle' is no deliverable"),
        ({"partners": (ActorFact(organization="ATLANTIS"),)}, "ATLANTIS is no organization"),
        ({"dues": (DueFact(value="session:5", meeting="DAKAR-COP-5"),)}, "DAKAR-COP-5 is no meeting"),
        ({"dues": (DueFact(value="some day"),)}, "'some day' is no due"),
        ({"conditions": (ConditionFact(type="weather"),)}, "'weather' is no condition"),
        ({"partners": (ActorFact(words={"en": Words(text="WHO", start=0, end=3)}),)}, "there it says 'Req'"),
        ({"partners": (ActorFact(words={"ru": Words(text="ВОЗ", start=0, end=3)}),)}, "is not held in русский"),
        ({"partners": (ActorFact(words={"de": Words(text="WHO", start=0, end=3)}),)}, "'de' is no language"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_changes_nothing(
    author: Author, mandate: Mandate, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(RegisterError, match=message):
        correcting.correct(author, mandate, changed(**fields), list(fields))
    assert facts.of(Mandate.objects.get()) == FACTS
    assert not history.of(mandate)


def test_words_may_be_selected_in_any_language(author: Author, mandate: Mandate) -> None:
    action = {**FACTS.action, "fr": said(FR, "établir")}
    held = correcting.correct(author, mandate, changed(action=action), ["action"])
    assert held.action["fr"]["text"] == "établir"


def test_a_reader_decides_nothing(mandate: Mandate) -> None:
    reader = Person.objects.create_user("reader@example.org", name="Reader")
    Role.objects.create(person=reader, role="reader")
    for decide in (
        lambda author: correcting.confirm(author, mandate),
        lambda author: correcting.correct(author, mandate, FACTS, ["act"]),
        lambda author: correcting.reject(author, mandate, "No."),
        lambda author: correcting.split(author, mandate, [FACTS, FACTS]),
        lambda author: correcting.add(author, mandate.paragraph, FACTS),
        lambda author: review.keep(author, Review.objects.get()),
    ):
        with pytest.raises(RegisterError, match=r"not allowed|may not"):
            decide(Author(by=reader, origin="web"))
    assert Mandate.objects.get().sequence == 0


def test_two_people_do_not_overwrite_each_other(author: Author, mandate: Mandate) -> None:
    correcting.correct(author, mandate, changed(act="invite"), ["act"], sequence=0)
    with pytest.raises(RegisterError, match="changed meanwhile by"):
        correcting.correct(author, mandate, changed(act="urge"), ["act"], sequence=0)
    assert Mandate.objects.get().act == "invite"


def test_a_mandate_with_two_actions_is_split(author: Author, mandate: Mandate) -> None:
    first = changed(action={"en": said(EN, "prepare guidance on lead in paint")}, dues=())
    second = changed(action={"en": said(EN, "report on it at its fourth meeting")}, deliverable="report")
    one, two = correcting.split(author, mandate, [first, second])
    assert (one.address, two.address) == ("DC-3/5/para_2/m1", "DC-3/5/para_2/m2")
    assert (facts.of(one), facts.of(two)) == (first, second)
    assert two.state == "proposed"


def test_a_split_into_one_part_is_refused(author: Author, mandate: Mandate) -> None:
    with pytest.raises(RegisterError, match="two parts or more"):
        correcting.split(author, mandate, [FACTS])


def test_merged_mandates_lead_to_the_one_that_stays(author: Author, mandate: Mandate) -> None:
    _, other = correcting.split(author, mandate, [FACTS, changed(deliverable="report")])
    correcting.merge(author, mandate, [other], FACTS)
    other.refresh_from_db()
    assert (other.withdrawn, other.superseded_by) == (True, mandate)


def test_mandates_of_two_decisions_are_not_merged(author: Author, mandate: Mandate, paragraph: Paragraph) -> None:
    elsewhere = Paragraph.objects.create(document=paragraph.document, eid="para_9", kind="operative", position=9)
    other = correcting.add(author, elsewhere, Facts(act="invite"))
    with pytest.raises(RegisterError, match="not of the decision"):
        correcting.merge(author, mandate, [other])


def test_a_rejected_mandate_stays_with_its_reason(author: Author, mandate: Mandate) -> None:
    correcting.reject(author, mandate, "A heading, not a request.")
    held = Mandate.objects.get()
    assert (held.state, held.reason, list(review.queue())) == ("rejected", "A heading, not a request.", [])


def test_nothing_is_rejected_without_a_reason(author: Author, mandate: Mandate) -> None:
    with pytest.raises(RegisterError, match="without a reason"):
        correcting.reject(author, mandate, " ")


def test_a_mandate_that_was_missed_is_added_as_confirmed(author: Author, paragraph: Paragraph) -> None:
    made = correcting.add(author, paragraph, FACTS)
    assert (made.address, made.state, facts.of(made)) == ("DC-3/5/para_2/m1", "confirmed", FACTS)


@pytest.mark.parametrize("act", ["confirm", "correct", "reject"])
def test_an_act_can_be_undone(author: Author, mandate: Mandate, act: str) -> None:
    if act == "confirm":
        correcting.confirm(author, mandate)
    elif act == "correct":
        said_otherwise = changed(act="urge", partners=(ActorFact(organization="ILO"),))
        correcting.correct(author, mandate, said_otherwise, facts.FIELDS)
    else:
        correcting.reject(author, mandate, "No.")
    correcting.undo(msgspec.structs.replace(author, batch="undo"), author.batch)
    held = Mandate.objects.get()
    assert (held.state, held.reason, held.set_fields, facts.of(held)) == ("proposed", "", {}, FACTS)
    assert [each.mandate for each in review.queue()] == [mandate]
    assert [event.what for event in history.of(mandate)][-1] == "undone"


def test_a_split_can_be_undone(author: Author, mandate: Mandate) -> None:
    _, other = correcting.split(author, mandate, [changed(act="urge"), FACTS])
    correcting.undo(msgspec.structs.replace(author, batch="undo"), author.batch)
    other.refresh_from_db()
    assert (facts.of(Mandate.objects.get(pk=mandate.pk)), other.withdrawn) == (FACTS, True)


def test_what_somebody_else_did_is_not_undone(author: Author, mandate: Mandate) -> None:
    correcting.confirm(author, mandate)
    with pytest.raises(RegisterError, match="done by somebody else"):
        correcting.undo(Author(by=None, origin="web"), author.batch)


def test_what_was_followed_by_something_else_is_not_undone(author: Author, mandate: Mandate) -> None:
    correcting.confirm(author, mandate)
    correcting.correct(msgspec.structs.replace(author, batch="next"), mandate, changed(act="urge"), ["act"])
    with pytest.raises(RegisterError, match="something happened to DC-3/5/para_2/m1 since"):
        correcting.undo(author, author.batch)


@pytest.fixture
def difference(mandate: Mandate) -> Review:
    """The reader says "invite" where the register has "request"."""
    return Review.objects.create(
        kind="differs",
        paragraph=mandate.paragraph,
        mandate=mandate,
        found={"facts": facts.told(changed(act="invite", deliverable="report"), ["act", "deliverable"])},
        opened=timezone.now(),
    )


def test_a_reading_that_differs_can_be_taken_over(author: Author, difference: Review) -> None:
    review.take(author, difference)
    held = Mandate.objects.get()
    assert (held.act, held.deliverable) == ("invite", "report")
    assert Review.objects.get(pk=difference.pk).outcome == "taken"


def test_a_reading_that_differs_can_be_taken_over_in_part(author: Author, difference: Review) -> None:
    review.take(author, difference, ["deliverable"])
    held = Mandate.objects.get()
    assert (held.act, held.deliverable) == ("request", "report")


def test_a_reading_that_differs_can_be_left_aside(author: Author, difference: Review) -> None:
    review.keep(author, difference, "The French text is authentic.")
    assert facts.of(Mandate.objects.get()) == FACTS
    assert history.of(difference).get().note == "The French text is authentic."


def test_a_question_is_answered_once(author: Author, difference: Review) -> None:
    review.keep(author, difference)
    with pytest.raises(RegisterError, match="answered already"):
        review.take(author, difference)


@pytest.mark.parametrize(("state", "then"), [("proposed", "rejected"), ("confirmed", "retired")])
def test_a_mandate_that_is_no_longer_in_the_text_is_given_up(
    author: Author, mandate: Mandate, state: str, then: str
) -> None:
    Mandate.objects.update(state=state)
    gone = Review.objects.create(kind="dropped", paragraph=mandate.paragraph, mandate=mandate, opened=timezone.now())
    review.take(author, gone)
    held = Mandate.objects.get()
    assert (held.state, held.reason) == (then, "no longer in the text")


def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(
    author: Author, mandate: Mandate, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        made = correcting.add(author, mandate.paragraph, FACTS)
        Review.objects.create(kind="differs", paragraph=made.paragraph, mandate=made, opened=timezone.now())
    with django_assert_max_num_queries(8):
        assert [facts.of(each.mandate) for each in review.queue()] == [FACTS] * 7
