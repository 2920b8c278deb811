"""Which acts an item performs: where each verb stands and what it governs.

A verb is an act only at the head of a clause: at the item's start, after a comma, a semicolon or a connector, with
modifiers ("also", "further") or an inserted condition before it at most.
"""

from __future__ import annotations

from typing import NamedTuple

from ..formulas import Hit
from .grammar import ActForm, FieldForm, Grammar
from .phrases import phrase_end
from .scene import Range, Scene
from .word_lists import Act

_REACH = 80
_CLAUSE_ENDS = ",;.:،؛；，。：、—–-"


class Clause(NamedTuple):
    """An act and its words: `lead` is where the clause begins (modifiers and inserted conditions before the verb),
    `reach` from where on conditions and dues belong to it (for an item's first act, the item's start); the verb stands
    at `verb`, and what it governs is `body` (empty where it shares the next clause's). `action` is set where the action
    stands apart, after a participle's clause."""

    act: Act
    form: str
    lead: int
    reach: int
    verb: Range
    body: Range
    slots: dict[str, Range]
    action: Range | None = None


def clauses(scene: Scene, infinitive: bool = False) -> list[Clause]:
    """The acts of an item in order. `infinitive` tells that its paragraph speaks in infinitives (Montreal Protocol)."""
    heads = _heads(scene, infinitive)
    found: list[Clause] = []
    for at, (hit, lead) in enumerate(heads):
        tag = hit.tag
        assert isinstance(tag, ActForm)
        end = heads[at + 1][1] if at + 1 < len(heads) else len(scene.text)
        act = tag.act
        start = _after_modifiers(scene.grammar, scene.text, hit.end)
        if tag.form == "infinitive" and not infinitive and found:
            act, start = found[-1].act, hit.start
        reach = lead if at or _prefaced(scene) else 0
        found.append(Clause(act, tag.form, lead, reach, (hit.start, hit.end), scene.trimmed(start, end), hit.slots))
    return found


def _prefaced(scene: Scene) -> bool:
    """Whether the item begins with a clause of purpose or motive that is no condition."""
    return bool(scene.grammar.preface.match(scene.text)) and not any(hit.start == 0 for hit in scene.adverbials)


def opens_with_infinitive(scene: Scene) -> bool:
    """Whether the item begins with an act in the infinitive."""
    return any(
        isinstance(hit.tag, ActForm) and hit.tag.form == "infinitive" and _lead(scene, hit.start, 0) == 0
        for hit in scene.acts
        if hit.start < _REACH
    )


def _heads(scene: Scene, infinitive: bool) -> list[tuple[Hit, int]]:
    """The hits that are acts, each with the place where its clause begins."""
    chosen: list[tuple[Hit, int]] = []
    for hit in _longest(scene.acts):
        tag = hit.tag
        assert isinstance(tag, ActForm)
        floor = chosen[-1][0].end if chosen else 0
        if hit.start < floor or scene.shield_at(hit.start) or not _allowed(scene, hit, tag, chosen, infinitive):
            continue
        aside = tag.form == "participle" and _governs_conditions(chosen)
        if _opens_adverbial(scene, hit, aside):
            continue
        lead = _subject(scene, hit.start, floor) if tag.form == "passive" else _lead(scene, hit.start, floor)
        if lead is None and not chosen and tag.form == "finite" and scene.grammar.preface.match(scene.text):
            lead = hit.start
        if lead is not None:
            chosen.append((hit, lead))
    return chosen


def _governs_conditions(chosen: list[tuple[Hit, int]]) -> bool:
    """Whether the act before is one that can stand under a condition."""
    last = chosen[-1][0].tag if chosen else None
    return isinstance(last, ActForm) and last.act.act_class in ("directive", "deciding")


def _subject(scene: Scene, at: int, floor: int) -> int | None:
    """Where the subject of a passive begins ("the Secretariat | is requested to"): an actor at the head of a clause."""
    separator = scene.text.rfind(", ", floor, at)
    begin = separator + 2 if floor and separator >= 0 else floor
    connector = scene.grammar.begins_with_connector.match(scene.text, begin, at)
    begin = connector.end() + 1 if connector else begin
    return begin if begin < at and scene.names_actor(begin, at) else None


def _opens_adverbial(scene: Scene, hit: Hit, aside: bool) -> bool:
    """Whether a verb's words open a longer condition or partner phrase; at an item's start they are rather its act."""
    longer = [field for field in scene.adverbials if field.start == hit.start and (field.end > hit.end or aside)]
    partner = any(isinstance(field.tag, FieldForm) and field.tag.field == "partner" for field in longer)
    return bool(longer) and not (partner and hit.start == 0)


def _longest(hits: list[Hit]) -> list[Hit]:
    """The first, longest hit at each place."""
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.start not in best or hit.end > best[hit.start].end:
            best[hit.start] = hit
    return list(best.values())


def _allowed(scene: Scene, hit: Hit, tag: ActForm, chosen: list[tuple[Hit, int]], infinitive: bool) -> bool:
    """Weak forms (ordinary verbs too) and infinitives are acts only where nobody has been asked to do something yet,
    or where the paragraph speaks so."""
    if tag.form == "infinitive":
        return _allowed_infinitive(scene, hit, tag, chosen, infinitive)
    if tag.form == "weak" and chosen:
        last = chosen[-1][0].tag
        assert isinstance(last, ActForm)
        after_comma = scene.text[: hit.start].rstrip()[-1:] in tuple(_CLAUSE_ENDS)
        return not last.act.addresses and (after_comma or last.act.act not in ("decide", "agree"))
    return True


def _allowed_infinitive(scene: Scene, hit: Hit, tag: ActForm, chosen: list[tuple[Hit, int]], infinitive: bool) -> bool:
    """An infinitive is an act where the paragraph speaks in infinitives, but not where it only goes on with what
    somebody is asked to do; elsewhere it can be the second thing that a body decides ("..., and to request X to")."""
    if not chosen:
        return infinitive
    last = chosen[-1][0].tag
    assert isinstance(last, ActForm)
    if infinitive and not last.act.addresses:
        return True
    pivot = scene.grammar.pivot(tag.act).search(scene.text, hit.end) if tag.act.addresses else None
    asks = pivot is not None and pivot.start() > hit.end + 1
    lead = _lead(scene, hit.start, chosen[-1][0].end)
    after_comma = lead is not None and bool(lead) and scene.text[:lead].rstrip()[-1:] in tuple(_CLAUSE_ENDS)
    if infinitive:
        return asks or (after_comma and not tag.act.addresses)
    return last.act.act == "decide" and asks and after_comma


def _lead(scene: Scene, at: int, floor: int) -> int | None:
    """Where the clause begins whose verb stands at `at`; None where no clause can begin there."""
    text, grammar = scene.text, scene.grammar
    begin = _before_modifiers(grammar, text, at, floor)
    while True:
        before = text[floor:begin].rstrip()
        if not before:
            return floor if grammar.spaced or not floor else None
        if before[-1] in _CLAUSE_ENDS:
            return begin
        connector = grammar.ends_in_connector.search(text, max(floor, begin - _REACH), begin)
        if connector and (grammar.spaced or _parts_clauses(scene, floor, connector.start())):
            return connector.start()
        inserted = next((s for s in _inserted(scene) if floor <= s[0] < begin and s[1] == floor + len(before)), None)
        if inserted is None:
            return None
        begin = _before_modifiers(grammar, text, inserted[0], floor)


def _parts_clauses(scene: Scene, floor: int, at: int) -> bool:
    """Whether a connector between words without blanks parts acts, not verbs of one action: after a mark, or where the
    act before it has nothing but those it addresses ("鼓励缔约方并邀请各组织")."""
    said = scene.text[floor:at].rstrip()
    if not said or said[-1] in _CLAUSE_ENDS:
        return True
    kept = [False] * len(said)
    spans = [(name.start - floor, name.end - floor) for name in scene.names]
    spans += [head.span() for head in scene.grammar.heads.finditer(said)]
    for start, end in spans:
        kept[max(0, start) : max(0, end)] = [True] * (min(end, len(said)) - max(0, start))
    rest = "".join("·" if known else letter for letter, known in zip(said, kept, strict=False))
    return scene.is_actor(floor, at) and not scene.grammar.bare_verb.search(rest)


def _inserted(scene: Scene) -> list[Range]:
    limit = len(scene.text)
    said = ((h.start, phrase_end(scene, h.end, limit) if h.opens else h.end) for h in scene.adverbials)
    return [*said, *((d.start, d.end) for d in scene.dues)]


def _before_modifiers(grammar: Grammar, text: str, at: int, floor: int) -> int:
    """The place before the modifiers that end at `at`."""
    while found := grammar.ends_in_modifier.search(text, max(floor, at - _REACH), at):
        at = found.start()
    return at


def _after_modifiers(grammar: Grammar, text: str, at: int) -> int:
    """The place after the modifiers that begin at `at`."""
    while found := grammar.begins_with_modifier.match(text, at):
        at = found.end()
    return at
