"""Writes comparisons of language versions: as JSON, as a page side by side, as documents with comments."""
