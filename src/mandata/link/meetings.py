"""Meetings named by their number in a text: "the seventh meeting of the Conference of the Parties", "COP-7"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import meetings
from ..folding import fold
from ..meetings import MeetingPhrase
from ..model import Context, Mention
from ..names import NameHit


def meetings_named(text: str, names: Sequence[NameHit], context: Context) -> list[Mention]:
    """The meetings named in `text`, past and future, in order, with `block` left empty; `ref` is the meeting's address
    ("MINAMATA-COP-7"), None where the text does not tell whose meeting it is. The rule is "number" where the body is
    named with the meeting, "issuer" where who speaks tells it, "next" for the meeting after the present one.
    """
    folded = fold(text)
    found = []
    for phrase in meetings.find(text, folded, names, context):
        start, end = folded.start(phrase.head), folded.end(phrase.end)
        for ref, rule, confidence in _refs(phrase, context):
            found.append(
                Mention(
                    block="",
                    start=start,
                    end=end,
                    text=text[start:end],
                    kind="meeting",
                    ref=ref,
                    rule=rule,
                    confidence=confidence,
                )
            )
    return found


def _refs(phrase: MeetingPhrase, context: Context) -> Iterator[tuple[str | None, str, float]]:
    named = bool(phrase.bodies)
    body = meetings.owner(phrase.bodies, context) if named or phrase.stranger else context.body
    if phrase.form == "numbered":
        rule, confidence = ("number", 0.95) if named else ("issuer", 0.8)
        for number in phrase.numbers:
            yield (f"{body}-{number}" if body else None), rule, confidence if body else 0.4
    elif phrase.form == "next" and body == context.body and (now := meetings.current(context)):
        yield f"{body}-{now + 1}", "next", 0.8
