"""The room that writes documents as Akoma Ntoso (profile of the United Nations) and reads them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .sniff import is_akn

if TYPE_CHECKING:
    from . import iri
    from .reading import former_names, read
    from .validate import problems
    from .writing import tree, write

__all__ = ["former_names", "iri", "is_akn", "problems", "read", "tree", "write"]

_HOMES = {"former_names": "reading", "problems": "validate", "read": "reading", "tree": "writing", "write": "writing"}


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: whoever reads other files only never loads the schema's tools."""
    from importlib import import_module

    if name == "iri":
        return import_module(f"{__name__}.iri")
    if name not in _HOMES:
        raise AttributeError(f"module 'mandata.akn' has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
