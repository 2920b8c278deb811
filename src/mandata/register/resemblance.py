"""How much two paragraphs, or two decisions, are alike: by their words in one language, by their signs across two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from ..model import Document

ALIKE = 0.45  # from here on two paragraphs may be one
_WORDS = (
    38.0  # per cent: with fewer words in common (and the same number), two paragraphs in one language are not alike
)
SAME_DECISION = 0.5  # from here on two decisions may be one
_SAME_TITLE = 0.9
_TOUCHING = 58.0  # per cent of words that no two paragraphs of different decisions have in common, but by chance
_TEXT = ("operative", "preambular")
_FIGURE = re.compile(r"\d+(?:[.,/-]\d+)*")
_MOST = 40_000  # pairs that are compared; beyond, order decides


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph to be recognized: its kind, number and words, and what its reading found in them."""

    kind: str
    label: str = ""
    language: str = ""
    text: str = ""
    acts: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()  # addresses, citations, dues


def aligned(held: Sequence[Shape], found: Sequence[Shape]) -> list[int | None]:
    """For each of `found` which of `held` it is, both in their order, so that as much as possible fits."""
    if len(held) * len(found) > _MOST:
        return [at if at < len(held) else None for at in range(len(found))]
    best = [[0.0] * (len(found) + 1) for _ in range(len(held) + 1)]
    scores = [[likeness(one, other) - ALIKE for other in found] for one in held]
    for i in range(len(held) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
    partners: list[int | None] = [None] * len(found)
    i = j = 0
    while i < len(held) and j < len(found):
        if scores[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            partners[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partners


def paired(held: Sequence[Shape], found: Sequence[Shape]) -> dict[int, int]:
    """Which of `held` each of `found` is, wherever it stands: the surest pairs first."""
    pairs = sorted(
        ((score, -abs(i / max(1, len(held)) - j / max(1, len(found))), i, j) for score, i, j in _alike(held, found)),
        reverse=True,
    )
    partners: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in pairs:
        if j not in partners and i not in used:
            partners[j] = i
            used.add(i)
    return partners


def _alike(held: Sequence[Shape], found: Sequence[Shape]) -> Iterator[tuple[float, int, int]]:
    """The likeness of every pair that may be one paragraph, with the places of both.

    In one language the words are held against each other many at a time, which is much quicker.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for i, one in enumerate(held):
        groups.setdefault((one.kind, one.language), []).append(i)
    texts = {key: [held[i].text for i in places] for key, places in groups.items()}
    for j, other in enumerate(found):
        for (kind, language), places in groups.items():
            if kind != other.kind:
                continue
            if language == other.language:
                near = _near(other.text, texts[kind, language], _WORDS)
                scored = [(_in_words(ratio, held[places[at]], other), places[at]) for _, ratio, at in near]
            else:
                scored = [(_across(held[i], other), i) for i in places]
            yield from ((score, i, j) for score, i in scored if score >= ALIKE)


def _near(text: str, texts: Sequence[str], least: float) -> list[tuple[str, float, int]]:
    """Which texts have at least that many per cent of their words in common with one: text, per cent and place."""
    return process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=least, limit=None)


def _in_words(ratio: float, one: Shape, other: Shape) -> float:
    return min(1.0, 0.95 * ratio / 100 + (0.08 if one.label == other.label else 0.0))


def likeness(one: Shape, other: Shape) -> float:
    """From 0 (nothing in common) to 1 (the same)."""
    if one.kind != other.kind:
        return 0.0
    if one.language == other.language:
        return _in_words(fuzz.ratio(one.text, other.text), one, other)
    return _across(one, other)


def _across(one: Shape, other: Shape) -> float:
    """Across languages: number, acts, what is named and cited, figures, and length in proportion."""
    parts: list[tuple[float, float]] = [(0.25, _length(one, other))]
    if one.label or other.label:
        parts.append((0.35, float(one.label == other.label)))
    if one.acts or other.acts:
        parts.append((0.35, _overlap(set(one.acts), set(other.acts))))
    if one.signs or other.signs:
        parts.append((0.6, _overlap(one.signs, other.signs)))
    figures, others = _figures(one.text), _figures(other.text)
    if figures or others:
        parts.append((0.3, _overlap(figures, others)))
    return sum(weight * score for weight, score in parts) / sum(weight for weight, _ in parts)


@lru_cache(4096)
def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


_DENSITY = {"zh": 0.32, "ar": 0.85, "fr": 1.15, "es": 1.15, "ru": 1.1}  # letters to say what English says in one


def _length(one: Shape, other: Shape) -> float:
    lengths = [len(shape.text) / _DENSITY.get(shape.language, 1.0) + 8 for shape in (one, other)]
    return min(lengths) / max(lengths)


def _overlap(one: set[str] | frozenset[str], other: set[str] | frozenset[str]) -> float:
    return len(one & other) / len(one | other)


# ------------------------------------------------------------------------------------------------- decisions


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as one document has it: titles and paragraphs by language."""

    titles: Mapping[str, str]
    paragraphs: Mapping[str, tuple[Shape, ...]]
    blocks: Mapping[str, tuple[str, ...]]


def profile(versions: Sequence[tuple[Document, int | None]]) -> Profile:
    """The profile of the decision at an index in each of the language versions of a document (None: what stands outside
    of decisions)."""
    shapes, blocks = {}, {}
    for read, index in versions:
        kept = [block for block in read.blocks if block.decision == index]
        found = _findings(read)
        blocks[read.language] = tuple(block.id for block in kept)
        shapes[read.language] = tuple(
            Shape(
                kind=block.kind,
                label=block.label,
                language=read.language,
                text=block.text,
                acts=tuple(found[0].get(block.id, ())),
                signs=frozenset(found[1].get(block.id, ())),
            )
            for block in kept
        )
    titles = {
        read.language: (read.decisions[index].title if index is not None else read.title) or ""
        for read, index in versions
    }
    return Profile(titles=titles, paragraphs=shapes, blocks=blocks)


def _findings(read: Document) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    acts: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    for provision in read.provisions:
        acts.setdefault(provision.block, []).append(provision.act)
        signs.setdefault(provision.block, []).extend(due.value for due in provision.due)
    for mention in read.mentions:
        if mention.ref:
            signs.setdefault(mention.block, []).append(mention.ref)
    for citation in read.citations:
        signs.setdefault(citation.block, []).append(citation.value)
    return acts, signs


def shared(one: Profile, other: Profile) -> tuple[str, str]:
    """The languages in which two profiles are best compared: one that both have, else the first of each."""
    both = [code for code in one.paragraphs if code in other.paragraphs]
    return (both[0], both[0]) if both else (next(iter(one.paragraphs)), next(iter(other.paragraphs)))


def decisions_alike(one: Profile, other: Profile) -> float:
    """How much two decisions are alike, from 0 to 1: by the titles where one language has both, and by paragraphs."""
    ours, theirs = shared(one, other)
    held, found = one.paragraphs[ours], other.paragraphs[theirs]
    if ours != theirs:
        return _covered(held, found)
    title = fuzz.token_set_ratio(one.titles[ours], other.titles[theirs]) / 100
    if title < _SAME_TITLE and not _touch(held, found):
        return 0.35 * title
    return 0.35 * title + 0.65 * _covered(held, found)


def _touch(held: Sequence[Shape], found: Sequence[Shape]) -> bool:
    """Whether any of the longest paragraphs has one like it: a quick look, since a draft is held against every decision
    of its body that comes after it."""
    longest = sorted((shape.text for shape in found if shape.kind in _TEXT), key=len)[-5:]
    texts = [shape.text for shape in held if shape.kind in _TEXT]
    return any(_near(text, texts, _TOUCHING) for text in longest)


def _covered(held: Sequence[Shape], found: Sequence[Shape]) -> float:
    """How much of the operative and preambular words has a counterpart."""
    held = [shape for shape in held if shape.kind in _TEXT]
    found = [shape for shape in found if shape.kind in _TEXT]
    partners = paired(held, found)
    weight: Callable[[Shape], float] = lambda shape: len(shape.text) + 20.0  # noqa: E731
    total = sum(map(weight, held)) / 2 + sum(map(weight, found)) / 2
    got = sum(likeness(held[i], found[j]) * (weight(held[i]) + weight(found[j])) / 2 for j, i in partners.items())
    return got / total if total else 0.0
