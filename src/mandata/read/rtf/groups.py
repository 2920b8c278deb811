"""What a group of rich text is for, and what its text looks like: each group inherits from the one around it."""

from __future__ import annotations

import copy

import msgspec

# Groups whose text is not on the page; those marked with a star that are not known here are left out as well.
SKIPPED = frozenset(
    """
    colortbl info pict object objdata nonshppict themedata colorschememapping latentstyles datastore xmlnstbl
    listtable listoverridetable revtbl rsidtbl generator ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgdsctbl
    filetbl userprops shpinst sp mmathPr bkmkstart bkmkend atrfstart atrfend atnref factoidname wgrffmtfilter
    """.split()  # noqa: SIM905
)
READ_THOUGH_STARRED = frozenset(("footnote", "fldinst", "annotation", "atnauthor", "atndate", "shptxt", "pn"))
MARGINS = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip


class Group(msgspec.Struct):
    """The state of one group: `purpose` is "text" or what its destination says."""

    purpose: str = "text"
    alphabet: str = "cp1252"
    skip_after_unicode: int = 1
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    starred: bool = False

    def inner(self) -> Group:
        """The state of a group inside this one, as it begins."""
        inner = copy.copy(self)
        inner.starred = False
        return inner


class Look(msgspec.Struct):
    """The properties of a paragraph, which last until they are reset."""

    style: int = 0
    level: int = 0
    heading: int = 0
    centred: bool = False
    page_break: bool = False
    in_table: bool = False
    list_level: int = 0
