"""The note beside a paragraph: its provisions, each with its act, who, with whom, on which condition, by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.etree import _Element as Element

from ...interface import Interface
from ...model import Due, Phrase, Provision
from ..columns import reference
from ..entries import Entry
from .inline import add, element


def side_note(entries: Sequence[Entry], words: Interface, language: str, direction: str) -> Element:
    """The note of one paragraph, labelled in the language of `words`; its quotations are in `language`."""
    name = f"{words.publish.labels.note} {entries[0].paragraph}".strip()
    note = element("div", class_="note", role="note", aria_label=name)
    for entry in entries:
        _write(note, entry, words, {"lang": language, "dir": direction})
    return note


def _write(note: Element, entry: Entry, words: Interface, quoted: dict[str, str]) -> None:
    provision = entry.provision
    act = words.acts.get(provision.act, provision.act)
    add(note, "p", f"{act} ({words.labels.continuing})" if provision.continuing else act, class_="act")
    told = add(note, "dl")
    _quote(told, words.headings["who"], _texts(provision.addressees), quoted)
    _quote(told, words.headings["partners"], _texts(provision.partners), quoted)
    conditions = [(c.text, words.conditions[c.type]) for c in provision.conditions]
    _quote(told, words.headings["conditions"], conditions, quoted)
    _quote(told, words.headings["due"], [(due.text, _meant(due)) for due in provision.due], quoted)
    _quote(told, words.labels.recipients, _texts(provision.recipients), quoted)
    if result := _result(provision, words):
        _say(told, words.publish.columns["deliverable"], [result])
    _say(told, words.headings["citations"], [reference(citation, words) for citation in entry.citations])
    if not len(told):
        note.remove(told)


def _quote(told: Element, label: str, phrases: Sequence[tuple[str, str]], quoted: dict[str, str]) -> None:
    """A label and phrases of the text, each with what it means, if that is more than its words."""
    for at, (text, meaning) in enumerate(phrases):
        if not at:
            add(told, "dt", label)
        said = add(told, "dd")
        add(said, "span", text, **quoted)
        if meaning:
            said[-1].tail = " "
            small = add(said, "small", "= ")
            add(small, "bdi", meaning)


def _say(told: Element, label: str, values: Iterable[str]) -> None:
    said = None
    for value in values:
        if said is None:
            add(told, "dt", label)
            said = add(told, "dd")
        else:
            said[-1].tail = "; "
        add(said, "bdi", value)


def _texts(phrases: Iterable[Phrase]) -> list[tuple[str, str]]:
    return [(phrase.text, "") for phrase in phrases]


def _meant(due: Due) -> str:
    """The meeting meant and its date, or the date said."""
    return " ".join(filter(None, (due.meeting, due.date)))


def _result(provision: Provision, words: Interface) -> str:
    return words.publish.deliverables.get(provision.deliverable or "", "") if provision.deliverable != "other" else ""
