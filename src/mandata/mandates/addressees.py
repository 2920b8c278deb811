"""Who is asked, and where the action begins: the parting of what a directive verb governs.

Most languages put a pivot between the two ("to", "que", "de", أن, the bare verb in Russian). Where there is none, as in
Chinese, the addressee ends with one of the nouns that name actors, and what follows begins the action.
"""

from __future__ import annotations

from typing import NamedTuple

from ..formulas import Hit
from .acts import Clause
from .grammar import FieldForm
from .phrases import before_object, members, phrase_end
from .scene import Range, Scene
from .word_lists import Act

_SHORT = 60  # letters: what is shorter may be an addressee whose action follows after the next verb
_COMMAS = (",", "،")


class Parting(NamedTuple):
    """Addressees and action (empty where the text does not say it here) of what a directive verb governs."""

    addressees: tuple[Range, ...]
    action: Range | None


def part(scene: Scene, clause: Clause) -> Parting:
    """Part the body of a directive clause."""
    if "addressee" in clause.slots:
        listed = tuple(members(scene, *clause.slots["addressee"]))
        return Parting(listed, without_opener(scene, *clause.body) if _filled(clause.body) else None)
    if clause.form == "passive":
        active = part(scene, clause._replace(form="pronoun"))
        return active._replace(addressees=_addressed(scene, clause.lead, clause.verb[0]))
    start, end = clause.body
    if start >= end:
        return Parting((), None)
    if clause.action:
        return Parting(_addressed(scene, start, end), clause.action)
    subjunctive = scene.grammar.subjunctive.match(scene.text, start, end)
    if subjunctive:
        return _by_subject(scene, clause.act, start, subjunctive.end(), end)
    if clause.form != "pronoun" and scene.grammar.kept_opener.match(scene.text, start, end):
        return Parting((), (start, end))
    if scene.grammar.lists.pivots:
        return _by_pivot(scene, clause)
    return _by_heads(scene, start, end)


def _filled(span: Range) -> bool:
    return span[0] < span[1]


def without_opener(scene: Scene, start: int, end: int) -> Range:
    """A range without a complementizer at its start."""
    opener = scene.grammar.opener.match(scene.text, start, end)
    return scene.trimmed(opener.end() if opener else start, end)


# ------------------------------------------------------------------------------------------- by a pivot


def _by_pivot(scene: Scene, clause: Clause) -> Parting:
    start, end = clause.body
    if clause.act.takes == "both" and clause.form != "pronoun":
        _, close = before_object(scene, (start, phrase_end(scene, start, end, narrow=True)))
        action = without_opener(scene, close, end)
        return Parting(_addressed(scene, start, close), action if _filled(action) else None)
    pivot = _pivot(scene, clause.act, start, end)
    if _is_thing(scene, start, pivot[1] if pivot else end):
        return Parting((), (start, end))
    addressed = pivot[0] if pivot else end
    listed = () if clause.form == "pronoun" else _addressed(scene, start, addressed)
    if pivot is None and _addresses_nobody(scene, start, end):
        return Parting((), (start, end))
    if pivot is None:
        return Parting(listed, None)
    inserted = scene.text[pivot[1] : pivot[1] + 1] in _COMMAS
    begin = _after_insertion(scene, pivot[1], end) if inserted else _at_verb(scene, pivot, end)
    action = scene.trimmed(begin, end)
    return Parting(listed, action if _filled(action) and not _only_inserted(scene, pivot[1], action) else None)


def _after_insertion(scene: Scene, at: int, end: int) -> int:
    """The place after what is inserted between commas after a pivot: conditions and the like, or any words before a
    comma that the verb follows ("que, bajo la dirección de X, estudie")."""
    begin = after_adverbials(scene, at, end)
    if scene.grammar.bare_verb.match(scene.text, begin, end):
        return begin
    comma = scene.grammar.comma.search(scene.text, begin, end)
    verb = _after_blanks(scene, comma.end(), end) if comma else end
    return verb if scene.grammar.bare_verb.match(scene.text, verb, end) else begin


def _at_verb(scene: Scene, pivot: Range, end: int) -> int:
    """The place of the verb where adverbials without a comma stand between it and the pivot, a word of its own ("que en
    su décima reunión estudie"); else the place after the pivot."""
    at = pivot[1]
    verb = after_adverbials(scene, at, end) if pivot[0] < at else at
    return verb if scene.grammar.bare_verb.match(scene.text, verb, end) else at


def _only_inserted(scene: Scene, pivot: int, action: Range) -> bool:
    """Whether nothing but an inserted phrase follows a pivot, as in a heading ("que, dans la limite de X:")."""
    inserted = _opening_adverbials(scene, *action) if scene.text[pivot : pivot + 1] in _COMMAS else []
    return any(span[1] >= action[1] for span in inserted)


def _by_subject(scene: Scene, act: Act, opens: int, start: int, end: int) -> Parting:
    """Addressees that are the subject of a clause, before its finite verb. Where the clause keeps its opener ("that"),
    the action is the whole clause, and its subject is addressed only where it is a known actor; an opener that is the
    act's pivot too (Spanish "que") is not kept."""
    if scene.grammar.lists.verb_first:
        return Parting(_after_verb(scene, start, end), (start, end))
    kept = scene.grammar.kept_opener.match(scene.text, opens, end) is not None
    kept = kept and not (scene.grammar.lists.pivots and scene.grammar.pivot(act).match(scene.text, opens, end))
    if kept and not scene.names_actor(start, end):
        return Parting((), (opens, end))
    for verb in scene.grammar.finite.finditer(scene.text, start, end):
        if not scene.shield_at(verb.start() + 1) and not _inside_adverbial(scene, verb.end() - 1, start):
            action = (verb.start(), end)
            return Parting(_addressed(scene, start, verb.start()), action)
    return Parting((), (opens if kept else start, end))


def _after_verb(scene: Scene, start: int, end: int) -> tuple[Range, ...]:
    """The subject of a clause that begins with its verb: the known actor after it, if there is one."""
    space = scene.text.find(" ", start, end)
    return tuple(
        (name.start, name.end) for name in scene.names if name.start == space + 1 and name.kind != "instrument"
    )


def _is_thing(scene: Scene, start: int, end: int) -> bool:
    """Whether what a directive verb governs begins as a thing to be done."""
    thing = scene.grammar.thing.match(scene.text, start, end)
    return thing is not None and not any(start <= name.start < thing.end() for name in scene.names)


def _addresses_nobody(scene: Scene, start: int, end: int) -> bool:
    """Whether what a directive verb governs is a thing to be done, not somebody ("encourages the use of models"):
    so where nothing known as an actor begins it and it is no short phrase."""
    closed = scene.text[end : end + 1] in (";", "؛", ".", "")
    return not scene.names_actor(start, end) and (closed or end - start > _SHORT)


def pivot_after_comma(scene: Scene, act: Act, start: int, end: int) -> Range | None:
    """The first pivot that stands right after a comma, outside names and inserted phrases."""
    for found in scene.grammar.pivot(act).finditer(scene.text, start, end):
        if not scene.shield_at(found.start() + 1) and _after_comma(scene, found.start()):
            return found.span()
    return None


def _pivot(scene: Scene, act: Act, start: int, end: int) -> Range | None:
    """The first pivot outside names, brackets and inserted phrases. Where a condition or partner phrase is inserted
    between commas before it, the pivot must come after that phrase's comma."""
    candidates: list[Range] = []
    for found in scene.grammar.pivot(act).finditer(scene.text, start, end):
        if scene.shield_at(found.start() + 1) or _inside_adverbial(scene, found.start(), start):
            continue
        if scene.grammar.relative.match(scene.text, found.start()):
            continue
        if scene.grammar.bound.search(scene.text, max(start, found.start() - 40), found.start()):
            continue
        candidates.append(found.span())
        if len(candidates) == 1 and not _inserted_between(scene, start, found.start()):
            return candidates[0]
        if _after_comma(scene, found.start()):
            return found.span()
    holes = _holes(scene, start, end)
    outside = (span for span in candidates if not any(opens <= span[0] < close for opens, close in holes))
    return next(outside, candidates[0] if candidates else None)


def _inside_adverbial(scene: Scene, at: int, start: int) -> bool:
    return any(hit.start <= at < hit.end for hit in scene.adverbials if hit.start >= start) or any(
        due.start < at < due.end for due in scene.dues
    )


def _inserted_between(scene: Scene, start: int, end: int) -> bool:
    """Whether an adverbial begins right after a comma between start and end, and no comma stands before `end`."""
    return any(start <= at < end and _after_comma(scene, at) for at in scene.starts)


def _after_comma(scene: Scene, at: int) -> bool:
    return scene.text[:at].rstrip()[-1:] in _COMMAS


def _addressed(scene: Scene, start: int, end: int) -> tuple[Range, ...]:
    """The addressees between the verb and the pivot, inserted phrases taken out."""
    listed: list[Range] = []
    at = start
    for hole_start, hole_end in [*_holes(scene, start, end), (end, end)]:
        if at < hole_start:
            begin, stop = scene.trimmed(at, hole_start)
            join = scene.grammar.join.match(scene.text, begin, stop)
            begin = join.end() if join and listed else begin
            marker = scene.grammar.marker.match(scene.text, begin, stop)
            begin = marker.end() if marker else begin
            left_over = scene.text[begin:stop] in scene.grammar.script.clinging
            aside = begin > start and scene.grammar.comma_stop.match(scene.text, begin, stop) is not None
            if begin < stop and not left_over and not aside:
                goes_on = hole_end < end and scene.names_actor(begin, stop)
                listed += (
                    _going_on(scene, begin, stop) if goes_on else members(scene, begin, phrase_end(scene, begin, stop))
                )
        at = max(at, hole_end)
    return tuple(listed)


def _going_on(scene: Scene, start: int, end: int) -> list[Range]:
    """Addressees before an inserted phrase after which more of them come; the last may be a word of that phrase."""
    listed = members(scene, start, _before_aside(scene, start, end))
    alone = len(listed) > 1 and " " not in scene.text[slice(*listed[-1])] and not scene.names_actor(*listed[-1])
    return listed[:-1] if alone else listed


def _before_aside(scene: Scene, start: int, end: int) -> int:
    """The end of addressees that go on after an inserted phrase, without an aside at their own end."""
    for comma in scene.grammar.comma.finditer(scene.text, start, end):
        after = scene.trimmed(comma.end(), end)[0]
        tail = scene.grammar.tail.match(scene.text, after)
        if scene.grammar.stop.match(scene.text, after, end) or (
            not tail and scene.grammar.comma_stop.match(scene.text, after, end)
        ):
            return comma.start()
    return end


def _holes(scene: Scene, start: int, end: int) -> list[Range]:
    """The inserted phrases between start and end, with the noun phrases that belong to them."""
    holes: list[Range] = []
    for hit in scene.adverbials:
        in_tail = not hit.opens and scene.grammar.ends_in_tail.search(scene.text, max(start, hit.start - 24), hit.start)
        if start <= hit.start < end and not in_tail and not (holes and hit.start < holes[-1][1]):
            holes.append((hit.start, min(_close(scene, hit, end), end)))
    holes += [(due.start, due.end) for due in scene.dues_apart if start <= due.start < end]
    return sorted(holes)


# ------------------------------------------------------------------------------------------- by head nouns


def _by_heads(scene: Scene, start: int, end: int) -> Parting:
    listed: list[Range] = []
    at = _after_attribute(scene, start)
    while (close := _actor_end(scene, at, end)) is not None:
        listed.append((at, close))
        join = scene.grammar.cuts.match(scene.text, close, end)
        if join is None or close in scene.starts or _actor_end(scene, _after_attribute(scene, join.end()), end) is None:
            at = close
            break
        at = _after_attribute(scene, join.end())
    if not listed and (close := _before_verb(scene, start, end)):
        listed, at = members(scene, start, close), close
    action = scene.trimmed(after_adverbials(scene, at, end), end)
    return Parting(tuple(listed), action if _filled(action) else None)


_SHORT_NAME = 16  # letters: so long at most are actors that no head noun shows


def _before_verb(scene: Scene, start: int, end: int) -> int | None:
    """The place before the first verb or adverbial after a short stretch without any mark: what stands there is an
    actor whose name shows no head noun ("邀请瑙鲁和图瓦卢尽早批准")."""
    mark = scene.grammar.clause_end.search(scene.text, start, end)
    limit = min(end, start + _SHORT_NAME, mark.start() if mark else end)
    verb = next((v for v in scene.grammar.bare_verb.finditer(scene.text, start, end) if len(v[0]) > 1), None)
    places = [at for at in (verb.start() if verb else None, *scene.starts) if at is not None and at >= start]
    close = min(places, default=end)
    return close if start < close <= limit else None


def _actor_end(scene: Scene, start: int, end: int) -> int | None:
    """The end of the actor's name that begins at `start`: the first head noun (or known name) that can be followed by
    what does follow; a bracket right after it belongs to it."""
    if start >= end or start in scene.starts:
        return None
    closes = {name.end for name in scene.names if start <= name.start and name.end <= end}
    closes |= {head.end() for head in scene.grammar.heads.finditer(scene.text, start, end)}
    best: int | None = None
    for close in sorted(closes):
        if any(mark in scene.text[start:close] for mark in "，；。："):
            break
        if best is not None and not scene.grammar.heads.fullmatch(scene.text, best, close):
            break
        bracket = next(
            (s for s in scene.shields if s[0] == close and scene.text[close : close + 1] in ("（", "(")), None
        )
        after = bracket[1] if bracket else close
        whole = bracket is not None and any(name.end == close and name.start == start for name in scene.names)
        if scene.shield_at(after) is None and (whole or _may_follow_actor(scene, after, end)):
            best = after
    return best


def _after_attribute(scene: Scene, start: int) -> int:
    """The place after a condition that describes the actor after it ("有能力的缔约方")."""
    hit = next((hit for hit in scene.adverbials if hit.start == start and not hit.opens), None)
    if hit is None:
        return start
    bound = scene.grammar.binding.match(scene.text, hit.end)
    within = scene.grammar.binding.match(scene.text, hit.end - 1)
    return bound.end() if bound else hit.end if within else start


def _may_follow_actor(scene: Scene, at: int, end: int) -> bool:
    if at >= end or scene.text[at] in "，；。：、 ,;:." or at in scene.starts:
        return True
    return scene.grammar.after_actor.match(scene.text, at, end) is not None


def after_adverbials(scene: Scene, start: int, end: int) -> int:
    """The place after the conditions, partner phrases and dues that open an action and are not part of it."""
    at = start
    while at < end:
        if scene.text[at] in "，,،、 " or (at + 1 in scene.starts and scene.text[at] in scene.grammar.script.clinging):
            at += 1
            continue
        close = max((s[1] for s in _opening_adverbials(scene, at, end) if s[1] < end), default=None)
        connector = scene.grammar.begins_with_connector.match(scene.text, at, end)
        if close is not None:
            at = close
        elif connector and _opening_adverbials(scene, _after_blanks(scene, connector.end(), end), end):
            at = connector.end()
        else:
            break
    return at


def _after_blanks(scene: Scene, at: int, end: int) -> int:
    while at < end and scene.text[at] == " ":
        at += 1
    return at


def _close(scene: Scene, hit: Hit, end: int) -> int:
    """Where an adverbial ends, with the noun phrase that it opens."""
    return phrase_end(scene, hit.end, end) if hit.opens else hit.end


def _opening_adverbials(scene: Scene, at: int, end: int) -> list[Range]:
    """The conditions, partner phrases and dues that begin at a place, with the noun phrases they open."""
    found = [(due.start, due.end) for due in scene.dues if due.start == at]
    for hit in scene.fields:
        tag = hit.tag
        if hit.start == at and isinstance(tag, FieldForm) and tag.field in ("condition", "partner"):
            close = _close(scene, hit, end)
            if tag.field == "condition" or _may_follow_actor(scene, close, end):
                found.append((at, close))
    return found
