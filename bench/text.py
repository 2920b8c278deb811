"""The analysis of English text: whole, its citations, its names."""

from __future__ import annotations

from collections.abc import Iterator

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
    ours, ruler = in_turn(
        lambda: [names.scan(text, "en") for text in texts],
        _entity_ruler(texts[: len(texts) // 20]),
    )
    ruler *= size / max(1, sum(map(len, texts[: len(texts) // 20])))
    yield Row(
        "names / spaCy EntityRuler, characters",
        per_second(size, ours),
        per_second(size, ruler),
        f"{ruler / ours:.0f}",
        "≥ 40",
    )


def _entity_ruler(texts: list[str]):  # type: ignore[no-untyped-def]
    """spaCy's EntityRuler with the same English names, as its documentation shows it."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    registers = (lexicon.organizations(), lexicon.bodies(), lexicon.instruments())
    forms = {
        form
        for register in registers
        for entry in register.values()
        for field in ("names", "short", "acronyms", "aliases")
        for form in getattr(entry, field, {}).get("en", [])
    }
    ruler.add_patterns([{"label": "NAME", "pattern": form} for form in sorted(forms)])
    return lambda: list(pipeline.pipe(texts))
