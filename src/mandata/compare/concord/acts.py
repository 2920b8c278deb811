"""Compares what versions ask for and how strongly: acts, conditions, dues, negation, binding words, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..force import shift
from .facts import Fact
from .finding import Fault, Finding
from .rows import Saying
from .votes import differences

LEVELS = ("may", "should", "shall")


def acts(said: Saying) -> Iterator[Finding]:
    """Acts that a version has otherwise than most others, first with first, second with second."""
    facts = said.facts("act")
    having = [v for v in said.order if facts[v]]
    length = Counter(len(facts[v]) for v in having).most_common(1)[0][0] if having else 0
    having = [v for v in having if len(facts[v]) == length]
    if len(having) < max(2, len(said.order) / 2):
        return
    for at in range(length):
        yield from _act(said, {v: facts[v][at] for v in having})


def _act(said: Saying, facts: dict[int, Fact]) -> Iterator[Finding]:
    meant = {v: {fact.key, *fact.alternatives} for v, fact in facts.items()}
    votes = Counter(act for acts in meant.values() for act in acts)
    first = next(iter(facts))
    act, agree = max(votes.items(), key=lambda vote: (vote[1], vote[0] == facts[first].key))
    if len(facts) == 2:
        act, agree = facts[first].key, 1
    elif agree <= len(facts) / 2 or agree < 2:
        return
    witness = next(v for v in facts if act in meant[v])
    for v, fact in facts.items():
        if act in meant[v]:
            continue
        change = shift(act, fact.key)
        if change == "same":
            continue
        sure = 1.0 if agree >= len(facts) - 1 else 0.8
        fault: Fault = "changed" if change == "other" else change
        yield said.finding("act", fault, v, witness, facts[witness], fact, agree, sure)


def conditions(said: Saying) -> Iterator[Finding]:
    """Conditions that all others have, or another in their place."""
    facts = {v: list({f.key: f for f in fs}.values()) for v, fs in said.facts("condition").items()}
    for d in differences(facts, said.order, lambda v, key: False):
        if d.missing is None or d.agree < d.of - 1 or d.of < 3:
            continue
        vague = d.missing.key in ("other", "inputs", "mandate")
        fault: Fault = "changed" if d.extra else "missing"
        yield said.finding("condition", fault, d.odd, d.witness, d.missing, d.extra, d.agree, 0.8 if vague else 1.0)


def dues(said: Saying) -> Iterator[Finding]:
    """Dues but for days and meetings, which are compared as such."""
    facts = {
        v: list({f.key: f for f in fs if not f.key.startswith(("date:", "session:", "other"))}.values())
        for v, fs in said.facts("due").items()
    }
    for d in differences(facts, said.order, lambda v, key: False):
        if d.missing is None or d.agree < d.of - 1 or d.of < 3:
            continue
        fault: Fault = "changed" if d.extra else "missing"
        yield said.finding("due", fault, d.odd, d.witness, d.missing, d.extra, d.agree)


def negations(said: Saying) -> Iterator[Finding]:
    """A version that denies what no other denies, or does not where all others do."""
    facts = said.facts("negation")
    for v in said.order:
        others = [len(facts[u]) for u in said.order if u != v]
        if len(others) < 3:
            continue
        if not facts[v] and min(others) >= 1:
            witness = next(u for u in said.order if u != v)
            yield said.finding("negation", "missing", v, witness, facts[witness][0], None, len(others))
        elif facts[v] and max(others) == 0:
            witness = next(u for u in said.order if u != v)
            yield said.finding("negation", "added", v, witness, None, facts[v][0], len(others), 0.75)


def modality(said: Saying) -> Iterator[Finding]:
    """Binding words of another level; languages leave "shall" unsaid, so only what speaks against the others counts."""
    facts = said.facts("modality")
    for v in said.order:
        others = [u for u in said.order if u != v]
        if len(others) < 3:
            continue
        own = facts[v]
        yield from _permission(said, v, others, facts)
        firm = [u for u in others if any(f.key == "shall" for f in facts[u])]
        soft = [u for u in others if any(f.key == "should" for f in facts[u])]
        if own and all(f.key == "should" for f in own) and len(firm) >= 2 and not soft:
            yield said.finding(
                "modality", "weaker", v, firm[0], _first(facts[firm[0]], "shall"), own[0], len(firm), 0.9
            )
        if own and all(f.key == "shall" for f in own) and len(soft) >= 2 and not firm:
            yield said.finding(
                "modality", "stronger", v, soft[0], _first(facts[soft[0]], "should"), own[0], len(soft), 0.9
            )


def _permission(said: Saying, v: int, others: list[int], facts: dict[int, list[Fact]]) -> Iterator[Finding]:
    allowed = {u: any("may" in f.key.split("|") for f in facts[u]) for u in said.order}
    if allowed[v] and not any(allowed[u] for u in others):
        own = _first(facts[v], "may")
        witness = next((u for u in others if facts[u]), others[0])
        missing = facts[witness][0] if facts[witness] else None
        yield said.finding("modality", "weaker", v, witness, missing, own, len(others))
    elif not allowed[v] and all(allowed[u] for u in others):
        extra = next((f for f in facts[v]), None)
        fault: Fault = "stronger" if extra else "missing"
        yield said.finding("modality", fault, v, others[0], _first(facts[others[0]], "may"), extra, len(others), 0.9)


def _first(facts: list[Fact], level: str) -> Fact:
    return next(f for f in facts if level in f.key.split("|"))


def quotations(said: Saying) -> Iterator[Finding]:
    """Words that all other versions set in quotation marks, and the other way round."""
    facts = said.facts("quotation")
    for v in said.order:
        others = [u for u in said.order if u != v]
        counts = {len(facts[u]) for u in others}
        if len(others) < 3 or len(counts) > 1:
            continue
        expected, own = counts.pop(), len(facts[v])
        if own < expected:
            yield said.finding("quotation", "missing", v, others[0], facts[others[0]][-1], None, len(others))
        elif own > expected:
            yield said.finding("quotation", "added", v, others[0], None, facts[v][-1], len(others), 0.7)


def notes(said: Saying) -> Iterator[Finding]:
    """Footnote marks: how many, and whether they stand at the same end of the paragraph."""
    facts = said.facts("note")
    counts = Counter(len(facts[v]) for v in said.order)
    expected, agree = counts.most_common(1)[0]
    if len(said.order) == 2:
        expected, agree = len(facts[said.order[0]]), 1
    elif agree <= len(said.order) / 2:
        return
    witness = next(v for v in said.order if len(facts[v]) == expected)
    for v in said.order:
        own = len(facts[v])
        if own < expected:
            yield said.finding(
                "note", "missing", v, witness, facts[witness][own], None, agree, expected=facts[witness][own].key
            )
        elif own > expected:
            yield said.finding("note", "added", v, witness, None, facts[v][-1], agree, found=facts[v][-1].key)
    if expected and agree > 3:
        yield from _elsewhere(said, {v: facts[v] for v in said.order if len(facts[v]) == expected})


def _elsewhere(said: Saying, facts: dict[int, list[Fact]]) -> Iterator[Finding]:
    """Marks that stand far from where all others have them."""
    for at in range(len(next(iter(facts.values())))):
        where = {v: _share(said, v, fs[at]) for v, fs in facts.items()}
        for v, own in where.items():
            others = [share for u, share in where.items() if u != v]
            if max(others) - min(others) < 0.3 and min(abs(own - share) for share in others) > 0.25:
                witness = next(u for u in facts if u != v)
                yield said.finding(
                    "note", "moved", v, witness, facts[witness][at], facts[v][at], len(others), 0.8,
                    facts[witness][at].key, facts[v][at].key,
                )  # fmt: skip


def _share(said: Saying, v: int, fact: Fact) -> float:
    """How far into the paragraph a mark stands, from 0 to 1."""
    block = next(p.block for p in said.paragraphs[v] if p.block.id == fact.block)
    return fact.start / max(1, len(block.text))
