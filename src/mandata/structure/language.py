"""Which of the six languages a text is written in: by its script, and among Latin ones by its commonest words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import StructureError
from ..languages import LANGUAGES
from .grammar import grammar

_SAMPLE = 12_000
_SCRIPTS = (("ar", re.compile("[\u0600-\u06ff]")), ("zh", re.compile("[\u4e00-\u9fff]")), ("ru", re.compile("[Ѐ-ӿ]")))
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_WORD = re.compile(r"[^\W\d_]+")


def detect(texts: Iterable[str]) -> str:
    """The code of the language that most of `texts` is written in.

    Raises StructureError where it is none of the six.
    """
    sample = _sample(texts)
    counts = {code: len(script.findall(sample)) for code, script in _SCRIPTS}
    counts["zh"] *= 3  # a Chinese character says as much as three letters
    latin = len(_LATIN.findall(sample))
    code = max(counts, key=lambda c: counts[c])
    if counts[code] >= max(latin, 1) * 0.5:
        return code
    words = _WORD.findall(sample.lower())
    shares = {c: _share(words, set(grammar(c).words.words)) for c in LANGUAGES if grammar(c).words.words}
    code = max(shares, key=lambda c: shares[c])
    if not words or (shares[code] < 0.12 and len(words) > 60) or not shares[code]:
        known = ", ".join(language.name for language in LANGUAGES.values())
        raise StructureError("the language of the text is not known", f"one of {known}", "name it with --language")
    return code


def _sample(texts: Iterable[str]) -> str:
    taken: list[str] = []
    size = 0
    for text in texts:
        taken.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    return "\n".join(taken)


def _share(words: list[str], common: set[str]) -> float:
    return sum(word in common for word in words) / max(len(words), 1)
