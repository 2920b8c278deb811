"""docs/languages.md explains every list that a translator can edit."""

from pathlib import Path

import msgspec
import pytest

from mandata.languages import LANGUAGES
from mandata.mandates.word_lists import WordLists

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
FOLDERS = ROOT / "src" / "mandata" / "data" / "languages"


@pytest.mark.parametrize("field", [field.encode_name for field in msgspec.structs.fields(WordLists)])
def test_every_list_of_mandates_is_explained(field: str) -> None:
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_of_a_language_is_listed_and_has_a_header(code: str) -> None:
    for file in (FOLDERS / code).glob("*.yaml"):
        assert f"`{file.name}`" in PAGE
        assert file.read_text(encoding="utf-8").startswith("#"), f"{code}/{file.name} has no header"
