"""A zip read with care: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ..errors import ReadError
from .limits import Limits

DAMAGED = "ask for the file again, or open it in its program and save it anew"
_HEADER = struct.Struct("<4s22xHH")
"""The header before the bytes of an entry: its signature, and how long the name and the extras after it are."""


class Archive:
    """The entries of a zip by name. Raises ReadError where it is damaged or would unpack to more than the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._data = data
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as problem:
            raise ReadError(f"a damaged zip or DOCX ({problem})", "a complete file", DAMAGED) from problem
        self._limits = limits
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries, folders left out, in the order of the archive."""
        return tuple(name for name in self._entries if not name.endswith("/"))

    def _check(self) -> None:
        limits, entries = self._limits, self._entries.values()
        if len(entries) > limits.entries:
            raise ReadError(
                f"an archive of {len(entries):,} entries", f"at most {limits.entries:,}", "pass it in smaller parts"
            )
        total = sum(entry.file_size for entry in entries)
        if total > limits.unpacked_bytes:
            raise ReadError(
                f"an archive that unpacks to {total:,} bytes",
                f"at most {limits.unpacked_bytes:,}",
                "unpack it and pass its documents",
            )
        for entry in entries:
            if entry.file_size > limits.ratio_from_bytes and entry.file_size > limits.ratio * entry.compress_size:
                raise ReadError(
                    f"an archive whose entry {entry.filename!r} is packed more than {limits.ratio} times, like a bomb",
                    "an archive of documents",
                    "do not open it, and ask its sender what it is",
                )

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of an entry of at most `most` bytes (without: `part_bytes` of the limits).

        Raises KeyError where there is no such entry, ReadError where it is too large, encrypted or damaged.
        """
        entry = self._entries[name]
        most = self._limits.part_bytes if most is None else most
        if entry.file_size > most:
            raise ReadError(f"{name} unpacks to {entry.file_size:,} bytes", f"at most {most:,}", "split the document")
        if entry.flag_bits & 1:
            raise ReadError("an encrypted archive", "one without a password", "unpack it and pass its documents")
        try:
            found = self._at_once(entry)
            return self._zip.read(entry) if found is None else found
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, OSError) as problem:
            raise ReadError(f"a damaged archive ({problem})", "a complete file", DAMAGED) from problem

    def _at_once(self, entry: zipfile.ZipInfo) -> bytes | None:
        """The bytes of an entry unpacked in one step, which takes half the time; None where anything is unusual."""
        header = self._data[entry.header_offset : entry.header_offset + _HEADER.size]
        if entry.compress_type != zipfile.ZIP_DEFLATED or len(header) < _HEADER.size:
            return None
        signature, name, extra = _HEADER.unpack(header)
        begin = entry.header_offset + _HEADER.size + name + extra
        packed = memoryview(self._data)[begin : begin + entry.compress_size]
        found = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
        whole = len(found) == entry.file_size and zlib.crc32(found) == entry.CRC
        return found if whole and signature == b"PK\3\4" else None
