"""`mandata show`: one record with its texts, what was read in them, its state, history and citations both ways."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from ..interface import known
from ..languages import LANGUAGES
from . import listing
from .failures import Failures
from .table import WIDTH

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from ..register.words import Words

FORMS = ("table", "json")
STYLES = {
    "addressees": "green",
    "partners": "cyan",
    "recipients": "blue",
    "conditions": "magenta",
    "dues": "yellow",
    "due": "yellow",
}


def show(addresses: Sequence[str], *, form: str, ui: str, languages: Sequence[str], by: str | None) -> int:
    """Print the records of these addresses; the exit status is 1 where one is not there, or not to be seen."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        listing.check(form, FORMS)
        for code in languages:
            known(code, "--language")
        from .desk import author, open_register

        open_register()
        from ..register import rights
        from ..register.words import words

        who = rights.of_author(author(by))
        found = []
        for address in addresses:
            with failures.caught(address if len(addresses) > 1 else ""):
                found.append(_told(address, who, languages))
        if form == "json":
            _write_json(found if len(addresses) > 1 else found[0] if found else None)
        else:
            for record in found:
                write(record, sys.stdout, words(ui))
    return failures.status


def _told(address: str, who: Any, languages: Sequence[str]) -> dict[str, Any]:
    from ..register import rights
    from ..register.addresses import find, unknown
    from ..register.telling import tell

    record = find(address)
    if not rights.sees(who, record):
        raise unknown(address)  # whether it is there is not told either
    return tell(record, who, languages)


def _write_json(found: Any) -> None:
    import json

    if found is not None:
        listing.write((json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n").encode(), None)


def write(record: Mapping[str, Any], out: TextIO, words: Words) -> None:
    """Write one record for people."""
    from rich.console import Console
    from rich.text import Text

    watched = out.isatty() or "COLUMNS" in os.environ
    console = Console(file=out, width=None if watched else WIDTH, highlight=False, emoji=False)
    kind = words.records.get(str(record["kind"]), str(record["kind"]))
    console.print(Text(f"{record.get('address', '')}  {kind}", style="bold"))
    for line in _lines(record, words):
        console.print(line)
    for text in _texts(record):
        _say(console, text)
    _asked(console, record, words)
    for name in ("cites", "cited_in"):
        if found := record.get(name):
            console.print(Text(f"{words.adding[name]}: {'; '.join(_cited(each) for each in found)}"))
    _past(console, record, words)
    console.print()


def _lines(record: Mapping[str, Any], words: Words) -> Iterator[Text]:
    """The simple fields, each under its name."""
    from rich.text import Text

    told = words.adding
    if names := record.get("names"):
        for code, name in names.items():
            yield Text(f"{code}  {name}")
    if decision := record.get("decision"):
        yield Text(f"{words.records['decision']}: {decision['address']} {decision['name']}".rstrip())
    if "state" in record:
        state = words.states.get(str(record["state"]), str(record["state"]))
        yield Text(f"{words.labels['state']}: {state} ({record['since']}) {record['reason']}".rstrip())
    if record.get("due_date") or record.get("due_meeting"):
        yield Text(f"{words.labels['due']}: {record.get('due_meeting') or ''} {record.get('due_date') or ''} ".rstrip())
    for doubt in record.get("doubts") or ():
        yield Text(f"{told['doubts']}: {words.doubts.get(doubt['reason'], doubt['reason'])}", style="yellow")
    stage = record.get("stage")
    if stage:
        yield Text(f"{told['stage']}: {words.stages[str(stage)]}")
    for name in ("symbol", "of", "body", "date", "start", "end", "place", "earlier"):
        if value := record.get(name):
            yield Text(f"{told.get(name) or words.fields.get(name, name)}: {value}")
    for version in record.get("languages") or ():
        yield Text(f"{version['language']}  {version['file']}  {version['sha256'][:16]}  {version['reader']}")
    if isinstance(record.get("texts"), list):
        for text in record["texts"]:
            yield Text(f"{told['texts']}: {text['document']} ({words.stages[text['stage']]})")
    for name in ("decisions", "mandates", "mandates_due"):
        if found := record.get(name):
            yield Text(f"{told['mandates' if name != 'decisions' else name]}: {', '.join(found)}")


def _texts(record: Mapping[str, Any]) -> Iterator[Text]:
    """The paragraphs with what was read in them highlighted, a language after the other."""
    from rich.text import Text

    paragraphs = record.get("paragraphs")
    single = record.get("paragraph") or (record if isinstance(record.get("texts"), dict) else None)
    for paragraph in paragraphs if isinstance(paragraphs, list) else [single] if single else []:
        for code, said in paragraph["texts"].items():
            label = f"{paragraph['label']}  " if paragraph["label"] else ""
            text = Text(said)
            for reading in (record.get("readings") or {}).get(code, ()):
                _highlight(text, reading)
            yield Text.assemble((f"{code}  ", "dim"), (label, "bold"), text)


def _highlight(text: Text, reading: Mapping[str, Any]) -> None:
    """Set apart what a reading took from this paragraph's words."""
    if action := reading.get("action"):
        text.stylize("underline", action["start"], action["end"])
    for name, style in STYLES.items():
        for phrase in reading.get(name) or ():
            if phrase["block"] == reading["block"]:
                text.stylize(style, phrase["start"], phrase["end"])


def _say(console: Console, text: Text) -> None:
    from .bidi import RightToLeft

    code = text.plain[:2]
    right_to_left = code in LANGUAGES and LANGUAGES[code].direction == "rtl"
    console.print(RightToLeft(text) if right_to_left else text)


def _asked(console: Console, record: Mapping[str, Any], words: Words) -> None:
    """Who is asked, with whom, for whom, on which condition, by when."""
    from rich.text import Text

    names = {"addressees": "addressee", "partners": "partner", "recipients": "recipient"}
    if record["kind"] != "mandate":
        return
    for field, role in names.items():
        if found := record.get(field):
            said = ", ".join(each.get("organization") or _first(each) for each in found)
            console.print(Text(f"{words.actors[role]}: {said}", style=STYLES[field]))
    for field in ("conditions", "dues"):
        for each in record.get(field) or ():
            value = each.get("value") or each.get("type")
            console.print(Text(f"{value}: {_first(each)}", style=STYLES[field]))


def _first(each: Mapping[str, Any]) -> str:
    return next((said["text"] for said in (each.get("words") or {}).values()), "")


def _cited(each: Any) -> str:
    if isinstance(each, str):
        return each
    return f"{each['value']} → {each['address']}" if each["address"] else str(each["value"])


def _past(console: Console, record: Mapping[str, Any], words: Words) -> None:
    from rich.text import Text

    for event in record.get("history") or ():
        what = words.events.get(event["what"], event["what"])
        console.print(Text(f"{event['at'][:16].replace('T', ' ')}  {what}  {event['by']} {event['note']}", style="dim"))
