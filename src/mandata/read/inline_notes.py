"""Footnotes that stand inside the lines of a text: taken out, their marks kept at the place.

Four forms are known, all left by programs that turn Word into text:
`words[footnoteRef:3] more words [3:  text of the note]`, the note at the end of its line or on a line after it;
`words([1]) text of the note) more words`, the note where its mark was; and `words[^3]` with `[^3]: text` below.
The fourth has no marks: `words,The text of the note. more words` or `wordsThe text of the note., more words`; it is
told by the missing blank, and taken only where a text has it twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Footnote
from .deadline import check
from .plain import plain

Marks = tuple[tuple[int, str], ...]

_MARK = re.compile(r"\[(?:footnote|endnote)Ref:\s*([^\]\s]+)\s*\]|\[\^([^\]\s]+)\](?!:)")
_NOTE = re.compile(r"\s?\[([^\]\s:]{1,12}):(?=\s)")
_BELOW = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_EMBEDDED = re.compile(r"\(\[(\d+)\]\)")
# A capital that follows words without a blank begins a note, which ends where a sentence ends and the words go on:
# with the sign that they had before the mark, in small letters, or (once the form is known) at the end of the line.
# Names such as EuroMed begin with fewer letters.
_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё]"
_RUN_ON = r"(?P<{0}>{1}[^\n]{{8,}}?\.)"
_UNMARKED = re.compile(
    rf"(?<=[a-zß-öø-ÿа-яё]{{5}}){_RUN_ON.format('a', _CAPITAL)}(?=[,;.])"
    rf"|(?<=\)){_RUN_ON.format('b', _CAPITAL)}(?=[,;.])"
    rf"|(?<=[\w)][,;]){_RUN_ON.format('c', _CAPITAL)}(?=\s[a-zß-öø-ÿа-яё]|\s*$)"
)
_HINT = re.compile(rf"[a-zß-öø-ÿа-яё),;]{_CAPITAL}")
REACH = 30
"""Lines over which a note may run: longer, its closing bracket is taken for lost, and it ends with its line."""


@dataclass(frozen=True)
class Cut:
    """Lines without their notes; `marks` has an entry a line, places in the line as it now stands."""

    lines: tuple[str, ...]
    marks: tuple[Marks, ...]
    notes: tuple[Footnote, ...]


def cut_notes(lines: list[str]) -> Cut:
    """Take the notes out of `lines`. A line that held nothing but a note is left empty."""
    labels = {found[1] or found[2] for line in lines if "[" in line for found in _MARK.finditer(line)}
    notes: list[Footnote] = []
    if labels:
        lines = _without_notes(lines, labels, notes)
    embedded = sum(len(_EMBEDDED.findall(line)) for line in lines if "([" in line)
    if not labels and not embedded:
        lines = _without_unmarked(lines, notes)
    kept: list[str] = []
    marks: list[Marks] = []
    for line in lines:
        if "[" not in line:
            kept.append(line)
            marks.append(())
            continue
        text, placed = _without_marks(_without_embedded(line, notes) if embedded else line)
        kept.append(text)
        marks.append(placed)
    return Cut(tuple(kept), tuple(marks), tuple(notes))


def cut_definitions(lines: list[str]) -> tuple[list[str], tuple[Footnote, ...]]:
    """Take the notes `[^3]: text` out of the lines of Markdown, with their indented lines; marks stay."""
    kept: list[str] = []
    notes: list[Footnote] = []
    inside = False
    for line in lines:
        found = _BELOW.fullmatch(line)
        if found:
            notes.append(Footnote(label=found[1], text=plain(found[2])))
        elif inside and line.startswith(("    ", "\t")) and line.strip():
            notes[-1] = Footnote(label=notes[-1].label, text=plain(f"{notes[-1].text} {line}"))
        else:
            kept.append(line)
        inside = bool(found) or (inside and (not line.strip() or line.startswith(("    ", "\t"))))
    return kept, tuple(notes)


def _without_notes(lines: list[str], labels: set[str], notes: list[Footnote]) -> list[str]:
    """The lines without `[3:  text]` and `[^3]: text`; a note may close some lines after the one it began in."""
    kept: list[str] = []
    waiting = list(lines)
    waiting.reverse()
    while waiting:
        check()
        line = waiting.pop()
        below = _BELOW.fullmatch(line.strip())
        if below and below[1] in labels:
            notes.append(Footnote(label=below[1], text=plain(below[2])))
            kept.append("")
            continue
        found = next((note for note in _NOTE.finditer(line) if note[1] in labels), None)
        if not found:
            kept.append(line)
            continue
        note, after, used = _note_text(line, found, waiting)
        del waiting[len(waiting) - used :]
        notes.append(Footnote(label=found[1], text=plain(note)))
        waiting.append(line[: found.start()] + after)
    return kept


def _note_text(line: str, found: re.Match[str], waiting: list[str]) -> tuple[str, str, int]:
    """The text of the note that begins at `found`, what follows it in its last line, how many more lines it took."""
    text = line[found.end() :]
    for used in range(min(REACH, len(waiting)) + 1):
        end = _closing(text, "[", "]")
        if end is not None:
            return text[:end], text[end + 1 :], used
        if used < len(waiting):
            text += "\n" + waiting[-1 - used]
    # No bracket closes it: it ends where the next note begins, or with its line.
    text = line[found.end() :]
    nearest = _NOTE.search(text)
    end = nearest.start() if nearest else len(text)
    return text[:end].rstrip().removesuffix("]"), text[end:], 0


def _closing(text: str, opening: str, closing: str) -> int | None:
    """The place of the bracket that closes the one before `text`; those in between come in pairs."""
    depth = 1
    for found in re.finditer(f"[{re.escape(opening + closing)}]", text):
        depth += 1 if found[0] == opening else -1
        if depth == 0:
            return found.start()
    return None


def _without_embedded(line: str, notes: list[Footnote]) -> str:
    """`words([1]) text) more`: the program numbers each such note 1, so that their order gives the true label."""
    while found := _EMBEDDED.search(line):
        check()
        rest = line[found.end() :]
        end = _closing(rest, "(", ")")
        if end is None:
            break
        label = str(len(notes) + 1)
        notes.append(Footnote(label=label, text=plain(rest[:end])))
        line = f"{line[: found.start()]}[^{label}]{rest[end + 1 :]}"
    return line


def _without_unmarked(lines: list[str], notes: list[Footnote]) -> list[str]:
    """The lines without notes that nothing marks, where there are several; their order gives their labels."""
    hinted = [n for n, line in enumerate(lines) if _HINT.search(line)]
    if sum(len(_UNMARKED.findall(lines[n])) for n in hinted) < 2:
        return lines

    def mark(found: re.Match[str]) -> str:
        notes.append(Footnote(label=str(len(notes) + 1), text=plain(found[0])))
        return f"[^{len(notes)}]"

    kept = list(lines)
    for n in hinted:
        kept[n] = _UNMARKED.sub(mark, lines[n])
    return kept


def _without_marks(line: str) -> tuple[str, Marks]:
    kept, placed, length, last = [], [], 0, 0
    for found in _MARK.finditer(line):
        kept.append(line[last : found.start()])
        length += found.start() - last
        last = found.end()
        placed.append((length, found[1] or found[2]))
    kept.append(line[last:])
    return "".join(kept), tuple(placed)
