"""A concordance: how a term, a verb or a name was rendered in the other languages, with examples.

A name of the registers is found by its address, a verb by the act it stands for. Any other term is looked for in its
inflected forms, and what renders it is told by statistics: the run of words that stands in the paragraphs where the
term stands and in no others, by the Dice coefficient of the two sets of paragraphs (Smadja, McKeown and
Hatzivassiloglou, "Translating Collocations for Bilingual Lexicons", 1996) and Dunning's log-likelihood ratio.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import Literal, NamedTuple

from ..folding import fold
from ..languages import LANGUAGES
from ..model import Provision, Record
from ..names import scan
from .concord.meaning import Meanings
from .passages import Passage, Row
from .stems import Stem, stems

How = Literal["name", "verb", "words"]
Span = tuple[int, int]
Run = tuple[str, ...]  # stems of words that follow each other
LONGEST = 6  # words of a rendering
EXAMPLES = 3
_LEAST = 0.25  # Dice coefficient of a rendering by statistics
_COMMON = 0.1  # of all paragraphs: what stands in so many, and in twice as many as the term, edges no rendering
_SHORT = 2  # letters of words of which the same is held
_RENDERINGS = 6
_LOOKED_AT = 80  # runs of words whose place and meaning are compared
_FITTED = 5  # paragraphs in which they are


class Example(Record, frozen=True, kw_only=True):
    """A paragraph in both languages, and where in it the term and its rendering stand (code points, half-open)."""

    document: str
    label: str
    source: str
    source_span: Span
    target: str
    target_span: Span


class Rendering(Record, frozen=True, kw_only=True):
    """How a term is rendered in a language: `count` of the `of` paragraphs that have the term there; `score` is the
    Dice coefficient (1 where it was found by address or act), `evidence` the log-likelihood ratio (0 there)."""

    language: str
    text: str
    count: int
    of: int
    score: float
    evidence: float
    examples: tuple[Example, ...]


class Concordance(Record, frozen=True, kw_only=True):
    """How a term was rendered; `how` tells by what it was found, `language` is that of the term."""

    term: str
    language: str
    how: How
    renderings: tuple[Rendering, ...]


class _Found(NamedTuple):
    """A place of the term and the place of what renders it, None where that is not known."""

    row: Row
    source: Span
    target: Span | None


def concordance(term: str, rows: Sequence[Row], language: str | None = None) -> Concordance | None:
    """How a term was rendered in the paragraphs of `rows`; None where it does not stand in them.

    Without `language` it is that in which the term stands most often.
    """
    languages = [language] if language else sorted({code for row in rows for code in row})
    best: tuple[int, str, How, list[tuple[Row, Span]]] | None = None
    for code in languages:
        how, places = _places(term, rows, code)
        if places and (best is None or len(places) > best[0]):
            best = len(places), code, how, places
    if best is None:
        return None
    _, source, how, places = best
    renderings: list[Rendering] = []
    for code in sorted({code for row, _ in places for code in row} - {source}, key=list(LANGUAGES).index):
        here = [(row, span) for row, span in places if code in row]
        renderings += _rendered(term, how, here, rows, source, code)
    return Concordance(term=term, language=source, how=how, renderings=tuple(renderings))


def _places(term: str, rows: Sequence[Row], language: str) -> tuple[How, list[tuple[Row, Span]]]:
    """By what the term is known in a language, and where it stands."""
    here = [row for row in rows if language in row]
    ref = _name(term, language)
    if ref and (named := [(row, span) for row in here if (span := _named(row[language], ref))]):
        return "name", named
    wanted = fold(term).text
    verbs = [(row, span) for row in here for span in _opening(row[language], wanted)]
    said = [(row, span) for row in here if (span := _span(term, row[language]))]
    return ("verb", verbs) if len(verbs) > len(said) / 2 else ("words", said)


def _name(term: str, language: str) -> str | None:
    """The address of a term that is a name of the registers as a whole."""
    hits = [hit for hit in scan(term, language) if hit.start == 0 and hit.end >= len(term.rstrip())]
    return hits[0].ref if hits else None


def _named(passage: Passage, ref: str) -> Span | None:
    return next(((hit.start, hit.end) for hit in passage.names if ref in (hit.ref, *hit.others)), None)


def _opening(passage: Passage, wanted: str) -> Iterator[Span]:
    """Where a verb opens a provision of a paragraph."""
    for provision in passage.provisions:
        opening = fold(provision.text[: _verb_end(provision)]).text.strip()
        if not provision.inherited and _holds(opening, wanted, passage.language):
            yield provision.start, provision.start + _verb_end(provision)


def _holds(opening: str, wanted: str, language: str) -> bool:
    return f" {wanted} " in f" {opening} " if LANGUAGES[language].spaced else wanted in opening


def _verb_end(provision: Provision) -> int:
    """Where, from its beginning, what follows the verb of a provision begins."""
    phrases = [p for p in (*provision.addressees, provision.action) if p and p.block == provision.block]
    begins = [p.start - provision.start for p in phrases if p.start > provision.start]
    return min(begins, default=0)


def _span(term: str, passage: Passage) -> Span | None:
    """Where a term stands in one of its forms."""
    if not LANGUAGES[passage.language].spaced:
        folded = fold(passage.text)
        at = folded.text.find(fold(term).text)
        return None if at < 0 else (folded.start(at), folded.end(at + len(fold(term).text)))
    wanted = [word.stem for word in stems(term, passage.language)]
    found = stems(passage.text, passage.language)
    for at in range(len(found) - len(wanted) + 1):
        if wanted and all(found[at + i].stem == word for i, word in enumerate(wanted)):
            return found[at].start, found[at + len(wanted) - 1].end
    return None


def _rendered(
    term: str, how: How, here: list[tuple[Row, Span]], rows: Sequence[Row], source: str, target: str
) -> list[Rendering]:
    if how == "words":
        return list(_by_words(term, here, _texts(rows, source, target, len(here))))
    if how == "name":
        ref = _name(term, source) or ""
        found = [_Found(row, span, _named(row[target], ref)) for row, span in here]
    else:
        found = [_Found(row, span, _verb(row, span, source, target)) for row, span in here]
    groups: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        if one.target:
            groups[fold(row_text(one.row, target, one.target)).text].append(one)
    ranked = sorted(groups.values(), key=len, reverse=True)[:_RENDERINGS]
    return [_told(group, len(found), 1.0, 0.0, source, target) for group in ranked]


def row_text(row: Row, language: str, span: Span) -> str:
    """Words of a paragraph."""
    return row[language].text[span[0] : span[1]].strip()


def _verb(row: Row, span: Span, source: str, target: str) -> Span | None:
    """The words by which the other language does what a verb does: those of its provision of the same act and order."""
    mine = [p for p in row[source].provisions if not p.inherited]
    theirs = [p for p in row[target].provisions if not p.inherited]
    at = next((i for i, p in enumerate(mine) if p.start == span[0]), None)
    if at is None or at >= len(theirs) or len(mine) != len(theirs):
        return None
    other = theirs[at]
    end = _verb_end(other)
    if not end or not {mine[at].act, *mine[at].act_alt} & {other.act, *other.act_alt}:
        return None
    return other.start, other.start + end


class _Texts(NamedTuple):
    """The paragraphs of two languages, ready for counting: words of the other language, and the runs of them that each
    paragraph has, by the identity of its row; `common` are words that say nothing at the edge of a run."""

    source: str
    target: str
    total: int
    words: dict[int, list[Stem]]
    runs: dict[int, set[Run]]
    counts: Counter[Run]
    common: frozenset[str]
    stretch: float
    """How much longer the other language is."""


def _texts(rows: Sequence[Row], source: str, target: str, having: int) -> _Texts:
    both = [row for row in rows if source in row and target in row]
    parted = {id(row): stems(row[target].text, target) for row in both}
    runs = {key: {run for run, _ in _runs(found)} for key, found in parted.items()}
    counts = Counter(run for found in runs.values() for run in found)
    often = max(2, _COMMON * len(both), 2 * having)
    short = _SHORT if LANGUAGES[target].spaced else 0
    words = ((run[0], n) for run, n in counts.items() if len(run) == 1)
    common = frozenset(word for word, n in words if n > often or len(word) <= short)
    return _Texts(source, target, len(both), parted, runs, counts, common, _stretch(both, source, target))


def _by_words(term: str, here: list[tuple[Row, Span]], texts: _Texts) -> Iterator[Rendering]:
    """Renderings by statistics: the best run of words, then the best for the paragraphs that it leaves, and so on."""
    left = list(here)
    meanings = Meanings()
    for _ in range(_RENDERINGS):
        best = _best_run(term, left, texts, meanings)
        if best is None:
            return
        run, dice = best
        hits = [_Found(r, s, span) for r, s in left if (span := _run_span(texts.words[id(r)], run))]
        evidence = likelihood(len(hits), len(here), texts.counts[run], texts.total)
        left = [(row, span) for row, span in left if run not in texts.runs[id(row)]]
        yield _told(hits, len(here), round(dice, 3), round(evidence, 1), texts.source, texts.target)


def _stretch(rows: Sequence[Row], source: str, target: str) -> float:
    """How much longer the one language is than the other."""
    mine = sum(len(row[source].text) for row in rows)
    return sum(len(row[target].text) for row in rows) / mine if mine else 1.0


def _runs(found: Sequence[Stem]) -> Iterator[tuple[Run, Span]]:
    for at in range(len(found)):
        for end in range(at + 1, min(len(found), at + LONGEST) + 1):
            yield tuple(word.stem for word in found[at:end]), (found[at].start, found[end - 1].end)


def _run_span(found: Sequence[Stem], run: Run) -> Span | None:
    return next((span for other, span in _runs(found) if other == run), None)


def _best_run(term: str, left: list[tuple[Row, Span]], texts: _Texts, meanings: Meanings) -> tuple[Run, float] | None:
    """The run of words that goes best with the term in what is left: by Dice, then by length, place and, where the
    package for it is installed, meaning; with its Dice coefficient."""
    together = Counter(run for row, _ in left for run in texts.runs[id(row)])
    least = 2 if len(left) > 2 else 1
    scored: list[tuple[float, Run]] = []
    for run, both in together.items():
        dice = 2 * both / (len(left) + texts.counts[run])
        if both >= least and dice >= _LEAST and run[0] not in texts.common and run[-1] not in texts.common:
            scored.append((dice, run))
    scored = sorted(scored, reverse=True)[:_LOOKED_AT]
    said = {run: _said(run, left, texts) for _, run in scored}
    meanings.learn([term, *said.values()])
    ranked = [
        (dice * (0.4 + 0.3 * _fit(term, run, left, texts) + 0.3 * (meanings.nearness(term, said[run]) or 0)), dice, run)
        for dice, run in scored
    ]
    if not ranked:
        return None
    _, dice, run = max(ranked)
    return run, dice


def _said(run: Run, left: list[tuple[Row, Span]], texts: _Texts) -> str:
    """A run of stems in the words of a text."""
    for row, _ in left:
        if span := _run_span(texts.words[id(row)], run):
            return row_text(row, texts.target, span)
    return " ".join(run)


def _fit(term: str, run: Run, left: list[tuple[Row, Span]], texts: _Texts) -> float:
    """From 0 to 1: how well a run of words has the length and place of the term, in the first paragraphs with both."""
    letters = len(term) * texts.stretch
    fits = []
    for row, span in left:
        if place := _run_span(texts.words[id(row)], run):
            length = min(letters, place[1] - place[0]) / max(letters, place[1] - place[0])
            at, other = sum(span) / 2 / len(row[texts.source].text), sum(place) / 2 / len(row[texts.target].text)
            fits.append((length + 1 - abs(at - other)) / 2)
            if len(fits) == _FITTED:
                break
    return sum(fits) / len(fits) if fits else 0.0


def likelihood(together: int, one: int, other: int, total: int) -> float:
    """Dunning's log-likelihood ratio of two things that stand `together` in so many of `total` paragraphs."""
    table = (together, one - together, other - together, total - one - other + together)
    margins = ((one, other), (one, total - other), (total - one, other), (total - one, total - other))
    return 2 * sum(n * log(n * total / (a * b)) for n, (a, b) in zip(table, margins, strict=True) if n > 0)


def _told(found: list[_Found], of: int, score: float, evidence: float, source: str, target: str) -> Rendering:
    forms = Counter(row_text(one.row, target, one.target) for one in found if one.target)
    return Rendering(
        language=target,
        text=forms.most_common(1)[0][0],
        count=len(found),
        of=of,
        score=score,
        evidence=evidence,
        examples=tuple(
            Example(
                document=one.row[source].document,
                label=one.row[source].label,
                source=one.row[source].text,
                source_span=one.source,
                target=one.row[target].text,
                target_span=one.target,
            )
            for one in found[:EXAMPLES]
            if one.target
        ),
    )
