"""A small register to look at: the sample meeting, one document without Chinese, all mandates confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mandata.pipeline import read_document
from mandata.register import workflow, works
from mandata.register.history import Author
from mandata.register.models import Mandate, Meeting
from mandata.register.places import Places
from mandata.register.save import Incoming, bring

SAMPLE = Path(__file__).parents[2] / "src" / "mandata" / "data" / "sample"
KEEPER = Author(by=None, origin="command")


def fill() -> None:
    """Put the sample meeting into an empty register."""
    paths = [*SAMPLE.glob("decisions.*.html"), *(path for path in SAMPLE.glob("note.*.txt") if ".zh." not in path.name)]
    found = [
        Incoming(read=read_document(path.name, data, path.name.split(".")[1]), data=data)
        for path in sorted(paths)
        if (data := path.read_bytes())
    ]
    places = Places(KEEPER)
    for group in works.groups([each.read for each in found]):
        bring(KEEPER, places, [found[at] for at in group])
    workflow.move_all(KEEPER, list(Mandate.objects.all()), "confirmed")
    Meeting.objects.filter(number="3").update(start=date(2026, 11, 2), end=date(2026, 11, 6), place="Accra")
