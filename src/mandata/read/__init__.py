"""The room that reads: a file's bytes to its lines, notes and what could not be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import ReadError
from ..model import Source, View
from .clock import within
from .content import Content
from .deadline import deadline
from .inputs import Failure, Input, inputs, read_path
from .limits import DEFAULT, Limits, of_environment
from .sniff import Format, sniff

__all__ = ["DEFAULT", "Failure", "Input", "Limits", "inputs", "of_environment", "read_bytes", "read_file", "within"]


def read_file(path: str | Path, limits: Limits = DEFAULT, view: View = "final") -> Source:
    """The document in the file at `path`. Raises ReadError where it cannot be read, saying what it is instead."""
    return read_bytes(str(path), read_path(Path(path), limits), limits, view)


def read_bytes(name: str, data: bytes, limits: Limits = DEFAULT, view: View = "final") -> Source:
    """The document in `data`; its format is told by its contents. Raises ReadError as `read_file` does."""
    if len(data) > limits.file_bytes:
        raise ReadError(f"a file of {len(data):,} bytes", f"at most {limits.file_bytes:,}", "split it")
    format_ = sniff(data, limits)
    with deadline(limits.seconds):
        content = _read(format_, data, limits, view)
    if not any(line.text for line in content.lines):
        raise ReadError(f"a {format_} file without text", "a document with text", "check that it is the file you meant")
    return Source(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_,
        lines=content.lines,
        notes=content.notes,
        unread=content.unread,
        language=content.language,
        view=view,
    )


def _read(format_: Format, data: bytes, limits: Limits, view: View) -> Content:
    """Each reader is loaded when its first file comes."""
    if format_ == "docx":
        from .docx import read_docx

        return read_docx(data, limits, view)
    if format_ == "doc":
        from .doc import read_doc

        return read_doc(data, limits, view)
    if format_ == "pdf":
        from .pdf import read_pdf

        return read_pdf(data, limits)
    if len(data) > limits.text_bytes:
        raise ReadError(
            f"{len(data) / 1e6:,.0f} MB of text",
            f"at most {limits.text_bytes / 1e6:,.0f} MB",
            "split it into its documents",
        )
    if format_ == "rtf":
        from .rtf import read_rtf

        return read_rtf(data, view)
    from .decode import decode

    text = decode(data)
    if format_ == "html":
        from .html import read_html

        return read_html(text, view)
    if format_ == "markdown":
        from .markdown import read_markdown

        return read_markdown(text)
    from .text import read_text

    return read_text(text)
