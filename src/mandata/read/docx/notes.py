"""Footnotes and endnotes of a DOCX, in the order of their marks."""

from __future__ import annotations

from lxml import etree

from ...model import Change, Footnote
from ..changes import shifted
from . import tags
from .body import Body
from .context import Context
from .tags import w
from .tracking import KINDS

SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_notes(context: Context) -> tuple[Footnote, ...]:
    """The notes that the text refers to; a note without a mark is left over, and said so."""
    elements: dict[str, etree._Element] = {}
    texts: dict[str, tuple[str, tuple[Change, ...]]] = {}
    for kind in ("footnote", "endnote"):
        name = context.package.part(f"{kind}s")
        root = None if name is None else context.package.tree(name)
        found = {} if root is None else _elements(root, kind)
        elements |= found
        context.tracker.enabled |= root is not None and next(root.iter(*KINDS), None) is not None
        with context.relations_of(name or ""), context.numbering.story():
            texts |= {key: _text(context, element) for key, element in found.items()}
    notes = []
    for key, label in context.notes.order:
        text, changes = texts.get(key, ("", ()))
        own = _without_label(text, label, elements.get(key))
        changes = tuple(shifted(change, len(own) - len(text)) for change in changes)
        notes.append(Footnote(label=label, text=own, changes=tuple(c for c in changes if c.start >= 0)))
    referred = {key for key, _ in context.notes.order}
    for key in texts.keys() - referred:
        context.leave(texts[key][0], f"{key.split()[0]} without a mark in the text")
    return tuple(notes)


def _elements(root: etree._Element, kind: str) -> dict[str, etree._Element]:
    return {
        f"{kind} {element.get(tags.ID)}": element
        for element in root.iter(w(kind))
        if element.get(tags.TYPE) not in SEPARATORS
    }


def _text(context: Context, element: etree._Element) -> tuple[str, tuple[Change, ...]]:
    text = ""
    changes: list[Change] = []
    for line in Body(context).lines(element):
        if line.text:
            text += " " if text else ""
            text += f"{line.label} " if line.label else ""
            changes += [shifted(change, len(text)) for change in line.changes]
            text += line.text
    return text, tuple(changes)


def _without_label(text: str, label: str, element: etree._Element | None) -> str:
    """A note with a mark of its own repeats it in front of its text."""
    own_mark = element is not None and next(element.iter(w(f"{_kind(element)}Ref")), None) is None
    return text.removeprefix(label).lstrip() if own_mark and label else text


def _kind(element: etree._Element) -> str:
    return "footnote" if element.tag == w("footnote") else "endnote"
