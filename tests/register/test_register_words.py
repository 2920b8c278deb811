"""Every language says everything that the register has to say."""

from __future__ import annotations

import string
from collections.abc import Iterator

import msgspec
import pytest

from mandata.languages import LANGUAGES
from mandata.register.models.documents import STAGES
from mandata.register.models.mandates import STATES
from mandata.register.models.people import ROLES
from mandata.register.words import Words, words


def leaves(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}.{key}")


def flat(given: Words) -> dict[str, str]:
    return dict(leaves(msgspec.to_builtins(given)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_keys_and_their_order_are_those_of_english(code: str) -> None:
    assert list(flat(words(code))) == list(flat(words("en")))


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_filled_in_is_the_same_as_in_english(code: str) -> None:
    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    english = flat(words("en"))
    assert {key for key, text in flat(words(code)).items() if fields(text) != fields(english[key])} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_empty(code: str) -> None:
    assert [key for key, text in flat(words(code)).items() if not text.strip()] == []


def test_every_state_stage_and_role_has_its_word() -> None:
    english = words("en")
    assert set(english.states) == set(STATES)
    assert set(english.stages) == set(STAGES)
    assert set(english.roles) - {"anybody"} == set(ROLES)
