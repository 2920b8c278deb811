"""The sample meeting as written in the YAML files, and its paragraphs in order with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import yaml

HERE = Path(__file__).parent
Level = Literal["section", "paragraph", "item", "subitem"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ABJAD = "أبجدهوزحطي"
_HAN = "一二三四五六七八九十"
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]


class Masthead(msgspec.Struct):
    organization: list[str]
    symbol: str
    lines: list[str]
    meeting: list[str]
    item: list[str]
    below: str


class Section(msgspec.Struct):
    heading: str
    paragraphs: list[str]


class NoteText(msgspec.Struct):
    title: str
    kind: str
    sections: list[Section]


class Point(msgspec.Struct):
    """A paragraph with sub-paragraphs."""

    text: str
    items: list[str | Point]


class DecisionText(msgspec.Struct):
    title: str
    preamble: list[str]
    operative: list[str | Point]
    formula: str = ""


class Adopted(msgspec.Struct):
    title: str
    closing: list[str]
    formula: str
    adopted: list[DecisionText]


class Meeting(msgspec.Struct):
    """All texts of the meeting in one language; en.yaml explains the fields."""

    language: str
    numbering: dict[Level, tuple[str, str]]
    masthead: Masthead
    note: NoteText
    annex: str
    draft: DecisionText
    decisions: Adopted


class Para(msgspec.Struct):
    """A paragraph to set: `level` and `run` say which counter numbers it (`run`: sections, note or annex)."""

    text: str
    style: Literal["body", "title", "heading", "subtitle"] = "body"
    level: Level | None = None
    number: int = 0
    run: int = 0


def load(language: str) -> Meeting:
    """The meeting's texts in a language, checked against the fields above."""
    return msgspec.convert(yaml.safe_load((HERE / f"{language}.yaml").read_text(encoding="utf-8")), Meeting)


def note(meeting: Meeting) -> list[Para]:
    """The note by the secretariat below its masthead, up to the annex."""
    paras = [Para(meeting.note.title, "title"), Para(meeting.note.kind, "subtitle")]
    number = 0
    for at, section in enumerate(meeting.note.sections, 1):
        paras.append(Para(section.heading, "heading", "section", at))
        for text in section.paragraphs:
            number += 1
            paras.append(Para(text, level="paragraph", number=number, run=1))
    return paras


def draft(meeting: Meeting) -> list[Para]:
    """The annex of the note: the draft decision."""
    paras = [Para(meeting.annex, "title"), Para(meeting.draft.title, "subtitle")]
    return [*paras, *decision(meeting.draft, meeting.draft.formula, run=2)]


def decision(text: DecisionText, formula: str, run: int = 0) -> Iterator[Para]:
    """Formula, preamble and numbered operative paragraphs."""
    yield Para(formula)
    yield from (Para(words) for words in text.preamble)
    yield from _points(text.operative, ["paragraph", "item", "subitem"], run)


def _points(points: list[str | Point], levels: list[Level], run: int) -> Iterator[Para]:
    for number, point in enumerate(points, 1):
        words = point if isinstance(point, str) else point.text
        yield Para(words, level=levels[0], number=number, run=run)
        if isinstance(point, Point):
            yield from _points(point.items, levels[1:], run)


def label(meeting: Meeting, para: Para) -> str:
    """The paragraph's number as Word would show it ("(a)"), empty where it has none."""
    kind, shown = meeting.numbering[para.level] if para.level else ("", "")
    signs = {
        "decimal": str(para.number),
        "lowerLetter": _LETTERS[para.number - 1],
        "lowerRoman": _ROMAN[para.number - 1] if para.number <= len(_ROMAN) else "",
        "upperRoman": _ROMAN[para.number - 1].upper() if para.number <= len(_ROMAN) else "",
        "chineseCounting": _HAN[para.number - 1] if para.number <= len(_HAN) else "",
        "arabicAbjad": _ABJAD[para.number - 1] if para.number <= len(_ABJAD) else "",
    }
    return shown.replace("%1", signs.get(kind, ""))
