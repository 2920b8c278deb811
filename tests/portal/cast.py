"""A small register to look at: the sample meeting in six languages, its mandates confirmed."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from mandata.model import Document as Read
from mandata.model import Provision as ReadProvision
from mandata.pipeline import read_document
from mandata.register import history, models

SAMPLE = Path(__file__).parents[2] / "src" / "mandata" / "data" / "sample"
CODES = ("en", "fr", "es", "ru", "ar", "zh")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AUTHOR = history.Author(by=None, origin="reader", at=NOW)


def fill(codes: tuple[str, ...] = CODES) -> None:
    """Put the sample meeting into an empty register."""
    body = models.Body.objects.create(
        address="DAKAR-COP",
        series="DC",
        names={
            "en": "Conference of the Parties to the Dakar Convention on Lead",
            "fr": "Conférence des Parties à la Convention de Dakar sur le plomb",
            "ar": "مؤتمر الأطراف في اتفاقية داكار بشأن الرصاص",
            "zh": "关于铅的达喀尔公约缔约方大会",
        },
    )
    third = models.Meeting.objects.create(
        address="DAKAR-COP-3",
        body=body,
        number="3",
        start=date(2026, 11, 2),
        end=date(2026, 11, 6),
        place="Accra",
        names={
            "en": "Third meeting of the Conference of the Parties",
            "fr": "Troisième réunion de la Conférence des Parties",
            "ar": "الاجتماع الثالث لمؤتمر الأطراف",
            "zh": "缔约方大会第三次会议",
        },
    )
    fourth = models.Meeting.objects.create(
        address="DAKAR-COP-4",
        body=body,
        number="4",
        start=date(2028, 10, 30),
        end=date(2028, 11, 3),
        names={"en": "Fourth meeting of the Conference of the Parties", "ar": "الاجتماع الرابع لمؤتمر الأطراف"},
    )
    models.Organization.objects.create(
        address="WHO",
        kind="organization",
        acronyms={"en": "WHO", "fr": "OMS", "ru": "ВОЗ"},
        names={
            "en": "World Health Organization",
            "fr": "Organisation mondiale de la Santé",
            "ar": "منظمة الصحة العالمية",
        },
        website="https://www.who.int/",
    )
    for stem, symbol, stage, some in (
        ("decisions.{}.html", "UNEP/DC/COP.3/20", "adopted", codes),
        ("note.{}.txt", "UNEP/DC/COP.3/14", "draft", tuple(code for code in codes if code != "zh") or codes),
    ):
        _document(body, third, fourth, symbol, stage, {code: SAMPLE / stem.format(code) for code in some})


def _document(
    body: models.Body, meeting: models.Meeting, due: models.Meeting, symbol: str, stage: str, paths: dict[str, Path]
) -> None:
    read = {code: read_document(path.name, path.read_bytes(), code) for code, path in paths.items()}
    document = models.Document.objects.create(
        address=symbol.replace("/", "-"),
        symbol=symbol,
        stage=stage,
        body=body,
        meeting=meeting,
        date="2026-11-06",
        added=NOW,
        names={code: each.title or symbol for code, each in read.items()},
    )
    paragraphs = _paragraphs(document, read)
    for code, each in read.items():
        expression = models.Expression.objects.create(
            document=document,
            language=code,
            file=models.File.objects.create(
                sha256=hashlib.sha256(paths[code].read_bytes()).hexdigest(),
                name=paths[code].name,
                format=each.format,
                size=paths[code].stat().st_size,
                added=NOW,
            ),
            record=zlib.compress(msgspec.json.encode(each)),
            reader="0.1.0",
            read=NOW,
        )
        _texts(expression, each, paragraphs, due)


def _paragraphs(document: models.Document, read: dict[str, Read]) -> dict[str, models.Paragraph]:
    first = next(iter(read.values()))
    standing: list[models.DecisionText] = []
    for at, said in enumerate(first.decisions):
        number = "" if "[" in said.number else said.number
        decision = models.Decision.objects.create(
            address=number or f"{document.address}/decision_{at + 1}",
            number=number,
            body=document.body,
            meeting=document.meeting,
            adopted=not said.draft,
            names={code: each.decisions[at].title for code, each in read.items() if at < len(each.decisions)},
        )
        standing.append(
            models.DecisionText.objects.create(
                decision=decision, document=document, position=at + 1, stage=document.stage, number=number
            )
        )
    found = {}
    for place, block in enumerate(b for b in first.blocks if b.kind != "note"):
        text_of = standing[block.decision] if block.decision is not None else None
        found[block.id] = models.Paragraph.objects.create(
            document=document,
            text_of=text_of,
            decision=text_of.decision if text_of else None,
            eid=block.id.split("__")[-1] if text_of else block.id,
            kind=block.kind,
            label=block.label,
            level=block.level,
            position=place,
        )
    return found


def _texts(
    expression: models.Expression, read: Read, paragraphs: dict[str, models.Paragraph], due: models.Meeting
) -> None:
    texts = {}
    for block in read.blocks:
        if block.id in paragraphs:
            texts[block.id] = models.ParagraphText.objects.create(
                paragraph=paragraphs[block.id],
                expression=expression,
                language=read.language,
                block=block.id,
                text=block.text,
                shown=block.shown,
            )
    for citation in read.citations:
        if citation.block in texts:
            decided = models.Decision.objects.filter(number=citation.value.partition(":")[2]).first()
            models.Citation.objects.create(
                text=texts[citation.block],
                value=citation.value,
                start=citation.start,
                end=citation.end,
                rule=citation.rule,
                confidence=citation.confidence,
                to_decision=decided,
            )
    numbers: dict[str, int] = {}
    for provision in read.provisions:
        if provision.block in texts:
            numbers[provision.block] = number = numbers.get(provision.block, 0) + 1
            _provision(texts[provision.block], provision, number, due)


def _provision(text: models.ParagraphText, provision: ReadProvision, number: int, due: models.Meeting) -> None:
    mandate = _mandate(text, provision, number, due) if provision.act_class == "directive" else None
    models.Provision.objects.create(
        text=text,
        mandate=mandate,
        number=number,
        act=provision.act,
        act_class=provision.act_class,
        start=provision.start,
        end=provision.end,
        confidence=provision.confidence,
        record=msgspec.to_builtins(provision),
    )


def _mandate(
    text: models.ParagraphText, provision: ReadProvision, number: int, meeting: models.Meeting
) -> models.Mandate:
    paragraph = text.paragraph
    mandate, new = models.Mandate.objects.get_or_create(
        paragraph=paragraph,
        number=number,
        defaults={
            "address": f"{paragraph.address}/m{number}",
            "decision": paragraph.decision,
            "body": paragraph.document.body,
            "meeting": paragraph.document.meeting,
            "act": provision.act,
            "deliverable": provision.deliverable or "",
            "confidence": provision.confidence,
            "state": "confirmed",
            "state_since": NOW,
        },
    )
    if provision.action:
        mandate.action[text.language] = _words(provision.action)
    if not new:
        mandate.save()
        return mandate
    who = models.Organization.objects.get(address="WHO")
    for role, actors in (("addressee", provision.addressees), ("partner", provision.partners)):
        for at, actor in enumerate(actors):
            models.Actor.objects.create(
                mandate=mandate,
                role=role,
                position=at,
                organization=who if "WHO" in actor.refs else None,
                words={text.language: _words(actor)},
            )
            if "WHO" in actor.refs:
                models.Mention.objects.get_or_create(paragraph=paragraph, organization=who)
    for at, condition in enumerate(provision.conditions):
        models.Condition.objects.create(
            mandate=mandate, type=condition.type, position=at, words={text.language: _words(condition)}
        )
    for at, when in enumerate(provision.due):
        day = date.fromisoformat(when.date) if when.date and len(when.date) == 10 else None
        at_meeting = meeting if when.value == "session:4" else None
        models.Due.objects.create(
            mandate=mandate,
            value=when.value,
            position=at,
            meeting=at_meeting,
            date=at_meeting.start if at_meeting else day,
            words={text.language: _words(when)},
        )
        mandate.due_date = mandate.due_date or (at_meeting.start if at_meeting else day)
        mandate.due_meeting = mandate.due_meeting or at_meeting
    mandate.save()
    history.log(AUTHOR, mandate, "added")
    return mandate


def _words(phrase: object) -> dict[str, object]:
    return {"text": phrase.text, "start": phrase.start, "end": phrase.end}  # type: ignore[attr-defined]
