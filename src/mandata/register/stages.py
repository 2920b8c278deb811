"""Follows a decision from one text to the next: which paragraph became which, what changed, where its mandates go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from .. import model
from .deciding import Joined
from .history import Entry
from .matching import Unit, tied
from .models import DecisionText, Document, Expression, Mandate, Paragraph, ParagraphText
from .readings import reading
from .resemblance import Profile, paired, profile, shared
from .settling import with_facts
from .sheets import Placed, Sheet

_MOST_TEXTS = 30  # of one decision, on its way from the first draft


class Following(msgspec.Struct, kw_only=True):
    """What follows from texts of decisions that the register had in another stage.

    `before` has the key of the earlier paragraph by that of the new one, `after` that of the later one where the text
    that came in is the earlier; `passed` are the paragraphs of texts that were not the latest when they came in.
    """

    before: dict[int, int] = {}
    after: dict[int, int] = {}
    passed: set[int] = set()
    earlier_texts: list[int] = []
    entries: list[Entry] = []

    def hand_on(self, units: dict[int, Unit]) -> None:
        """Give the mandates of earlier paragraphs to the later ones; those whose paragraph is gone stand alone."""
        if not self.earlier_texts:
            return
        later = {old: new for new, old in self.before.items()}
        keys = Mandate.objects.filter(paragraph__text_of__in=self.earlier_texts).values_list("pk", flat=True)
        held = with_facts(keys)
        paragraphs = Paragraph.objects.filter(pk__in={m.paragraph_id for m in held} | set(later.values()))
        rows = paragraphs.select_related("document__meeting", "text_of", "decision__meeting").in_bulk()
        for mandate in held:
            key = later.get(mandate.paragraph_id, mandate.paragraph_id)
            units.setdefault(key, Unit(paragraph=rows[key])).held.append(mandate)

    def tie(self, units: Mapping[int, Unit]) -> None:
        """Tie the acts of a text that is not the latest to the mandates that came of them."""
        if not self.after:
            return
        ends = {key: _latest(later) for key, later in self.after.items()}
        mandates = with_facts(Mandate.objects.filter(paragraph__in=ends.values()).values_list("pk", flat=True))
        for key, later in ends.items():
            if unit := units.get(key):
                tied(unit, [mandate for mandate in mandates if mandate.paragraph_id == later])


def _latest(paragraph: int) -> int:
    """The paragraph of the latest text that came of one."""
    for _ in range(_MOST_TEXTS):
        later = Paragraph.objects.filter(earlier=paragraph).values_list("pk", flat=True).first()
        if later is None:
            break
        paragraph = later
    return paragraph


def overtake(following: Following, sheet: Sheet) -> None:
    """Take the paragraphs of texts that later ones have overtaken out of what is settled, when more is read of them."""
    for row in sheet.rows.values():
        if row.text_of is not None and not row.text_of.current and row.pk not in following.passed:
            following.passed.add(row.pk)
            later = Paragraph.objects.filter(earlier=row.pk).values_list("pk", flat=True).first()
            if later is not None:
                following.after[row.pk] = later


def follow(
    decisions: Sequence[Joined], placed: Sequence[Placed], texts_of: Sequence[Mapping[int, DecisionText]]
) -> Following:
    """Pair the paragraphs of new texts with those of the texts before or after them, and tell what changed."""
    following = Following()
    for one in decisions:
        if not one.new_text or not (one.earlier or one.later):
            continue
        other = one.earlier if one.text.current else one.later
        if other is None:
            continue
        mine = profile(_versions(one.text, placed, texts_of))
        pairs, told = _pairs(one.text, other, mine, placed)
        if one.text.current:
            following.before |= pairs
            following.earlier_texts.append(other.pk)
            following.entries.append(
                Entry(record=one.text.decision, what="text", after={"document": one.text.document.address, **told})
            )
        else:
            following.after |= pairs
            rows = {row.pk for each in placed for row in each.rows if row.text_of_id == one.text.pk}
            following.passed |= rows
            following.entries.append(
                Entry(record=one.text.decision, what="text", after={"document": one.text.document.address})
            )
    _save(following)
    return following


def work_of(decisions: Sequence[Joined]) -> Document | None:
    """The work that an in-session or adopted text belongs to: where the earlier texts of all its decisions stand."""
    earlier = [one.earlier for one in decisions]
    works = {text.document.of or text.document for text in earlier if text is not None}
    return works.pop() if len(works) == 1 and None not in earlier else None


def _versions(
    text: DecisionText, placed: Sequence[Placed], texts_of: Sequence[Mapping[int, DecisionText]]
) -> list[tuple[model.Document, int | None]]:
    return [
        (each.read, index)
        for each, texts in zip(placed, texts_of, strict=True)
        for index, of in texts.items()
        if of.pk == text.pk
    ]


def _pairs(
    text: DecisionText, other: DecisionText, mine: Profile, placed: Sequence[Placed]
) -> tuple[dict[int, int], dict[str, list[str]]]:
    """The key of the other text's paragraph by that of this one's, and what is changed, new and gone."""
    theirs, held = _profile_held(other)
    held_code, code = shared(theirs, mine)
    old, new = theirs.paragraphs[held_code], mine.paragraphs[code]
    one = next(each for each in placed if each.read.language == code)
    rows = one.by_block
    pairs: dict[int, int] = {}
    told: dict[str, list[str]] = {"changed": [], "new": [], "gone": []}
    partners = paired(old, new)
    for at, found in enumerate(new):
        row = rows[mine.blocks[code][at]]
        if at not in partners:
            told["new"].append(row.eid)
            continue
        before = held[held_code][theirs.blocks[held_code][partners[at]]]
        pairs[row.pk] = before.pk
        if code == held_code and old[partners[at]].text != found.text:
            told["changed"].append(row.eid)
    gone = set(range(len(old))) - set(partners.values())
    told["gone"] = [held[held_code][theirs.blocks[held_code][at]].eid for at in sorted(gone)]
    return pairs, told


def _profile_held(text: DecisionText) -> tuple[Profile, dict[str, dict[str, Paragraph]]]:
    """The profile of a text in the register, and its paragraphs by language and block."""
    versions: list[tuple[model.Document, int | None]] = []
    rows: dict[str, dict[str, Paragraph]] = {}
    for expression in Expression.objects.filter(document=text.document_id, current=True):
        read = reading(expression)
        if text.position <= len(read.decisions):
            versions.append((read, text.position - 1))
        of_blocks = ParagraphText.objects.filter(expression=expression).select_related("paragraph")
        rows[expression.language] = {each.block: each.paragraph for each in of_blocks}
    return profile(versions), rows


def _save(following: Following) -> None:
    for new, old in following.before.items():
        Paragraph.objects.filter(pk=new).update(earlier=old)
    for new, later in following.after.items():
        Paragraph.objects.filter(pk=later, earlier=None).update(earlier=new)


def corrected(document: Document, reads: Sequence[model.Document]) -> list[Entry]:
    """What a corrigendum or addendum says of its work: the paragraphs that it names."""
    if document.stage not in ("corrigendum", "addendum") or document.of is None:
        return []
    labels = {
        citation.value.removeprefix("paragraph:THIS:")
        for read in reads
        for citation in read.citations
        if citation.value.startswith("paragraph:THIS:")
    }
    from .naming import eid_of_label

    eids = sorted({eid_of_label(label) for label in labels})
    known = Paragraph.objects.filter(document=document.of, eid__in=eids).values_list("eid", flat=True)
    after = {"document": document.address, "paragraphs": sorted(set(known))}
    return [Entry(record=document.of, what=document.stage, after=after)]
