"""The looks of cells, each made once a workbook."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

_BASE = {"valign": "top", "font_name": "Arial", "font_size": 10}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "border": 1, "border_color": "#BFBFBF"},
    "heading": {"text_wrap": True, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "border": 1},
    "date": {"num_format": "yyyy-mm-dd", "border": 1, "border_color": "#BFBFBF"},
    "number": {"num_format": "0", "border": 1, "border_color": "#BFBFBF"},
    "title": {"bold": True, "font_size": 14},
    "link": {"text_wrap": True, "border": 1, "border_color": "#BFBFBF", "font_color": "#0563C1", "underline": 1},
    "plain": {},
}


class Formats:
    """Formats by look and direction of writing."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[str, bool], Format] = {}

    def get(self, look: str, *, right_to_left: bool = False) -> Format:
        """The format of that look; text that runs from right to left begins at the right of its cell."""
        key = (look, right_to_left)
        if key not in self.made:
            direction = {"reading_order": 2, "align": "right"} if right_to_left else {"reading_order": 1}
            self.made[key] = self.book.add_format({**_BASE, **direction, **_LOOKS[look]})
        return self.made[key]
