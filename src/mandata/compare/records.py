"""What a comparison finds: paragraphs paired, words changed, and what the changes mean, as frozen records."""

from __future__ import annotations

from typing import Literal, get_args

from ..model import BlockKind, Record

Relation = Literal["same", "changed", "split", "merged", "added", "removed"]
Weight = Literal["substance", "negotiation", "wording", "form"]
Kind = Literal[
    "decision_added",
    "decision_removed",
    "mandate_added",
    "mandate_removed",
    "provision_added",
    "provision_removed",
    "paragraph_added",
    "paragraph_removed",
    "act_weakened",
    "act_strengthened",
    "act_changed",
    "modality_weakened",
    "modality_strengthened",
    "negation_changed",
    "addressee_added",
    "addressee_removed",
    "addressee_changed",
    "condition_added",
    "condition_removed",
    "condition_changed",
    "deadline_added",
    "deadline_removed",
    "deadline_earlier",
    "deadline_later",
    "deadline_changed",
    "partner_added",
    "partner_removed",
    "partner_changed",
    "recipient_added",
    "recipient_removed",
    "recipient_changed",
    "deliverable_changed",
    "citation_added",
    "citation_removed",
    "citation_updated",
    "reference_changed",
    "date_changed",
    "number_changed",
    "name_added",
    "name_removed",
    "name_changed",
    "note_added",
    "note_removed",
    "title_changed",
    "bracket_added",
    "bracket_changed",
    "bracket_resolved",
    "change_proposed",
    "change_accepted",
    "change_rejected",
    "change_reworded",
    "comment",
    "wording",
    "punctuation",
    "numbered",
    "moved",
    "renumbered",
    "split",
    "merged",
    "reference_renumbered",
    "reference_stale",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_NEGOTIATION = KINDS.index("bracket_added")
_WORDING = KINDS.index("wording")
_FORM = KINDS.index("punctuation")


def weight_of(kind: Kind) -> Weight:
    """Whether a change touches what is decided, the state of the negotiation, words alone, or form alone."""
    at = KINDS.index(kind)
    if at < _NEGOTIATION:
        return "substance"
    if at < _WORDING:
        return "negotiation"
    return "wording" if at < _FORM else "form"


class Side(Record, frozen=True, kw_only=True):
    """A paragraph of one of the two documents, as it stands there."""

    block: str
    kind: BlockKind
    label: str
    text: str
    level: int = 1
    decision: int | None = None


class Stretch(Record, frozen=True, kw_only=True):
    """Words that stand otherwise: from `start` to `end` of the text before, from `new_start` to `new_end` of that after
    (code points, half-open; one of the two may hold none). Where a pair has several paragraphs on a side, the text is
    that of all of them, a blank between each two."""

    start: int
    end: int
    new_start: int
    new_end: int


class Pair(Record, frozen=True, kw_only=True):
    """Paragraphs that are one and the same in both texts. `moved` tells that they changed places with others."""

    relation: Relation
    before: tuple[Side, ...] = ()
    after: tuple[Side, ...] = ()
    moved: bool = False
    stretches: tuple[Stretch, ...] = ()

    def old_text(self) -> str:
        return " ".join(side.text for side in self.before)

    def new_text(self) -> str:
        return " ".join(side.text for side in self.after)


class Place(Record, frozen=True, kw_only=True):
    """Words in a paragraph of one of the two documents, to the letter; `label` is the paragraph's number."""

    block: str
    label: str
    start: int
    end: int
    text: str


class Difference(Record, frozen=True, kw_only=True):
    """One change. `before` and `after` are the places concerned, as far as there are any; `old` and `new` what is said
    there, normalized where there is a norm (an act, a date, the value of a citation). `what` says more of some kinds:
    the type of a condition, how a bracket was resolved. `author` and `date` are those of a tracked change."""

    kind: Kind
    weight: Weight
    before: Place | None = None
    after: Place | None = None
    old: str = ""
    new: str = ""
    what: str = ""
    author: str = ""
    date: str = ""
    note: str = ""


class Comparison(Record, frozen=True, kw_only=True):
    """Two documents compared. `pairs` stand in the order of the text after, what is gone where it stood. `apart` are
    paragraphs of one document that were not compared, because the other is of another kind (a note that presents a
    draft decision, and the decision alone): `old` or `new`, and how many."""

    before: str
    after: str
    languages: tuple[str, str]
    pairs: tuple[Pair, ...] = ()
    changes: tuple[Difference, ...] = ()
    apart_before: tuple[str, ...] = ()
    apart_after: tuple[str, ...] = ()
