"""Two versions of a text compared: their words beside difflib, whole documents with and without reading them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher

from mandata.compare.versions import compare
from mandata.compare.words import folded_words, opcodes, tokens
from mandata.model import Document
from mandata.pipeline import analyse
from mandata.read import read_bytes

from .measure import Row, in_turn
from .text import paragraphs

PAGES, SIGNS = 15, 3000  # of a document, and of a page


def versions() -> tuple[str, str]:
    """A text of fifteen pages as a decision, and the same after a night: a paragraph in ten has other words, some are
    gone, some are moved."""
    lines: list[str] = []
    for text in paragraphs():
        if sum(map(len, lines)) < PAGES * SIGNS and 60 < len(text) < 900:
            lines.append(text.split(". ", 1)[-1] if text[:1].isdigit() else text)
    chance = random.Random(7)
    after = list(lines)
    for at in range(0, len(after), 10):
        words = after[at].split()
        place = chance.randrange(len(words))
        after[at] = " ".join([*words[:place], "as", "appropriate", *words[place + 1 :]])
    for _ in range(len(after) // 25):
        after.insert(chance.randrange(len(after)), after.pop(chance.randrange(len(after))))
        del after[chance.randrange(len(after))]
    return decision(lines), decision(after)


def decision(lines: list[str]) -> str:
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(["Decision DC-3/2: Lead in paint", "The Conference of the Parties,", *numbered])


def rows() -> Iterator[Row]:
    one, other = versions()
    words = [folded_words(text, tokens(text)) for text in (one, other)]
    ours, theirs, cut = in_turn(
        lambda: opcodes(*words),
        lambda: SequenceMatcher(None, *words, autojunk=False).get_opcodes(),
        lambda: opcodes(*(folded_words(text, tokens(text)) for text in (one, other))),
        rounds=3,
    )
    count = f"{sum(map(len, words)):,} words"
    yield Row(f"words compared / difflib, {count}", _ms(ours), _ms(theirs), f"{theirs / ours:.0f}", "≥ 20")
    yield Row("the same, with finding the words", _ms(cut), _ms(theirs), f"{theirs / cut:.0f}", "")
    documents = [read(text) for text in (one, other)]
    alone, whole = in_turn(
        lambda: compare(*documents), lambda: compare(*(read(text) for text in (one, other))), rounds=3
    )
    yield Row(f"two versions of {PAGES} pages compared, read before", _ms(alone), "", "", "< 1 s")
    yield Row("the same, with reading and analysing both", _ms(whole), "", "", "< 1 s")


def read(text: str) -> Document:
    return analyse(read_bytes("decision.txt", text.encode()), "en")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
