"""The room `structure`: the lines of a file become a document with its blocks, decisions, notes and first page."""

from .build import structure

__all__ = ["structure"]
