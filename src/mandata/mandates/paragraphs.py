"""An operative paragraph with its sub-paragraphs: what each leaf says, and what it inherits from the text above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..model import Actor, Condition, Provision
from .acts import Clause, clauses, opens_with_infinitive
from .addressees import Parting, after_adverbials, part, pivot_after_comma, without_opener
from .deliverables import deliverable
from .labels import depths
from .phrases import phrase_end
from .provision import Fields, actor_at, alternatives_of, make_provision, place_of, read_fields
from .scene import Range, Scene
from .word_lists import Act


class Item(NamedTuple):
    """One paragraph or sub-paragraph: its label in the common form ("3 (a)", empty where the text has none)."""

    label: str
    scene: Scene


class Above(msgspec.Struct, frozen=True, kw_only=True):
    """What a heading hands down to the sub-paragraphs below it."""

    act: Act
    addressees: tuple[Actor, ...]
    fields: Fields
    result: str | None = None  # the deliverable of a heading that holds verb and object ("submit views on:")
    beside: Above | None = None  # what the act before it hands down too ("requests A and invites B to:")


_CLOSES = (";", "；", "؛")  # after these nothing is said again by the next clause
_ENDING = 80  # letters at an item's end in which the words stand that open a list


def read(items: Sequence[Item]) -> list[Provision]:
    """The provisions of a paragraph, in the order of its items."""
    found: list[Provision] = []
    headings: list[tuple[int, Above]] = []
    infinitive = bool(items) and any(opens_with_infinitive(item.scene) for item in items[:2])
    for at, (item, depth) in enumerate(zip(items, depths([item.label for item in items]), strict=True)):
        acting = clauses(item.scene, infinitive)
        if acting and not (headings and _goes_on(depth, headings, acting[0])):
            headings.clear()
            provisions, above = _acting(item.scene, acting)
        else:
            headings = [(level, above) for level, above in headings if not depth or level < depth]
            if not headings or _is_stray(item, items, at):
                continue
            provisions, above = _inheriting(item.scene, headings[-1][1])
        found += provisions
        if above:
            headings.append((depth, above))
    return found


def _goes_on(depth: int, headings: list[tuple[int, Above]], first: Clause) -> bool:
    """Whether an item under a heading belongs to it although a verb of its own could be an act: always where its
    label says so; without labels, unless it opens with a finite act."""
    if depth:
        return depth > headings[0][0]
    return first.form == "participle" or first.lead > 0


def _is_stray(item: Item, items: Sequence[Item], at: int) -> bool:
    """A section heading among the items: a text without an end, short or under its own letter."""
    text = item.scene.text.rstrip()
    return (
        not item.label and not text.endswith((";", ".", "؛", "；", "。", ":", "：", ",", "،")) and at == len(items) - 1
    )


# ------------------------------------------------------------------------------------------- with acts of its own


def _acting(scene: Scene, acting: list[Clause]) -> tuple[list[Provision], Above | None]:
    """The provisions of an item that performs acts, and what its last act hands down if it opens a list."""
    heading = _heading(scene)
    acting = _parted(scene, [_settled(scene, clause) for clause in acting])
    provisions: list[Provision] = []
    above: Above | None = None
    for at in range(len(acting) - 1, -1, -1):
        is_last = at == len(acting) - 1
        clause = acting[at]
        if at and _asks_the_same(acting[at - 1], clause):
            clause = clause._replace(act=msgspec.structs.replace(clause.act, takes="addressee"))
        antecedent = _antecedent(scene, acting[:at]) if clause.form == "pronoun" else ()
        following = provisions[0] if provisions else None
        joint = heading == "list" and not provisions and _waits(scene, clause)
        provision, handed = _one(scene, clause, heading if is_last or joint else "", following, antecedent)
        if heading == "list" and not provisions and not is_last and above and handed:
            shared = handed.fields.under(above.fields)
            above = _with_beside(above, msgspec.structs.replace(handed, fields=shared))
            continue
        if heading == "besides" and not is_last and above and provision and provision.rule.endswith(".shared"):
            shares = Above(act=clause.act, addressees=provision.addressees, fields=above.fields)
            above = _with_beside(above, shares)
        above = handed if is_last else above
        if provision is not None:
            provisions.insert(0, provision)
    return [p if p.act_class == "directive" else msgspec.structs.replace(p, addressees=()) for p in provisions], above


def _waits(scene: Scene, clause: Clause) -> bool:
    """Whether a directive clause says no action itself, so that the list at the paragraph's end gives it."""
    closed = scene.text[clause.body[1] : clause.body[1] + 1] in _CLOSES
    return clause.act.addresses and not closed and _parting(scene, clause).action is None


def _with_beside(above: Above, other: Above) -> Above:
    """What is handed down, and what an act before it hands down too."""
    if above.beside:
        other = _with_beside(above.beside, other)
    return msgspec.structs.replace(above, beside=other)


def _asks_the_same(before: Clause, clause: Clause) -> bool:
    """Whether a directive verb stands right before one that names no addressee ("requests and authorizes X to ...")."""
    return before.act.addresses and before.body[0] >= before.body[1] and not clause.act.addresses


def _settled(scene: Scene, clause: Clause) -> Clause:
    """Settle what a verb governs that takes an object or, after a preposition, an addressee: "pide que ...", "pide, a
    este respecto, a la secretaría que ..."."""
    if clause.act.takes != "either":
        return clause
    start, end = clause.body
    if "," in scene.text[clause.verb[1] : start]:
        start = after_adverbials(scene, start, end)
    addressed = scene.grammar.dative.match(scene.text, start, end)
    opens = scene.grammar.subjunctive.match(scene.text, start, end)
    takes = "addressee" if addressed or (opens and scene.names_actor(opens.end(), end)) else "object"
    body = (addressed.end() if addressed else clause.body[0], end)
    return clause._replace(act=msgspec.structs.replace(clause.act, takes=takes), body=body)


def _parted(scene: Scene, acting: list[Clause]) -> list[Clause]:
    """Give back to a directive the action that stands after a participle's clause ("urges X, noting Y, to do Z")."""
    parted = list(acting)
    for at in range(len(parted) - 1):
        clause, inserted = parted[at : at + 2]
        if not clause.act.addresses or inserted.form != "participle" or part(scene, clause).action:
            continue
        pivot = pivot_after_comma(scene, clause.act, *inserted.body)
        if pivot:
            parted[at] = clause._replace(action=scene.trimmed(pivot[1], inserted.body[1]))
            parted[at + 1] = inserted._replace(body=scene.trimmed(inserted.body[0], pivot[0]))
    return parted


def _antecedent(scene: Scene, before: list[Clause]) -> tuple[Range, ...]:
    """Whom a pronoun means: those addressed before it, else the last actor named before it."""
    for clause in reversed(before):
        addressed = part(scene, clause).addressees if clause.act.addresses else ()
        if addressed:
            return addressed
    start, end = before[-1].body if before else (0, 0)
    named = [(name.start, name.end) for name in scene.names if name.end <= end and name.kind != "instrument"]
    nouns = [
        scene.trimmed(found.start(), phrase_end(scene, found.start(), end, narrow=True))
        for found in scene.grammar.actor.finditer(scene.text, start, end)
        if not scene.shield_at(found.start())
    ]
    named, nouns = ([span for span in spans if not _in_due(scene, span[0])] for spans in (named, nouns))
    return tuple(max(named, nouns, key=lambda found: found[-1][0] if found else -1)[-1:])


def _in_due(scene: Scene, at: int) -> bool:
    return any(due.start <= at < due.end for due in scene.dues)


def _heading(scene: Scene) -> str:
    """ "list" where the item only opens a list, "besides" where it also says something itself, "" where neither."""
    text = scene.text.rstrip()
    if scene.grammar.besides_ending.search(text, max(0, len(text) - _ENDING)):
        return "besides"
    if text.endswith((":", "：")) or scene.grammar.list_ending.search(text):
        return "list"
    return ""


def _without_ending(scene: Scene, start: int, end: int, heading: str) -> int:
    """The end of a body without the words that open a list."""
    endings = {"besides": scene.grammar.besides_ending, "list": scene.grammar.list_ending}
    ending = endings[heading].search(scene.text, start, len(scene.text.rstrip())) if heading else None
    return scene.trimmed(start, ending.start())[1] if ending else end


def _one(
    scene: Scene, clause: Clause, heading: str, following: Provision | None, antecedent: tuple[Range, ...] = ()
) -> tuple[Provision | None, Above | None]:
    """The provision of one clause, and what it hands down if it opens a list."""
    start, end = clause.body
    end = min(end, _without_ending(scene, start, end, heading))
    clause = clause._replace(body=(start, max(start, end)))
    parting = _parting(scene, clause)
    if antecedent and not parting.addressees:
        parting = parting._replace(addressees=antecedent)
    closed = scene.text[end : end + 1] in _CLOSES
    if parting.action is None and following is not None and (clause.act.addresses or start >= end) and not closed:
        return _shared(scene, clause, parting, following), None
    if parting.action is None and closed and following is not None and start < end:
        parting = Parting((), (start, end))
    action = parting.action or (clause.verb[1], end)
    fields = read_fields(scene, clause.act, (clause.reach, end), action, parting.addressees)
    addressees = tuple(actor_at(scene, span) for span in parting.addressees) if clause.act.addresses else ()
    handed = _handed(clause.act, addressees, fields, heading)
    if heading == "list" or (heading and parting.action is None):
        says = parting.action is not None and scene.grammar.bare_verb.match(scene.text, parting.action[0])
        result = deliverable(scene, clause.act, *parting.action, sure=True) if parting.action and says else None
        return None, msgspec.structs.replace(handed, result=result) if handed else None
    return make_provision(scene, clause, parting.action, addressees, fields), handed


def _handed(act: Act, addressees: tuple[Actor, ...], fields: Fields, heading: str) -> Above | None:
    """What a heading hands down: that it goes on with something only where it says nothing else ("to continue to:")."""
    if heading == "besides":
        fields = msgspec.structs.replace(fields, continuing=False)
    return Above(act=act, addressees=addressees, fields=fields) if heading else None


def _parting(scene: Scene, clause: Clause) -> Parting:
    if clause.act.addresses:
        return part(scene, clause)
    if "object" in clause.slots:
        return Parting((), scene.trimmed(*clause.slots["object"]))
    start, end = clause.body
    if scene.grammar.kept_opener.match(scene.text, start, end):
        return Parting((), clause.body)
    start, end = without_opener(scene, start, end)
    inserted = any(mark in ",،" for mark in scene.text[clause.verb[1] : start])
    if inserted or (clause.act.act_class == "deciding" and not scene.grammar.lists.pivots):
        start = after_adverbials(scene, start, end)
        start = without_opener(scene, start, end)[0]
    return Parting((), (start, end) if start < end else None)


def _shared(scene: Scene, clause: Clause, parting: Parting, following: Provision) -> Provision:
    """A provision whose action is said after the next verb ("requests A and invites B to do X")."""
    named = tuple(actor_at(scene, span) for span in parting.addressees)
    addressees = (named or following.addressees) if clause.act.act_class == "directive" else ()
    place = place_of(scene, clause, None)
    own = read_fields(scene, clause.act, (clause.reach, clause.body[1]), (clause.verb[1], clause.body[1]))
    theirs = Fields(
        partners=following.partners,
        conditions=tuple(c for c in following.conditions if not (named and _restricts(scene, c, following))),
        recipients=following.recipients,
        due=following.due,
        continuing=following.continuing,
    )
    both = theirs.under(own)
    return msgspec.structs.replace(
        following,
        partners=both.partners,
        conditions=both.conditions,
        recipients=both.recipients,
        due=both.due,
        act=clause.act.act,
        act_class=clause.act.act_class,
        act_alt=alternatives_of(scene, clause.act, addressees),
        addressees=addressees,
        rule=f"{clause.act.act}.{clause.form}.shared",
        start=place.start,
        end=place.end,
        text=place.text,
    )


def _restricts(scene: Scene, condition: Condition, provision: Provision) -> bool:
    """Whether a condition belongs to the addressees of its own verb alone ("donors in a position to do so")."""
    if any(actor.start <= condition.start < actor.end for actor in provision.addressees):
        return True
    if not scene.grammar.spaced:  # adverbials stand between addressee and action without a comma
        return False
    before = scene.original[: condition.start].rstrip()
    return bool(provision.action and condition.start < provision.action.start) and not before.endswith((",", "،", "，"))


# ------------------------------------------------------------------------------------------- under a heading


def _inheriting(scene: Scene, above: Above) -> tuple[list[Provision], Above | None]:
    """The provision of a sub-paragraph without an act of its own."""
    start, end = without_opener(scene, *scene.trimmed(0, len(scene.text)))
    if not scene.grammar.lists.pivots:
        start = after_adverbials(scene, start, end)
    heading = _heading(scene)
    end = _without_ending(scene, start, end, heading)
    fields = read_fields(scene, above.act, (0, end), (start, end)).under(above.fields)
    handed = _handed(above.act, above.addressees, fields, heading)
    if heading == "list" or start >= end:
        other = _inheriting(scene, above.beside)[1] if above.beside else None
        return [], _with_beside(handed, other) if handed and other else handed
    clause = Clause(above.act, "inherited", 0, 0, (start, start), (start, end), {})
    provision = make_provision(scene, clause, (start, end), above.addressees, fields)
    if above.result and not scene.grammar.bare_verb.match(scene.text, start):
        provision = msgspec.structs.replace(provision, deliverable=above.result)
    if above.beside is None:
        return [provision], handed
    others, other = _inheriting(scene, above.beside)
    return [*others, provision], _with_beside(handed, other) if handed and other else handed
