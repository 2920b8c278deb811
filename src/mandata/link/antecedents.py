"""What "the Panel", "该方案", "the secretariat of the Committee" refer back to: a name given before, or the issuer."""

from __future__ import annotations

from typing import Literal

from .. import lexicon
from ..model import Mention
from ..names import rules
from .heads import built_on, pattern, standing
from .issuer import Issuer, official_name, secretariat_of

Kind = Literal["organization", "office", "group", "meeting", "instrument", "unknown"]


def mention(text: str, start: int, end: int, kind: Kind, ref: str | None, rule: str, confidence: float) -> Mention:
    """A mention of the words from `start` to `end` of `text`."""
    return Mention(
        block="", start=start, end=end, text=text[start:end], kind=kind, ref=ref, rule=rule, confidence=confidence
    )


def in_order(found: list[Mention]) -> list[Mention]:
    """Mentions as they stand in the text, the longer first."""
    return sorted(found, key=lambda one: (one.start, -one.end))


def free(start: int, end: int, taken: list[Mention]) -> bool:
    """Whether no mention overlaps the place."""
    return not any(start < one.end and one.start < end for one in taken)


def definitions(text: str, named: list[Mention], language: str) -> list[Mention]:
    """Short forms that the text gives a name in brackets behind it: "... Global Soil Partnership (GSP)"."""
    source = rules(language).mentions.defined
    found = []
    for one in named if source else []:
        match = pattern(source, language).match(text, one.end) if one.kind not in ("group", "office") else None
        if match and free(*match.span("name"), named):
            found.append(mention(text, *match.span("name"), one.kind, one.ref, "defined", min(one.confidence, 0.9)))
    return found


def references(
    text: str, named: list[Mention], earlier: tuple[Mention, ...], issuer: Issuer, language: str
) -> list[Mention]:
    """Mentions by a form that was defined before, and by a bare head noun ("the Panel")."""
    found = _repeated(text, named, earlier)
    bare = rules(language).mentions.bare
    for match in pattern(bare, language).finditer(text) if bare else ():
        start, end = match.span("head")
        if not free(start, end, [*named, *found]):
            continue
        before = [*earlier, *(one for one in named if one.end <= start)]
        meant = _meant(text[start:end], before, issuer, language)
        found += [mention(text, start, end, *meant)] if meant else []
    return found


def _repeated(text: str, named: list[Mention], earlier: tuple[Mention, ...]) -> list[Mention]:
    """The other places of short forms that this text or an earlier one has defined."""
    found: list[Mention] = []
    for one in (*earlier, *named):
        at = text.find(one.text) if one.rule == "defined" else -1
        while at >= 0:
            end = at + len(one.text)
            whole = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
            if whole and free(at, end, [*named, *found]):
                found.append(mention(text, at, end, one.kind, one.ref, "defined", one.confidence))
            at = text.find(one.text, end)
    return found


def _meant(
    shown: str, before: list[Mention], issuer: Issuer, language: str
) -> tuple[Kind, str | None, str, float] | None:
    """Whom a bare head noun means: the last name before it that is built on it, else the issuer or one near it."""
    head = standing(language).get(shown, shown)
    for one in reversed(before):
        name = official_name(one.ref, language) if one.ref else one.text  # "" for a single meeting of a body
        if one.kind not in ("group", "office") and one.rule != "defined" and built_on(name, head, language):
            return (one.kind, one.ref, "antecedent", 0.8) if one.ref else (one.kind, None, "antecedent", 0.5)
    near = [ref for ref in issuer.circle if built_on(official_name(ref, language), head, language)]
    near = [ref for ref in near if ref == issuer.body] or near
    if len(near) != 1:
        return None
    return ("meeting" if near[0] in lexicon.bodies() else "organization"), near[0], "issuer", 0.8


def with_secretariats(text: str, found: list[Mention], language: str) -> list[Mention]:
    """Joins "the secretariat" and "of the Panel" where the register knows who serves the Panel."""
    links = rules(language).mentions.links
    merged: list[Mention] = []
    for one in found:
        last = merged[-1] if merged else None
        serving = _serving(last, one) if last and text[last.end : one.start] in links else None
        if last and serving:
            confidence = min(last.confidence, one.confidence, 0.8)
            merged[-1] = mention(text, last.start, one.end, "organization", serving, "antecedent", confidence)
        else:
            merged.append(one)
    return merged


def _serving(one: Mention, other: Mention) -> str | None:
    """Of two neighbours one of which is a bare "secretariat": who serves the other."""
    for bare, owner in ((one, other), (other, one)):
        if bare.rule == "secretariat" and owner.ref and owner.rule != "secretariat":
            return secretariat_of(owner.ref)
    return None
