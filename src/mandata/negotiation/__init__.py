"""The room of drafts under negotiation: brackets and their options, how a text reads with each, what changes effect."""

from __future__ import annotations

from .across import Marked, find_brackets
from .alternatives import read_draft

__all__ = ["Marked", "find_brackets", "read_draft"]
