"""The analysis of English text: whole, its citations, its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import eyecite
import spacy

from mandata import cite, lexicon, mandates, names
from mandata.model import Context

from .measure import SAMPLE, SHARED, Row, in_turn, per_second

CONTEXT = Context(language="en", body="UNEA")


def paragraphs() -> list[str]:
    """The paragraphs of the shared corpus, or of the sample meeting where that is not there."""
    folder = SHARED / "corpus" / "en"
    files = sorted(folder.glob("*.txt"))[::6] if folder.is_dir() else sorted(SAMPLE.glob("*.en.txt"))
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line]


def analyse(texts: list[str]) -> None:
    for text in texts:
        found = names.scan(text, "en")
        cite.cite(text, found, CONTEXT)
        mandates.provisions([mandates.ItemText("", "", text, found)], CONTEXT)


def rows() -> Iterator[Row]:
    texts = paragraphs()
    size = sum(map(len, texts))
    whole, citations, theirs = in_turn(
        lambda: analyse(texts),
        lambda: [cite.cite(text, (), CONTEXT) for text in texts],
        lambda: [eyecite.get_citations(text) for text in texts],
    )
    peer = per_second(size, theirs)
    yield Row(
        "whole analysis / eyecite citations, characters",
        per_second(size, whole),
        peer,
        f"{theirs / whole:.2f}",
        "≥ 0.35, aim 1",
    )
    yield Row("citations / eyecite, characters", per_second(size, citations), peer, f"{theirs / citations:.1f}", "≥ 5")
    yield from _names(texts, size)


def _names(texts: list[str], size: int) -> Iterator[Row]:
    """Names against the EntityRuler, by token patterns without regard to capitals (as ours) and by its exact phrases.

    spaCy reads a tenth of the text; its figure is per character.
    """
    few = texts[:: len(texts) // (len(texts) // 10 or 1)]
    part = sum(map(len, few))
    forms = _english_forms()
    tokens = [[{"LOWER": word} for word in form.lower().split()] for form in forms]
    ours, by_tokens, by_phrases = in_turn(
        lambda: [names.scan(text, "en") for text in texts],
        _entity_ruler(tokens, few),
        _entity_ruler(forms, few),
        rounds=3,
    )
    for label, theirs, asked in (("token patterns", by_tokens, "≥ 40"), ("exact phrases", by_phrases, "")):
        ratio = (part / theirs) and (size / ours) / (part / theirs)
        yield Row(
            f"names / spaCy EntityRuler, {label}, characters",
            per_second(size, ours),
            per_second(part, theirs),
            f"{ratio:.1f}",
            asked,
        )


def _english_forms() -> list[str]:
    """The English names of the registers, as the ruler is to know them too."""
    registers = (lexicon.organizations(), lexicon.bodies(), lexicon.instruments())
    fields = ("names", "short", "acronyms", "aliases")
    entries = [entry for register in registers for entry in register.values()]
    return sorted({form for entry in entries for field in fields for form in getattr(entry, field, {}).get("en", [])})


def _entity_ruler(patterns: list[Any], texts: list[str]) -> Callable[[], object]:
    """spaCy's EntityRuler with patterns, as its documentation shows it."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NAME", "pattern": pattern} for pattern in patterns])
    return lambda: list(pipeline.pipe(texts))
