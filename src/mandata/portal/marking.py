"""A paragraph as plain text with the words of a mandate marked in it, beside a form that speaks of the same places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ..register.facts import ACTORS, Facts, Words
from ..register.models import Paragraph, ParagraphText
from .documents import Choice
from .show import Desk, direction

ORDER = ("en", "fr", "es", "ru", "ar", "zh")
_KINDS = {"addressees": "who", "partners": "partners", "recipients": "recipients"}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a row that mean the same; `kinds` are what they are marked as (none: not marked)."""

    text: str
    kinds: tuple[str, ...] = ()
    label: str = ""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph's text. `above` is its eid where it is the paragraph above the one in question."""

    pieces: tuple[Piece, ...]
    above: str = ""
    number: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """The text that a form stands beside, in one language, with the others to choose from."""

    language: str
    direction: str
    languages: tuple[Choice, ...]
    texts: tuple[Marked, ...]


def texts(paragraph: Paragraph) -> dict[tuple[str, str], tuple[str, str]]:
    """Text and number of a paragraph and those above it in every language, by eid and language."""
    eids = [paragraph.eid]
    while "_" in eids[-1].removeprefix("para_"):
        eids.append(eids[-1].rpartition("_")[0])
    held = ParagraphText.objects.filter(
        paragraph__document=paragraph.document_id,
        paragraph__text_of=paragraph.text_of_id,
        paragraph__eid__in=eids,
        expression__current=True,
    )
    rows = held.values_list("paragraph__eid", "language", "text", "shown")
    return {(eid, language): (text, shown) for eid, language, text, shown in rows}


def source(look: Desk, paragraph: Paragraph, facts: Facts | None, href: str) -> Source:
    """The text of a paragraph in the language asked for (?text=fr), else the page's, with what is above it."""
    held = texts(paragraph)
    languages = [code for code in ORDER if (paragraph.eid, code) in held]
    asked = look.query.get("text", "")
    chosen = next((code for code in (asked, look.language, *ORDER) if code in languages), "")
    marks = list(_marks(facts, chosen)) if facts else []
    join = "&" if "?" in href else "?"
    above = sorted((eid for eid, code in held if code == chosen and eid != paragraph.eid), key=len)
    return Source(
        language=chosen,
        direction=direction(chosen),
        languages=tuple(Choice(code=c, href=f"{href}{join}text={c}", here=c == chosen) for c in languages),
        texts=tuple(_marked(look, held, eid, chosen, marks, paragraph.eid) for eid in (*above, paragraph.eid))
        if chosen
        else (),
    )


def _marked(
    look: Desk, held: dict[tuple[str, str], tuple[str, str]], eid: str, language: str, marks: list[tuple[str, Words]],
    own: str,
) -> Marked:  # fmt: skip
    text, number = held[eid, language]
    above = "" if eid == own else eid
    here = [(kind, words) for kind, words in marks if (words.above or own) == eid]
    return Marked(pieces=tuple(pieces(look, text, here)), above=above, number=number)


def pieces(look: Desk, text: str, marks: list[tuple[str, Words]]) -> Iterator[Piece]:
    """A text cut where marks begin and end; the name of a mark stands after its last piece."""
    cuts = sorted({0, len(text), *(at for _, words in marks for at in (words.start, words.end) if at <= len(text))})
    for start, end in pairwise(cuts):
        over = [(kind, words) for kind, words in marks if words.start <= start and words.end >= end]
        kinds = tuple(dict.fromkeys(kind for kind, _ in over))
        ending = [look.say(f"asks.{kind}") for kind, words in over if words.end == end and kind != "what"]
        yield Piece(text=text[start:end], kinds=kinds, label=", ".join(dict.fromkeys(ending)))


def _marks(facts: Facts, language: str) -> Iterator[tuple[str, Words]]:
    if language in facts.action:
        yield "what", facts.action[language]
    for field in ACTORS:
        for actor in getattr(facts, field):
            if language in actor.words:
                yield _KINDS[field], actor.words[language]
    for condition in facts.conditions:
        if language in condition.words:
            yield "conditions", condition.words[language]
    for due in facts.dues:
        if language in due.words:
            yield "due", due.words[language]
