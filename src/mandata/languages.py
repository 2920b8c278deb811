"""The six languages of the United Nations: code, own name, direction of writing."""

from __future__ import annotations

from typing import Literal

import msgspec

Code = Literal["ar", "zh", "en", "fr", "ru", "es"]


class Language(msgspec.Struct, frozen=True):
    """One of the six: `iso3` is its ISO 639-2 (terminological) code, `spaced` tells whether blanks part its words."""

    code: Code
    iso3: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    spaced: bool = True


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ar", "ara", "العربية", direction="rtl"),
        Language("zh", "zho", "中文", spaced=False),
        Language("en", "eng", "English"),
        Language("fr", "fra", "français"),
        Language("ru", "rus", "русский"),
        Language("es", "spa", "español"),
    )
}
