"""How much of a file is read at most: every limit is a setting and says why it is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

import msgspec

from ..errors import ReadError

MEBI = 2**20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one run, in bytes unless a field says otherwise.

    The values leave room above the largest meeting documents known: sections of a programme budget (4 MB of XML),
    compendia of decisions (3 MB of text), reports with photographs in PDF (60 MB).
    """

    file_bytes: int = 128 * MEBI
    """A file on disk: above it, a file is a scan, a film or an archive, not a document."""

    text_bytes: int = 24 * MEBI
    """Plain text, HTML or Markdown: 24 MB are eight thousand pages; every analysis holds a text in memory whole."""

    part_bytes: int = 64 * MEBI
    """One unpacked part of a DOCX: reading takes five to six times as much memory for documents of Word, and up
    to fifteen times for a text that is all tags."""

    unpacked_bytes: int = 1024 * MEBI
    """All entries of an archive or DOCX unpacked, as its directory declares them: a zip bomb declares more."""

    ratio: int = 250
    """Unpacked to packed size of one entry: XML of Word packs 10 to 40 times, a bomb 1,000 times."""

    ratio_from_bytes: int = 4 * MEBI
    """Entries smaller than this unpacked do no harm, whatever their ratio."""

    entries: int = 20_000
    """Entries of an archive: a whole session of a conference has some hundreds of documents."""

    seconds: float = 120
    """Time for one file, reading and analysis together: the largest documents known take two seconds; 0 is no limit."""

    pages: int = 5_000
    """Pages of a PDF: a page takes some milliseconds, and no meeting document is longer than a book."""


DEFAULT = Limits()

ENVIRONMENT = "MANDATA_LIMITS"
_VALUE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)i?B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 2**10, "M": MEBI, "G": 2**30}


def settings(given: Iterable[str]) -> Limits:
    """The limits with some set anew, "name=value" each; sizes may be written 200M or 2G.

    Raises ReadError where there is no such limit or the value is no number.
    """
    changed: dict[str, float] = {}
    names = Limits.__struct_fields__
    for setting in given:
        name, _, value = (part.strip() for part in setting.partition("="))
        if name not in names:
            raise ReadError(f"a limit {name!r} that is not known", f"one of {', '.join(names)}")
        found = _VALUE.fullmatch(value)
        if not found:
            raise ReadError(f"{setting!r} as a limit", f"{name}=NUMBER, sizes also as 200M or 2G")
        number = float(found[1]) * _FACTORS[found[2].upper()]
        changed[name] = number if name == "seconds" else int(number)
    return msgspec.structs.replace(DEFAULT, **changed)


def of_environment(given: Iterable[str] = ()) -> Limits:
    """The limits of this run: those in the environment (MANDATA_LIMITS="seconds=60, pages=200"), then those given."""
    listed = [setting for setting in os.environ.get(ENVIRONMENT, "").split(",") if setting.strip()]
    return settings([*listed, *given])
