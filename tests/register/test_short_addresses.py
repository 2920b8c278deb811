"""Addresses: how they are made, and how they are found however they are spelt."""

from __future__ import annotations

import pytest

from mandata.errors import RegisterError
from mandata.register import naming
from mandata.register.addresses import find
from mandata.register.models import Alias, Body, Decision, DecisionText, Document, Mandate, Paragraph


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("symbol:UNEP/MC/COP.6/18", "UNEP-MC-COP.6-18"),
        ("decision:MC:5/17", "MC-5/17"),
        ("decision:UNFCCC:2/CP.19", "2/CP.19"),
        ("resolution:HRC:33/1", "HRC-33/1"),
        ("decision:HRC:2/105", "HRC-Dec.2/105"),  # of the Council resolutions are usual, and numbered alike
        ("resolution:UNGA:217A(III)", "UNGA-217A(III)"),
        ("decision:CBD:XV/5", "CBD-XV/5"),  # roman digits do not say whose it is
        ("article:MINAMATA:23", None),
        ("instrument:PARIS", None),
    ],
)
def test_a_citation_has_the_address_of_what_it_means(value: str, address: str | None) -> None:
    assert naming.of_citation(value) == address


@pytest.mark.parametrize(
    ("number", "body", "kind", "address"),
    [
        ("MC-5/17", "MINAMATA-COP", "decision", "MC-5/17"),
        ("33/1", "HRC", "resolution", "HRC-33/1"),
        ("12/CP.20", "UNFCCC-COP", "decision", "12/CP.20"),
        ("3357 (XXIX)", "UNGA", "resolution", "UNGA-3357(XXIX)"),
    ],
)
def test_a_decision_has_the_address_by_which_it_is_cited(number: str, body: str, kind: str, address: str) -> None:
    assert naming.of_decision(number, body, kind) == address


@pytest.mark.parametrize(("label", "eid"), [("3", "para_3"), ("3 (a) (i)", "para_3_a_i"), ("12 bis", "para_12_bis")])
def test_a_paragraph_is_named_by_its_number(label: str, eid: str) -> None:
    assert naming.eid_of_label(label) == eid


@pytest.mark.parametrize(
    ("number", "is_open"), [("MC-6/[--]", True), ("", True), ("DC-3/__", True), ("MC-6/4", False), ("2/CP.19", False)]
)
def test_a_number_with_a_gap_is_still_to_be_given(number: str, is_open: bool) -> None:
    assert naming.is_open(number) is is_open


@pytest.fixture
def mandate(db: None) -> Mandate:
    from django.utils import timezone

    now = timezone.now()
    body = Body.objects.create(address="MINAMATA-COP", series="MC")
    document = Document.objects.create(address="UNEP-MC-COP.6-18", symbol="UNEP/MC/COP.6/18", body=body, added=now)
    decision = Decision.objects.create(address="MC-6/4", number="MC-6/4", body=body, adopted=True)
    Alias.objects.create(address="UNEP-MC-COP.6-2/decision_1", kind="decision", key=decision.pk)
    text = DecisionText.objects.create(decision=decision, document=document, position=1, stage="adopted")
    row = {"document": document, "text_of": text, "decision": decision, "kind": "operative"}
    paragraph = Paragraph.objects.create(**row, eid="para_3_a", label="3 (a)", position=1)
    return Mandate.objects.create(
        address="MC-6/4/para_3_a/m1", paragraph=paragraph, number=1, act="request", confidence=1, state_since=now
    )


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("MC-6/4", "MC-6/4"),
        ("mc-6/4", "MC-6/4"),
        (" MC‑6/4 ", "MC-6/4"),  # a dash that does not break
        ("decision MC-6/4", "MC-6/4"),
        ("UNEP/MC/COP.6/18", "UNEP-MC-COP.6-18"),
        ("unep-mc-cop.6-18", "UNEP-MC-COP.6-18"),
        ("UNEP/MC/COP.6/18/decision_1", "MC-6/4"),
        ("UNEP-MC-COP.6-2/decision_1", "MC-6/4"),  # the address that the draft had
        ("MC-6/4/para_3_a", "MC-6/4/para_3_a"),
        ("MC-6/4 para 3 (a)", "MC-6/4/para_3_a"),
        ("MC-6/4, paragraph 3 (a)", "MC-6/4/para_3_a"),
        ("MC-6/4 para 3 (a) m1", "MC-6/4/para_3_a/m1"),
        ("UNEP-MC-COP.6-18/decision_1/para_3_a/m1", "MC-6/4/para_3_a/m1"),
        ("MINAMATA-COP", "MINAMATA-COP"),
    ],
)
def test_a_record_is_found_however_it_is_spelt(mandate: Mandate, written: str, address: str) -> None:
    assert find(written).address == address


def test_what_is_not_there_is_said_with_what_it_could_be(mandate: Mandate) -> None:
    with pytest.raises(RegisterError, match=r"'MC-6/5' is not in the register.*did you mean MC-6/4"):
        find("MC-6/5")
