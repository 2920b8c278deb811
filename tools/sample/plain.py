"""Writes the sample meeting as plain text, the way it comes out of Word, and as web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.builder import E
from meeting import Meeting, Para, decision, draft, label, note

FOOTNOTE = re.compile(r"⟦(.*?)⟧")
_INDENT = {"section": "", "paragraph": "", "item": "\t", "subitem": "\t\t"}


def text(meeting: Meeting) -> str:
    """The note with its annex: typed numbers, tabs for depth, footnotes in brackets at the end of their line."""
    head = meeting.masthead
    lines = [*head.organization, head.symbol, *head.lines, *head.meeting, *head.item]
    footnotes = 0
    for para in (*note(meeting), Para(head.below), *draft(meeting)):
        words, notes = para.text.replace("*", ""), ""
        for found in FOOTNOTE.findall(words):
            footnotes += 1
            words = words.replace(f"⟦{found}⟧", f"[footnoteRef:{footnotes}]", 1)
            notes += f" [{footnotes}:  {found}]"
        indent = "\t\t" if para.style in ("title", "subtitle") else _INDENT.get(para.level or "", "")
        lines.append(indent + "\t".join(filter(None, (label(meeting, para), words))) + notes)
    return "\n".join(lines) + "\n"


def page(meeting: Meeting) -> bytes:
    """The decisions as adopted, on one web page, numbers typed."""
    direction = {"dir": "rtl"} if meeting.language == "ar" else {}
    body = E.body(E.h1(meeting.decisions.title), *_adopted(meeting))
    head = E.head(E.meta(charset="utf-8"), E.title(meeting.decisions.title))
    html = E.html(head, body, lang=meeting.language, **direction)
    return etree.tostring(html, doctype="<!DOCTYPE html>", encoding="utf-8", method="html", pretty_print=True)


def _adopted(meeting: Meeting) -> Iterator[etree._Element]:
    for adopted in meeting.decisions.adopted:
        yield E.h2(adopted.title)
        for para in decision(adopted, meeting.decisions.formula):
            yield E.p(_numbered(meeting, para))
        yield from (E.p(E.em(line)) for line in meeting.decisions.closing)


def _numbered(meeting: Meeting, para: Para) -> str:
    return " ".join(filter(None, (label(meeting, para), para.text)))
