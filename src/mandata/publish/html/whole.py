"""A page that is complete in itself: its head with the style sheet inside, and the file of it all."""

from __future__ import annotations

from importlib.resources import files

from lxml import etree, html
from lxml.etree import _Element as Element

from ...interface import Interface
from ...languages import LANGUAGES
from .inline import add, element

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def opened(title: str, sheet: str, words: Interface) -> tuple[Element, Element]:
    """A page in the language of `words` with a style sheet of data/: its root and its empty body.

    It needs neither scripts nor the network, and says so to the browser.
    """
    root = element("html", lang=words.language, dir=LANGUAGES[words.language].direction)
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "meta", http_equiv="Content-Security-Policy", content=_POLICY)
    add(head, "meta", name="color-scheme", content="light dark")
    add(head, "title", title)
    add(head, "style", "\n" + (files("mandata") / "data" / sheet).read_text(encoding="utf-8"))
    etree.indent(head, " ")
    return root, add(root, "body")


def closed(root: Element) -> str:
    """The file of a page."""
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")) + "\n"
