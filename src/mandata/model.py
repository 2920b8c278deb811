"""The nouns of the house, as frozen records: what a file holds, what a document is, what is found in it.

Offsets are code points, half-open, in the `text` of the block that a record names. A record that stands in a
text always repeats the words it covers, so that it can be read alone; `Document.check` proves that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

BlockKind = Literal[
    "front", "title", "heading", "formula", "preambular", "operative", "paragraph", "list", "table", "note", "back"
]
ConditionType = Literal[
    "resources", "discretion", "on_request", "capability", "voluntary", "mandate", "inputs", "other"
]
ActClass = Literal["directive", "deciding", "evaluative", "observing", "reinforcing"]
ChangeKind = Literal["inserted", "deleted", "moved_to", "moved_from", "format", "comment"]
View = Literal["final", "original", "marked"]
"""How a text with tracked changes is read: with all accepted, with all rejected, or with all shown."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A frozen value; two records with the same contents are equal."""


# ---------------------------------------------------------------------------------------- what a file holds


class Mark(Record, frozen=True, kw_only=True):
    """Where in a line's text a footnote mark stood (it is taken out of the text), and the label of its note."""

    at: int
    note: str


class Stretch(Record, frozen=True, kw_only=True):
    """Part of a line's text that is set apart by its form: italic, bold, a link."""

    start: int
    end: int
    form: Literal["italic", "bold", "link"]
    value: str = ""


class Change(Record, frozen=True, kw_only=True):
    """A tracked change or a comment, by whom and when (ISO 8601, as the file says it).

    `text` are the words concerned, with a blank before or after them that was changed too. Where the view shows them
    they stand from `start` to `end`; where it does not (deleted words in the final view), both are the place where they
    would stand. "¶" stands for the end of a paragraph that was parted or joined. `whole` tells that all words of the
    paragraph have this fate, `move` ties the two ends of a move, `note` is what a comment says.
    """

    kind: ChangeKind
    start: int
    end: int
    text: str
    author: str = ""
    date: str = ""
    whole: bool = False
    move: str = ""
    note: str = ""


class Line(Record, frozen=True, kw_only=True):
    """One paragraph of a file as it stands, white space folded, before anybody asks what it means.

    `label` is an automatic number as the page shows it ("1.", "(a)"); typed numbers stay in `text`. `level` is the
    depth of list or indentation (0: none), `heading` the rank of a heading style (0: none). A table gives one line
    a row, its cells in `cells` (the paragraphs of a cell parted by line ends) and, the filled ones joined by " | ",
    in `text` (line ends as blanks); rows of one table share the number `table`. Marks and notes have the same order:
    the nth mark with a label belongs to the nth note with that label. `paragraphs` are the first and last paragraph of
    the file that the line is made of, counted from 0, where a file has tracked changes: the same in all its views.
    """

    text: str
    kind: Literal["text", "row", "header", "footer", "picture"] = "text"
    label: str = ""
    level: int = 0
    heading: int = 0
    style: str = ""
    centred: bool = False
    page_break: bool = False
    cells: tuple[str, ...] = ()
    table: int | None = None
    marks: tuple[Mark, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    changes: tuple[Change, ...] = ()
    paragraphs: tuple[int, int] | None = None


class Footnote(Record, frozen=True, kw_only=True):
    """A note of a file with the label that its mark shows."""

    label: str
    text: str
    changes: tuple[Change, ...] = ()


class Unread(Record, frozen=True, kw_only=True):
    """What could not be read or understood: the words (or a description), where, and why."""

    text: str
    reason: str
    block: str = ""
    start: int = 0
    end: int = 0


class Source(Record, frozen=True, kw_only=True):
    """A file read: its lines and notes in reading order. `language` is what the file says of itself, if it does."""

    file: str
    sha256: str
    format: str
    lines: tuple[Line, ...]
    notes: tuple[Footnote, ...] = ()
    unread: tuple[Unread, ...] = ()
    language: str | None = None
    view: View = "final"


# ---------------------------------------------------------------------------------------- what a document is


class Block(Record, frozen=True, kw_only=True):
    """A paragraph of a document. `label` is its full number in the common form ("3 (a) (i)") in every language,
    `shown` the number as the page shows it ("i)"); neither stands in `text`. `decision` is an index into
    `Document.decisions`. `level` counts from 1 for the outermost paragraphs and headings.
    """

    id: str
    kind: BlockKind
    text: str
    level: int = 1
    label: str = ""
    shown: str = ""
    decision: int | None = None
    marks: tuple[Mark, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    changes: tuple[Change, ...] = ()
    paragraphs: tuple[int, int] | None = None

    def said(self, start: int, end: int, view: View = "marked") -> str:
        """The words between two places, in a view: without those that were deleted ("final") or inserted ("original")
        as far as they stand in the text."""
        hidden = {"final": ("deleted", "moved_from"), "original": ("inserted", "moved_to"), "marked": ()}[view]
        words, at = "", start
        for change in sorted((c for c in self.changes if c.kind in hidden), key=lambda c: c.start):
            if at < change.end and change.start < end:
                words += self.text[at : max(at, change.start)]
                at = change.end
        return words + self.text[at:end]


class Note(Record, frozen=True, kw_only=True):
    """A footnote: `block` is the block of its mark and `at` the mark's place there; `id` names the block of kind
    "note" that holds its text, so that spans can point into it."""

    id: str
    label: str
    text: str
    block: str
    at: int


class Decision(Record, frozen=True, kw_only=True):
    """A decision or resolution inside a document, draft or adopted. `issuer` is the name in the formula, `body` its
    address in bodies.yaml where known; `annex_of` the document's symbol where the text stands in an annex."""

    number: str
    title: str
    issuer: str
    draft: bool
    kind: Literal["decision", "resolution", "other"] = "decision"
    body: str | None = None
    annex_of: str | None = None


# ---------------------------------------------------------------------------------------- what is found in it


class Phrase(Record, frozen=True, kw_only=True):
    """Words in a block, to the letter."""

    block: str
    start: int
    end: int
    text: str


class Citation(Phrase, frozen=True, kw_only=True):
    """A reference to a symbol, decision, resolution, article, annex, goal or treaty; `value` is its normalized form
    ("article:MINAMATA:23(5)(b)"). One stretch of text may give several."""

    value: str
    rule: str
    confidence: float


class Mention(Phrase, frozen=True, kw_only=True):
    """An organization, office, group or meeting named in a text. `ref` is its address in organizations.yaml or
    bodies.yaml, None where the name is known by its shape only."""

    kind: Literal["organization", "office", "group", "meeting", "instrument", "unknown"]
    ref: str | None
    rule: str
    confidence: float


class Actor(Phrase, frozen=True, kw_only=True):
    """An addressee, partner or recipient, with the addresses of the organizations, offices and groups in it."""

    refs: tuple[str, ...] = ()


class Condition(Phrase, frozen=True, kw_only=True):
    """What the action hangs on; the types are those of the annotation guidelines."""

    type: ConditionType


class Due(Phrase, frozen=True, kw_only=True):
    """When; `value` is normalized ("session:7", "date:2027-03-31"). `meeting` is the meeting meant ("MINAMATA-COP-7")
    and `date` its first day or the day said, as far as known (ISO 8601, reduced precision allowed)."""

    value: str
    meeting: str | None = None
    date: str | None = None


class Bracket(Phrase, frozen=True, kw_only=True):
    """Square brackets in a text, or several side by side of which one is to be chosen.

    `kind` tells words that may stay or go ("option") from several to choose from ("alternatives") and from what nobody
    negotiates ("editorial": "[sic]", "[--]"). `options` are the words inside, without signs, which may stand in several
    paragraphs; `level` counts from 1 for the outermost, `whole` tells that nothing of the paragraph stands outside. A
    bracket over several paragraphs has an entry in each: not `opened` there, or not `closed`.
    """

    kind: Literal["option", "alternatives", "editorial"]
    options: tuple[Phrase, ...] = ()
    level: int = 1
    whole: bool = False
    opened: bool = True
    closed: bool = True


class Alternative(Phrase, frozen=True, kw_only=True):
    """How a provision reads with another option of a bracket (no words: without the bracketed ones).

    `fields` are those of the provision that are different then, `provision` is the provision as it then reads.
    """

    fields: tuple[str, ...]
    provision: Provision


class Provision(Phrase, frozen=True, kw_only=True):
    """One act of the issuing body on one object, as the annotation guidelines define it.

    `bracketed` tells that all of it stands in square brackets, so that it may not stay. Of alternatives it is read with
    the first; `alternatives` say how it reads with the others. `option` is the option of a set of paragraphs in which
    it stands, as the page calls it ("Option 2").
    """

    act: str
    act_class: ActClass = msgspec.field(name="class")
    action: Phrase | None
    rule: str
    confidence: float
    act_alt: tuple[str, ...] = ()
    inherited: bool = False
    addressees: tuple[Actor, ...] = ()
    partners: tuple[Actor, ...] = ()
    conditions: tuple[Condition, ...] = ()
    recipients: tuple[Actor, ...] = ()
    due: tuple[Due, ...] = ()
    deliverable: str | None = None
    continuing: bool = False
    bracketed: bool = False
    option: str = ""
    alternatives: tuple[Alternative, ...] = ()

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase of the provision but itself, those of its alternatives included."""
        yield from (*self.addressees, *self.partners, *self.recipients, *self.conditions, *self.due)
        if self.action:
            yield self.action
        for alternative in self.alternatives:
            yield alternative
            yield alternative.provision
            yield from alternative.provision.phrases()


class Effect(Record, frozen=True, kw_only=True):
    """What becomes of a provision if the tracked changes of a text are accepted: `before` is read in the original,
    `after` in the final text, `fields` are those that differ. Both have their places in the marked text, where their
    words are those without what is inserted (`before`) or deleted (`after`)."""

    kind: Literal["new", "gone", "changed"]
    block: str
    before: Provision | None = None
    after: Provision | None = None
    fields: tuple[str, ...] = ()


class Document(Record, frozen=True, kw_only=True):
    """A document read, in one language, with all that was found in it. The JSON form is described in docs/json.md.

    `meeting` is the meeting's address ("MINAMATA-COP-6") where the symbol tells it; `session` and `place` are the words
    of the first page ("Sixth meeting", "Geneva, 3-7 November 2025").
    """

    file: str
    sha256: str
    format: str
    language: str
    symbol: str | None = None
    symbols: tuple[str, ...] = ()
    kind: str | None = None
    title: str | None = None
    issuer: str | None = None
    body: str | None = None
    meeting: str | None = None
    session: str | None = None
    place: str | None = None
    distribution: str | None = None
    date: str | None = None
    original_language: str | None = None
    agenda_item: str | None = None
    blocks: tuple[Block, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    provisions: tuple[Provision, ...] = ()
    view: View = "final"
    brackets: tuple[Bracket, ...] = ()
    effects: tuple[Effect, ...] = ()
    unread: tuple[Unread, ...] = ()

    def check(self) -> None:
        """Prove that every phrase says what stands at its place.

        Raises ValueError with the first phrase that does not.
        """
        blocks = {block.id: block for block in self.blocks}
        final: View = "final" if self.view == "marked" else "marked"
        original: View = "original" if self.view == "marked" else "marked"
        options = [option for bracket in self.brackets for option in bracket.options]
        provisions = [*self.provisions, *(effect.after for effect in self.effects if effect.after)]
        given = [phrase for provision in provisions for phrase in (provision, *provision.phrases())]
        for phrase in (*self.citations, *self.mentions, *self.brackets, *options, *given):
            _prove(phrase, blocks[phrase.block], final)
        for before in (effect.before for effect in self.effects if effect.before):
            for phrase in (before, *before.phrases()):
                _prove(phrase, blocks[phrase.block], original)


def _prove(phrase: Phrase, block: Block, view: View) -> None:
    words = block.said(phrase.start, phrase.end, view)
    if words != phrase.text:
        raise ValueError(f"{phrase!r} does not stand in block {phrase.block}: there it says {words!r}")


class Context(Record, frozen=True, kw_only=True):
    """What a paragraph's reader knows beforehand: the language and who speaks, in which document.

    `body` is the issuing body's address in bodies.yaml, `instrument` the treaty it belongs to, `number` the decision's
    own number ("MC-6/4") if it has one.
    """

    language: str
    body: str | None = None
    instrument: str | None = None
    symbol: str | None = None
    number: str | None = None
