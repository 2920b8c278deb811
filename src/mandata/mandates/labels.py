"""How deep the items of a paragraph stand, by their labels: full ones ("3 (a) (i)") or the last part only ("(i)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(r"\([^)]*\)|[^\s()]+\)?")
_ROMAN = re.compile(r"[ivxl]+")


def depths(labels: Sequence[str]) -> list[int]:
    """The depth of each label: 1 for a paragraph, more below it; 0 where there is none.

    A label that does not begin with the paragraph's own is taken for the last part of one: as deep as the part of the
    same style before it (figures, letters, roman numerals), else one deeper than what stands before it.
    """
    found: list[int] = []
    first = next((label for label in labels if label), "")
    styles: list[str] = []
    for label in labels:
        parts = _PART.findall(label)
        if not parts or label == first or label.startswith(f"{first} ") or len(parts) > 1:
            found.append(len(parts))
            styles = [_style(part, "") for part in parts] or styles
            continue
        style = _style(parts[0], styles[-1] if styles else "")
        styles = styles[: styles.index(style) + 1] if style in styles else [*styles, style]
        found.append(len(styles))
    return found


def _style(part: str, before: str) -> str:
    """The style of a number: "i" is roman unless letters run before it."""
    bare = part.strip("().").lower()
    if bare.isdecimal() or not bare:
        return "figure"
    roman = _ROMAN.fullmatch(bare) and (len(bare) > 1 or before in ("letter", "roman"))
    return "roman" if roman else "letter"
