"""Understands what is typed into the box: words, "phrases", beginnings*, symbols, numbers, articles, organizations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ... import names
from ...cite import cite
from ...folding import fold
from ...model import Context
from ..models import Decision, Document, Organization
from .matching import Clause, Phrase, beginning_with, ways
from .tokens import plain, readings, search_words, spelling, spelt, stop_words, tokens, value_key

MOST = 400  # letters of a query
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»|「([^」]+)」|„([^“”]+)[“”]')
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+\*?")
_TREATY = Context(language="en", body="MINAMATA-COP", instrument="MINAMATA")  # whichever: it is left out
_NUMBERED = ("decision", "resolution", "recommendation")
_PARTS = 10  # words in a spelling of a symbol


def understood(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a query, all of which must hold; `language` is that of the page."""
    rest = text[:MOST]
    found: list[Clause] = []
    for match in _QUOTED.finditer(rest):
        said = next(group for group in match.groups() if group)
        if phrases := _phrases(said):
            found.append(Clause(kind="phrase", said=said, phrases=phrases))
    rest = _QUOTED.sub(" ", rest)
    rest = _take_citations(rest, language, found)
    rest = _take_spellings(rest, found)
    rest = _take_names(rest, language, found)
    found += _words(rest, bool(found))
    return tuple(found)


def _phrases(said: str) -> tuple[Phrase, ...]:
    """The tokens of words one after the other, in each language they may be of."""
    found: dict[Phrase, None] = {}
    for language in spelt(fold(said).text):
        keys = [token.key for token in tokens(said, language)]
        if language == "zh" and keys and len(keys[-1]) == 1 and _HAN.match(keys[-1]):
            if len(keys) > 1 and keys[-2][-1:] == keys[-1] and len(keys[-2]) == 2:
                del keys[-1]  # the pair before says it
            else:
                keys[-1] += "*"
        if keys:
            found[tuple(keys)] = None
    return tuple(found)


# ------------------------------------------------------------------------------------------------ what is cited


def _languages(text: str, language: str) -> list[str]:
    """The languages that a query may be in, that of the page first where it can be."""
    possible = list(spelt(fold(text).text))
    return sorted(possible, key=lambda code: code != language)


def _take_citations(text: str, language: str, found: list[Clause]) -> str:
    if not any(c.isdigit() for c in text) and not _HAN.search(text):
        return text
    for code in _languages(text, language):
        for whole, context in _tries(text, code):
            hits = cite(whole[0], names.scan(whole[0], code), context)
            taken = [(hit.value, hit.start - whole[1], hit.end - whole[1]) for hit in hits]
            for value, first, last in reversed([each for each in taken if each[2] > 0 and each[1] < len(text)]):
                start, end = max(first, 0), min(last, len(text))
                if not text[start:end].strip():
                    continue
                of_any = context.instrument is not None
                if clause := _citing(value, text[start:end], of_any):
                    found.append(clause)
                    text = text[:start] + " " * (end - start) + text[end:]
            if not text.strip():
                return text
    return text


def _tries(text: str, code: str) -> Iterator[tuple[tuple[str, int], Context]]:
    """The text as it stands, and as it would be with the name of a treaty at its end."""
    yield (text, 0), Context(language=code)
    frame = search_words(code).article
    said = text.rstrip(" .,;")
    yield (
        (frame.replace("{said}", said), frame.index("{said}")),
        Context(language=code, body=_TREATY.body, instrument=_TREATY.instrument),
    )


def _citing(value: str, said: str, of_any: bool) -> Clause | None:
    kind, _, rest = value.partition(":")
    code, _, place = rest.partition(":")
    said = said.strip()
    if of_any:
        if kind != "article":
            return None
        return Clause(kind="cites", said=said, phrases=((f"{value_key(f'article:*:{place}')}*",),))
    if kind in _NUMBERED and not _names_series(said, code):
        key = f"#{place.lower()}"
        phrases = tuple((token,) for token in ways([key]).get(key, [])) or ((value_key(value),),)
        return Clause(kind="cites", said=said, phrases=phrases, decisions=_decisions(place))
    documents = tuple(Document.objects.filter(symbol__iexact=rest).values_list("pk", flat=True))
    decisions = _decisions(place, code) if kind in _NUMBERED else ()
    phrases = ((f"{value_key(value)}*",),)
    return Clause(kind="cites", said=said, phrases=phrases, documents=documents, decisions=decisions)


def _decisions(number: str, series: str = "") -> tuple[int, ...]:
    """The decisions of a number ("6/12"), of a series or of all."""
    held = Decision.objects.filter(number__iendswith=number)
    found = []
    for key, own, address, code in held.values_list("pk", "number", "body__address", "body__series"):
        told = own[: -len(number)]
        if (series and spelling(series) in {spelling(told), spelling(address or ""), spelling(code or "")}) or (
            not series and not told[-1:].isalnum()
        ):
            found.append(key)
    return tuple(found)


def _names_series(said: str, code: str) -> bool:
    """Whether the series of a decision is told by what was typed, and not only guessed."""
    return code.lower() in said.lower() or any(len(word) > 1 and word.isupper() for word in re.findall(r"\w+", said))


def _take_spellings(text: str, found: list[Clause]) -> str:
    """Symbols and numbers in other spellings than theirs ("unep mc cop6 18")."""
    words = list(re.finditer(r"\S+", text))
    if not any(c.isdigit() for c in text):
        return text
    spans = {
        (a, b): spelling(text[words[a].start() : words[b - 1].end()])
        for a in range(len(words))
        for b in range(a + 1, min(a + _PARTS, len(words)) + 1)
    }
    keys = {key for key in spans.values() if len(key) > 3 and any(c.isdigit() for c in key) and not key.isdigit()}
    held = ways(sorted(keys)) if keys else {}
    for a, b in sorted(spans, key=lambda span: span[0] - span[1]):
        start, end = words[a].start(), words[b - 1].end()
        tokens_ = held.get(spans[a, b])
        if tokens_ and text[start:end].strip() and " " * (end - start) != text[start:end]:
            found.append(_spelt_so(text[start:end], spans[a, b], tokens_))
            return text[:start] + " " * (end - start) + text[end:]
    return text


def _spelt_so(said: str, key: str, tokens_: list[str]) -> Clause:
    """What a spelling leads to: texts that cite it, and the document or decision itself."""
    symbols = Document.objects.filter(symbol__iendswith=key[-1:]).values_list("pk", "symbol")
    numbers = Decision.objects.filter(number__iendswith=key[-1:]).values_list("pk", "number")
    return Clause(
        kind="cites",
        said=said,
        phrases=tuple((f"{token}*",) for token in tokens_),
        documents=tuple(pk for pk, symbol in symbols if spelling(symbol) == key),
        decisions=tuple(pk for pk, number in numbers if spelling(number) == key),
    )


# ------------------------------------------------------------------------------------------------ who is named


# "The secretariat" and "the Conference of the Parties" are another one in every convention: they are words here
def _take_names(text: str, language: str, found: list[Clause]) -> str:
    alone = text.strip()
    tries = [text] + ([text.upper()] if alone.isascii() and alone.isalpha() and 2 < len(alone) < 12 else [])
    for said in tries:
        for code in _languages(text, language):
            hits = [hit for hit in names.scan(said, code) if hit.kind == "organization"]
            held = dict(
                Organization.objects.filter(address__in={ref for hit in hits for ref in (hit.ref, *hit.others)})
                .values_list("address", "pk")
            )  # fmt: skip
            for hit in reversed(hits):
                refs = tuple(ref for ref in (hit.ref, *hit.others) if ref in held)
                if refs and text[hit.start : hit.end].strip():
                    word = text[hit.start : hit.end]
                    keys = tuple(held[ref] for ref in refs)
                    phrases = () if _is_stopped(word) else _phrases(word)
                    found.append(Clause(kind="names", said=word, organizations=keys, refs=refs, phrases=phrases))
                    text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
            if not text.strip():
                return text
    return text


# ------------------------------------------------------------------------------------------------ words


def _words(text: str, others: bool) -> list[Clause]:
    found: list[Clause] = []
    stopped: list[Clause] = []
    for piece in _WORD.findall(text):
        if piece.endswith("*"):
            beginning = plain(fold(piece[:-1]).text)
            if _HAN.match(beginning):
                found += [Clause(kind="word", said=word, phrases=_han(word)) for word in _parted(beginning)]
            elif beginning:
                tokens_ = beginning_with(beginning)
                found.append(Clause(kind="begins", said=piece, phrases=tuple((token,) for token in tokens_)))
            continue
        for word in _parted(piece):
            phrases = _han(word) if _HAN.match(word) else tuple((key,) for key in readings(word))
            clause = Clause(kind="word", said=word, phrases=phrases)
            (stopped if _is_stopped(word) else found).append(clause)
    return found if found or others else stopped


def _parted(piece: str) -> list[str]:
    """The words of a piece: Chinese is parted by a dictionary, and at the border to other letters."""
    if not _HAN.search(piece):
        return [piece]
    return [word for word in _cut(fold(piece).text) if word[0].isalnum()]


@lru_cache(maxsize=1000)
def _cut(text: str) -> tuple[str, ...]:
    import rjieba  # its dictionary takes a moment to load, and five languages do without

    return tuple(rjieba.cut(text))


def _han(word: str) -> tuple[Phrase, ...]:
    if len(word) == 1:
        return ((f"{word}*",),)
    return (tuple(word[at : at + 2] for at in range(len(word) - 1)),)


def _is_stopped(word: str) -> bool:
    folded = plain(fold(word).text)
    return any(folded in stop_words(code) for code in spelt(folded))
