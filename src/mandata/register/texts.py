"""Puts what was read of a document into the register: paragraphs, their texts, and what was found in these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from .. import model
from . import naming
from .bulk import insert
from .citing import lead, targets
from .history import Author
from .matching import Act, Unit, read_of
from .models import (
    Citation,
    DecisionText,
    Document,
    Expression,
    Mandate,
    Mention,
    Paragraph,
    ParagraphText,
    Provision,
    Review,
)
from .places import Places
from .settling import with_facts
from .sheets import Placed, Sheet
from .stages import Following


def put_paragraphs(
    document: Document, new: bool, reads: Sequence[model.Document], texts_of: Sequence[Mapping[int, DecisionText]]
) -> tuple[Sheet, list[Placed]]:
    """The paragraph of every block in every language version; those that are new are saved."""
    sheet = Sheet(document) if new else Sheet.held(document)
    placed = [Placed(read=read, rows=sheet.place(read, texts)) for read, texts in zip(reads, texts_of, strict=True)]
    insert(sheet.made)
    return sheet, placed


def put_texts(placed: Sequence[Placed], expressions: Sequence[Expression]) -> list[list[ParagraphText]]:
    """The text of every block, in the order of the blocks."""
    texts = [
        [
            ParagraphText(
                paragraph=row,
                expression=expression,
                language=one.read.language,
                block=block.id[:64],
                text=block.text,
                shown=block.shown[:48],
            )
            for block, row in zip(one.read.blocks, one.rows, strict=True)
        ]
        for one, expression in zip(placed, expressions, strict=True)
    ]
    insert(text for each in texts for text in each)
    return texts


def mark_dropped(document: Document) -> None:
    """Mark the paragraphs that no current language version has any more."""
    rows = Paragraph.objects.filter(document=document)
    kept = ParagraphText.objects.filter(expression__document=document, expression__current=True).values("paragraph")
    rows.filter(dropped=False).exclude(pk__in=kept).update(dropped=True)
    rows.filter(dropped=True, pk__in=kept).update(dropped=False)


def units_of(
    document: Document,
    new: bool,
    placed: Sequence[Placed],
    texts: Sequence[Sequence[ParagraphText]],
    following: Following,
    expressions: Sequence[Expression],
) -> tuple[list[Unit], list[Provision]]:
    """The paragraphs whose mandates are to be settled, with all that they say in every language; and the rows of the
    acts that were read, still to be saved."""
    units: dict[int, Unit] = {}
    rows: list[Provision] = []
    for one, of_blocks in zip(placed, texts, strict=True):
        rows += _read_acts(one, of_blocks, units)
    if not new:
        _add_held_languages(document, units, expressions)
    _add_mandates(document, new, units, following)
    following.tie(units)
    kept = [unit for key, unit in units.items() if key not in following.passed and (unit.acts or unit.held)]
    return kept, rows


def _read_acts(one: Placed, of_blocks: Sequence[ParagraphText], units: dict[int, Unit]) -> list[Provision]:
    by_block = {block.id: at for at, block in enumerate(one.read.blocks)}
    eids = {block.id: row.eid for block, row in zip(one.read.blocks, one.rows, strict=True)}
    code = one.read.language
    numbers: dict[str, int] = {}
    rows = []
    for read in one.read.provisions:
        at = by_block[read.block]
        numbers[read.block] = numbers.get(read.block, 0) + 1
        row = _provision(read, of_blocks[at], numbers[read.block])
        rows.append(row)
        unit = units.setdefault(one.rows[at].pk, Unit(paragraph=one.rows[at]))
        if read.act_class == "directive":
            unit.acts.setdefault(code, []).append(Act(row=row, read=read))
    for at, row_of in enumerate(one.rows):
        if row_of.pk in units:
            units[row_of.pk].texts[code] = one.read.blocks[at].text
            units[row_of.pk].eids[code] = eids
    return rows


def _provision(read: model.Provision, text: ParagraphText, number: int) -> Provision:
    return Provision(
        text=text,
        number=number,
        act=read.act,
        act_class=read.act_class,
        start=read.start,
        end=read.end,
        confidence=read.confidence,
        record=msgspec.to_builtins(read),
    )


def _add_held_languages(document: Document, units: dict[int, Unit], expressions: Sequence[Expression]) -> None:
    """What the language versions say that the register has already."""
    others = Expression.objects.filter(document=document, current=True).exclude(pk__in=[e.pk for e in expressions])
    texts = ParagraphText.objects.filter(expression__in=others).select_related(
        "paragraph__text_of", "paragraph__decision"
    )
    eids: dict[str, dict[str, str]] = {}
    for text in texts:
        eids.setdefault(text.language, {})[text.block] = text.paragraph.eid
        text.paragraph.document = document
        unit = units.setdefault(text.paragraph_id, Unit(paragraph=text.paragraph))
        unit.texts[text.language] = text.text
        unit.eids[text.language] = eids[text.language]
    rows = Provision.objects.filter(text__expression__in=others, act_class="directive").select_related("text")
    for row in rows.order_by("text_id", "number"):
        acts = units[row.text.paragraph_id].acts.setdefault(row.text.language, [])
        acts.append(Act(row=row, read=read_of(row)))


def _add_mandates(document: Document, new: bool, units: dict[int, Unit], following: Following) -> None:
    """The mandates that paragraphs have, or have from the paragraphs of the earlier version."""
    if not new:
        keys = Mandate.objects.filter(paragraph__document=document).values_list("pk", flat=True)
        for mandate in with_facts(keys):
            mandate.paragraph.document = document
            unit = units.setdefault(mandate.paragraph_id, Unit(paragraph=mandate.paragraph))
            unit.held.append(mandate)
    following.hand_on(units)


def put_findings(
    author: Author,
    placed: Sequence[Placed],
    texts: Sequence[Sequence[ParagraphText]],
    rows: Sequence[Provision],
    places: Places,
    sheet: Sheet,
    new: bool,
) -> None:
    """Save acts, citations, mentions, and what could not be read."""
    for row in rows:
        row.mandate_id = row.mandate.pk if row.mandate else None
    insert(rows)
    _put_citations(placed, texts, sheet)
    _put_mentions(placed, places, new)
    _put_unread(author, placed)


def _put_citations(placed: Sequence[Placed], texts: Sequence[Sequence[ParagraphText]], sheet: Sheet) -> None:
    found = targets(citation.value for one in placed for citation in one.read.citations)
    rows: list[Citation] = []
    for one, of_blocks in zip(placed, texts, strict=True):
        by_block = {block.id: at for at, block in enumerate(one.read.blocks)}
        for citation in one.read.citations:
            at = by_block[citation.block]
            row = Citation(
                text=of_blocks[at],
                value=citation.value[:160],
                start=citation.start,
                end=citation.end,
                rule=citation.rule[:64],
                confidence=citation.confidence,
            )
            if target := found.get(citation.value):
                lead(row, target)
            elif citation.value.startswith("paragraph:THIS:"):
                here = one.rows[at].text_of
                eid = naming.eid_of_label(citation.value.removeprefix("paragraph:THIS:"))
                row.to_paragraph = sheet.rows.get((here.position if here else None, eid))
            rows.append(row)
    insert(rows)


def _put_mentions(placed: Sequence[Placed], places: Places, new: bool) -> None:
    found: dict[tuple[int, int], Mention] = {}
    for one in placed:
        rows = one.by_block
        for mention in one.read.mentions:
            organization = places.organization(mention.ref)
            if organization is not None:
                row = rows[mention.block]
                found.setdefault((row.pk, organization.pk), Mention(paragraph=row, organization=organization))
    insert(found.values(), conflicts=not new)


def _put_unread(author: Author, placed: Sequence[Placed]) -> None:
    """Ask about words that could not be understood, once a paragraph and reason."""
    reviews: dict[tuple[int, str], Review] = {}
    for one in placed:
        rows = one.by_block
        for unread in one.read.unread:
            row = rows.get(unread.block)
            if row is not None and (row.pk, unread.reason) not in reviews:
                found = {"language": one.read.language, "text": unread.text, "reason": unread.reason}
                body_id = (row.decision or row.document).body_id
                review = Review(
                    kind="unread",
                    body_id=body_id,
                    found={**found, "start": unread.start, "end": unread.end},
                    confidence=0.5,
                    opened=author.at,
                )
                reviews[row.pk, unread.reason] = review.about(row)
    _without_known(reviews)
    insert(reviews.values())


def _without_known(reviews: dict[tuple[int, str], Review]) -> None:
    """Leave out what was asked before, answered or not."""
    if reviews:
        known = Review.objects.filter(kind="unread", paragraph__in=_paragraphs(reviews))
        for paragraph, found in known.values_list("paragraph_id", "found"):
            reviews.pop((paragraph, found.get("reason", "")), None)


def _paragraphs(reviews: Iterable[tuple[int, str]]) -> list[int]:
    return [paragraph for paragraph, _ in reviews]
