"""The scale of force has a place for every act, in the order in which bodies use them."""

from __future__ import annotations

import pytest

from mandata.compare.force import force_of, modality_of, modals, shift, stronger, weaker
from mandata.mandates import ACT_CLASSES


def test_every_act_has_its_place() -> None:
    assert all(0 < force_of(act) <= 100 for act in ACT_CLASSES)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("call_upon", "invite", "weaker"),
        ("invite", "encourage", "stronger"),
        ("encourage", "urge", "stronger"),
        ("request", "urge", "weaker"),
        ("adopt", "take_note", "weaker"),
        ("endorse", "approve", "stronger"),
        ("welcome", "note", "weaker"),
        ("decide", "adopt", "same"),
        ("welcome", "regret", "other"),  # neither more nor less: the contrary
    ],
)
def test_an_act_that_replaces_another(before: str, after: str, expected: str) -> None:
    assert shift(before, after) == expected
    assert weaker(after, before) == (expected == "weaker")
    assert stronger(after, before) == (expected == "stronger")


def test_levels_of_binding_language_are_in_order() -> None:
    assert modality_of("shall") > modality_of("should") > modality_of("may")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Parties shall report and should consult; they may ask.", ["shall", "should", "may"]),
        ("en", "The Conference may wish to adopt it by 3 May 2027.", []),
        ("fr", "Les Parties doivent agir, devraient consulter et peuvent demander.", ["shall", "should", "may"]),
        ("es", "Las Partes deberán informar, deberían consultar y podrán pedir.", ["shall", "should", "may"]),
        ("ru", "Стороны должны сообщать; им следует советоваться; они могут просить.", ["shall", "should", "may"]),
        ("ar", "يجب على الأطراف أن تبلغ وينبغي أن تتشاور ويجوز لها أن تطلب.", ["shall", "should", "may"]),
        ("zh", "缔约方应当报告，应该协商，可以请求。", ["shall", "should", "may"]),
        ("zh", "相应的可持续供应", []),
    ],
)
def test_words_of_binding_language(language: str, text: str, expected: list[str]) -> None:
    found = modals(text, language)
    assert [modal.level for modal in found] == expected
