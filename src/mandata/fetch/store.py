"""What was fetched, kept in a folder by its address, with what is needed to ask whether it has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a service said of a document: its validators (RFC 9110, 8.8), and what the file turned out to be."""

    address: str
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    format: str = ""

    @property
    def validator(self) -> str:
        """What a range may be asked with: a strong tag, else the time of the last change; nothing where neither is."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class Store:
    """A folder of documents and of parts of documents whose transfer was broken off."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, address: str, ending: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.{ending}"

    def body(self, address: str) -> Path:
        """The file of a document."""
        return self._path(address, "body")

    def part(self, address: str) -> Path:
        """The file of as much of a document as has come."""
        return self._path(address, "part")

    def known(self, address: str) -> Known | None:
        """What is known of a document that is kept whole, and as it was."""
        found = self._read(self._path(address, "json"))
        if found is None or found.address != address:
            return None
        try:
            kept = hashlib.sha256(self.body(address).read_bytes()).hexdigest()
        except OSError:
            return None
        return found if kept == found.sha256 else None

    def begun(self, address: str) -> Known | None:
        """What is known of a document of which a part is kept that can be gone on with."""
        found = self._read(self._path(address, "part.json"))
        part = self.part(address)
        whole = found is not None and found.address == address and found.validator
        return found if whole and part.exists() and part.stat().st_size else None

    def begin(self, known: Known) -> None:
        """Remember what the service says of a document whose transfer begins."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write(self._path(known.address, "part.json"), known)

    def drop(self, address: str) -> None:
        """Forget a part."""
        for ending in ("part", "part.json"):
            self._path(address, ending).unlink(missing_ok=True)

    def keep(self, known: Known) -> None:
        """The part is the whole document: keep it as that."""
        self.part(known.address).replace(self.body(known.address))
        self._write(self._path(known.address, "json"), known)
        self.drop(known.address)

    def _read(self, path: Path) -> Known | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Known)
        except (OSError, msgspec.MsgspecError):
            return None

    def _write(self, path: Path, known: Known) -> None:
        new = path.with_suffix(f".{os.getpid()}")
        new.write_bytes(msgspec.json.encode(known))
        new.replace(path)


def default_folder() -> Path:
    """Where documents are kept unless another folder is given: the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "mandata" / "fetch"
