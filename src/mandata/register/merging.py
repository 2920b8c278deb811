"""Makes one proposal out of what the languages of a paragraph say, and tells where they do not agree; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import msgspec

from ..model import Actor, Phrase, Provision
from .facts import ActorFact, ConditionFact, DueFact, Facts, Words

ORDER = ("en", "fr", "es", "ru", "ar", "zh")
"""Whose words decide where as many languages say one thing as the other."""

SURE = 0.9
Reading = Mapping[str, Provision]
"""One act, as each language has it."""

Eids = Mapping[str, Mapping[str, str]]
"""The paragraph's eid of each block, by language."""

Placer = Callable[[str, Phrase], Words]
Holds = Callable[[str], bool]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate as the machine proposes it: what it says, how sure it is, its doubts with their reasons, and in which
    fields the languages do not agree (what each of them says)."""

    facts: Facts
    confidence: float
    doubts: list[dict[str, Any]]
    disagreement: dict[str, dict[str, Any]]


def readings(found: Mapping[str, Sequence[Provision]]) -> list[dict[str, Provision]]:
    """The acts of a paragraph, each with its words in all languages that have it, in order."""
    counts = Counter(len(acts) for acts in found.values())
    if not counts:
        return []
    most = max(counts, key=lambda count: (counts[count], count))
    lead = next(code for code in ordered(found) if len(found[code]) == most)
    groups: list[dict[str, Provision]] = [{lead: act} for act in found[lead]]
    for code in ordered(found):
        if code != lead:
            _join(groups, lead, code, found[code])
    return groups


def ordered(languages: Mapping[str, Any]) -> list[str]:
    """Languages in the order of `ORDER`."""
    return sorted(languages, key=ORDER.index)


def _join(groups: list[dict[str, Provision]], lead: str, code: str, acts: Sequence[Provision]) -> None:
    """Put each act of another language beside the one that it is; one that has no counterpart stands alone."""
    leading = [group.get(lead) for group in groups]
    if len(acts) == len([act for act in leading if act]) and all(
        one and one.act == other.act for one, other in zip(leading, acts, strict=False)
    ):
        for group, act in zip(groups, acts, strict=False):
            group[code] = act
        return
    pairs = sorted(
        (
            (_likeness(group, act) - abs(i - j) / 4, i, j)
            for i, group in enumerate(groups)
            for j, act in enumerate(acts)
        ),
        reverse=True,
    )
    used: set[int] = set()
    for score, i, j in pairs:
        if score > 0 and code not in groups[i] and j not in used:
            groups[i][code] = acts[j]
            used.add(j)
    rest = [act for j, act in enumerate(acts) if j not in used]
    alone = [group for group in groups if lead in group and code not in group]
    if len(rest) == len(alone):  # as many as there are places for them: the same acts, read otherwise
        for group, act in zip(alone, rest, strict=True):
            group[code] = act
    else:
        groups += [{code: act} for act in rest]


def _likeness(group: Reading, act: Provision) -> float:
    one = next(iter(group.values()))
    return (
        1.0 * (one.act == act.act)
        + 1.0 * (addressed(one) == addressed(act))
        + 0.5 * ([d.value for d in one.due] == [d.value for d in act.due])
        - 0.5
    )


def addressed(act: Provision) -> tuple[str, ...]:
    """Who is asked, by addresses; "?" stands for words that are in no register."""
    return tuple(sorted(ref for actor in act.addressees for ref in actor.refs or ("?",)))


def proposal(
    reading: Reading, languages: Sequence[str], resolve: Callable[[DueFact], DueFact], eids: Eids, holds: Holds
) -> Proposal:
    """What the machine proposes for an act. `languages` are those that the paragraph has; `resolve` gives a due its
    meeting and day from the register's calendar; `eids` are the paragraphs' of each language's blocks; `holds` tells
    which organizations the register has."""
    reading = {code: _of_register(act, holds) for code, act in reading.items()}
    disagreement = _disagreement(reading, languages)
    place = _placer(reading, eids)
    facts = Facts(
        act=_mode(reading, lambda act: act.act)[1].act,
        action={code: place(code, act.action) for code, act in reading.items() if act.action},
        addressees=_actors(reading, lambda act: act.addressees, place),
        partners=_actors(reading, lambda act: act.partners, place),
        recipients=_actors(reading, lambda act: act.recipients, place),
        conditions=_conditions(reading, place),
        dues=tuple(map(resolve, _dues(reading, place))),
        deliverable=_mode(reading, lambda act: act.deliverable or "")[1].deliverable or "",
        continuing=_mode(reading, lambda act: act.continuing)[1].continuing,
    )
    confidence = min(act.confidence for act in reading.values())
    return Proposal(
        facts=facts,
        confidence=round(min(confidence, 0.6) if disagreement else confidence, 3),
        doubts=_doubts(reading, facts, confidence, disagreement),
        disagreement=disagreement,
    )


def _of_register(act: Provision, holds: Holds) -> Provision:
    """An act whose actors have only addresses that the register holds; a treaty, say, is words."""
    everybody = (*act.addressees, *act.partners, *act.recipients)
    if all(holds(ref) for actor in everybody for ref in actor.refs):
        return act

    def known(actors: Sequence[Actor]) -> tuple[Actor, ...]:
        return tuple(
            msgspec.structs.replace(actor, refs=tuple(ref for ref in actor.refs if holds(ref))) for actor in actors
        )

    return msgspec.structs.replace(
        act, addressees=known(act.addressees), partners=known(act.partners), recipients=known(act.recipients)
    )


def _placer(reading: Reading, eids: Eids) -> Placer:
    """Says where words stand: in the paragraph of the act, or in one above, from which they are inherited."""

    def place(code: str, phrase: Phrase) -> Words:
        inherited = phrase.block != reading[code].block
        above = eids.get(code, {}).get(phrase.block, "") if inherited else ""
        return Words(text=phrase.text, start=phrase.start, end=phrase.end, above=above)

    return place


def _mode(reading: Reading, meaning: Callable[[Provision], Hashable]) -> tuple[str, Provision]:
    """The first language, in order, of those that say what most of them say."""
    said = Counter(meaning(act) for act in reading.values())
    most = max(said.values())
    return next((code, reading[code]) for code in ordered(reading) if said[meaning(reading[code])] == most)


def _actors(reading: Reading, part: Callable[[Provision], Sequence[Actor]], place: Placer) -> tuple[ActorFact, ...]:
    """Everybody whom the leading language names, with their words in the others."""
    _, act = _mode(reading, lambda act: tuple(sorted(_keys(part(act)))))
    found: dict[str, dict[str, Words]] = {key: {} for key in _keys(part(act))}
    for code, other in reading.items():
        for key, actor in zip(_keys(part(other)), _each(part(other)), strict=True):
            if key in found:
                found[key].setdefault(code, place(code, actor))
    return tuple(
        ActorFact(organization=None if key.startswith("?") else key.split("#")[0], words=said)
        for key, said in found.items()
    )


def _each(actors: Sequence[Actor]) -> list[Actor]:
    return [actor for actor in actors for _ in actor.refs or ("?",)]


def _keys(actors: Sequence[Actor]) -> list[str]:
    """What each actor is joined by: the address, else the place among those that are words only."""
    keys: list[str] = []
    for actor in actors:
        keys += actor.refs or (f"?{sum(key.startswith('?') for key in keys)}",)
    return list(dict.fromkeys(keys)) if len(set(keys)) == len(keys) else _numbered(keys)


def _numbered(keys: list[str]) -> list[str]:
    """Keys that come again are told apart, so that each has one ("SECRETARIATS", "SECRETARIATS#2")."""
    seen: Counter[str] = Counter()
    out = []
    for key in keys:
        seen[key] += 1
        out.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return out


def _conditions(reading: Reading, place: Placer) -> tuple[ConditionFact, ...]:
    _, act = _mode(reading, lambda act: tuple(sorted(c.type for c in act.conditions)))
    order = _counted([c.type for c in act.conditions])
    said: dict[tuple[str, int], dict[str, Words]] = {key: {} for key in order}
    for code, other in reading.items():
        for key, condition in zip(_counted([c.type for c in other.conditions]), other.conditions, strict=True):
            if key in said:
                said[key][code] = place(code, condition)
    return tuple(ConditionFact(type=kind, words=found) for (kind, _), found in said.items())


def _dues(reading: Reading, place: Placer) -> tuple[DueFact, ...]:
    _, act = _mode(reading, lambda act: tuple(sorted(d.value for d in act.due)))
    order = _counted([d.value for d in act.due])
    said: dict[tuple[str, int], dict[str, Words]] = {key: {} for key in order}
    for code, other in reading.items():
        for key, due in zip(_counted([d.value for d in other.due]), other.due, strict=True):
            if key in said:
                said[key][code] = place(code, due)
    return tuple(
        DueFact(value=due.value, meeting=due.meeting, date=due.date, words=said[key])
        for key, due in zip(order, act.due, strict=True)
    )


def _counted(values: Sequence[str]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    keys = []
    for value in values:
        keys.append((value, seen[value]))
        seen[value] += 1
    return keys


def _disagreement(reading: Reading, languages: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Act, addressees and dues as each language has them, where they differ; "found" where some have no such act."""
    told: dict[str, dict[str, Any]] = {}
    for field, meaning in _COMPARED.items():
        said = {code: meaning(act) for code, act in reading.items()}
        if len({tuple(value) if isinstance(value, list) else value for value in said.values()}) > 1:
            told[field] = said
    if missing := [code for code in languages if code not in reading]:
        told["found"] = {code: code not in missing for code in languages}
    return told


_COMPARED: dict[str, Callable[[Provision], Any]] = {
    "act": lambda act: act.act,
    "addressees": lambda act: list(addressed(act)),
    "dues": lambda act: sorted(d.value for d in act.due),
}


def _doubts(
    reading: Reading, facts: Facts, confidence: float, disagreement: Mapping[str, object]
) -> list[dict[str, Any]]:
    """What an officer should look at, each with its reason: the keys are those of doubts in register.yaml."""
    acts = list(reading.values())
    found: list[tuple[str, str]] = [(field if field != "found" else "act", "languages") for field in disagreement]
    if confidence < SURE:
        found.append(("act", "unsure"))
    if len(acts) == 1 and acts[0].act_alt:
        found.append(("act", "verb"))
    if not facts.addressees:
        found.append(("addressees", "nobody"))
    for field in ("addressees", "partners", "recipients"):
        if any(actor.organization is None for actor in getattr(facts, field)):
            found.append((field, "unnamed"))
    if not facts.action:
        found.append(("action", "nothing"))
    if any(due.value == "other" for due in facts.dues):
        found.append(("dues", "undated"))
    if any(act.bracketed for act in acts):
        found.append(("act", "bracketed"))
    fields = dict.fromkeys(field for act in acts for other in act.alternatives for field in other.fields)
    found += [(field, "alternatives") for field in fields]
    return [{"field": field, "reason": reason} for field, reason in dict.fromkeys(found)]
