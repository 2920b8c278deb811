"""Remembers differences that were looked at and accepted, each with its reason, in a file beside the documents."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from ...errors import MandataError
from ...lexicon import Entry
from .finding import Finding
from .languages import Concordance

HEADER = """\
# Differences between language versions that were looked at and accepted.
#
# id      the finding, as `mandata concord` shows it; it stays the same when the documents are read again
# reason  why the difference is accepted
# about   what it was about, for those who read this file
"""


class Dismissal(Entry, frozen=True, kw_only=True):
    """One accepted difference, as the header of the file explains."""

    id: str
    reason: str
    about: str = ""


def load(path: Path) -> dict[str, str]:
    """The reasons by finding. A file that does not exist holds none.

    Raises MandataError where the file is not as its header says.
    """
    import yaml

    if not path.exists():
        return {}
    try:
        entries = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")) or [], type=list[Dismissal])
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as problem:
        raise MandataError(
            f"{path} is no file of dismissals ({problem})", "a list of id and reason", "see docs/concord.md"
        ) from problem
    return {entry.id: entry.reason for entry in entries}


def add(path: Path, one: Finding, reason: str, about: str) -> None:
    """Add an accepted difference at the end of the file; what stands in it stays as it is, comments too."""
    if one.id in load(path):
        return
    lines = [f"- id: {json.dumps(one.id)}", f"  reason: {json.dumps(reason, ensure_ascii=False)}"]
    lines.append(f"  about: {json.dumps(about, ensure_ascii=False)}")
    text = path.read_text(encoding="utf-8") if path.exists() else HEADER
    text = text if text.endswith("\n") else f"{text}\n"
    path.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


def dismissed(found: Concordance, reasons: dict[str, str]) -> Concordance:
    """The concordance with accepted differences set apart, each with its reason."""
    accepted = [
        msgspec.structs.replace(one, accepted=reasons[one.id])
        for one in (*found.findings, *found.dismissed)
        if one.id in reasons
    ]
    left = [one for one in found.findings if one.id not in reasons]
    return msgspec.structs.replace(found, findings=tuple(left), dismissed=tuple(accepted))
