"""Keeps right-to-left text and the columns around it in their places, whether or not a terminal orders lines itself.

A terminal orders a line as a whole, as the Unicode bidirectional algorithm (UAX #9) has it. Marks without width tell it
where a cell begins and ends: left-to-right marks at the uprights, an isolate around each line of Arabic. Text is always
given in the order in which it is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SQUARE, Box
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

_LEFT_TO_RIGHT = "\u200e"
_ISOLATE, _END = "\u2067", "\u2069"


class RightToLeft:
    """A text whose lines, once broken, are ordered from right to left each for itself, and stand at the right."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in self.text.wrap(console, options.max_width, justify="left", overflow="fold"):
            line.rstrip()
            yield Segment(" " * (options.max_width - line.cell_len) + _ISOLATE)
            yield from line.render(console)
            yield Segment(_END)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def left_to_right_box() -> Box:
    """Squares whose uprights hold the columns in their order from left to right."""
    box = Box(str(SQUARE))
    for row in ("head", "mid", "foot"):
        for place in ("left", "vertical", "right"):
            name = f"{row}_{place}"
            setattr(box, name, f"{_LEFT_TO_RIGHT}{getattr(SQUARE, name)}{_LEFT_TO_RIGHT}")
    return box
