"""The instruments that are cited by name: enough of them, in all languages, and found in a text by every name."""

import pytest

from mandata import names
from mandata.languages import LANGUAGES
from mandata.lexicon import instruments

TREATIES = [treaty for treaty in instruments().values() if treaty.treaty]
MAIN = """
    MINAMATA BASEL ROTTERDAM STOCKHOLM VIENNA MONTREAL KIGALI UNFCCC KYOTO PARIS CBD CARTAGENA NAGOYA CITES CMS RAMSAR
    UNCCD UNCLOS BBNJ UNCAC UNTOC WATERCOURSES AARHUS ESPOO LRTAP WATER ITPGRFA IPPC MARPOL LONDON CHARTER CRC CEDAW
    CRPD
"""


def test_there_are_more_than_a_hundred_treaties() -> None:
    assert len(TREATIES) > 100


@pytest.mark.parametrize("ref", MAIN.split())
def test_the_main_treaties_have_names_in_all_languages(ref: str) -> None:
    assert instruments()[ref].names.keys() == LANGUAGES.keys()


def test_a_parent_is_an_instrument_and_older() -> None:
    known = instruments()
    for treaty in known.values():
        if treaty.parent:
            assert (known[treaty.parent].adopted or "") <= (treaty.adopted or "9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_in_a_text(language: str) -> None:
    lost = []
    for one in instruments().values():
        for name in one.names.get(language, []):
            hits = names.scan(f"({name})", language)
            if not any(one.id in (hit.ref, *hit.others) for hit in hits if hit.end - hit.start >= len(name) - 4):
                lost.append((one.id, name, hits))
    assert not lost
