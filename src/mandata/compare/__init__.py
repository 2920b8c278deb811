"""The room that compares: versions of one decision, languages of it, and decisions over time."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Document
    from .records import Comparison


class _Room(ModuleType):
    """A room that is a verb, too: once loaded, `mandata.compare` is this package, and can be called all the same."""

    def __call__(self, before: Document, after: Document) -> Comparison:
        from .versions import compare

        return compare(before, after)


sys.modules[__name__].__class__ = _Room
