"""Footnotes and endnotes of a DOCX, in the order of their marks."""

from __future__ import annotations

from lxml import etree

from ...model import Footnote
from . import tags
from .body import Body
from .context import Context
from .tags import w

SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_notes(context: Context) -> tuple[Footnote, ...]:
    """The notes that the text refers to; a note without a mark is left over, and said so."""
    elements: dict[str, etree._Element] = {}
    texts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        name = context.package.part(f"{kind}s")
        root = None if name is None else context.package.tree(name)
        found = {} if root is None else _elements(root, kind)
        elements |= found
        with context.relations_of(name or ""), context.numbering.story():
            texts |= {key: _text(context, element) for key, element in found.items()}
    notes = []
    for key, label in context.notes.order:
        text = texts.get(key, "")
        notes.append(Footnote(label=label, text=_without_label(text, label, elements.get(key))))
    referred = {key for key, _ in context.notes.order}
    for key in texts.keys() - referred:
        context.leave(texts[key], f"{key.split()[0]} without a mark in the text")
    return tuple(notes)


def _elements(root: etree._Element, kind: str) -> dict[str, etree._Element]:
    return {
        f"{kind} {element.get(tags.ID)}": element
        for element in root.iter(w(kind))
        if element.get(tags.TYPE) not in SEPARATORS
    }


def _text(context: Context, element: etree._Element) -> str:
    return " ".join(f"{line.label} {line.text}".lstrip() for line in Body(context).lines(element) if line.text)


def _without_label(text: str, label: str, element: etree._Element | None) -> str:
    """A note with a mark of its own repeats it in front of its text."""
    own_mark = element is not None and next(element.iter(w(f"{_kind(element)}Ref")), None) is None
    return text.removeprefix(label).lstrip() if own_mark and label else text


def _kind(element: etree._Element) -> str:
    return "footnote" if element.tag == w("footnote") else "endnote"
