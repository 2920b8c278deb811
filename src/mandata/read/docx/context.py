"""What the readers of one DOCX share: styles, numbers, addresses, notes, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from ...model import Unread, View
from ..counting import Numbering
from ..list_numbers import show
from ..plain import plain
from . import tags
from .look import Looks, Openings
from .numbering import Definitions
from .package import Package
from .styles import Styles, number
from .tags import VAL, w
from .tracking import Tracker


class Context:
    """One DOCX being read. `folded` is whether the part being read is folded (lean.py)."""

    def __init__(self, package: Package, view: View = "final") -> None:
        self.package = package
        self.styles = Styles(package.related("styles"))
        self.looks = Looks(self.styles)
        self.root, self.folded, tracked = package.document(Openings(self.looks))
        self.tracker = Tracker(view, tracked, package.related("comments"))
        lists = Definitions(lambda: package.related("numbering"))
        self.numbering = Numbering(lists)
        self.old_numbering = Numbering(lists) if view == "marked" else None
        self.notes = NoteLabels(package.related("settings"))
        self._part = package.main
        self.unread: list[Unread] = []
        self.tables = 0
        self._sections: list[etree._Element] = []

    def begin_sections(self, root: etree._Element) -> None:
        """Learn the sections of the document; each describes the text before it, so that they are needed ahead."""
        self._sections = list(root.iter(tags.SECTPR))
        if self._sections:
            self.notes.enter_section(self._sections[0])

    def section_after(self, section: etree._Element) -> etree._Element | None:
        """The section that follows `section`, if any."""
        place = self._sections.index(section) + 1
        return self._sections[place] if place < len(self._sections) else None

    def margin_parts(self, kind: str) -> list[str]:
        """The parts that hold the running heads ("header") or feet ("footer") of the sections, each once, in order."""
        tag = w(f"{kind}Reference")
        ids = [reference.get(tags.RID) for section in self._sections for reference in section.iter(tag)]
        parts = (self.package.relations(self.package.main).get(id_ or "", ("", "", True)) for id_ in ids)
        return list(dict.fromkeys(target for _, target, external in parts if not external))

    @contextmanager
    def relations_of(self, part: str) -> Iterator[None]:
        """While the block runs, addresses are those of another part."""
        kept, self._part = self._part, part
        try:
            yield
        finally:
            self._part = kept

    def leave(self, words: str, reason: str) -> None:
        """Say what was left out of the lines, and why."""
        words = plain(words)
        if words:
            self.unread.append(Unread(text=words, reason=reason))

    def target(self, relation: str | None) -> str:
        """The address behind the relation of a hyperlink; nothing where it is missing."""
        return self.package.relations(self._part).get(relation or "", ("", "", True))[1]

    def drawn(self, relation: str) -> str:
        """The words of a chart or diagram, which stand in a part of their own; nothing where it is missing."""
        _, part, external = self.package.relations(self._part).get(relation, ("", "", True))
        root = None if external else self.package.optional(part)
        found = () if root is None else root.iter(f"{{{tags.DRAWN}}}t", f"{{{tags.CHART}}}v")
        return " | ".join(words for element in found if (words := (element.text or "").strip()))

    def next_table(self) -> int:
        """The number of the next table, counted from 0."""
        self.tables += 1
        return self.tables - 1


class NoteLabels:
    """Numbers footnotes and endnotes as Word does, and keeps them in the order of their marks."""

    def __init__(self, settings: etree._Element | None) -> None:
        self.order: list[tuple[str, str]] = []
        self._rules = {"footnote": NoteRule("decimal"), "endnote": NoteRule("lowerRoman")}
        if settings is not None:
            for kind in self._rules:
                self._rules[kind].read(settings.find(w(f"{kind}Pr")))

    def refer(self, key: str) -> str:
        """The label of the note that is referred to next ("footnote 7": its kind and its id in the file)."""
        label = self._rules[key.split()[0]].next()
        self.order.append((key, label))
        return label

    def name(self, key: str, label: str) -> None:
        """A note with a mark of its own, which counts for nothing."""
        self.order.append((key, label))

    def enter_section(self, section: etree._Element) -> None:
        """A section may count its notes from the start again, or show them in another format."""
        for kind, rule in self._rules.items():
            rule.enter(section.find(w(f"{kind}Pr")))


class NoteRule:
    """How one kind of notes is numbered. Restarts on each page cannot be known without laying out the pages."""

    def __init__(self, format_: str) -> None:
        self.format, self.start, self.restart = format_, 1, False
        self.count = 0

    def read(self, properties: etree._Element | None) -> None:
        """Take over what <w:footnotePr> or <w:endnotePr> says."""
        for child in () if properties is None else properties:
            if child.tag == w("numFmt"):
                self.format = child.get(VAL, self.format)
            elif child.tag == w("numStart"):
                self.start = number(child.get(VAL))
            elif child.tag == w("numRestart"):
                self.restart = child.get(VAL) == "eachSect"

    def enter(self, properties: etree._Element | None) -> None:
        """Begin a section."""
        self.read(properties)
        if self.restart:
            self.count = 0

    def next(self) -> str:
        """The next label."""
        self.count += 1
        return show(self.start + self.count - 1, self.format)
