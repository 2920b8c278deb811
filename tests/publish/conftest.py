"""Documents to publish: the sample meeting, and one made by hand with everything that is awkward."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mandata.model import (
    Actor,
    Block,
    Change,
    Citation,
    Condition,
    Decision,
    Document,
    Due,
    Mark,
    Mention,
    Note,
    Phrase,
    Provision,
    Stretch,
    Unread,
)
from mandata.pipeline import analyse
from mandata.read import read_file

REQUEST = "Requests the secretariat and WHO, within <existing> resources & funds, to report on *lead* by 1 May 2027;"
LEAD = REQUEST.index("*lead*")
BLOCKS = (
    Block(id="title", kind="title", text="Report | on [lead]"),
    Block(id="hdg_I", kind="heading", text="Introduction", level=3, shown="I."),
    Block(id="dec_1__title", kind="title", text="Decision DC-3/7: =Lead", decision=0),
    Block(
        id="dec_1__para_1",
        kind="operative",
        text=REQUEST,
        label="1",
        shown="1.",
        decision=0,
        marks=(Mark(at=24, note="1"), Mark(at=len(REQUEST), note="*")),
        stretches=(
            Stretch(start=0, end=20, form="italic"),
            Stretch(start=LEAD, end=LEAD + 6, form="link", value="https://example.org/?a=1&b=2"),
            Stretch(start=LEAD + 7, end=LEAD + 9, form="link", value="javascript:alert(1)"),
        ),
        changes=(Change(kind="inserted", start=LEAD + 7, end=LEAD + 9, text="by", author="A"),),
    ),
    Block(
        id="dec_1__para_1__point_a",
        kind="operative",
        text="- Not a list;",
        label="1 (a)",
        shown="(a)",
        level=2,
        decision=0,
    ),
    Block(id="tbl_1__row_1", kind="table", text="Year | Sum"),
    Block(id="tbl_1__row_2", kind="table", text="2027 | 12 | of which\u0000 3"),
    Block(id="note_1", kind="note", text="See DC-2/11.", label="1", shown="1"),
)


def place(words: str, block: str = "dec_1__para_1") -> dict[str, Any]:
    """Words of a block as the fields of a phrase."""
    text = next(b.text for b in BLOCKS if b.id == block)
    start = text.index(words)
    return {"block": block, "start": start, "end": start + len(words), "text": words}


def invented(**changes: Any) -> Document:
    """The awkward document; `changes` replace fields of it."""
    fields: dict[str, Any] = {
        "file": "folder/awkward.docx",
        "sha256": "0" * 64,
        "format": "docx",
        "language": "en",
        "symbol": "UNEP/DC/COP.3/99",
        "title": "Report | on [lead]",
        "issuer": "Conference",
        "date": "2026-11",
        "body": "DAKAR-COP",
        "blocks": BLOCKS,
        "decisions": (Decision(number="DC-3/7", title="=Lead", issuer="Conference", draft=False, body="DAKAR-COP"),),
        "notes": (Note(id="note_1", label="1", text="See DC-2/11.", block="dec_1__para_1", at=24),),
        "citations": (
            Citation(**place("DC-2/11", "note_1"), value="decision:DC:2/11", rule="r", confidence=1.0),
            Citation(**place("lead"), value="article:DAKAR:19(4)(c)", rule="r", confidence=0.5),
            Citation(**place("report on"), value="annex:THIS:I", rule="r", confidence=0.5),
        ),
        "mentions": (Mention(**place("WHO"), kind="organization", ref="WHO", rule="r", confidence=1.0),),
        "provisions": (
            Provision(
                **place(REQUEST),
                act="request",
                act_class="directive",
                rule="r",
                confidence=0.9,
                action=Phrase(**place("report on *lead* by 1 May 2027")),
                addressees=(Actor(**place("the secretariat")), Actor(**place("WHO"), refs=("WHO",))),
                conditions=(Condition(**place("within <existing> resources & funds"), type="resources"),),
                due=(
                    Due(**place("by 1 May 2027"), value="date:2027-05-01", date="2027-05-01"),
                    Due(**place("*lead* by"), value="other"),  # crosses the one before
                ),
                deliverable="report",
            ),
            Provision(
                **place("Not a list", "dec_1__para_1__point_a"),
                act="welcome",
                act_class="evaluative",
                rule="r",
                confidence=0.9,
                action=None,
            ),
        ),
        "unread": (Unread(text="=1+1", reason="a picture"),),
    }
    document = Document(**{**fields, **changes})
    document.check()
    return document


@pytest.fixture
def awkward() -> Document:
    return invented()


@pytest.fixture
def make_awkward() -> Callable[..., Document]:
    """`invented`, for tests that want it with other contents."""
    return invented


@pytest.fixture(scope="session")
def meeting(sample: Path) -> dict[str, Document]:
    """The sample meeting, analysed, by the names of its files."""
    files = (*sorted(sample.glob("*.docx")), *sorted(sample.glob("*.html")))
    return {file.name: analyse(read_file(file)) for file in files}
