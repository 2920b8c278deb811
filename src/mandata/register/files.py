"""Keeps the files that were read, each under its SHA-256, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from ..errors import RegisterError


def path_of(sha256: str) -> Path:
    """Where the file of a digest is kept: "files/ab/abcdef…"."""
    return Path(settings.FILES) / sha256[:2] / sha256


def keep(data: bytes) -> str:
    """Keep `data`, and its digest. It is on the disk before this returns; a file that is kept already stays."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes of a kept file. Raises RegisterError where it is gone or is not what it was."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError as problem:
        raise RegisterError(
            f"the kept file {sha256[:12]}… cannot be read ({problem.strerror})", str(path_of(sha256)), "mandata check"
        ) from problem
    if hashlib.sha256(data).hexdigest() != sha256:
        raise RegisterError(f"the kept file {sha256[:12]}… was changed", "the bytes that were read", "mandata check")
    return data


def _write(target: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o444)
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
