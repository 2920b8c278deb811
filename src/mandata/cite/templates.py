"""Templates of citations.yaml ("article {n}", "第{n}条") made into patterns that tell which of them fits."""

from __future__ import annotations

import re

import msgspec

from ..folding import fold

Templates = dict[str, list[str]]


class Kinds(msgspec.Struct, frozen=True):
    """A pattern of many templates, one group each, and what each of them stands for."""

    pattern: re.Pattern[str]
    kinds: tuple[str, ...]

    def match(self, text: str, at: int) -> tuple[str, re.Match[str], tuple[int, int]] | None:
        """The kind, the match and the span of the numbers in it, of the template that fits at `at`."""
        found = self.pattern.match(text, at)
        if not found or not found.lastindex:
            return None
        return self.kinds[found.lastindex - 1], found, found.span(found.lastindex)


class Slot(msgspec.Struct, frozen=True):
    """What may follow the head of a template: letters or other numbers, after the name of a body or not, and what
    must stand after them ("条")."""

    kind: str
    letters: bool
    body: bool
    suffix: str


class Heads(msgspec.Struct, frozen=True):
    """The words before the numbers of many templates; each with the slots that may follow it."""

    pattern: re.Pattern[str]
    slots: tuple[tuple[Slot, ...], ...]

    def match(self, text: str, at: int) -> tuple[re.Match[str], tuple[Slot, ...]] | None:
        """The longest head at `at`, and its slots."""
        found = self.pattern.match(text, at)
        return (found, self.slots[found.lastindex - 1]) if found and found.lastindex else None


def kinds(templates: Templates, numbers: str, edge: str, spaced: bool) -> Kinds:
    """Templates whose numbers are short enough to stand in the pattern itself, or that have none."""
    pairs = sorted(((t, kind) for kind, group in templates.items() for t in group), key=lambda pair: -len(pair[0]))
    sources = [_source(template, numbers, spaced) for template, _ in pairs]
    return Kinds(re.compile(f"{edge}(?:{'|'.join(sources)})"), tuple(kind for _, kind in pairs))


def heads(templates: Templates, edge: str) -> Heads:
    """Templates whose numbers are read by `numbers.Numbers` after the head."""
    found: dict[str, list[Slot]] = {}
    for kind, group in templates.items():
        for template in group:
            if "{" in template:
                head, sign, suffix = re.split(r"\{([nl])\}", template)
                slot = Slot(kind, sign == "l", "{b}" in head, fold(suffix).text)
                found.setdefault(literal(head.replace("{b} ", "")), []).append(slot)
    ordered = sorted(found, key=len, reverse=True)
    slots = tuple(tuple(sorted(found[head], key=lambda s: (-len(s.suffix), not s.letters))) for head in ordered)
    return Heads(re.compile(f"{edge}(?:{'|'.join(f'({head})' for head in ordered)})"), slots)


def stem(template: str) -> str:
    """The first word of a template as far as it is always the same."""
    return re.split(r"[ *{(]", fold(template).text.lstrip("("), maxsplit=1)[0]


def literal(template: str) -> str:
    """A template as a pattern source, its slots left as they are."""
    source = re.sub(r"[.()\[\]?+^$|\\-]", lambda sign: "\\" + sign[0], fold(template).text)
    return source.replace("*", r"\w*").replace(" {b}", r"(?: [^\d،.;؛]{3,80}?)?")


def _source(template: str, numbers: str, spaced: bool) -> str:
    """A template as a pattern source with one group, which holds its numbers."""
    source = literal(template)
    if "{n}" in source:
        return source.replace("{n}", f"({numbers})")
    return source + (r"(?!\w)()" if spaced else "()")
