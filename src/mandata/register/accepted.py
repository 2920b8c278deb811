"""Whether what a person says of a mandate can be: values of the register, words that stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..errors import RegisterError
from ..interface import interface
from ..languages import LANGUAGES
from .facts import ACTORS, CONDITIONS, Facts, Words
from .models import Meeting, Organization, Paragraph, ParagraphText

_DUE = re.compile(r"[A-Za-z_-]+(:[^\s:][^:]*)?")


def accepted(paragraph: Paragraph, facts: Facts, fields: Sequence[str]) -> None:
    """Nothing, if some fields of `facts` can be said of a mandate of `paragraph`.

    Raises RegisterError with the first value that cannot: an act, a deliverable or a type that is not known, an
    organization or a meeting that the register does not hold, words that do not stand where they are said to.
    """
    words = interface("en")
    if "act" in fields:
        _one_of(facts.act, words.acts, "act")
    if "deliverable" in fields and facts.deliverable:
        _one_of(facts.deliverable, words.publish.deliverables, "deliverable")
    if "conditions" in fields:
        for condition in facts.conditions:
            _one_of(condition.type, CONDITIONS, "condition")
    if "dues" in fields:
        for due in facts.dues:
            if not _DUE.fullmatch(due.value):
                raise RegisterError(f"{due.value!r} is no due", "session:7, date:2027-03-31, annual …")
    _held(Organization, _organizations(facts, fields), "organization")
    _held(Meeting, (due.meeting for due in facts.dues if due.meeting and "dues" in fields), "meeting")
    _standing(paragraph, list(_words(facts, fields)))


def _one_of(value: str, known: Iterable[str], what: str) -> None:
    if value not in known:
        raise RegisterError(f"{value!r} is no {what}", ", ".join(sorted(known)))


def _held(model: type[Organization] | type[Meeting], addresses: Iterable[str], what: str) -> None:
    wanted = set(addresses)
    found = set(model.objects.filter(address__in=wanted, withdrawn=False).values_list("address", flat=True))
    for missing in sorted(wanted - found):
        raise RegisterError(f"{missing} is no {what} of the register", f"the address of an {what}", "add it first")


def _organizations(facts: Facts, fields: Sequence[str]) -> Iterator[str]:
    for name in ACTORS:
        if name in fields:
            yield from (actor.organization for actor in getattr(facts, name) if actor.organization)


def _words(facts: Facts, fields: Sequence[str]) -> Iterator[tuple[str, Words]]:
    """All words with their language."""
    if "action" in fields:
        yield from facts.action.items()
    for name in (*ACTORS, "conditions", "dues"):
        if name in fields:
            for fact in getattr(facts, name):
                yield from fact.words.items()


def _standing(paragraph: Paragraph, words: Sequence[tuple[str, Words]]) -> None:
    """Raises RegisterError where words do not stand in the present text of their language."""
    if not words:
        return
    eids = {said.above or paragraph.eid for _, said in words}
    kept = ParagraphText.objects.filter(
        paragraph__document=paragraph.document_id,
        paragraph__text_of=paragraph.text_of_id,
        paragraph__eid__in=eids,
        expression__current=True,
    )
    texts = {(eid, language): text for eid, language, text in kept.values_list("paragraph__eid", "language", "text")}
    for language, said in words:
        if language not in LANGUAGES:
            raise RegisterError(f"{language!r} is no language of the register", ", ".join(LANGUAGES))
        text = texts.get((said.above or paragraph.eid, language))
        if text is None:
            raise RegisterError(f"{paragraph.address} is not held in {LANGUAGES[language].name}", "another language")
        if text[said.start : said.end] != said.text:
            raise RegisterError(
                f"{said.text!r} does not stand at {said.start} to {said.end} of {paragraph.address}",
                f"there it says {text[said.start : said.end]!r}",
                "select the words in the text again",
            )
