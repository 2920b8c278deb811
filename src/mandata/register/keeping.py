"""Brings a reading together with what the register holds of a mandate: what a person set stays; pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from .facts import ACTORS, FIELDS, ActorFact, Facts, Field, Words, same

Texts = Mapping[str, str]
"""What the paragraph says, by language."""


def kept(held: Facts, found: Facts, protected: Collection[str], texts: Texts) -> tuple[Facts, tuple[Field, ...]]:
    """What a mandate says after a reading, and the fields in which the reading differs from what people set.

    Fields that are not `protected` are as the reading has them. The others keep their meaning; their words get the
    places that they have in the text as it is now, and those of languages that came in since.
    """
    values: dict[str, Any] = {}
    differing: list[Field] = []
    for field in FIELDS:
        mine, theirs = getattr(held, field), getattr(found, field)
        if field not in protected:
            values[field] = theirs
            continue
        if not agree(held, found, field):
            differing.append(field)
        values[field] = _anchored(field, mine, theirs, texts)
    return Facts(**values), tuple(differing)


def agree(held: Facts, found: Facts, field: Field) -> bool:
    """Whether a reading means the same in a field; an action, in the languages that both have."""
    if field != "action":
        return same(held, found, field)
    return all(found.action[code].text == words.text for code, words in held.action.items() if code in found.action)


def _anchored(field: Field, mine: Any, theirs: Any, texts: Texts) -> Any:
    if field == "action":
        return _places(mine, theirs, texts)
    if field in ACTORS:
        others = {actor.organization: actor.words for actor in theirs if actor.organization}
        return tuple(_moved(actor, others.get(actor.organization, {}), texts) for actor in mine)
    if field in ("conditions", "dues"):
        key = "type" if field == "conditions" else "value"
        others = {getattr(one, key): one.words for one in theirs}
        return tuple(_moved(one, others.get(getattr(one, key), {}), texts) for one in mine)
    return mine


def _moved(fact: Any, others: Mapping[str, Words], texts: Texts) -> Any:
    words = _places(fact.words, others, texts)
    if not words and isinstance(fact, ActorFact) and not fact.organization:
        words = {
            code: Words(text=said.text, start=0, end=0) for code, said in fact.words.items()
        }  # nowhere in the text
    return msgspec.structs.replace(fact, words=words)


def _places(mine: Mapping[str, Words], theirs: Mapping[str, Words], texts: Texts) -> dict[str, Words]:
    """Words with the places they have now; words that do not stand in the text any more are left out."""
    found: dict[str, Words] = {}
    for code, said in mine.items():
        text = None if said.above else texts.get(code)
        if text is None or text[said.start : said.end] == said.text:
            found[code] = said
        elif (at := text.find(said.text)) >= 0:
            found[code] = Words(text=said.text, start=at, end=at + len(said.text))
    return {**{code: said for code, said in theirs.items() if code not in mine}, **found}
