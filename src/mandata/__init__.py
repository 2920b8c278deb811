"""Mandata: who must do what, with whom, on which condition and by when, in the decisions of international bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .compare.records import Comparison
    from .compare.versions import compare
    from .errors import MandataError
    from .model import Document, Source
    from .pipeline import analyse, read_document
    from .read import read_bytes, read_file

__all__ = [
    "Comparison",
    "Document",
    "MandataError",
    "Source",
    "analyse",
    "compare",
    "read_bytes",
    "read_document",
    "read_file",
]

_HOMES = {
    "Comparison": "compare.records",
    "Document": "model",
    "MandataError": "errors",
    "Source": "model",
    "analyse": "pipeline",
    "compare": "compare.versions",
    "read_bytes": "read",
    "read_document": "pipeline",
    "read_file": "read",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: `import mandata` alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'mandata' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
