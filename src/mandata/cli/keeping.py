"""Declares the commands that keep the register: people, backup, restore, check, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

people = typer.Typer(help="Who takes part in the register: invite, give and end roles.", no_args_is_help=True)

Body = Annotated[str | None, typer.Option("--body", "-b", help="The body that the role is for; without: all bodies.")]
Whose = Annotated[
    str | None, typer.Option("--organization", "-o", help="Of a partner or focal point: its address (PARTY-SN).")
]
By = Annotated[str | None, typer.Option("--as", help="Who acts: an address for mail; else MANDATA_PERSON.")]
Ui = Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")]
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Their address for mail.")]
RoleName = Annotated[
    str, typer.Argument(metavar="ROLE", help="administrator, officer, partner, focal_point or reader.")
]


def declare(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.add_typer(people, name="people")
    for command in (export, backup, restore, check):
        app.command()(command)


def export(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="mandates, activities, history ... (docs/backup.md).")],
    address: Annotated[str | None, typer.Argument(metavar="[ADDRESS]", help="Of a history: the record.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="jsonl, csv or xlsx; without: by the file's name, else jsonl.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    by: By = None,
) -> None:
    """Write all records of a kind, or the history of a record, in a file."""
    from .export import export as command

    raise typer.Exit(command(kind, address=address, form=form, output=output, by=by))


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write (.zip).")], by: By = None
) -> None:
    """Write the whole register to a file, also while it is in use."""
    from .backup import backup as command

    raise typer.Exit(command(target, by))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put away what the register holds.")] = False,
    by: By = None,
) -> None:
    """Put a backup in the place of an empty register, on SQLite or PostgreSQL: whole, or not at all."""
    from .backup import restore as command

    raise typer.Exit(command(source, replace, by))


def check(
    parts: Annotated[
        list[str] | None, typer.Argument(metavar="[PART...]", help="spans, files, events, mandates, dues; all.")
    ] = None,
    by: By = None,
) -> None:
    """Prove that the register is whole; print each fault as a line."""
    from .backup import check as command

    raise typer.Exit(command(parts or [], by))


@people.command()
def invite(
    email: Email,
    role: RoleName,
    body: Body = None,
    organization: Whose = None,
    language: Annotated[str, typer.Option("--lang", "-l", help="Language of the letter.")] = "en",
    by: By = None,
) -> None:
    """Send an invitation to take a role, and print its link."""
    from .people import invite as command

    raise typer.Exit(command(email, role, body=body, organization=organization, language=language, by=by))


@people.command(name="list")
def listed(ui: Ui = "en") -> None:
    """Print everybody with their roles, and the invitations that are open."""
    from .people import people as command

    raise typer.Exit(command(ui))


@people.command(name="role")
def give(email: Email, role: RoleName, body: Body = None, organization: Whose = None, by: By = None) -> None:
    """Give somebody who is known another role."""
    from .people import give as command

    raise typer.Exit(command(email, role, body=body, organization=organization, by=by))


@people.command()
def end(
    email: Email,
    role: Annotated[str | None, typer.Argument(metavar="[ROLE]", help="Without: all roles, and the access.")] = None,
    body: Body = None,
    by: By = None,
) -> None:
    """End a role of somebody, or all of them and their access; their name stays with what they did."""
    from .people import end as command

    raise typer.Exit(command(email, role, body=body, by=by))


@people.command()
def fields(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A kind of record: mandate, activity ...")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help="One of its fields.")],
    public: Annotated[bool, typer.Option("--public/--restricted", help="Whether the public sees it.")],
    body: Body = None,
    by: By = None,
) -> None:
    """Set whether the public sees a field of a kind of record (docs/rights.md)."""
    from .people import fields as command

    raise typer.Exit(command(body, record, field, public, by))
