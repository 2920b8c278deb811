"""The parts of one provision, put together from places in a scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from ..folding import fold
from ..model import Actor, Condition, ConditionType, Due, Phrase, Provision
from .acts import Clause
from .conditions import conditions
from .deadlines import each_once
from .deliverables import continuing, deliverable
from .partners import partners, recipients
from .scene import Range, Scene, Stated
from .word_lists import Act


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What hangs on an action: with whom, on which condition, for whom, by when, and whether it goes on."""

    partners: tuple[Actor, ...] = ()
    conditions: tuple[Condition, ...] = ()
    recipients: tuple[Actor, ...] = ()
    due: tuple[Due, ...] = ()
    continuing: bool = False

    def under(self, above: Fields) -> Fields:
        """These fields after those inherited from above."""
        return Fields(
            partners=_joined(above.partners, self.partners),
            conditions=_joined(above.conditions, self.conditions),
            recipients=_joined(above.recipients, self.recipients),
            due=_joined(above.due, self.due),
            continuing=self.continuing or above.continuing,
        )


P = TypeVar("P", bound=Phrase)


def _joined(above: tuple[P, ...], own: tuple[P, ...]) -> tuple[P, ...]:
    """What is inherited and what is said here, the same words once."""
    said = {phrase.text.lower() for phrase in above}
    return (*above, *(phrase for phrase in own if phrase.text.lower() not in said))


def read_fields(scene: Scene, act: Act, span: Range, action: Range, addressees: Sequence[Range] = ()) -> Fields:
    """What hangs on the action; nothing where the act's class has no such thing. A due inside an addressee ("Parties
    that have not submitted their biennial reports") or a condition is none of the action's."""
    if act.act_class not in ("directive", "deciding"):
        return Fields()
    start, end = span
    hanging = conditions(scene, start, end, action[0])
    elsewhere = [*addressees, *(each.span for each in hanging)]
    return Fields(
        partners=tuple(actor_at(scene, each) for each in partners(scene, start, end)),
        conditions=tuple(_condition(scene, each.span, each.type) for each in hanging),
        recipients=tuple(actor_at(scene, each) for each in recipients(scene, start, end)),
        due=each_once(
            _due(scene, stated)
            for stated in scene.dues
            if start <= stated.start < end and not any(a <= stated.start < b for a, b in elsewhere)
        ),
        continuing=continuing(scene, *action),
    )


def make_provision(
    scene: Scene, clause: Clause, action: Range | None, addressees: tuple[Actor, ...], fields: Fields
) -> Provision:
    act = clause.act
    place = place_of(scene, clause, action)
    result = _result(scene, clause, action) if action and act.act_class in ("directive", "deciding") else None
    return Provision(
        block=place.block,
        start=place.start,
        end=place.end,
        text=place.text,
        act=act.act,
        act_class=act.act_class,
        act_alt=alternatives_of(scene, act, addressees),
        action=scene.phrase(*action) if action else None,
        addressees=addressees,
        inherited=clause.form == "inherited",
        partners=fields.partners,
        conditions=fields.conditions,
        recipients=fields.recipients,
        due=fields.due,
        continuing=fields.continuing,
        deliverable=result,
        rule=f"{act.act}.{clause.form}",
        confidence=_confidence(clause, action, addressees),
    )


def _result(scene: Scene, clause: Clause, action: Range) -> str | None:
    """The deliverable of an action; where its verb only stands for one said before ("to do so"), of what stands before
    it in the clause, or else in the paragraph."""
    if not scene.grammar.pro_verb.match(scene.text, *action):
        return deliverable(scene, clause.act, *action)
    nearer = deliverable(scene, clause.act, clause.verb[1], action[0])
    return nearer or deliverable(scene, clause.act, 0, clause.verb[0], sure=True)


def place_of(scene: Scene, clause: Clause, action: Range | None) -> Phrase:
    end = max(clause.verb[1], clause.body[1], action[1] if action else 0)
    return scene.phrase(*scene.trimmed(min(clause.verb[0], clause.body[0]), end))


_SURE = {
    "finite": 0.97,
    "infinitive": 0.93,
    "participle": 0.9,
    "weak": 0.8,
    "pronoun": 0.9,
    "passive": 0.9,
    "inherited": 0.93,
}


def _confidence(clause: Clause, action: Range | None, addressees: tuple[Actor, ...]) -> float:
    """How sure a provision is: lower for weak forms, and where an addressee or action was expected and not found."""
    sure = _SURE[clause.form]
    if action is None:
        sure -= 0.4
    elif clause.act.addresses and not addressees:
        sure -= 0.2
    return round(sure, 2)


def alternatives_of(scene: Scene, act: Act, addressees: tuple[Actor, ...]) -> tuple[str, ...]:
    """The second readings of an act; some only where States or Parties are addressed."""
    to_states = act.alt_to_states and any(scene.grammar.states.search(fold(a.text).text) for a in addressees)
    return (*act.alt, *(act.alt_to_states if to_states else ()))


def actor_at(scene: Scene, span: Range) -> Actor:
    phrase = scene.phrase(*span)
    refs = tuple(dict.fromkeys(n.ref for n in scene.names if span[0] <= n.start and n.end <= span[1]))
    return Actor(block=phrase.block, start=phrase.start, end=phrase.end, text=phrase.text, refs=refs)


def _condition(scene: Scene, span: Range, kind: ConditionType) -> Condition:
    phrase = scene.phrase(*span)
    return Condition(block=phrase.block, start=phrase.start, end=phrase.end, text=phrase.text, type=kind)


def _due(scene: Scene, stated: Stated) -> Due:
    phrase = scene.phrase(stated.start, stated.end)
    return msgspec.structs.replace(stated.due, block=phrase.block, start=phrase.start, end=phrase.end, text=phrase.text)
