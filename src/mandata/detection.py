"""The language of a text: told by its script and small words, by a statistical model only where these leave doubt."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import cast

from . import lexicon
from .errors import ReadError
from .languages import LANGUAGES, Code

SAMPLE = 20_000
"""Characters looked at, half from the beginning of a text and half from its middle."""

FEW = 10
"""Below so many letters there is nothing to tell a language by."""

KANA = 0.05
"""Japanese mixes its own letters with Chinese ones; from this share on a text is Japanese."""

TELLTALE = 0.004
"""Share of letters that only one language uses, from which on they are no mere names."""


class Script(lexicon.Entry, frozen=True, kw_only=True):
    """A script of data/detection.yaml."""

    letters: str
    weight: int = 1


class Tongue(lexicon.Entry, frozen=True, kw_only=True):
    """A language of data/detection.yaml, of the six or not."""

    code: str
    name: str
    script: str
    words: frozenset[str] = frozenset()
    letters: str = ""


class Detection(lexicon.Entry, frozen=True, kw_only=True):
    """The contents of data/detection.yaml."""

    scripts: dict[str, Script]
    languages: list[Tongue]


_SYMBOL = re.compile(r"(?<![A-Za-z0-9.()-])[A-Za-z0-9.()-]++(?:/[A-Za-z0-9.()-]*)+")


@cache
def _data() -> Detection:
    return lexicon.load("detection.yaml", Detection)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(f"[{script.letters}]") for name, script in _data().scripts.items()}


def detect(text: str) -> Code | None:
    """The language of `text` if it is one of the six, else None."""
    code = identify(text)
    return cast(Code, code) if code in LANGUAGES else None


def language_of(text: str) -> Code:
    """The language of `text`. Raises ReadError, naming the language if it is known, where it is none of the six."""
    code = identify(text)
    if code in LANGUAGES:
        return cast(Code, code)
    name = next((tongue.name for tongue in _data().languages if tongue.code == code), None)
    six = ", ".join(language.name for language in LANGUAGES.values())
    found = f"the language is {name}, none of the six" if name else "the language is none of the six, or cannot be told"
    raise ReadError(found, f"a text in one of {six}", "say which with --language if it is one of them")


def identify(text: str) -> str | None:
    """The code (ISO 639-1) of the language of `text`, of the six or not; None where it cannot be told."""
    sample = _sample(text)
    script, letters = _script(sample)
    tongues = [tongue for tongue in _data().languages if tongue.script == script]
    if len(tongues) < 2:
        return tongues[0].code if tongues else None
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    return _by_letters(tongues, sample, letters) or _by_words(tongues, words) or _by_model(sample, tongues)


def _sample(text: str) -> str:
    """Part of a text, without the symbols of documents: their letters are Latin in every language."""
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = f"{text[: SAMPLE // 2]} {text[middle : middle + SAMPLE // 2]}"
    return _SYMBOL.sub(" ", text)


def _script(sample: str) -> tuple[str | None, int]:
    """The script that fills most of a text, and the number of its letters."""
    counts = {name: len(pattern.findall(sample)) for name, pattern in _patterns().items()}
    if sum(counts.values()) == 0:
        return None, 0
    if counts["kana"] > KANA * (counts["han"] + counts["kana"]):
        counts["kana"] += counts["han"]
        counts["han"] = 0
    scripts = _data().scripts
    best = max(counts, key=lambda name: counts[name] * scripts[name].weight)
    if counts[best] * scripts[best].weight < FEW:
        return None, counts[best]
    return best, counts[best]


def _by_letters(tongues: list[Tongue], sample: str, letters: int) -> str | None:
    """The language whose own letters stand in the text."""
    lowered = sample.lower()
    claims = {
        tongue.code: sum(lowered.count(letter) for letter in tongue.letters) / letters
        for tongue in tongues
        if tongue.letters
    }
    best = max(claims, key=lambda code: claims[code], default=None)
    return best if best is not None and claims[best] >= TELLTALE else None


def _by_words(tongues: list[Tongue], words: Counter[str]) -> str | None:
    """The language whose small words fill the text, if no other comes near."""
    total = sum(words.values())
    scores = Counter({tongue.code: sum(words[word] for word in tongue.words) for tongue in tongues})
    (first, most), (_, second) = scores.most_common(2)
    return first if most >= max(3, total * 0.05) and most >= 1.5 * second else None


def _by_model(sample: str, tongues: list[Tongue]) -> str | None:
    """By py3langid, loaded only here as it takes half a second: among the six alone if the text is short."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    if len(sample) < 300:
        model.set_languages([tongue.code for tongue in tongues if tongue.code in LANGUAGES])
    return str(model.classify(sample)[0])
