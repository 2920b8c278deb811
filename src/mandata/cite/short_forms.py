"""Treaties by full, short and defined names: "the Convention" where the text or its issuer tells which is meant."""

from __future__ import annotations

from .passage import Passage, Treaty

_AHEAD = 110  # letters of a body's name before the name of its treaty


def read_all(passage: Passage) -> None:
    """Report every treaty named in the text, except where an article says it already or a body's name holds it."""
    together = _together(passage)
    inside = [(one.start, one.end) for one in together]
    named = [t for t in passage.treaties if not any(s <= t.start < e for s, e in inside)]
    bare = [t for t in _bare(passage) if not any(s <= t.start < e for s, e in inside)]
    if not (named or bare or together):
        return
    treaties = sorted([*named, *bare, *together], key=lambda treaty: treaty.start)
    hidden = _within_bodies(passage, treaties)
    for treaty in treaties:
        if treaty.start not in passage.used and (treaty.start, treaty.end) not in hidden:
            rule = "treaty.together" if treaty in together else "treaty.bare" if treaty in bare else "treaty.name"
            passage.add(treaty.start, treaty.end, f"instrument:{treaty.ref}", rule, 0.85 if treaty in bare else 0.97)


# ------------------------------------------------------------------------------------------- own word alone


def _bare(passage: Passage) -> list[Treaty]:
    grammar = passage.grammar
    if not passage.context.instrument and not passage.treaties and not any(w in passage.text for w in grammar.sole):
        return []
    found = []
    for _, start, end in grammar.bare_anchors.find_matches_as_indexes(passage.text):
        if treaty := _bare_between(passage, start, end):
            found.append(treaty)
    return found


def _bare_between(passage: Passage, start: int, end: int) -> Treaty | None:
    grammar, text = passage.grammar, passage.text
    if grammar.words.capital and not passage.slice(start, start + 1).isupper():
        return None
    if any(s <= start and end <= e for s, e, hit in passage.names if hit.kind != "group"):
        return None
    for before, after in grammar.bare_places:
        if before.search(text, max(0, start - 20), start) and after.match(text, end):
            ref = passage.bare_refs(text[start:end], start)
            return Treaty(ref, start, end) if ref else None
    return None


def bare_at(passage: Passage, at: int) -> Treaty | None:
    """The treaty whose own word stands at `at`, after the article or not."""
    text = passage.text
    words = sorted((word for word in passage.grammar.bare if text.startswith(word, at)), key=len, reverse=True)
    for word in words:
        end = at + len(word)
        if passage.grammar.spaced and text[end : end + 1].isalnum():
            continue
        if passage.grammar.words.capital and not passage.slice(at, at + 1).isupper():
            continue
        ref = passage.bare_refs(word, at)
        return Treaty(ref, at, end) if ref else None
    return None


def bare_before(passage: Passage, at: int) -> Treaty | None:
    """The treaty whose own word ends right before `at`, in brackets or not."""
    text, end = passage.text, at
    while end and text[end - 1] in "》的 ":
        end -= 1
    for word in sorted(passage.grammar.bare, key=len, reverse=True):
        if text.endswith(word, 0, end):
            start = end - len(word)
            ref = passage.bare_refs(word, start)
            return Treaty(ref, start, end) if ref else None
    return None


# ------------------------------------------------------------------------------------------- several in one


def _together(passage: Passage) -> list[Treaty]:
    """ "The Basel, Rotterdam and Stockholm conventions" gives three, each of the whole stretch."""
    grammar, found = passage.grammar, []
    if not any(stem in passage.text for stem in grammar.together_words):
        return []
    for whole in grammar.together.finditer(passage.text):
        for place in grammar.place.finditer(passage.text, whole.start(), whole.end()):
            found.append(Treaty(grammar.places[place["place"]], whole.start(), whole.end()))
    return found


# ------------------------------------------------------------------------------------------- names of bodies


def _within_bodies(passage: Passage, treaties: list[Treaty]) -> set[tuple[int, int]]:
    """The treaties that stand in the name of a body, or in a list that begins or ends in one ("the secretariats of
    the Basel Convention and the Rotterdam Convention")."""
    grammar, text = passage.grammar, passage.text
    spans = list(dict.fromkeys((treaty.start, treaty.end) for treaty in treaties))
    hidden = set()
    for at, (start, end) in enumerate(spans):
        listed = at and spans[at - 1] in hidden and _joined(passage, spans[at - 1][1], start)
        if listed or grammar.bodies_before.search(text, max(0, start - _AHEAD), start):
            hidden.add((start, end))
    for at in range(len(spans) - 1, -1, -1):
        start, end = spans[at]
        listed = at + 1 < len(spans) and spans[at + 1] in hidden and _joined(passage, end, spans[at + 1][0])
        last = not grammar.words.bodies_before  # the body's own word stands last, after all its treaties
        if grammar.bodies_after.match(text, end) or (last and (listed or _body_follows(passage, end))):
            hidden.add((start, end))
    return hidden


def _body_follows(passage: Passage, end: int) -> bool:
    """Whether the list that a treaty is in goes on with the name of a body that begins with a treaty's name."""
    grammar, text = passage.grammar, passage.text
    gap = grammar.joins.match(text, end)
    others = [(start, last) for start, last, hit in passage.names if hit.kind != "instrument"]
    last = next((last for start, last in others if gap and start == gap.end()), 0)
    if not last or not gap or not grammar.bodies_after.search(text, gap.end(), last):
        return False
    return any(word in text[gap.end() : last] for word in grammar.bare)


def _joined(passage: Passage, end: int, start: int) -> bool:
    """Whether nothing but "and" and an article stand between two names."""
    gap = passage.text[end:start]
    if len(gap) > 12:
        return False
    found = passage.grammar.joins.match(gap)
    return bool(found and len(gap) - found.end() <= 6)
