"""Headings by the name of their style."""

from __future__ import annotations

import re

# Built-in heading styles keep their English name in every language of Word; other programs write their own.
_HEADING = re.compile(
    r"(?:heading|titre|título|titulo|заголовок|标题|標題|عنوان|überschrift|titolo|kop|rubrik)\s*([1-9])", re.IGNORECASE
)


def heading_rank(name: str) -> int:
    """The rank of the heading style of that name, 0 where it is none."""
    found = _HEADING.fullmatch(name.strip())
    return int(found[1]) if found else 0
