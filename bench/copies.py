"""Copies of documents that were read, each with numbers, years and words of its own, so that many are not all the same.

Words change for words of the same length and numbers for numbers of the same length, so that every place stays where it
was; Document.check proves it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from mandata.model import Document, Phrase

_RINGS = (
    ("global", "common", "public", "social", "mutual"),
    ("support", "promote", "improve", "enhance", "advance"),
    ("efforts", "actions", "results", "reforms", "studies"),
    ("education", "transport", "migration", "nutrition", "chemicals"),
    ("women", "youth", "girls", "trade", "water"),
    ("development", "cooperation", "environment", "agriculture", "communities"),
    ("measures", "policies", "projects", "services", "partners"),
)
"""A word becomes one that is as long: in the nth copy the nth one after it."""
_NEXT = {word: (ring, at) for ring in _RINGS for at, word in enumerate(ring)}
_CHANGING = re.compile(rf"\b(?:{'|'.join(_NEXT)}|(?:19|20)\d\d)\b")
_NUMBER = re.compile(r"(?:(?<=[/-])|(?<![\w(/.]))(\d{1,2}|(?:19|20)\d\d)/(\d+)(?![\d/])")
_LAST = re.compile(r"(?<![(\d])\d+(?=[^\d(]*(?:\([^)]*\)[^\d(]*)*$)")
_SESSION = re.compile(r"(?<=[:-])\d{1,2}$")
_MANY = 1000  # more than the decisions of any one session


def copy(document: Document, nth: int) -> tuple[Document, bytes]:
    """The nth copy of a document, and the bytes of its file. It has the symbol that its file is named after."""
    texts = {block.id: _CHANGING.sub(lambda found: _changed(found[0], nth), block.text) for block in document.blocks}
    data = "\n".join((f"{document.file} {nth}", *texts.values())).encode()
    symbol = document.symbol or document.file.removesuffix(".txt").replace("_", "/")
    made: Document = _varied(document, texts, nth)
    made = msgspec.structs.replace(
        made,
        file=f"{nth:02}-{document.file}",
        sha256=hashlib.sha256(data).hexdigest(),
        symbol=renumbered(symbol, nth),
        symbols=(renumbered(symbol, nth),),
        meeting=_SESSION.sub(lambda found: str(int(found[0]) + nth), document.meeting) if document.meeting else None,
        decisions=tuple(msgspec.structs.replace(own, number=renumbered(own.number, nth)) for own in document.decisions),
        citations=tuple(
            msgspec.structs.replace(one, value=_value(one.value, nth)) if one.value.count(":") < 3 else one
            for one in made.citations
        ),
    )
    return made, data


def renumbered(number: str, nth: int) -> str:
    """The number of a decision or the symbol of a document, nth sessions later and with a number that none has:
    "71/174" is "73/2174" in the second copy."""
    if nth == 0:
        return number
    if found := _NUMBER.search(number):
        later = f"{int(found[1]) + nth}/{int(found[2]) + nth * _MANY}"
        return f"{number[: found.start()]}{later}{number[found.end() :]}"
    return _LAST.sub(lambda found: str(int(found[0]) + nth * _MANY), number, count=1)


def _changed(word: str, nth: int) -> str:
    if word.isdecimal():
        return str(int(word) + nth) if int(word) + nth < 2100 else word
    ring, at = _NEXT[word]
    return ring[(at + nth) % len(ring)]


def _value(value: str, nth: int) -> str:
    kind, _, rest = value.partition(":")
    return f"{kind}:{renumbered(rest, nth)}" if kind in ("symbol", "decision", "resolution") else value


def _varied(record: Any, texts: Mapping[str, str], nth: int) -> Any:
    """A record with all that stands in it, the words of phrases those of the new texts, sessions nth ones later."""
    fields: dict[str, Any] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            fields[name] = tuple(_varied(each, texts, nth) for each in value)
        elif isinstance(value, msgspec.Struct):
            fields[name] = _varied(value, texts, nth)
    if isinstance(record, Phrase):
        fields["text"] = texts[record.block][record.start : record.end]
        if hasattr(record, "meeting"):
            fields["value"] = _SESSION.sub(lambda found: str(int(found[0]) + nth), record.value)
            fields["meeting"] = None  # the register finds it
    elif hasattr(record, "kind") and hasattr(record, "level"):
        fields["text"] = texts[record.id]
    elif hasattr(record, "at") and hasattr(record, "label"):
        fields["text"] = texts.get(record.id, record.text)
    return msgspec.structs.replace(record, **fields) if fields else record
