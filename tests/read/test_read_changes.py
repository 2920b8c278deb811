"""Tracked changes and comments of a DOCX, in the final, the original and the marked view."""

from __future__ import annotations

from typing import get_args

import pytest
from built_files import docx, p
from hypothesis import given
from hypothesis import strategies as st

from mandata.model import Change, Line, Source, View
from mandata.read import read_bytes

VIEWS: tuple[View, ...] = get_args(View)
LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
CHAIR = 'w:author="Chair" w:date="2027-05-03T11:05:00Z"'


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str, who: str = CHAIR) -> str:
    return f"<w:ins {who}>{t(text)}</w:ins>"


def gone(text: str, who: str = CHAIR) -> str:
    return f'<w:del {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def para(*inside: str, end: str = "", numbered: bool = False) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    look = f"<w:rPr><w:{end} {CHAIR}/></w:rPr>" if end else ""
    return f"<w:p><w:pPr>{number}{look}</w:pPr>{''.join(inside)}</w:p>"


def read(body: str, view: View = "final", **parts: str) -> Source:
    return read_bytes("x", docx(body, numbering=LIST, **parts), view=view)


def lines(body: str, view: View) -> list[tuple[str, str]]:
    return [(line.label, line.text) for line in read(body, view).lines]


def said(line: Line) -> list[tuple[str, str, bool]]:
    return [(change.kind, change.text, change.whole) for change in line.changes]


# reason, body, then the texts in the final, original and marked view
WORDS = [
    ("words put in with their blank", para(t("the Parties"), ins(" and others"), t(" to act")),
     ["the Parties and others to act"], ["the Parties to act"], ["the Parties and others to act"]),
    ("words replaced", para(t("by "), gone("30 June"), ins("31 May"), t(" 2027;")),
     ["by 31 May 2027;"], ["by 30 June 2027;"], ["by 30 June31 May 2027;"]),
    ("words taken out between blanks leave one blank", para(t("submit "), gone("to it "), t("views")),
     ["submit views"], ["submit to it views"], ["submit to it views"]),
    ("put in, then taken out again", para(t("a"), f"<w:ins {CHAIR}>{gone('b')}</w:ins>", t("c")),
     ["ac"], ["ac"], ["abc"]),
    ("a new paragraph", para(t("One.")) + para(ins("Two."), end="ins") + para(t("Three.")),
     ["One.", "Two.", "Three."], ["One.", "Three."], ["One.", "Two.", "Three."]),
    ("a new paragraph typed after the end of the one before", para(t("One."), end="ins") + para(ins("Two.")),
     ["One.", "Two."], ["One."], ["One.", "Two."]),
    ("a paragraph taken out", para(t("One.")) + para(gone("Two."), end="del") + para(t("Three.")),
     ["One.", "Three."], ["One.", "Two.", "Three."], ["One.", "Two.", "Three."]),
    ("the words of a paragraph taken out, not its end", para(t("One.")) + para(gone("Two.")) + para(t("Three.")),
     ["One.", "Three."], ["One.", "Two.", "Three."], ["One.", "Two.", "Three."]),
    ("a paragraph parted", para(t("One;"), end="ins") + para(t("two.")),
     ["One;", "two."], ["One;two."], ["One;¶two."]),
    ("two paragraphs joined", para(t("One "), gone("and;"), end="del") + para(t("two.")),
     ["One two."], ["One and;", "two."], ["One and;¶two."]),
    ("words moved", para("<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>", t("here "),
                         "<w:moveTo><w:r><w:t>gone</w:t></w:r></w:moveTo>"),
     ["here gone"], ["gone here"], ["gone here gone"]),
    ("a paragraph taken out and another put in its place",
     para(gone("Old."), end="del") + para(ins("New."), end="ins") + para(t("Next.")),
     ["New.", "Next."], ["Old.", "Next."], ["Old.", "New.", "Next."]),
]  # fmt: skip


@pytest.mark.parametrize(("body", *VIEWS), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_every_view_shows_its_words(body: str, final: list[str], original: list[str], marked: list[str]) -> None:
    assert [text for _, text in lines(body, "final")] == final
    assert [text for _, text in lines(body, "original")] == original
    assert [text for _, text in lines(body, "marked")] == marked


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("body", [row[1] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words_shown_stand_at_their_place_and_others_have_one(body: str, view: View) -> None:
    for line in read(body, view).lines:
        for change in line.changes:
            assert 0 <= change.start <= change.end <= len(line.text)
            assert change.start == change.end or line.text[change.start : change.end] == change.text


def without(line: Line, kinds: tuple[str, ...]) -> str:
    kept = [True] * len(line.text)
    for change in line.changes:
        if change.kind in kinds:
            kept[change.start : change.end] = [False] * (change.end - change.start)
    return "".join("".join(sign for sign, keep in zip(line.text, kept, strict=True) if keep).split())


PIECES = st.lists(st.tuples(st.sampled_from((t, ins, gone)), st.text("ab ,", min_size=1, max_size=6)), max_size=8)


@given(PIECES)
def test_the_marked_text_holds_both_others(pieces: list[tuple[object, str]]) -> None:
    body = para(t("x"), *(form(text) for form, text in pieces), t("x"))  # type: ignore[operator]
    (marked,), (final,), (original,) = (read(body, view).lines for view in ("marked", "final", "original"))
    assert without(marked, ("deleted", "moved_from")) == final.text.replace(" ", "")
    assert without(marked, ("inserted", "moved_to")) == original.text.replace(" ", "")


def test_who_changed_it_and_when() -> None:
    body = para(t("by "), gone("30 June", 'w:author="Norway" w:date="2027-05-01T09:00:00Z"'), ins("31 May"))
    assert read(body).lines[0].changes == (
        Change(kind="deleted", start=3, end=3, text="30 June", author="Norway", date="2027-05-01T09:00:00Z"),
        Change(kind="inserted", start=3, end=9, text="31 May", author="Chair", date="2027-05-03T11:05:00Z"),
    )


def test_changes_that_word_has_cut_in_pieces_are_one() -> None:
    assert said(read(para(t("x"), ins(" of"), ins(" lead"), gone(" and"), gone(" tin"))).lines[0]) == [
        ("inserted", " of lead", False),
        ("deleted", " and tin", False),
    ]


def test_a_paragraph_taken_out_is_kept_at_its_place() -> None:
    body = para(t("One.")) + para(gone("Two."), end="del") + para(t("Three."))
    assert [said(line) for line in read(body).lines] == [[], [("deleted", "Two.", True)]]
    last = para(t("One.")) + para(gone("Two."), end="del")
    found = read(last).lines
    assert [said(line) for line in found] == [[("deleted", "Two.", True)]]
    assert found[0].changes[0].start == len("One.")


def test_numbers_are_those_of_the_view_and_in_the_marked_view_those_of_the_final_one() -> None:
    body = para(t("a"), numbered=True) + para(gone("b"), end="del", numbered=True)
    body += para(ins("c"), end="ins", numbered=True) + para(t("d"), numbered=True)
    assert lines(body, "final") == [("1.", "a"), ("2.", "c"), ("3.", "d")]
    assert lines(body, "original") == [("1.", "a"), ("2.", "b"), ("3.", "d")]
    assert lines(body, "marked") == [("1.", "a"), ("2.", "b"), ("2.", "c"), ("3.", "d")]


def test_paragraphs_have_the_same_numbers_of_the_file_in_all_views() -> None:
    body = para(t("a")) + para(gone("b"), end="del") + para(t("c"))
    assert [line.paragraphs for line in read(body, "marked").lines] == [(0, 0), (1, 1), (2, 2)]
    assert [line.paragraphs for line in read(body, "final").lines] == [(0, 0), (1, 2)]
    assert [line.paragraphs for line in read(p("no changes")).lines] == [None]


def test_the_ends_of_a_move_bear_its_name() -> None:
    body = para('<w:moveFromRangeStart w:id="1" w:name="move7"/><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>')
    body += para(t("a "), '<w:moveFromRangeEnd w:id="1"/><w:moveToRangeStart w:id="2" w:name="move7"/>',
                 "<w:moveTo><w:r><w:t>gone</w:t></w:r></w:moveTo>", '<w:moveToRangeEnd w:id="2"/>')  # fmt: skip
    changes = [change for line in read(body, "marked").lines for change in line.changes]
    assert [(change.kind, change.move) for change in changes] == [("moved_from", "move7"), ("moved_to", "move7")]


COMMENTS = '<w:comment w:id="3" w:author="Chad" w:date="2027-05-04T08:30:00Z">' + p("Why?") + "</w:comment>"
ANCHOR = '<w:commentRangeStart w:id="3"/>', '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'


@pytest.mark.parametrize(
    ("body", "anchors"),
    [
        (para(t("do, "), ANCHOR[0], t("as appropriate"), ANCHOR[1], t(", it")), ["as appropriate"]),
        (para(t("do"), '<w:r><w:commentReference w:id="3"/></w:r>'), [""]),
        (para(t("a "), ANCHOR[0], t("b")) + para(t("c"), ANCHOR[1]), ["b"]),
    ],
    ids=["on words", "at a place", "on paragraphs: with the words of the first"],
)
def test_comments_stand_with_the_words_they_are_about(body: str, anchors: list[str]) -> None:
    found = [change for line in read(body, comments=COMMENTS).lines for change in line.changes]
    assert [(c.text, c.note, c.author, c.date) for c in found] == [
        (words, "Why?", "Chad", "2027-05-04T08:30:00Z") for words in anchors
    ]


def test_a_comment_on_nothing_is_left_over() -> None:
    assert [(left.text, left.reason) for left in read(p("a"), comments=COMMENTS).unread] == [
        ("Why?", "a comment on no words")
    ]


def test_changes_of_form_are_kept() -> None:
    body = f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {CHAIR}><w:rPr/></w:rPrChange></w:rPr><w:t>bold</w:t></w:r></w:p>"
    assert said(read(body).lines[0]) == [("format", "bold", False)]


def test_rows_put_in_or_taken_out() -> None:
    def row(text: str, change: str) -> str:
        return f"<w:tr><w:trPr><w:{change} {CHAIR}/></w:trPr><w:tc>{p(text)}</w:tc></w:tr>"

    body = "<w:tbl><w:tr><w:tc>" + p("kept") + "</w:tc></w:tr>" + row("old", "del") + row("new", "ins") + "</w:tbl>"
    assert [line.text for line in read(body, "final").lines] == ["kept", "new"]
    assert [line.text for line in read(body, "original").lines] == ["kept", "old"]
    assert [said(line) for line in read(body, "marked").lines] == [
        [], [("deleted", "old", True)], [("inserted", "new", True)],
    ]  # fmt: skip
    assert [(left.text, left.reason) for left in read(body).unread] == [("old", "deleted in tracked changes")]


def test_changes_in_footnotes() -> None:
    notes = f'<w:footnote w:id="2"><w:p>{t("See ")}{gone("A/1")}{ins("A/2")}</w:p></w:footnote>'
    body = para(t("x"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    (note,) = read(body, footnotes=notes).notes
    assert (note.text, [(c.kind, c.start, c.text) for c in note.changes]) == (
        "See A/2", [("deleted", 4, "A/1"), ("inserted", 4, "A/2")],
    )  # fmt: skip
