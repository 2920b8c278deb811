"""What changes if tracked changes are accepted: provisions before and after, shown in one text."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import cut, decision, paragraph, put, same

from mandata.model import Document, Provision
from mandata.pipeline import read_document

FIRST = paragraph(same("1. Welcomes the report on ice roads;"))
CASES: list[tuple[str, list[str], list[tuple[Any, ...]]]] = [
    (
        "a milder verb",
        [paragraph(same("2. "), cut("Urges"), put("Invites"), same(" Parties to submit views;"))],
        [("changed", ("act",), "urge", "invite")],
    ),
    (
        "a later day",
        [paragraph(same("2. Invites Parties to submit views by "), cut("1 May"), put("1 June"), same(" 2035;"))],
        [("changed", ("action", "due"), "date:2035-05-01", "date:2035-06-01")],
    ),
    (
        "a condition put in",
        [paragraph(same("2. Requests the Secretariat"), put(", within existing resources,"), same(" to report;"))],
        [("changed", ("conditions",), [], ["within existing resources"])],
    ),
    (
        "others addressed",
        [paragraph(same("2. Invites "), cut("the Secretariat"), put("Parties"), same(" to report;"))],
        [("changed", ("addressees",), ["the Secretariat"], ["Parties"])],
    ),
    (
        "a paragraph put in",
        [paragraph(put("2. Invites Parties to submit views;"), end="ins")],
        [("new", (), None, "invite")],
    ),
    (
        "a paragraph taken out",
        [paragraph(cut("2. Invites Parties to submit views;"), end="del")],
        [("gone", (), "invite", None)],
    ),
    (
        "a change of wording that no field holds",
        [paragraph(same("2. "), put("Also "), cut("Invites"), put("invites"), same(" Parties to report;"))],
        [],
    ),
]


def marked(*paragraphs: str) -> Document:
    document = read_document("draft.docx", decision(FIRST, *paragraphs), "en", "marked")
    document.check()
    return document


def told(provision: Provision | None, fields: tuple[str, ...]) -> Any:
    if provision is None:
        return None
    name = fields[-1] if fields else "act"
    if name == "act":
        return provision.act
    if name == "action":
        return provision.action and provision.action.text
    found = getattr(provision, name)
    return found[0].value if name == "due" else [phrase.text for phrase in found]


@pytest.mark.parametrize(("paragraphs", "effects"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_becomes_of_provisions(paragraphs: list[str], effects: list[tuple[Any, ...]]) -> None:
    document = marked(*paragraphs)
    assert [(e.kind, e.fields, told(e.before, e.fields), told(e.after, e.fields)) for e in document.effects] == effects


def test_places_are_those_of_the_marked_text() -> None:
    document = marked(paragraph(same("2. "), cut("Urges"), put("Invites"), same(" Parties to submit views;")))
    block = next(block for block in document.blocks if block.label == "2")
    assert block.text == "UrgesInvites Parties to submit views;"
    (effect,) = document.effects
    assert effect.before and effect.after
    assert (effect.before.start, effect.before.text) == (0, "Urges Parties to submit views;".rstrip(";"))
    assert block.said(0, len(block.text), "original") == "Urges Parties to submit views;"
    assert block.said(0, len(block.text), "final") == "Invites Parties to submit views;"


def test_paragraphs_parted_or_joined_keep_their_provisions_in_place() -> None:
    parted = marked(
        paragraph(same("2. Invites Parties to submit views"), put(";"), end="ins"),
        paragraph(put("3. Requests the Secretariat to publish them;")),
    )
    assert [effect.kind for effect in parted.effects] == ["new"]
    joined = marked(
        paragraph(same("2. Invites Parties to submit views"), cut(";"), end="del"),
        paragraph(same(" and encourages others to do so;")),
    )
    assert joined.provisions


def test_a_document_without_changes_has_no_effects() -> None:
    document = marked(paragraph(same("2. Invites Parties to submit views;")))
    assert (document.view, document.effects) == ("marked", ())
    assert [provision.act for provision in document.provisions] == ["welcome", "invite"]


def test_a_web_page_shows_what_becomes_of_its_provisions() -> None:
    page = """<html lang="en"><body><h1>Draft decision DC-4/[--]: Ice roads</h1><p>The Conference of the Parties,</p>
    <p>1. <del>Requests</del><ins>Invites</ins> the Secretariat to report by 31 May 2035;</p></body></html>"""
    read = read_document("page.html", page.encode(), view="marked")
    read.check()
    assert [(effect.kind, effect.fields) for effect in read.effects] == [("changed", ("act",))]
