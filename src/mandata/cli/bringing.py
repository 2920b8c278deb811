"""Declares the commands that bring documents into the register and show what it holds: add, reread, list, show."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

By = Annotated[str | None, typer.Option("--as", help="Who acts: an address for mail; else MANDATA_PERSON.")]
Ui = Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")]


def declare(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command()(add)
    app.command()(reread)
    app.command(name="list")(list_)
    app.command()(show)


def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, .zip archives, or - for standard input.")
    ],
    stage: Annotated[
        str | None, typer.Option("--stage", help="draft, revised, in_session, adopted, …, where not to be told.")
    ] = None,
    body: Annotated[str | None, typer.Option("--body", help="The address of the body: MINAMATA-COP.")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Not open to the public.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    ui: Ui = "en",
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
    limit: Annotated[
        list[str] | None, typer.Option("--limit", metavar="NAME=VALUE", help="A limit of reading (docs/reading.md).")
    ] = None,
    by: By = None,
) -> None:
    """Bring documents into the register: their decisions, paragraphs and mandates, in all languages."""
    from .add import add as command

    raise typer.Exit(
        command(
            paths,
            form=form,
            ui=ui,
            stage=stage,
            body=body,
            restricted=restricted,
            person=by,
            language=language,
            limits=limit or [],
        )
    )


def reread(
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS...]", help="Documents; without any: all.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Read the kept files again with this release; what people set or confirmed stays as it is."""
    from .reread import reread as command

    raise typer.Exit(command(addresses or [], dry_run=dry_run, form=form, ui=ui, by=by))


def list_(
    what: Annotated[
        str, typer.Argument(metavar="[KIND]", help="mandates, decisions, documents, meetings, organizations, reviews.")
    ] = "mandates",
    body: Annotated[str | None, typer.Option("--body", "-b", help="A body: MINAMATA-COP.")] = None,
    meeting: Annotated[str | None, typer.Option("--meeting", "-m", help="A meeting: MINAMATA-COP-6.")] = None,
    decision: Annotated[str | None, typer.Option("--decision", "-d", help="A decision: MC-6/4.")] = None,
    organization: Annotated[str | None, typer.Option("--organization", help="Named in a mandate: WHO.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="Of mandates; the stage of documents; of decisions: adopted, draft.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Of organizations (secretariat), of reviews (new).")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", help="So many at most.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """List what the register holds."""
    from .lists import Filters
    from .lists import list_ as command

    filters = Filters(
        body=body, meeting=meeting, organization=organization, decision=decision, state=state, kind=kind, limit=limit
    )
    raise typer.Exit(command(what, filters=filters, form=form, output=output, ui=ui, by=by))


def show(
    addresses: Annotated[
        list[str], typer.Argument(metavar="ADDRESS...", help="MC-6/4, UNEP/MC/COP.6/18, MC-6/4/para_3/m1, …")
    ],
    language: Annotated[
        list[str] | None, typer.Option("--language", "-l", help="A language of the texts; without: all.")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Show a record: its text with what was read in it, its state, its history, what it cites and where it is cited."""
    from .show import show as command

    raise typer.Exit(command(addresses, form=form, ui=ui, languages=language or [], by=by))
