"""The forms in which documents are published, by name: a file a document, or all documents in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..errors import MandataError
from ..interface import interface
from ..model import Document


class Options(NamedTuple):
    """What may be asked of a form: the language of labels (by default the document's), the base of addresses, and
    whether tables hold the provisions that ask nobody to act as well."""

    ui: str | None = None
    base: str | None = None
    every: bool = False


EACH = {"akn": ".xml", "html": ".html", "jsonld": ".jsonld", "ttl": ".ttl", "md": ".md"}
TOGETHER = {"csv": ".csv", "xlsx": ".xlsx"}


def one(form: str, options: Options) -> Callable[[Document], bytes]:
    """The function that writes one document in a form of `EACH`; only its modules are loaded.

    Raises MandataError where the form is not known.
    """
    if form == "akn":
        from ..akn import write as akoma_ntoso

        return akoma_ntoso
    if form == "html":
        from .html import page

        return lambda document: page(document, interface(options.ui or document.language)).encode()
    if form == "md":
        from .markdown import markdown

        return lambda document: markdown(document, interface(options.ui or document.language)).encode()
    if form in ("jsonld", "ttl"):
        from .linked import BASE, jsonld, turtle

        write = jsonld if form == "jsonld" else turtle
        return lambda document: write(document, options.base or BASE).encode()
    raise unknown(form)


def all_in_one(form: str, options: Options) -> Callable[[Iterable[Document]], bytes]:
    """The function that writes all documents in one file of a form of `TOGETHER`.

    Raises MandataError where the form is not known.
    """
    if form == "csv":
        from .csv_file import csv_text

        return lambda documents: csv_text(documents, options.ui, every=options.every).encode()
    if form == "xlsx":
        from .xlsx import workbook

        return lambda documents: workbook(documents, options.ui, every=options.every)
    raise unknown(form)


def unknown(form: str) -> MandataError:
    """The error for a form that is not known."""
    return MandataError(f"--format {form!r} is not known", ", ".join([*EACH, *TOGETHER]))


def names(documents: Iterable[Document], form: str) -> Iterator[tuple[str, Document]]:
    """A file name for every document: its symbol, else the name of its file, and its language; no name comes twice."""
    taken: set[str] = set()
    for document in documents:
        stem = document.symbol or document.file.rpartition("/")[2].rpartition(".")[0] or "document"
        plain = "".join(sign if sign.isalnum() or sign in "-._()" else "-" for sign in stem).lstrip(".") or "document"
        name = first = plain if plain.endswith(f".{document.language}") else f"{plain}.{document.language}"
        number = 1
        while name.casefold() in taken:  # many disks do not tell capitals apart
            number += 1
            name = f"{first}-{number}"
        taken.add(name.casefold())
        yield f"{name}{EACH[form]}", document
