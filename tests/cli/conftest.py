"""A document with one decision, made by hand: what is written about it must not depend on how well texts are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from mandata.model import Actor, Block, Citation, Condition, Decision, Document, Due, Note, Phrase, Provision, Unread

WORDS = {
    "en": (
        "Requests the secretariat, within existing resources and together with the World Health Organization, to submit"
        " a report under article 3 to the Bureau by 1 May 2027;",
        "the secretariat|within existing resources|the World Health Organization|submit a report under article 3"
        "|the Bureau|by 1 May 2027|article 3",
        "Welcomes the report;|the report",
    ),
    "zh": (
        "请秘书处在现有资源范围内，与世界卫生组织合作，在2027年5月1日之前根据第三条向主席团提交报告；",
        "秘书处|在现有资源范围内|世界卫生组织|根据第三条向主席团提交报告|主席团|在2027年5月1日之前|第三条",
        "欢迎报告；|报告",
    ),
    "ar": (
        "يطلب إلى الأمانة، في حدود الموارد المتاحة وبالتعاون مع منظمة الصحة العالمية، أن تقدم إلى المكتب"
        " تقريراً بموجب المادة 3 في موعد أقصاه 1 أيار/مايو 2027؛",
        "الأمانة|في حدود الموارد المتاحة|منظمة الصحة العالمية|تقدم إلى المكتب تقريراً بموجب المادة 3|المكتب"
        "|في موعد أقصاه 1 أيار/مايو 2027|المادة 3",
        "يرحب بالتقرير؛|التقرير",
    ),
}


def make(language: str, **changes: Any) -> Document:
    """The document in a language; `changes` replace fields of it."""
    request, parts, rest = WORDS[language]
    who, condition, partner, action, recipient, due, article = (at("b2", request, part) for part in parts.split("|"))
    symbol = at("n1", "See UNEP/DC/COP.3/2.", "UNEP/DC/COP.3/2")
    welcome, _, welcomed = rest.partition("|")
    document = Document(
        file=f"note.{language}.txt",
        sha256="0" * 64,
        format="text",
        language=language,
        symbol="UNEP/DC/COP.3/14",
        title="[Draft] title",
        issuer="COP",
        blocks=(
            Block(id="b1", kind="operative", text=welcome, label="1", decision=0),
            Block(id="b2", kind="operative", text=request, label="2", decision=0),
            Block(id="n1", kind="note", text="See UNEP/DC/COP.3/2."),
        ),
        decisions=(Decision(number="DC-3/[--]", title="Lead [paint]", issuer="COP", draft=True),),
        notes=(Note(id="n1", label="1", text="See UNEP/DC/COP.3/2.", block="b1", at=len(welcome) - 1),),
        citations=(
            Citation(**article, value="article:MINAMATA:3", rule="article", confidence=1.0),
            Citation(**symbol, value="symbol:UNEP/DC/COP.3/2", rule="symbol", confidence=1.0),
        ),
        provisions=(
            Provision(
                **at("b1", welcome, welcome), act="welcome", act_class="evaluative", rule="r", confidence=1.0,
                action=Phrase(**at("b1", welcome, welcomed)),
            ),
            Provision(
                **at("b2", request, request), act="request", act_class="directive", rule="r", confidence=0.9,
                action=Phrase(**action), addressees=(Actor(**who),), partners=(Actor(**partner),),
                conditions=(Condition(**condition, type="resources"),), recipients=(Actor(**recipient),),
                due=(Due(**due, value="date:2027-05-01", date="2027-05-01"),), deliverable="report",
            ),
        ),
        unread=(Unread(text="xyz", reason="a picture"), Unread(text="abc", reason="a picture")),
    )  # fmt: skip
    document.check()
    return msgspec.structs.replace(document, **changes)


def at(block: str, text: str, words: str) -> dict[str, Any]:
    """The place of `words` in a block's text, as the fields of a phrase."""
    start = text.index(words)
    return {"block": block, "start": start, "end": start + len(words), "text": words}


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """`make`, for tests that want the document in several languages or with other contents."""
    return make


@pytest.fixture
def document() -> Document:
    return make("en")
