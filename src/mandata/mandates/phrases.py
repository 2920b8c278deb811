"""Where an open noun phrase ends, and which members a list of noun phrases has."""

from __future__ import annotations

import re
from itertools import pairwise

from .scene import Range, Scene

_MOST_MEMBERS = 24
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r" *\([^()]*\)")


def phrase_end(scene: Scene, start: int, limit: int, narrow: bool = False) -> int:
    """The end of the noun phrase or list of noun phrases that begins at `start`, not beyond `limit`.

    It ends before a stop word, before the next condition, partner phrase or due, and at a comma after which no
    further member of a list comes. With `narrow`, a preposition after a known name ends it too.
    """
    at, grammar = start, scene.grammar
    if narrow and grammar.lists.closed_names:
        limit = _after_name(scene, start, limit)
    while True:
        event = grammar.events.search(scene.text, at, limit)
        place = event.start() if event else limit
        adverbial = _next(scene.starts, at if at > start else start + 1)
        if adverbial is not None and adverbial <= place and not scene.shield_at(adverbial):
            after = _after_inserted(scene, adverbial, limit)
            if after is None:
                return adverbial
            at = after
            continue
        if event is None:
            return limit
        shield = scene.shield_at(place)
        if shield is None and scene.text[place] in '(（[“«《„"':
            shield = next((s for s in scene.shields if s[0] == place), None)
        if shield is not None:
            at = max(shield[1], place + 1)
            continue
        kind = event.lastgroup
        if kind == "comma":
            if _turns(scene, start, place, event.end(), limit) or not list_goes_on(scene, event.end(), limit):
                return place
        elif kind == "stop":
            if place > start and not grammar.binding.match(scene.text, event.end(), limit):
                return place
        elif kind == "name_stop":
            before = len(scene.text[:place].rstrip())
            if narrow and scene.actor_ending(before) and not _names_more(scene, event):
                return place
            if narrow and _begins_object(scene, start, before, place):
                return place
        elif kind == "end":
            return place
        at = event.end()


def _after_name(scene: Scene, start: int, limit: int) -> int:
    """The end of the first known name after which neither the list nor the name can go on: another name or a common
    noun follows, as where cases and not prepositions part what is done from those it is done with."""
    names = sorted(name for name in scene.names if start <= name.start and name.end < limit)
    for name in names:
        bracket = _BRACKET.match(scene.text, name.end, limit)
        close = bracket.end() if bracket else name.end
        after = close + 1
        if name.kind == "instrument" or scene.text[close] != " " or after >= limit:
            continue
        word = _WORD.match(scene.text, after, limit)
        joins = word and scene.grammar.join.match(scene.text, after, word.end())
        joined = joins or scene.grammar.tail.match(scene.text, after, limit)
        whole = name.form in ("name", "acronym") or name.kind == "group"
        if whole and any(other.start == after and other.kind != "instrument" for other in names):
            return close
        several = " " in scene.text[name.start : name.end]
        proper = name.kind in ("organization", "body") and (several or name.form in ("name", "acronym"))
        if proper and not joined and scene.original[scene.folded.start(after)].islower():
            return close
    return limit


def _begins_object(scene: Scene, start: int, before: int, place: int) -> bool:
    """Whether an article begins another noun phrase after an actor ("the Parties their duty")."""
    grammar, text = scene.grammar, scene.text
    if not grammar.article.match(text, place) or grammar.before_article.search(text, max(start, before - 24), before):
        return False
    return before > start and grammar.actor.search(text, start, before) is not None


def _names_more(scene: Scene, stop: re.Match[str]) -> bool:
    """Whether a preposition only ties the next known name to the one before it ("secretariats of the conventions")."""
    tying = any(family.match(scene.text, stop.start(), stop.end()) for family in scene.grammar.prepositions)
    after = after_blanks(scene, stop.end())
    return tying and any(name.start == after for name in scene.names)


def _next(starts: list[int], at: int) -> int | None:
    return next((start for start in starts if start >= at), None)


def _after_inserted(scene: Scene, at: int, limit: int) -> int | None:
    """The place after a short condition that stands between a joining word and the member it joins ("X and, where
    appropriate, Y") or after the opening of a tail; None where no such condition begins at `at`."""
    hit = next((hit for hit in scene.adverbials if hit.start == at and not hit.opens), None)
    before = scene.text[:at].rstrip(" ,،")
    joined_to_it = at > 0 and scene.text[at - 1] in scene.grammar.script.clinging
    near = max(0, at - 24)
    joins = scene.grammar.trailing_join.search(before, near) or scene.grammar.ends_in_tail.search(before, near)
    if hit is None or joined_to_it or not joins:
        return None
    if scene.text[hit.end : hit.end + 1] == "," and scene.text[at - 2 : at] != ", ":
        return None  # "X and voluntarily, ...": its comma ends the list, it does not close what is inserted
    after = hit.end
    while after < limit and scene.text[after] in " ,،":
        after += 1
    return after if after < limit and not scene.grammar.comma_stop.match(scene.text, after, limit) else None


def _turns(scene: Scene, start: int, comma: int, after: int, limit: int) -> bool:
    """Whether a preposition stands after a comma that neither governs the list nor stands in it so far."""
    while after < limit and scene.text[after] == " ":
        after += 1
    for family in scene.grammar.prepositions:
        if family.match(scene.text, after, limit):
            return not family.search(scene.text, max(0, start - 6), comma)
    return False


def list_goes_on(scene: Scene, at: int, limit: int) -> bool:
    """Whether after a comma, at `at`, another member of the list follows."""
    text, grammar = scene.text, scene.grammar
    for _ in range(_MOST_MEMBERS):
        while at < limit and text[at] == " ":
            at += 1
        if at in scene.starts and _after_inserted(scene, at, limit):
            return True
        if at >= limit or at in scene.starts or grammar.stop.match(text, at, limit):
            return False
        join, stop = grammar.join.match(text, at, limit), grammar.comma_stop.match(text, at, limit)
        tail = grammar.tail.match(text, at, limit)
        if tail and not (stop and stop.end() > tail.end()):
            return True
        if stop and not (join and join.end() > stop.end() + 1):
            return False
        if join:
            after = join.end()
            return not (after in scene.starts or grammar.comma_stop.match(text, after, limit))
        event = grammar.events.search(text, at, limit)
        while event and ((shield := scene.shield_at(event.start())) or event.lastgroup in ("name_stop", "open")):
            event = grammar.events.search(text, shield[1] if shield else event.end(), limit)
        end = event.start() if event else limit
        if _joined(scene, at, end):
            return True
        if event is None or event.lastgroup != "comma":
            return False
        at = event.end()
    return False


def _joined(scene: Scene, start: int, end: int) -> bool:
    """Whether a joining word stands between start and end, outside names and brackets."""
    return any(
        scene.shield_at(join.start() + 1) is None for join in scene.grammar.inner_join.finditer(scene.text, start, end)
    )


def members(scene: Scene, start: int, end: int) -> list[Range]:
    """The members of a list of noun phrases, each trimmed; tails ("including X and Y") stay with their member."""
    start, end = scene.trimmed(start, end)
    pieces: list[Range] = []
    begin, in_tail = start, _tail_end(scene, start, end)
    for cut in scene.grammar.cuts.finditer(scene.text, start, end):
        if cut.start() < begin or scene.shield_at(cut.start() + 1) is not None:
            continue
        if cut.start() < in_tail:
            continue
        if scene.grammar.tail.match(scene.text, cut.end(), end):
            in_tail = max(in_tail, _tail_end(scene, cut.end(), end))
            continue
        pieces.append((begin, cut.start()))
        begin = cut.end()
    pieces.append((begin, end))
    pieces = _with_prepositions(scene, [scene.trimmed(*piece) for piece in pieces])
    trimmed = [_without_inserted(scene, *piece) for piece in _with_shared_heads(scene, pieces)]
    return [piece for piece in trimmed if piece[0] < piece[1]]


def _without_inserted(scene: Scene, start: int, end: int) -> Range:
    """A member, trimmed, without a short condition before it."""
    start, end = scene.trimmed(start, end)
    hit = next((hit for hit in scene.adverbials if hit.start == start and not hit.opens), None)
    start, end = scene.trimmed(min(hit.end, end), end) if hit else (start, end)
    marker = scene.grammar.marker.match(scene.text, start, end)
    return (marker.end() if marker else start), end


def _with_prepositions(scene: Scene, pieces: list[Range]) -> list[Range]:
    """Cut the preposition that governs the list from the members before which it comes again ("aux Parties, à l'OMS");
    a member with another one only goes on with the member before it ("de Bâle et de Rotterdam" after "avec")."""
    text, families = scene.text, scene.grammar.prepositions
    begin = pieces[0][0]
    before = [f for f in families if any(m.end() == begin for m in f.finditer(text, max(0, begin - 6), begin))]
    governing = before[0] if before else None
    settled = pieces[:1]
    for start, end in pieces[1:]:
        family, found = next(((f, m) for f in families if (m := f.match(text, start, end))), (None, None))
        if found is None:
            settled.append((start, end))
        elif family is governing:
            settled.append((found.end(), end))
        else:
            settled[-1] = settled[-1][0], end
    return settled


def _tail_end(scene: Scene, at: int, end: int) -> int:
    """Where the tail that begins at `at` ends: at the next comma, else at the list's end; a list in it is over where a
    joining word comes again after a comma ("including X, Y and Z, and W")."""
    tail = scene.grammar.tail.match(scene.text, at, end)
    if tail is None:
        return at
    commas = [
        comma for comma in scene.grammar.comma.finditer(scene.text, tail.end(), end) if not _shielded(scene, comma)
    ]
    if not commas:
        return end
    if scene.grammar.naming_tail.match(scene.text, at, end):
        for before, comma in pairwise(commas):
            if _joined(scene, before.end(), comma.start()):
                again = scene.grammar.join.match(scene.text, comma.end() + 1, end)
                return comma.start() if again else commas[0].start()
            if scene.grammar.join.match(scene.text, before.end() + 1, end):
                break
    return commas[0].start()


def _shielded(scene: Scene, found: re.Match[str]) -> bool:
    return scene.shield_at(found.start()) is not None


def _with_shared_heads(scene: Scene, pieces: list[Range]) -> list[Range]:
    """Put back together what a joining word inside one noun phrase has parted ("national and regional bodies",
    "the Basel, Rotterdam and Stockholm conventions", "parties to the A Convention and the B Convention")."""
    grammar, text = scene.grammar, scene.text
    whole: list[Range] = []
    for at, piece in enumerate(pieces):
        if whole and _belongs(scene, pieces[at - 1], piece, whole[-1]):
            whole[-1] = whole[-1][0], piece[1]
        else:
            whole.append(piece)
    heads = [grammar.shared_head.search(text, *scene.trimmed(*piece)) is not None for piece in whole]
    for at in range(len(whole) - 2, -1, -1):
        if not heads[at] and True in heads[at:] and grammar.opens_shared.match(text, *scene.trimmed(*whole[at])):
            close = heads.index(True, at)
            whole[at : close + 1], heads[at : close + 1] = [(whole[at][0], whole[close][1])], [True]
    return whole


def _belongs(scene: Scene, before: Range, piece: Range, phrase: Range) -> bool:
    """Whether a piece only goes on with the noun phrase before it, whose last piece is `before`."""
    start, end = scene.trimmed(*before)
    words = scene.text[start:end]
    first, last = scene.trimmed(*piece)
    if words and scene.grammar.coordinated.fullmatch(words):
        return not _opens_name(scene, first)
    if scene.grammar.ends_coordinated.search(words) and not _opens_name(scene, first):
        return True
    if scene.grammar.adjective.fullmatch(scene.text, first, last):
        return True
    if scene.grammar.abstract.fullmatch(scene.text, first, last):
        return True
    if scene.grammar.abstract.fullmatch(words) and not _opens_name(scene, first):
        return True
    if scene.grammar.opens_shared.match(scene.text, phrase[0]) and _is_bare_name(scene, first, last):
        return True
    lone = scene.text[first:last].isalpha() and scene.original[scene.folded.start(first)].islower()
    joined = not scene.grammar.comma.search(scene.text, end, first)
    if lone and joined and scene.grammar.describing.match(scene.text, start, end):
        return True
    if scene.grammar.complement.match(scene.text, phrase[0]):
        return any(name.kind == "instrument" and name.start - first in range(0, 5) for name in scene.names)
    return False


def _opens_name(scene: Scene, at: int) -> bool:
    """Whether a name in capitals begins at a place, or after an article there."""
    near = [name.start for name in scene.names if at <= name.start <= at + 4]
    return any(scene.original[scene.folded.start(start)].isupper() for start in near)


def _is_bare_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a piece is one capitalized word that the registers do not know ("Rotterdam")."""
    place = scene.original[scene.folded.start(start)] if start < end else ""
    known = any(start <= name.start < end and name.kind != "instrument" for name in scene.names)
    named = place.isupper() or place == place.swapcase()  # or the script has no capitals
    return named and scene.text[start:end].isalpha() and not known


def after_blanks(scene: Scene, at: int) -> int:
    """The next place at or after `at` that holds no blank."""
    return len(scene.text) - len(scene.text[at:].lstrip())


def before_object(scene: Scene, span: Range) -> Range:
    """A recipient without the object after it ("au secrétariat des données")."""
    for stop in scene.grammar.object_stop.finditer(scene.text, *span):
        if scene.grammar.actor.match(scene.text, after_blanks(scene, stop.end())) or _names_more(scene, stop):
            continue
        if scene.shield_at(stop.start()) is None and scene.actor_ending(len(scene.text[: stop.start()].rstrip())):
            return scene.trimmed(span[0], stop.start())
    return span
