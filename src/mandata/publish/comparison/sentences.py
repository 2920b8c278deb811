"""Says a change in a sentence, in one of six languages: where, what, and the words of both texts."""

from __future__ import annotations

from ...compare.records import Comparison, Difference, Pair, Place, Side
from ...interface import Interface

LONGEST = 200  # signs of a quoted text, beyond which its middle is left out
_ACTS = ("act_weakened", "act_strengthened", "act_changed")
_WHOLE = ("moved", "renumbered", "split", "merged")


class Sentences:
    """Tells the changes of one comparison in the language of `words`."""

    def __init__(self, comparison: Comparison, words: Interface) -> None:
        self.words = words
        self.said = words.comparison
        self.sides: tuple[dict[str, Side], dict[str, Side]] = ({}, {})
        self.places: dict[str, int] = {}
        for pair in comparison.pairs:
            for own, sides in zip(self.sides, (pair.before, pair.after), strict=True):
                own.update((side.block, side) for side in sides)

    def where(self, change: Difference) -> str:
        """The paragraph in both texts: "Para. 3 → 4"."""
        old = self._name(change.before, 0) if change.before else ""
        new = self._name(change.after, 1) if change.after else ""
        return self._both(old, new)

    def where_of(self, pair: Pair) -> str:
        """The same for a pair of paragraphs."""
        old, new = ("; ".join(map(self.name_of, sides)) for sides in (pair.before, pair.after))
        return self._both(old, new)

    def _both(self, old: str, new: str) -> str:
        if not old or not new or old == new:
            return new or old
        first = old.split(" ", 1)
        second = new.split(" ", 1)
        if len(first) == len(second) == 2 and first[0] == second[0]:
            new = second[1]
        return self.said.sentences["where_changed"].format(old=old, new=new)

    def _name(self, place: Place, side: int) -> str:
        known = self.sides[side].get(place.block)
        return self.name_of(known) if known else place.label or place.block

    def name_of(self, side: Side) -> str:
        """How a paragraph is called: by its number if it has one."""
        kind = self.said.blocks.get(side.kind, side.kind)
        return f"{kind} {side.label}" if side.label else kind

    def label(self, change: Difference) -> str:
        return self.said.kinds[change.kind]

    def sentence(self, change: Difference) -> str:
        """What changed, without the place."""
        told = self._told(change)
        if change.author:
            told += (" " if self.words.language != "zh" else "") + self.said.sentences["by"].format(
                author=change.author
            )
        return told

    def _told(self, change: Difference) -> str:
        label, sentences = self.label(change), self.said.sentences
        if change.kind == "bracket_resolved":
            name, _, number = change.what.partition(" ")
            how = self.said.resolutions[name].format(number=number)
            return sentences["resolved"].format(label=label, how=how, words=_short(change.new or change.old))
        if change.kind == "comment":
            return sentences["commented"].format(label=label, words=_short(change.new), note=change.note)
        if change.kind in _WHOLE:
            return sentences["none"].format(label=label)
        old, new = self.values(change)
        if old and new:
            return sentences["both"].format(label=label, old=_short(old), new=_short(new))
        if old or new:
            return sentences["one"].format(label=label, words=_short(old or new))
        return sentences["none"].format(label=label)

    def values(self, change: Difference) -> tuple[str, str]:
        """What is told of both texts: acts by their names, results by theirs, all else in the words of the text."""
        if change.kind in _ACTS:
            return tuple(self.words.acts.get(act, act) for act in (change.old, change.new))  # type: ignore[return-value]
        if change.kind == "deliverable_changed":
            names = self.words.publish.deliverables
            return names.get(change.old, change.old), names.get(change.new, change.new)
        if change.kind in (
            "citation_updated",
            "reference_changed",
            "reference_renumbered",
            "citation_added",
            "citation_removed",
        ):
            old = change.before.text if change.before and change.old else ""
            new = change.after.text if change.after and change.new else ""
            return old or change.old, new or change.new
        if change.kind.startswith("modality") and change.before and change.after:
            return change.before.text, change.after.text
        if change.kind == "reference_stale":
            return (change.before.text if change.before else change.old), ""
        return change.old, change.new


def _short(text: str) -> str:
    """A text as it is quoted: of a long one the beginning and the end."""
    text = " ".join(text.split()).rstrip(";.,؛،；。 ")
    if len(text) <= LONGEST:
        return text
    head, tail = text[: LONGEST * 2 // 3].rsplit(" ", 1)[0], text[-LONGEST // 3 :].split(" ", 1)[-1]
    return f"{head} … {tail}"
