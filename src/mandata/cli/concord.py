"""`mandata concord`: language versions of one document in, what they say otherwise out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..compare.concord import dismissals
from ..compare.concord.finding import Finding
from ..compare.concord.languages import Concordance, concord
from ..compare.concord.sentences import sentence
from ..errors import MandataError
from ..interface import Interface, interface, known
from ..model import Document
from .failures import Failures
from .read import documents, opened

FORMS = ("table", "json", "html", "docx")


def command(
    paths: list[str],
    *,
    form: str,
    output: Path | None,
    ui: str,
    file: Path | None,
    dismiss: Sequence[str],
    reason: str,
) -> int:
    """Compare the versions in `paths`; the exit status is 1 where anything failed."""
    failures = Failures()
    with failures.caught():
        if form not in FORMS:
            raise MandataError(f"--format {form!r} is not known", " or ".join(FORMS))
        words = interface(known(ui, "--ui"))
        if dismiss and not (file and reason):
            raise MandataError("--dismiss alone does not say where and why", "--dismissals FILE and --reason TEXT too")
        read = list(documents(paths, None, output, failures))
        if failures.status and len(read) < 2:
            return failures.status
        found = concord(read)
        if dismiss and file:
            _dismiss(found, file, dismiss, reason, words)
        if file:
            found = dismissals.dismissed(found, dismissals.load(file))
        _write(found, read, form, output, words)
    return failures.status


def _dismiss(found: Concordance, file: Path, addresses: Sequence[str], reason: str, words: Interface) -> None:
    by_id = {one.id: one for one in found.findings}
    for address in addresses:
        if address not in by_id:
            raise MandataError(f"--dismiss {address!r} is no finding here", "an id as the table shows it")
        dismissals.add(file, by_id[address], reason, _about(by_id[address], words))


def _about(one: Finding, words: Interface) -> str:
    return " ".join(filter(None, (one.language, one.at.label or one.at.block, sentence(one, words))))


def _write(found: Concordance, read: list[Document], form: str, output: Path | None, words: Interface) -> None:
    """Raises MandataError where several files would go into one."""
    if form == "docx":
        from ..publish.concord.docx import commented

        if output is None or output.suffix:
            raise MandataError("a document for each version does not go into one file", "a folder", "name it with -o")
        output.mkdir(parents=True, exist_ok=True)
        for document in read:
            (output / f"concord.{document.language}.docx").write_bytes(commented(document, found, words))
        return
    with opened(output, form) as out:
        if form == "json":
            from ..publish.concord.json_form import as_json

            out.write(as_json(found, words))
        elif form == "html":
            from ..publish.concord.page import page

            out.write(page(found, read, words))
        else:
            from .concord_table import show

            show(found, out, words)
