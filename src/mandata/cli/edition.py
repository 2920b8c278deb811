"""`mandata edition`: a meeting as one folder of pages to read offline, in all languages."""

from __future__ import annotations

from pathlib import Path

import typer

from .desk import author, found, open_register
from .export import whole
from .failures import Failures


def edition(address: str, output: Path, by: str | None) -> int:
    """Write the edition of a meeting to a ZIP file, as far as somebody sees it."""
    failures = Failures()
    with failures.caught():
        open_register()
        from django.utils.module_loading import import_string

        from ..register import rights
        from ..register.models import Meeting

        meeting = found(Meeting, "address", address, "mandata list meetings")
        who = rights.of_author(author(by))
        write = import_string("mandata.portal.edition.write")  # the portal stands beside the commands, not below
        whole(output, lambda target: write(who, meeting, target))
        typer.echo(str(output))
    return failures.status
