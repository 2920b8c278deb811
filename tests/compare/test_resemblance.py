"""Near-duplicates are found as comparing every text with every other would find them."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from mandata.compare.resemblance import Shelf
from mandata.compare.tokens import words

WORDS = [
    "the",
    "secretariat",
    "parties",
    "report",
    "on",
    "mercury",
    "waste",
    "guidance",
    "to",
    "prepare",
    "submit",
    "by",
    "of",
    "in",
    "and",
    "for",
    "review",
]


def texts(seed: int, count: int) -> list[str]:
    """Random texts, of which many are changed copies of others."""
    chance = random.Random(seed)
    made = [" ".join(chance.choices(WORDS, k=chance.randint(0, 25))) for _ in range(count // 3)]
    while len(made) < count:
        copy = chance.choice(made).split()
        for _ in range(chance.randint(0, 3)):
            copy.insert(chance.randint(0, len(copy)), chance.choice(WORDS))
        made.append(" ".join(copy))
    return made


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    found = words(text, "en")
    return frozenset(zip(found, [*found[1:], ""], strict=False))


def jaccard(one: str, other: str) -> float:
    mine, theirs = pairs_of(one), pairs_of(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("threshold", [0.4, 0.5, 0.8])
def test_all_pairs_are_found_and_no_other(seed: int, threshold: float) -> None:
    given = texts(seed, 120)
    shelf = Shelf("en", threshold)
    shelf.add(given[:50])
    shelf.add(given[50:])  # what is added later is found like the rest
    first = {text: at for at, text in reversed(list(enumerate(given)))}
    different = sorted(first.values())
    truth = {(a, b) for a, b in combinations(different, 2) if jaccard(given[a], given[b]) >= threshold}
    found = shelf.pairs()
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == truth
    for a, b, score in zip(*found, strict=True):
        assert score == pytest.approx(jaccard(given[a], given[b]))


@pytest.mark.parametrize("seed", range(4))
def test_a_new_text_is_held_against_all(seed: int) -> None:
    given, new = texts(seed, 90), texts(seed + 100, 20) + texts(seed, 90)[::9]
    shelf = Shelf("en")
    shelf.add(given)
    found = shelf.resembling(new)
    truth = {(a, b) for a, one in enumerate(new) for b, other in enumerate(given) if jaccard(one, other) >= 0.5}
    assert set(zip(found.first.tolist(), found.second.tolist(), strict=True)) == truth
    assert len(shelf) == len(given)


def test_equal_texts_are_told_together() -> None:
    shelf = Shelf("en")
    shelf.add(["Report to the Bureau", "Publish it", "report  to the bureau"])
    assert {first: group.tolist() for first, group in shelf.equals().items()} == {0: [0, 2]}
    assert len(shelf.pairs().first) == 0


def test_an_empty_shelf_has_nothing() -> None:
    shelf = Shelf("en")
    assert len(shelf.pairs().first) == len(shelf.resembling(["anything"]).first) == 0
    shelf.add([])
    shelf.add(["", "…"])
    assert len(shelf.pairs().first) == 0


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "请秘书处编写报告。", ["请", "秘书处", "编写", "报告"]),
        ("fr", "l’Accord, d'ici à 2030", ["l", "accord", "d", "ici", "à", "2030"]),
        ("ar", "يَطلب إلى الأمانة", ["يطلب", "الي", "الامانة"]),
        ("ru", "Её доклад", ["ее", "доклад"]),
    ],
)
def test_words_are_those_of_the_language(language: str, text: str, expected: list[str]) -> None:
    assert words(text, language) == expected
