"""The word lists of one language for reading mandates, as data/languages/<code>/mandates.yaml has them."""

from __future__ import annotations

from ..lexicon import Entry
from ..model import ActClass, ConditionType

# The closed list of acts by class.
ACTS: dict[ActClass, str] = {
    "directive": "request invite encourage urge call_upon call_for recommend instruct appeal remind demand",
    "deciding": "decide agree adopt approve endorse establish authorize extend elect appoint commit"
    " accept confirm declare",
    "evaluative": "welcome express_appreciation commend express_concern express_interest express_support condemn regret"
    " look_forward support thank",
    "observing": "note take_note recognize acknowledge consider bear_in_mind",
    "reinforcing": "reaffirm recall stress reiterate affirm",
}
ACT_CLASSES: dict[str, ActClass] = {act: kind for kind, acts in ACTS.items() for act in acts.split()}


class Act(Entry, frozen=True, kw_only=True):
    """How one act is said; see the header of any mandates.yaml."""

    act: str
    alt: list[str] = []
    alt_to_states: list[str] = []
    takes: str = ""
    deliverable: str = ""
    shows: list[str] = []
    forms: list[str] = []
    weak: list[str] = []
    infinitives: list[str] = []
    participles: list[str] = []
    pronouns: list[str] = []
    passives: list[str] = []
    pivots: list[str] = []

    @property
    def act_class(self) -> ActClass:
        return ACT_CLASSES[self.act]

    @property
    def addresses(self) -> bool:
        """Whether an addressee follows."""
        return self.takes in ("addressee", "both") or (not self.takes and self.act_class == "directive")


class ConditionForms(Entry, frozen=True, kw_only=True):
    """Formulas of one type of condition."""

    type: ConditionType
    forms: list[str]


class DeliverableWords(Entry, frozen=True, kw_only=True):
    """Nouns and verbs that show a deliverable; `leading` verbs decide where the action begins with them."""

    deliverable: str
    leading: list[str] = []
    nouns: list[str] = []
    verbs: list[str] = []


class Verbs(Entry, frozen=True, kw_only=True, rename={"not_": "not", "known": "list"}):
    """How a bare verb that opens an action is recognized."""

    before: list[str] = []
    endings: list[str] = []
    not_: list[str] = []
    known: list[str] = []
    finite: list[str] = []


class WordLists(Entry, frozen=True, kw_only=True):
    """A whole mandates.yaml."""

    classes: dict[str, list[str]] = {}
    acts: list[Act]
    modifiers: list[str] = []
    fore_modifiers: list[str] = []
    connectors: list[str] = []
    openers: list[str] = []
    kept_openers: list[str] = []
    pivots: list[str] = []
    relatives: list[str] = []
    not_pivot_after: list[str] = []
    verbs: Verbs = Verbs()
    heads: list[str] = []
    leads: list[str] = []
    lists: list[str] = []
    besides: list[str] = []
    conditions: list[ConditionForms] = []
    partners: list[str] = []
    partner_verbs: list[str] = []
    recipients: list[str] = []
    recipient_pronouns: list[str] = []
    recipients_if_known: list[str] = []
    transfers: list[str] = []
    transfer_to: list[str] = []
    np_stops: list[str] = []
    inner_dues: list[str] = []
    binds: list[str] = []
    head_final: bool = False
    after_heads: list[str] = []
    fronted: list[str] = []
    closed_names: bool = False
    verb_first: bool = False
    comma_stops: list[str] = []
    no_comma_stops: list[str] = []
    name_stops: list[str] = []
    joins: list[str] = []
    prepositions: list[str] = []
    dative: list[str] = []
    object_stops: list[str] = []
    actors: list[str] = []
    articles: list[str] = []
    before_articles: list[str] = []
    tails: list[str] = []
    naming_tails: list[str] = []
    coordinated: list[str] = []
    shared_heads: list[str] = []
    opens_shared: list[str] = []
    complements: list[str] = []
    describing: list[str] = []
    attached: list[str] = []
    abstract: list[str] = []
    adjectives: list[str] = []
    no_actors: list[str] = []
    no_recipients: list[str] = []
    things: list[str] = []
    partners_if_known: list[str] = []
    states: list[str] = []
    unjoined: list[str] = []
    markers: list[str] = []
    prefaces: list[str] = []
    subjunctives: list[str] = []
    deliverables: list[DeliverableWords] = []
    next_verbs: list[str] = []
    of_nouns: list[str] = []
    clause_verbs: list[str] = []
    asides: list[str] = []
    pro_verbs: list[str] = []
    continuing: list[str] = []
    continuing_not: list[str] = []
