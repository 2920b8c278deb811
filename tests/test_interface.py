"""Every language says everything that the program has to say."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from mandata.compare.records import KINDS
from mandata.errors import MandataError
from mandata.interface import interface
from mandata.languages import LANGUAGES
from mandata.mandates import ACT_CLASSES
from mandata.model import ActClass, ConditionType


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_act_class_and_condition_has_its_word(code: str) -> None:
    words = interface(code)
    assert set(words.acts) == set(ACT_CLASSES)
    assert set(words.classes) == set(get_args(ActClass))
    assert set(words.conditions) == set(get_args(ConditionType))


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_and_references_are_those_of_english(code: str) -> None:
    words, english = interface(code), interface("en")
    assert list(words.headings) == list(english.headings)
    assert list(words.citations) == list(english.citations)
    assert list(words.kinds) == list(english.kinds)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_change_has_its_word_and_every_sentence_its_places(code: str) -> None:
    words, english = interface(code).comparison, interface("en").comparison
    assert list(words.kinds) == list(KINDS)
    for name in ("blocks", "weights", "resolutions", "labels"):
        assert list(getattr(words, name)) == list(getattr(english, name))
    places = {name: sorted(re.findall(r"{\w+}", text)) for name, text in english.sentences.items()}
    assert {name: sorted(re.findall(r"{\w+}", text)) for name, text in words.sentences.items()} == places


def test_another_language_is_refused_with_advice() -> None:
    with pytest.raises(MandataError, match=r"--ui 'de'.*one of ar, zh, en, fr, ru, es"):
        interface("de")
