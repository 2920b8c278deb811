"""What changed between versions, what language versions say otherwise, terms, and what was asked before."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client

from mandata.portal import agreement
from mandata.register import history
from mandata.register.models import AcceptedDifference, Document, Mandate, Person, Precedent, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
CHANGES = "/en/decisions/DC-3/11/changes"
LANGUAGES = "/en/documents/UNEP-DC-COP.3-14/languages"


def officer() -> Person:
    person = Person.objects.create_user("comparer@example.org", name="Comparer")
    Role.objects.create(person=person, role="officer")
    return person


def test_a_decision_tells_what_changed_in_substance_before_its_wording(client: Client) -> None:
    text = client.get(CHANGES).content.decode()
    assert text.index("Condition changed") < text.index("<h2>Wording</h2>")
    assert "<del>subject to the availability of</del>" in text and "<ins>within existing</ins>" in text


def test_it_is_said_in_the_language_of_the_page_over_texts_in_theirs(client: Client) -> None:
    text = client.get("/ar/decisions/DC-3/11/changes?from=fr&to=en").content.decode()
    assert 'lang="fr" dir="ltr"' in text and 'dir="rtl"' in text


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_changed_can_be_taken_along(client: Client, form: str) -> None:
    answer = client.get(f"{CHANGES}?form={form}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="changes-DC-3-11.en.{form}"'
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


@pytest.mark.parametrize("query", ["?form=exe", "?after=nothing&form=pdf"])
def test_a_form_that_is_not_there_says_so(client: Client, query: str) -> None:
    assert client.get(CHANGES + query).status_code == 404


def test_a_decision_in_one_version_has_no_changes(client: Client) -> None:
    assert client.get("/en/decisions/DC-3/6/changes").status_code == 404
    assert "/changes" not in client.get("/en/decisions/DC-3/6").content.decode()


@pytest.fixture
def difference(monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a difference: the French version as if it had another date."""
    import msgspec

    from mandata.register.models import Expression

    read = agreement.document_of

    def changed(expression: Expression) -> object:
        document = read(expression)
        if document.language != "fr":
            return document
        blocks = tuple(
            msgspec.structs.replace(block, text=block.text.replace("30 juin 2027", "31 juil 2027"))
            for block in document.blocks
        )
        return msgspec.structs.replace(document, blocks=blocks)

    monkeypatch.setattr(agreement, "document_of", changed)
    agreement._concord.cache_clear()
    found = agreement.found_in(Document.objects.get(address="UNEP-DC-COP.3-14")).findings
    agreement_ids = [one.id for one in found if "30" in one.expected or "31" in one.found]
    assert agreement_ids
    return agreement_ids[0]


def test_a_difference_is_shown_with_both_texts(client: Client, difference: str) -> None:
    text = client.get(LANGUAGES).content.decode()
    assert f'id="{difference}"' in text and "<mark>" in text


def test_an_officer_accepts_a_difference_with_a_reason_and_it_stays_accepted(client: Client, difference: str) -> None:
    client.force_login(officer())
    assert client.post(LANGUAGES, {"finding": difference, "reason": " "}).status_code == 400
    assert client.post(LANGUAGES, {"finding": difference, "reason": "Corrected in the session."}).status_code == 302
    text = client.get(LANGUAGES).content.decode()
    assert f'id="{difference}"' not in text and "Corrected in the session." in text
    document = Document.objects.get(address="UNEP-DC-COP.3-14")
    assert "difference_accepted" in [event.what for event in history.of(document)]


def test_the_public_accepts_nothing(client: Client, difference: str) -> None:
    assert "Accept this difference" not in client.get(LANGUAGES).content.decode()
    answer = client.post(LANGUAGES, {"finding": difference, "reason": "I say so."})
    assert answer.status_code in (400, 403)
    assert not AcceptedDifference.objects.exists()


def test_a_term_is_shown_as_the_other_languages_have_it(client: Client) -> None:
    text = client.get("/en/terms?term=observer+status").content.decode()
    assert "condición de observador" in text and "صفة مراقب" in text


def test_a_mandate_tells_where_it_was_asked_before(client: Client) -> None:
    later, earlier = Mandate.objects.get(address="DC-3/11/para_5/m1"), Mandate.objects.get(address="DC-3/6/para_4/m1")
    Precedent.objects.create(mandate=later, earlier=earlier, relation="renewed", likeness=0.9, matter=True)
    text = client.get("/en/mandates/DC-3/11/para_5/m1").content.decode()
    assert "Over the meetings" in text and "/en/mandates/DC-3/6/para_4/m1" in text
    in_effect = client.get("/en/in-effect/DAKAR-COP").content.decode()
    assert "/en/mandates/DC-3/11/para_5/m1" in in_effect and "/en/mandates/DC-3/6/para_4/m1" not in in_effect


def test_near_identical_mandates_stand_together_the_largest_family_first(client: Client) -> None:
    one, two, three, four, five = Mandate.objects.filter(state="confirmed").order_by("pk")[:5]
    for later, earlier, likeness in ((two, one, 0.95), (three, two, 0.9), (five, four, 0.99), (four, one, 0.6)):
        Precedent.objects.create(mandate=later, earlier=earlier, relation="same", likeness=likeness)
    text = client.get("/en/families").content.decode()
    large, small = text.split('<section class="card"')[1:]
    assert all(f"/en/mandates/{each.address}" in large for each in (one, two, three))
    assert all(f"/en/mandates/{each.address}" in small for each in (four, five))
