"""The program `mandata`: its commands and options; what they do is loaded when they are called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from . import bringing, followed, keeping

app = typer.Typer(
    name="mandata",
    help="Read decisions of treaty bodies and United Nations assemblies: who must do what, with whom, by when.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
keeping.declare(app)


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"mandata {installed('mandata')}")
        raise typer.Exit


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, .zip archives, or - for standard input.")
    ],
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl or csv.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", "-a", help="Show provisions that ask nobody to act, too.")] = False,
    changes: Annotated[
        str,
        typer.Option("--changes", help="Tracked changes accepted, rejected or shown: final, original, marked."),
    ] = "final",
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="NAME=VALUE", help="A limit of reading (docs/reading.md)."),
    ] = None,
) -> None:
    """Read documents (DOCX, PDF, HTML, Markdown, text, Akoma Ntoso) and print their register of mandates."""
    from .read import read as command

    raise typer.Exit(
        command(
            paths, form=form, output=output, ui=ui, language=language, every=every, changes=changes, limits=limit or []
        )
    )


@app.command()
def publish(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, .zip archives, or - for standard input.")
    ],
    form: Annotated[str, typer.Option("--format", "-f", help="akn, html, jsonld, ttl, md, csv or xlsx.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, or a folder for a file each document.")
    ] = None,
    ui: Annotated[str | None, typer.Option("--ui", help="Language of labels, where not the document's.")] = None,
    base: Annotated[str | None, typer.Option("--base", help="Where the addresses of linked data begin.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", "-a", help="Provisions that ask nobody to act, too (csv, xlsx).")
    ] = False,
) -> None:
    """Read documents and write them as Akoma Ntoso, pages, linked data or tables."""
    from ..publish.forms import Options
    from .publish import publish as command

    options = Options(ui, base, every)
    raise typer.Exit(command(paths, form=form, output=output, language=language, options=options))


@app.command()
def annotate(
    path: Annotated[str, typer.Argument(metavar="BLOCKS.jsonl", help="A file of blocks, or - for standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
) -> None:
    """Read single paragraphs, one a line of JSON, and print their provisions and citations, one line each."""
    from .annotate import annotate as command

    raise typer.Exit(command(path, output=output))


@app.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="The earlier version, a file.")],
    after: Annotated[
        str | None,
        typer.Argument(metavar="AFTER", help="The later version; without: BEFORE with its tracked changes accepted."),
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, html, docx or xlsx.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    ui: Annotated[str | None, typer.Option("--ui", help="Language of what is told, where not the document's.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
    changes: Annotated[
        str, typer.Option("--changes", help="Tracked changes of the files accepted or rejected: final, original.")
    ] = "final",
    every: Annotated[bool, typer.Option("--all", "-a", help="Show changes of wording and form, too.")] = False,
) -> None:
    """Compare two versions of a decision: what changed in who must do what, and in the words."""
    from .compare import compare as command

    raise typer.Exit(
        command(before, after, form=form, output=output, ui=ui, language=language, changes=changes, every=every)
    )


@app.command()
def fetch(
    symbols: Annotated[list[str], typer.Argument(metavar="SYMBOL...", help="Symbols of documents: A/RES/76/300.")],
    languages: Annotated[
        list[str] | None, typer.Option("--lang", "-l", help="A language, as often as needed; without: all six.")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="The folder to put the documents in.")] = Path(),
    lines: Annotated[bool, typer.Option("--json", help="Say what came of each request as a line of JSON.")] = False,
    cache: Annotated[Path | None, typer.Option("--cache", help="Where what was fetched is kept for next time.")] = None,
    contact: Annotated[
        str, typer.Option("--contact", envvar="MANDATA_CONTACT", help="Your address, for those who run the services.")
    ] = "",
    pause: Annotated[float | None, typer.Option("--pause", help="Seconds between two requests to one service.")] = None,
    limit: Annotated[
        list[str] | None, typer.Option("--limit", metavar="NAME=VALUE", help="A limit of reading (docs/reading.md).")
    ] = None,
) -> None:
    """Get documents by their symbols, in each language, from the services that keep them."""
    from .fetch import fetch as command

    raise typer.Exit(
        command(
            symbols,
            languages=languages or [],
            into=into,
            lines=lines,
            cache=cache,
            contact=contact,
            pause=pause,
            limits=limit or [],
        )
    )


@app.command()
def concord(
    paths: Annotated[list[str], typer.Argument(metavar="FILE...", help="The language versions of one document.")],
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, html or docx.")] = "table",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write to; for docx a folder, a file each version.")
    ] = None,
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
    dismissals: Annotated[
        Path | None, typer.Option("--dismissals", metavar="FILE", help="Accepted differences, with their reasons.")
    ] = None,
    dismiss: Annotated[
        list[str] | None, typer.Option("--dismiss", metavar="ID", help="Accept a finding, as often as needed.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is accepted.")] = "",
) -> None:
    """Compare the language versions of a document: what does one say otherwise than the others?"""
    from .concord import command

    raise typer.Exit(
        command(paths, form=form, output=output, ui=ui, file=dismissals, dismiss=dismiss or [], reason=reason)
    )


@app.command()
def recurrence(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, .zip archives, or an index that was saved.")
    ],
    against: Annotated[
        list[str] | None, typer.Option("--against", metavar="PATH", help="What came before: an index, or documents.")
    ] = None,
    show: Annotated[str, typer.Option("--show", help="before, chains or families.")] = "before",
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, csv or html.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Keep all that was read as an index in this file.")
    ] = None,
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
) -> None:
    """Tell where what documents ask was asked before: again, renewed, changed, contradicted or superseded."""
    from .recurrence import recurrence as command

    raise typer.Exit(
        command(
            paths, against=against or [], shown=show, form=form, output=output, saved=save, ui=ui, language=language
        )
    )


@app.command("in-effect")
def in_effect(
    body: Annotated[str, typer.Argument(metavar="BODY", help="A body by its address: MINAMATA-COP.")],
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, .zip archives, or an index that was saved.")
    ],
    day: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On which day (2027-10-31); else today.")
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, csv or html.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the documents, where not to be detected.")
    ] = None,
) -> None:
    """Draft the list of a body's mandates in effect: the last of every chain, not superseded and not past its date."""
    from .recurrence import effective as command

    raise typer.Exit(command(body, paths, day=day, form=form, output=output, ui=ui, language=language))


bringing.declare(app)
followed.declare(app)


@app.command()
def terms(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A term, a verb of decisions or a name.")],
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Documents in two languages or more: files, folders, .zip.")
    ],
    language: Annotated[str | None, typer.Option("--language", "-l", help="The language of the term.")] = None,
    to: Annotated[list[str] | None, typer.Option("--to", help="A language, as often as needed; else all.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, csv or html.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")] = None,
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
) -> None:
    """Tell how a term, a verb or a name was rendered in the other languages of the same documents, with examples."""
    from .terms import terms as command

    raise typer.Exit(command(term, paths, form=form, output=output, ui=ui, language=language, to=to or []))


@app.command()
def demo(
    ui: Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")] = "en",
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Open the pages afterwards.")] = False,
    port: Annotated[int, typer.Option("--port", help="Where the pages are served.")] = 8000,
) -> None:
    """Bring the sample meeting into an empty register, with people to sign in as and what they did."""
    from .demo import demo as command

    raise typer.Exit(command(ui, serve=serve, port=port))


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="The port; 0: any that is free.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that answer.")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, help="Threads of each.")] = 4,
) -> None:
    """Serve the portal on the register of this machine, with its background worker; prints the address."""
    from .serve import serve as command

    raise typer.Exit(command(host=host, port=port, workers=workers, threads=threads))


@app.command()
def edition(
    meeting: Annotated[str, typer.Argument(metavar="MEETING", help="A meeting by its address: MINAMATA-COP-6.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write (.zip).")],
    by: Annotated[str | None, typer.Option("--as", help="Who acts: an address for mail; else MANDATA_PERSON.")] = None,
) -> None:
    """Write a meeting as one folder of pages to read offline: texts and who must do what, in all languages."""
    from .edition import edition as command

    raise typer.Exit(command(meeting, output, by))


def run() -> None:
    """The program's door."""
    app()
