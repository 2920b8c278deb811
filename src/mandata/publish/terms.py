"""Writes how a term was rendered in the other languages as a page that is complete in itself."""

from __future__ import annotations

from ..compare.terms import Concordance
from ..interface import Interface
from ..languages import LANGUAGES
from .html.inline import add
from .html.whole import closed, opened


def how(found: Concordance, words: Interface) -> str:
    """The term, its language, and by what it was found."""
    said = words.terms
    by = {"name": said.by_name, "verb": said.by_verb, "words": said.by_words}[found.how]
    return f"{said.title}{words.labels.colon}{found.term} ({LANGUAGES[found.language].name}; {by})"


def page(found: Concordance, words: Interface) -> str:
    """A page that is complete in itself: a section a language, the places marked."""
    title = how(found, words)
    root, body = opened(title, "page.css", words)
    main = add(body, "main")
    add(main, "h1", title)
    for one in found.renderings:
        language = LANGUAGES[one.language]
        section = add(main, "section", class_="block")
        name = add(section, "h2", f"{language.name}{words.labels.colon}")
        add(name, "bdi", one.text, lang=language.code).tail = f" ({one.count}/{one.of})"
        rows = add(add(section, "div", class_="table"), "table")
        for example in one.examples:
            row = add(rows, "tr")
            add(row, "td", f"{example.document}, {example.label}")
            for text, span, code in (
                (example.source, example.source_span, found.language),
                (example.target, example.target_span, one.language),
            ):
                cell = add(row, "td", text[: span[0]], lang=code, dir=LANGUAGES[code].direction)
                add(cell, "mark", text[slice(*span)]).tail = text[span[1] :]
    return closed(root)
