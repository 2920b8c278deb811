"""Documents that nobody wrote: everything that the model allows, for the round trip to prove itself on."""

from __future__ import annotations

from hypothesis import strategies as st

from mandata.languages import LANGUAGES
from mandata.model import (
    Actor,
    Alternative,
    Block,
    Bracket,
    Change,
    Citation,
    Condition,
    Decision,
    Document,
    Due,
    Effect,
    Mark,
    Mention,
    Note,
    Phrase,
    Provision,
    Stretch,
    Unread,
)

WORDS = {
    "ar": ["إذ تشير", "مؤتمر الأطراف", "في المائة", "\u200f", "و", "5/17", "٣"],
    "zh": ["缔约方大会", "回顾", "“水俣公约”", "30%", "，", "第三条"],
    "en": ["Recalling", "the Conference of the Parties", "US$ 1,200 million", "“a title”", "5/17", "&", "<p>", "]]>"],
    "fr": ["Rappelant", "l’Assemblée générale", "30 pour cent", "« titre »", "\u00a0:", "n°"],
    "ru": ["ссылаясь", "Конференция Сторон", "на 30 процентов", "«название»", "№"],
    "es": ["Recordando", "la Conferencia de las Partes", "30 por ciento", "«título»", "¿"],
}
# Whatever XML can hold: all planes, blanks of all sorts, signs that mean something to XML; no control characters.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
BLANKS = st.sampled_from([" ", "  ", "\t", "\n", "\r", "\u2028", "\u00a0", " | ", "|", "null", "true", "0"])


def texts(language: str) -> st.SearchStrategy[str]:
    """Sentences of a language with anything between their words; often empty."""
    pieces = st.one_of(st.sampled_from(WORDS[language]), BLANKS, st.text(SIGNS, max_size=4))
    return st.lists(pieces, max_size=6).map("".join)


NAMES = st.one_of(
    st.sampled_from(["", "1", "3 (a)", "i)", "null", "A/80/6 (Sect. 14)", "MC-5/17"]), st.text(SIGNS, max_size=6)
)
MAYBE = st.one_of(st.none(), NAMES)
SHARES = st.floats(0, 1)
BODIES = st.sampled_from([None, "UNGA", "UNSC", "MINAMATA-COP", "UNFCCC-COP", "no such body"])
REFS = st.sampled_from([None, "UN", "UNEP", "UNGA", "PARTIES", "MINAMATA", "MINAMATA-COP-7", "no such reference", ""])
VALUES = st.sampled_from([
    "symbol:UNEP/MC/COP.6/22", "symbol:X [1]", "decision:MC:5/17", "resolution:UNGA:76/300", "decision:UNFCCC:1/CP.21",
    "article:MINAMATA:23(5)(b)", "paragraph:THIS:1", "paragraph:THIS:2", "paragraph:THIS:3", "annex:THIS", "goal:SDG:3",
    "target:SDG:3.9", "target:GBF:7", "instrument:PARIS", "paragraph:UNGA:62/250:22", "section:ECE/TRANS/2022/3:5.12",
    "annex:UNGA:S-17/2", "", "nothing like it",
])  # fmt: skip
KINDS = st.sampled_from([
    None, "decision", "draft decision", "resolution", "decisions", "note by the secretariat", "report", "agenda",
    "conference room paper (draft decision)", "report of the secretary-general", "", "no such kind",
])  # fmt: skip
IDS = st.one_of(
    st.sampled_from([
        "front_1", "title", "rec_1", "para_1", "para_1__point_a", "hdg_I", "dec_1__para_1", "dec_1__para_1__point_a",
        "dec_2__title", "annex_1", "annex_1__para_1", "dec_1__annex_1", "dec_1__annex_1__p_1", "tbl_1__row_1",
        "tbl_1__row_2", "note_1", "note_2", "mandata", "cmp_dec_1",
    ]),
    st.text(SIGNS, max_size=5),
)  # fmt: skip


@st.composite
def places(draw: st.DrawFn, block: Block) -> dict[str, object]:
    """Some words of a block, any words, overlapping those of others as they please."""
    start = draw(st.integers(0, len(block.text)))
    end = draw(st.integers(start, len(block.text)))
    return {"block": block.id, "start": start, "end": end, "text": block.text[start:end]}


@st.composite
def blocks(draw: st.DrawFn, language: str, number: int) -> Block:
    text = draw(texts(language))
    at = st.integers(0, len(text))
    return Block(
        id=f"{draw(IDS)}.{number}" if number and draw(st.booleans()) else draw(IDS),
        kind=draw(st.sampled_from(KINDS_OF_BLOCKS)),
        text=text,
        level=draw(st.integers(1, 5)),
        label=draw(NAMES),
        shown=draw(NAMES),
        decision=draw(st.sampled_from([None, None, 0, 1, 2])),
        marks=tuple(draw(st.lists(st.builds(Mark, at=at, note=NAMES), max_size=2))),
        stretches=tuple(draw(st.lists(stretches(at), max_size=3))),
        changes=tuple(draw(st.lists(changes(at), max_size=2))),
        paragraphs=draw(st.one_of(st.none(), st.tuples(st.integers(0, 9), st.integers(0, 9)))),
    )


KINDS_OF_BLOCKS = (
    "front", "title", "heading", "formula", "preambular", "operative", "paragraph", "list", "table", "note", "back",
)  # fmt: skip


def stretches(at: st.SearchStrategy[int]) -> st.SearchStrategy[Stretch]:
    forms = st.sampled_from(["italic", "bold", "link"])
    values = st.sampled_from(["", "https://example.org/a b", "%zz", "http://[", "#a#b", "\\"])
    return st.builds(Stretch, start=at, end=at, form=forms, value=values)


def changes(at: st.SearchStrategy[int]) -> st.SearchStrategy[Change]:
    kinds = st.sampled_from(["inserted", "deleted", "moved_to", "moved_from", "format", "comment"])
    return st.builds(
        Change, kind=kinds, start=at, end=at, text=NAMES, author=NAMES, date=NAMES, whole=st.booleans(), note=NAMES
    )


@st.composite
def provisions(draw: st.DrawFn, block: st.SearchStrategy[Block], deeper: bool = True) -> Provision:
    def phrases(kind: type[Phrase], **more: st.SearchStrategy[object]) -> tuple[Phrase, ...]:
        several = []
        for _ in range(draw(st.integers(0, 2))):
            several.append(kind(**draw(places(draw(block))), **{name: draw(value) for name, value in more.items()}))
        return tuple(several)

    references = st.lists(st.sampled_from(["UN", "PARTIES", ""]), max_size=2).map(tuple)
    return Provision(
        **draw(places(draw(block))),  # type: ignore[arg-type]
        act=draw(NAMES),
        act_class=draw(st.sampled_from(["directive", "deciding", "evaluative", "observing", "reinforcing"])),
        action=next(iter(phrases(Phrase)), None),
        rule=draw(NAMES),
        confidence=draw(SHARES),
        act_alt=tuple(draw(st.lists(NAMES, max_size=2))),
        inherited=draw(st.booleans()),
        addressees=phrases(Actor, refs=references),  # type: ignore[arg-type]
        partners=phrases(Actor, refs=references),  # type: ignore[arg-type]
        recipients=phrases(Actor, refs=references),  # type: ignore[arg-type]
        conditions=phrases(Condition, type=st.sampled_from(["resources", "discretion", "other"])),  # type: ignore[arg-type]
        due=phrases(  # type: ignore[arg-type]
            Due,
            value=st.sampled_from(["session:7", "date:2027-03-31", "date:2027", "date:2027-13-41", "annual"]),
            meeting=MAYBE,
            date=MAYBE,
        ),
        deliverable=draw(MAYBE),
        continuing=draw(st.booleans()),
        bracketed=draw(st.booleans()),
        option=draw(NAMES),
        alternatives=phrases(  # type: ignore[arg-type]
            Alternative, fields=st.lists(NAMES, max_size=2).map(tuple), provision=provisions(block, deeper=False)
        )
        if deeper
        else (),
    )


@st.composite
def brackets(draw: st.DrawFn, block: st.SearchStrategy[Block]) -> Bracket:
    return Bracket(
        **draw(places(draw(block))),  # type: ignore[arg-type]
        kind=draw(st.sampled_from(["option", "alternatives", "editorial"])),
        options=tuple(Phrase(**draw(places(draw(block)))) for _ in range(draw(st.integers(0, 2)))),  # type: ignore[arg-type]
        level=draw(st.integers(1, 3)),
        whole=draw(st.booleans()),
        opened=draw(st.booleans()),
        closed=draw(st.booleans()),
    )


def effects(block: st.SearchStrategy[Block]) -> st.SearchStrategy[Effect]:
    maybe = st.one_of(st.none(), provisions(block, deeper=False))
    kinds = st.sampled_from(["new", "gone", "changed"])
    fields = st.lists(NAMES, max_size=2).map(tuple)
    return st.builds(Effect, kind=kinds, block=NAMES, before=maybe, after=maybe, fields=fields)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any kind in any language, with decisions, annexes, lists, tables, notes and overlapping finds."""
    language = draw(st.sampled_from(sorted(LANGUAGES)))
    found = [draw(blocks(language, number)) for number in range(draw(st.integers(0, 9)))]
    some = st.sampled_from(found) if found else None
    decisions = st.builds(
        Decision, number=NAMES, title=NAMES, issuer=NAMES, draft=st.booleans(),
        kind=st.sampled_from(["decision", "resolution", "other"]), body=BODIES, annex_of=MAYBE,
    )  # fmt: skip
    return Document(
        file=draw(NAMES),
        sha256=draw(st.sampled_from(["", "ab" * 32])),
        format=draw(st.sampled_from(["docx", "text"])),
        language=language,
        symbol=draw(st.one_of(MAYBE, st.sampled_from(["UNEP/MC/COP.6/22/Rev.1", "A/80/L.3", "UNEP/MC/COP.6/CRP.2"]))),
        symbols=tuple(draw(st.lists(NAMES, max_size=2))),
        kind=draw(KINDS),
        title=draw(MAYBE),
        issuer=draw(MAYBE),
        body=draw(BODIES),
        meeting=draw(st.sampled_from([None, "MINAMATA-COP-6", "no such meeting"])),
        session=draw(MAYBE),
        place=draw(MAYBE),
        distribution=draw(MAYBE),
        date=draw(st.sampled_from([None, "2025-11-07", "2025-11", "2025", "2025-13-41", "soon", ""])),
        original_language=draw(st.sampled_from([None, "en", "fr", "de"])),
        agenda_item=draw(MAYBE),
        blocks=tuple(found),
        decisions=tuple(draw(st.lists(decisions, max_size=3))),
        notes=tuple(draw(st.lists(notes([block.id for block in found]), max_size=3))),
        citations=several(draw, some, Citation, value=VALUES, rule=NAMES, confidence=SHARES),  # type: ignore[arg-type]
        mentions=several(draw, some, Mention, kind=MENTIONED, ref=REFS, rule=NAMES, confidence=SHARES),  # type: ignore[arg-type]
        provisions=tuple(draw(st.lists(provisions(some), max_size=3))) if some is not None else (),
        view=draw(st.sampled_from(["final", "original", "marked"])),
        brackets=tuple(draw(st.lists(brackets(some), max_size=2))) if some is not None else (),
        effects=tuple(draw(st.lists(effects(some), max_size=2))) if some is not None else (),
        unread=tuple(draw(st.lists(st.builds(Unread, text=NAMES, reason=NAMES, block=NAMES), max_size=2))),
    )


MENTIONED = st.sampled_from(["organization", "office", "group", "meeting", "instrument", "unknown"])


def notes(ids: list[str]) -> st.SearchStrategy[Note]:
    some = st.sampled_from([*ids, "no such block"])
    return st.builds(Note, id=some, label=NAMES, text=NAMES, block=some, at=st.integers(0, 20))


def several(
    draw: st.DrawFn, some: st.SearchStrategy[Block] | None, type_: type[Phrase], /, **more: st.SearchStrategy[object]
) -> tuple[Phrase, ...]:
    if some is None:
        return ()
    return tuple(
        type_(**draw(places(draw(some))), **{name: draw(value) for name, value in more.items()})
        for _ in range(draw(st.integers(0, 5)))
    )
