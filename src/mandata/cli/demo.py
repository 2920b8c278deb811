"""`mandata demo`: the sample meeting in a register, with people to sign in as and what they did."""

from __future__ import annotations

from importlib.resources import files

from rich.console import Console

from ..errors import RegisterError
from ..interface import known
from .desk import author, open_register
from .failures import Failures

PASSWORD = "leadfree-2027"  # of the invented people, in a register of invented documents
_DATA = files("mandata") / "data"


def demo(ui: str, *, serve: bool, port: int) -> int:
    """Bring the sample meeting in, play its story, say who can sign in; `serve` then opens the pages.

    The register must be empty or hold the sample already. The exit status is 1 where anything failed.
    """
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        open_register()
        if _bring_in(ui):
            return 1
        _say(ui)
    if failures.status or not serve:
        return failures.status
    from .serve import serve as command

    return command(port=port)


def _bring_in(ui: str) -> int:
    """The exit status of adding the sample, which is done once. Raises RegisterError in a register of other things."""
    from ..register import parties, story
    from ..register.models import Document, Person
    from .add import add

    played = story.told((_DATA / "demo.yaml").read_bytes())
    if Person.objects.filter(email=played.people[0].email).exists():
        return 0
    if Document.objects.exists():
        raise RegisterError(
            "the register holds documents that are not of the sample", "an empty one", "set MANDATA_HOME elsewhere"
        )
    documents = sorted(str(path) for path in (_DATA / "sample").iterdir() if path.name.endswith((".docx", ".html")))
    if status := add(documents, form="table", ui=ui, stage=None, body=None, restricted=False, person=None):
        return status
    parties.seed(author())
    story.play(played, PASSWORD)
    return 0


def _say(ui: str) -> None:
    """Who can sign in, and with what."""
    from rich.table import Table

    from ..register.models import Role
    from ..register.words import words

    said = words(ui)
    table = Table(title=f"{said.labels['password']}: {PASSWORD}", title_justify="left")
    for heading in ("person", "role", "organization"):
        table.add_column(said.labels[heading])
    for role in Role.objects.select_related("person", "organization").order_by("pk"):
        organization = role.organization.name(ui) if role.organization else ""
        table.add_row(f"{role.person.name} <{role.person.email}>", said.roles[role.role], organization)
    Console().print(table)
