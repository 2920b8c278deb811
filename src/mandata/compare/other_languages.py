"""Mandates asked before in another language: held together by what names and acts say, and by nearness of meaning.

Only decisions that have no language in common are compared so: where they have one, the words of that tell more.
Without the package that knows meaning (`mandata[meaning]`) nothing is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from .asked import Asked, Taken
from .concord.meaning import Meanings, available

NEAR = 0.6  # of meaning: in parallel versions three of four mandates reach it, of others one in a hundred
_MOST = 20_000  # texts whose meaning is asked for; beyond it looking across languages would take minutes

Numbered = tuple[int, Asked]


def across(
    decisions: Sequence[Taken], of_decision: Callable[[int], list[Numbered]], later: set[int] | None = None
) -> Iterator[tuple[Numbered, Numbered, float]]:
    """Pairs of an earlier and a later mandate of two languages, and how near they are in meaning (0 to 1).

    `of_decision` gives the mandates of a decision by its place in `decisions`. Where `later` is given, these decisions
    come after all others, and only they are asked for.
    """
    if len({taken.language for taken in decisions}) < 2 or not available():
        return
    meanings = Meanings()
    pairs = list(_same_matter(decisions, later, meanings))
    mandates = {at: of_decision(at) for at in {at for pair in pairs for at in pair}}
    texts = {m.core for pair in pairs for at in pair for _, m in mandates[at]}
    if len(texts) > _MOST:
        return
    meanings.learn(texts)
    for earlier, after in pairs:
        for old in mandates[earlier]:
            for new in mandates[after]:
                if _alike(old[1], new[1]):
                    near = meanings.nearness(old[1].core, new[1].core) or 0.0
                    if near >= NEAR:
                        yield old, new, near


def _same_matter(decisions: Sequence[Taken], later: set[int] | None, meanings: Meanings) -> Iterator[tuple[int, int]]:
    """Decisions of two languages, the earlier first, of which one cites the other or whose titles mean the same."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for taken in decisions:
        spoken[taken.key].add(taken.language)
    if len(decisions) <= _MOST:
        meanings.learn(taken.title for taken in decisions if taken.title)
    for new in range(len(decisions)) if later is None else sorted(later):
        after = decisions[new]
        for old, before in enumerate(decisions):
            in_time = before.when < after.when if later is None else old not in later
            if not in_time or before.key == after.key or spoken[before.key] & spoken[after.key]:
                continue
            cited = before.key in after.cites
            if cited or (before.body == after.body and (meanings.nearness(before.title, after.title) or 0) >= NEAR):
                yield old, new


def _alike(one: Asked, other: Asked) -> bool:
    """Whether what does not depend on the language allows that two mandates ask for the same."""
    mine, theirs = ({name for name in m.addressees if name.isupper()} for m in (one, other))
    return one.mandate == other.mandate and (bool(mine & theirs) or not (mine or theirs))
