"""What the properties of a paragraph or a run in a file of Word 97-2003 mean."""

from __future__ import annotations

import msgspec

from . import properties as p
from .properties import Change, Run
from .styles import Style, Styles

TWIPS_A_LEVEL = 567
"""One centimetre, the step of indentation in which levels are set in."""

DEEPEST = 9
NO_OUTLINE = 9


class Look(msgspec.Struct, kw_only=True):
    """A paragraph's properties; `depth` counts the tables it stands in, the ends tell that a cell or row ends here."""

    style: Style
    style_number: int
    heading: int = 0
    level: int = 0
    centred: bool = False
    page_break: bool = False
    list: int = 0
    ilvl: int = 0
    by_style: bool = True
    depth: int = 0
    cell_end: bool = False
    row_end: bool = False


def paragraph_look(run: Run | None, changes: tuple[Change, ...], styles: Styles) -> Look:
    """The look that a paragraph's style gives, then the changes of its run, then those of its piece."""
    number = run.style if run else 0
    for change in run.changes if run else ():
        if change.property == p.STYLE:
            number = change.value
    style = styles[number]
    look = Look(style=style, style_number=number, heading=style.heading)
    for change in style.paragraph:
        _apply(look, change)
    inherited = look.list
    for change in (*(run.changes if run else ()), *changes):
        _apply(look, change)
        if change.property in (p.LIST, p.LEVEL):
            look.by_style = look.list == inherited and change.property != p.LEVEL
    return look


def _apply(look: Look, change: Change) -> None:
    name, value = change
    if name in (p.CENTRED, p.CENTRED_OLD):
        look.centred = value == 1
    elif name in (p.INDENT, p.INDENT_OLD):
        twips = value - 0x10000 if value >= 0x8000 else value
        look.level = min(max(round(twips / TWIPS_A_LEVEL), 0), DEEPEST)
    elif name == p.PAGE_BREAK:
        look.page_break = bool(value)
    elif name == p.OUTLINE:
        look.heading = value + 1 if value < NO_OUTLINE else 0
    elif name == p.LIST:
        look.list = value
    elif name == p.LEVEL:
        look.ilvl = min(value, DEEPEST - 1)
    elif name == p.DEPTH:
        look.depth = min(value, DEEPEST)
    elif name == p.IN_TABLE:
        look.depth = max(look.depth, 1) if value else 0
    elif name in (p.ROW_END, p.INNER_ROW_END):
        look.row_end = bool(value)
    elif name == p.INNER_CELL:
        look.cell_end = bool(value)


class RunLook(msgspec.Struct, kw_only=True):
    """A run's properties; `symbol` is the character of a symbol font that stands in its place."""

    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    author: int = -1
    date: int = 0
    symbol: str = ""


def run_look(base: Style, changes: tuple[Change, ...], styles: Styles) -> RunLook:
    """The look of a run over that of its paragraph's style."""
    look = RunLook()
    for change in base.character:
        _apply_run(look, change)
    for change in changes:
        if change.property == p.RUN_STYLE:
            for inner in styles[change.value].character:
                _apply_run(look, inner)
    for change in changes:
        _apply_run(look, change)
    return look


def _apply_run(look: RunLook, change: Change) -> None:
    name, value = change
    if name == p.ITALIC:
        look.italic = _switched(value, look.italic)
    elif name == p.HIDDEN:
        look.hidden = _switched(value, look.hidden)
    elif name == p.DELETED:
        look.deleted = bool(value)
    elif name == p.INSERTED:
        look.inserted = bool(value)
    elif name in (p.AUTHOR, p.DELETED_BY):
        look.author = value
    elif name in (p.DATE, p.DELETED_ON):
        look.date = value
    elif name == p.SYMBOL:
        code = value >> 16
        look.symbol = chr(code if code > 0xFF else code + 0xF000)


def _switched(value: int, styled: bool) -> bool:
    """0 and 1 say no and yes; 128 and 129 say as the style does, and the opposite."""
    return styled ^ bool(value & 1) if value & 0x80 else bool(value)
