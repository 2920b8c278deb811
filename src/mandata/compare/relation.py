"""What a later mandate is to an earlier one that it resembles: the same, renewed, changed, or the contrary."""

from __future__ import annotations

from typing import Literal

from rapidfuzz.distance import Indel

from ..model import Record
from .asked import Asked, Until
from .tokens import words

RelationKind = Literal["same", "renewed", "changed", "contradicted", "superseded"]
Field = Literal["act", "addressees", "action", "partners", "conditions", "recipients", "due"]
SAME_WORDS = 0.94  # from this share of equal words on, what is to be done is the same
_SAME_VERB_FORMS = 0.88  # where one of the two says "continue", after which the verb may have another form
_LISTS: tuple[Field, ...] = ("addressees", "partners", "recipients")


class Relation(Record, frozen=True, kw_only=True):
    """How a later mandate stands to an earlier one; `fields` are those that differ, `likeness` is the share of equal
    words in what is to be done (0 to 1; of meaning, where the two are in different languages)."""

    kind: RelationKind
    fields: tuple[Field, ...] = ()
    likeness: float


class Link(Record, frozen=True, kw_only=True):
    """An earlier mandate (by its number in the index) that a later one repeats or changes; `matter` tells whether both
    decisions are about the same matter, so that they belong to one chain."""

    earlier: int
    later: int
    relation: Relation
    matter: bool


def likeness(one: Asked, other: Asked) -> float:
    """The share of equal words, in their order, in what two mandates of one language want done."""
    mine, theirs = words(one.core, one.language), words(other.core, other.language)
    return float(Indel.normalized_similarity(mine, theirs))


def relate(earlier: Asked, later: Asked, alike: float) -> Relation:
    """What `later` is to `earlier`. Renewed is what asks the same for a later time, or to go on with it."""
    across = earlier.language != later.language
    fields: list[Field] = []
    if earlier.act != later.act and not ({earlier.act, *earlier.act_alt} & {later.act, *later.act_alt}):
        fields.append("act")
    fields += (field for field in _LISTS if _differ(getattr(earlier, field), getattr(later, field), across))
    goes_on = later.continued != earlier.continued
    if not across and alike < (_SAME_VERB_FORMS if goes_on else SAME_WORDS):
        fields.append("action")
    if (len(earlier.conditions) != len(later.conditions)) if across else earlier.conditions != later.conditions:
        fields.append("conditions")
    moved = _moved(earlier.due, later.due)
    if earlier.denied != later.denied:
        return Relation(kind="contradicted", fields=tuple(fields), likeness=alike)
    if moved == "other":
        fields.append("due")
    if fields:
        return Relation(kind="changed", fields=tuple(fields), likeness=alike)
    if moved == "later" or (later.continued and not earlier.continued):
        return Relation(kind="renewed", fields=("due",) if moved == "later" else (), likeness=alike)
    return Relation(kind="same", likeness=alike)


def _differ(one: tuple[str, ...], other: tuple[str, ...], across: bool) -> bool:
    """Whether two lists of actors differ; between languages only those known by their addresses can tell."""
    if across:
        one, other = (tuple(name for name in names if name.isupper()) for names in (one, other))
        return bool(one) and bool(other) and not set(one) & set(other)
    return set(one) != set(other)


def _moved(before: tuple[Until, ...], after: tuple[Until, ...]) -> Literal["same", "later", "other"]:
    """What became of the dues: the same, the same kind at a later time, or another."""
    before, after = (tuple(due for due in dues if due.value != "continuing") for dues in (before, after))
    if not before and not after:
        return "same"
    if len(before) != len(after) or not before:
        return "other"
    moved = [_time(one, other) for one, other in zip(before, after, strict=True)]
    return "other" if "other" in moved else "later" if "later" in moved else "same"


def _time(before: Until, after: Until) -> Literal["same", "later", "other"]:
    one, other = before.date, after.date
    if before.value == after.value:
        return "later" if one and other and one < other else "same"  # "at its next session", of another year
    if before.value.rpartition(":")[0].removeprefix("before:") == after.value.rpartition(":")[0].removeprefix(
        "before:"
    ):
        mine, theirs = (due.value.rpartition(":")[2] for due in (before, after))
        if mine.isdecimal() and theirs.isdecimal() and len(mine) < 4:
            return "later" if int(mine) < int(theirs) else "other"
        return "later" if mine < theirs else "other"
    if one and other:
        return "later" if one < other else "same" if one == other else "other"
    return "other"


def ended(label: str, paragraph: str) -> bool:
    """Whether the end of a paragraph ("3(a)", "" for all of the decision) is that of "3 (a) (i)"."""
    plain = label.replace(" ", "")
    return not paragraph or plain == paragraph or plain.startswith(f"{paragraph}(")
