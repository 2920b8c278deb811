"""Declares the commands that follow mandates: due, assign, set, log, meeting, remind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

By = Annotated[str | None, typer.Option("--as", help="Who acts: an address for mail; else MANDATA_PERSON.")]
Ui = Annotated[str, typer.Option("--ui", help="Language of headings: ar, zh, en, fr, ru or es.")]
Form = Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="A file to write to.")]
Addresses = Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Mandates: MC-6/4/para_3/m1.")]


def declare(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.command()(due)
    app.command()(assign)
    app.command(name="set")(set_)
    app.command()(log)
    app.command()(meeting)
    app.command()(remind)


def due(
    body: Annotated[str | None, typer.Option("--body", "-b", help="A body: MINAMATA-COP.")] = None,
    meeting: Annotated[str | None, typer.Option("--meeting", "-m", help="Due at a meeting: MINAMATA-COP-7.")] = None,
    organization: Annotated[
        str | None, typer.Option("--organization", help="Naming an organization or given to it: WHO.")
    ] = None,
    person: Annotated[str | None, typer.Option("--person", help="Whose: an address for mail.")] = None,
    within: Annotated[str, typer.Option("--within", help="How far ahead: 90d, 6w, 3m, 1y.")] = "90d",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    no_report: Annotated[bool, typer.Option("--no-report", help="What asks for a report and has none yet.")] = False,
    nothing_done: Annotated[bool, typer.Option("--nothing-done", help="What shows no sign of work.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, csv or ics.")] = "table",
    output: Output = None,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Print what is overdue and what is due soon."""
    from .due import due as command

    kinds = {"overdue": overdue, "no_report": no_report, "nothing_done": nothing_done}
    chosen = [kind for kind, asked in kinds.items() if asked]
    if len(chosen) > 1:
        raise typer.BadParameter("choose one of --overdue, --no-report, --nothing-done")
    raise typer.Exit(
        command(
            kind=chosen[0] if chosen else "due",
            within=within,
            body=body,
            meeting=meeting,
            organization=organization,
            person=person,
            form=form,
            output=output,
            ui=ui,
            by=by,
        )
    )


def assign(
    addresses: Addresses,
    to: Annotated[
        str | None, typer.Option("--to", help="A person (an address for mail), or an organization (WHO).")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="The responsible unit.")] = None,
    co_lead: Annotated[
        list[str] | None, typer.Option("--co-lead", help="Who shares it: a person or an organization; repeatable.")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Take it back from everybody.")] = False,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Give mandates to a person, a unit or an organization."""
    from .assign import assign as command

    raise typer.Exit(command(addresses, to=to, unit=unit, co_leads=co_lead or [], back=back, ui=ui, by=by))


def set_(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A mandate: MC-6/4/para_3/m1.")],
    state: Annotated[
        str | None, typer.Argument(metavar="[STATE]", help="in_progress, implemented ... (docs/workflow.md).")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why: of not_implemented, retired, and when reopened.")] = "",
    superseded_by: Annotated[
        str | None, typer.Option("--superseded-by", help="The mandate that takes its place.")
    ] = None,
    funding: Annotated[str | None, typer.Option("--funding", help="What money it needs: 20000USD; yes; none.")] = None,
    milestone: Annotated[
        list[str] | None,
        typer.Option("--milestone", help="title=2028-07-01, or title=documents (before the meeting); repeatable."),
    ] = None,
    reached: Annotated[list[str] | None, typer.Option("--reached", help="The title of a milestone reached.")] = None,
    comment: Annotated[str, typer.Option("--comment", help="A comment, for officers.")] = "",
    link: Annotated[list[str] | None, typer.Option("--link", help="Evidence on the web; repeatable.")] = None,
    attach: Annotated[list[Path] | None, typer.Option("--attach", help="A file as evidence; repeatable.")] = None,
    note: Annotated[str, typer.Option("--note", help="Words for the log.")] = "",
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Say how far a mandate is, what money it needs, its milestones, comments and evidence."""
    from .set import Said
    from .set import set_ as command

    said = Said(
        state=state,
        reason=reason,
        superseded_by=superseded_by,
        note=note,
        funding=funding,
        milestones=milestone or [],
        reached=reached or [],
        comment=comment,
        links=link or [],
        files=attach or [],
    )
    raise typer.Exit(command([address], said, ui=ui, by=by))


def log(
    address: Annotated[str | None, typer.Argument(metavar="[ADDRESS]", help="A record: MC-6/4/para_3/m1.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="From a day on: 2028-06-01.")] = None,
    form: Form = "table",
    output: Output = None,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Print what happened to a record, or to all since a day."""
    from .log import log as command

    raise typer.Exit(command(address, since=since, form=form, output=output, ui=ui, by=by))


def meeting(
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="A meeting: MINAMATA-COP-7; without: all to come.")
    ] = None,
    start: Annotated[str | None, typer.Option("--start", help="Its first day: 2028-10-09.")] = None,
    end: Annotated[str | None, typer.Option("--end", help="Its last day; without: it keeps its length.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Where it is held.")] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option("--rule", help="Weeks before meetings of its body (without a meeting: of all): documents=10."),
    ] = None,
    form: Form = "table",
    output: Output = None,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Print meetings with the days before them; with days, move a meeting and all that hangs on it."""
    from .meeting import meeting as command

    raise typer.Exit(
        command(address, start=start, end=end, place=place, rules=rule or [], form=form, output=output, ui=ui, by=by)
    )


def remind(
    again: Annotated[bool, typer.Option("--again", help="Also the letters that could not be sent.")] = False,
    ui: Ui = "en",
    by: By = None,
) -> None:
    """Remind people of what is due; each of the same thing once."""
    from .remind import remind as command

    raise typer.Exit(command(again=again, ui=ui, by=by))
