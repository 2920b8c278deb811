"""The room of drafts under negotiation: brackets and their options, how a text reads with each, what changes effect."""

from __future__ import annotations

from .across import Marked, find_brackets
from .alternatives import read_draft
from .effects import marked

__all__ = ["Marked", "find_brackets", "marked", "read_draft"]
