"""Drafts of any shape: whatever is put in, cut out or bracketed, texts agree and places hold."""

from __future__ import annotations

from drafts import cut, decision, paragraph, put, same
from hypothesis import given, settings
from hypothesis import strategies as st

from mandata.model import Block, Document
from mandata.pipeline import analyse_block, read_document, speaker

WORDS = (
    "Invites",
    " Parties",
    " to",
    " submit",
    " views",
    " [",
    "]",
    "; ",
    " and",
    " [requests][urges] ",
    " by 2035",
)
SIGNS = (*WORDS, "[", "]", "/", "OR", "Option 1:", "[sic]", "［", "】", "3", ",")
RUNS = st.lists(st.tuples(st.sampled_from((same, put, cut)), st.sampled_from(WORDS)), max_size=7)
ENDS = st.sampled_from(("", "", "ins", "del"))
DRAFTS = st.lists(st.tuples(RUNS, ENDS), min_size=1, max_size=5)


def letters(document: Document, view: str = "marked") -> str:
    """All signs of a view but white space, in order of their code points: a bracket may stand before a number."""
    texts = (block.shown + block.said(0, len(block.text), view) for block in document.blocks)  # type: ignore[arg-type]
    return "".join(sorted("".join("".join(texts).replace("¶", "").split())))


@settings(max_examples=60, deadline=None)
@given(DRAFTS)
def test_the_marked_view_holds_the_others(draft: list[tuple[list[tuple[object, str]], str]]) -> None:
    body = [paragraph(*(form(word) for form, word in runs), end=end) for runs, end in draft]  # type: ignore[operator]
    data = decision(paragraph(same("1. Welcomes the report;")), *body, paragraph(same("9. Decides to meet.")))
    views = {view: read_document("x.docx", data, "en", view) for view in ("final", "original", "marked")}  # type: ignore[arg-type]
    for document in views.values():
        document.check()
    for view in ("final", "original"):
        assert letters(views["marked"], view) == letters(views[view]), view


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from((*WORDS, "[", "]", "/", "OR", "Option 1:", "[sic]", "［", "】", "3", ",")), max_size=14)
)
def test_any_brackets_are_read_or_said(pieces: list[str]) -> None:
    text = " ".join("".join(pieces).split())
    found, _ = analyse_block([Block(id="p", kind="operative", text=text)], speaker("en", "", ""))
    for provision in found:
        for phrase in (provision, *provision.phrases()):
            assert text[phrase.start : phrase.end] == phrase.text
