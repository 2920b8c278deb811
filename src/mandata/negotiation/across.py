"""The brackets of a document: those in every paragraph, those over several, and options that are paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from ..folding import fold
from ..model import Block, Bracket, Phrase, Unread
from . import brackets
from .brackets import Found, is_whole
from .words import Grammar, grammar

READ = frozenset(("preambular", "operative", "paragraph", "list", "heading", "title", "table"))
"""The kinds of blocks that are negotiated; brackets on a first page or in closing lines are the editor's."""


LONGEST_OR = 24  # letters of a line that only says "[OR]"
MOST = 1_000
"""Signs in one paragraph at most: whole treaties under negotiation have some dozens in one."""


class Marked:
    """All brackets of a document, signs without their other half, for each block in an option its option's name, and
    how many letters that name takes at the beginning of a block."""

    def __init__(
        self, brackets: Iterable[Bracket], unread: Iterable[Unread], options: dict[str, str], letters: dict[str, int]
    ) -> None:
        self.brackets, self.unread = tuple(brackets), tuple(unread)
        self.options, self.letters = options, letters
        self._of_block: dict[str, list[Bracket]] = {}
        for bracket in self.brackets:
            if not is_set(bracket):
                self._of_block.setdefault(bracket.block, []).append(bracket)
        self._touched = {b.block for b in self.brackets if b.kind != "editorial"} | options.keys()

    def of(self, block: str) -> list[Bracket]:
        """The brackets inside a block."""
        return self._of_block.get(block, [])

    def touches(self, blocks: Sequence[Block]) -> bool:
        """Whether anything in a paragraph may be read in more than one way."""
        return bool(self._touched) and any(block.id in self._touched for block in blocks)


def find_brackets(blocks: Sequence[Block], language: str) -> Marked:
    """The brackets of a document's blocks, in reading order."""
    words = grammar(language)
    found: list[Bracket] = []
    unread: list[Unread] = []
    options: dict[str, str] = {}
    letters: dict[str, int] = {}
    for _, group in groupby((b for b in blocks if b.kind in READ), key=lambda block: block.decision):
        part = list(group)
        listed, lone = _in_part(part, words)
        found += listed
        unread += lone
        for chosen in (*_named(part, words), *_parted(part, words)):
            found.append(_set(part, chosen))
            options |= {block.id: o.name for o in chosen for block in part[o.first : o.last + 1]}
            letters |= {part[o.first].id: o.begins for o in chosen}
    order = {block.id: at for at, block in enumerate(blocks)}
    found.sort(key=lambda bracket: (order[bracket.block], bracket.start, -bracket.end))
    return Marked(found, unread, options, letters)


def _in_part(part: list[Block], words: Grammar) -> tuple[list[Bracket], list[Unread]]:
    """The brackets in the blocks of one decision, and of what stands between decisions."""
    listed: list[Bracket] = []
    open_: list[tuple[int, int]] = []  # block and place of signs that wait for their other half
    closed: list[tuple[tuple[int, int], tuple[int, int]]] = []
    lone: list[tuple[int, int]] = []
    crowded: list[Unread] = []
    for at, block in enumerate(part):
        signs = sum(map(block.text.count, words.signs_used(block.text)))
        if signs > MOST:
            crowded.append(
                Unread(text="[", reason=f"more than {MOST} square brackets in one paragraph", block=block.id)
            )
            continue
        found, stray = brackets.find(block.text, words)
        listed += [_bracket(block, each) for each in found]
        for place in stray:
            if block.text[place] in words.closing:
                open_.append((at, place))
            elif open_ and open_[-1][0] < at:
                closed.append((open_.pop(), (at, place)))
            else:
                lone.append((at, place))
    listed += [bracket for start, end in closed for bracket in _over(part, start, end, words)]
    return listed, [*crowded, *(_unpaired(part[at], place) for at, place in sorted((*open_, *lone)))]


def _bracket(block: Block, found: Found) -> Bracket:
    return Bracket(
        block=block.id,
        start=found.start,
        end=found.end,
        text=block.text[found.start : found.end],
        kind=found.kind,
        options=tuple(phrase(block, *option) for option in found.options),
        level=found.level,
        whole=is_whole(block.text, found),
        opened=found.opened,
        closed=found.closed,
    )


def phrase(block: Block, start: int, end: int) -> Phrase:
    """The words of a block between two places."""
    return Phrase(block=block.id, start=start, end=end, text=block.text[start:end])


def _over(part: list[Block], start: tuple[int, int], end: tuple[int, int], words: Grammar) -> Iterator[Bracket]:
    """The entries of a bracket that opens in one block and closes in a later one."""
    opening = fold(part[start[0]].text[start[1] + 1 :].strip()).text
    kind: Literal["option", "editorial"] = "editorial" if words.editorial.fullmatch(opening) else "option"
    for at in range(start[0], end[0] + 1):
        text = part[at].text
        first, last = (start[1] if at == start[0] else 0), (end[1] + 1 if at == end[0] else len(text))
        inside = brackets.trimmed(text, first + (at == start[0]), last - (at == end[0]))
        found = Found(first, last, kind, (inside,), 1, at == start[0], at == end[0])
        yield _bracket(part[at], found)


def _unpaired(block: Block, place: int) -> Unread:
    reason = "a square bracket without its other half"
    return Unread(text=block.text[place], reason=reason, block=block.id, start=place, end=place + 1)


# ---------------------------------------------------------------------------------------- options that are paragraphs


class _Option(NamedTuple):
    """An option among the blocks of a part: its name, where it begins and ends, and where its words begin."""

    name: str
    first: int
    last: int
    begins: int


def _set(part: list[Block], options: list[_Option]) -> Bracket:
    block = part[options[0].first]
    return Bracket(
        block=block.id,
        start=0,
        end=len(block.text),
        text=block.text,
        kind="alternatives",
        options=tuple(_words(part, option) for option in options),
        whole=True,
    )


def is_set(bracket: Bracket) -> bool:
    """Whether the options of a bracket are paragraphs of their own."""
    return len({option.block for option in bracket.options}) > 1


def _words(part: list[Block], option: _Option) -> Phrase:
    """The first words of an option: of its first paragraph that holds more than its name."""
    block = part[option.first]
    if option.begins < len(block.text):
        return phrase(block, *_inside(block.text, option.begins))
    block = part[min(option.first + 1, option.last)]
    return phrase(block, *_inside(block.text, 0))


def _inside(text: str, start: int) -> tuple[int, int]:
    """The words of a paragraph without brackets around all of it."""
    start, end = brackets.trimmed(text, start, len(text))
    for opens, closes in ("[]", "［］", "【】"):
        if text.count(opens, 0, start) > text.count(closes, 0, start) and closes in text[start:end]:
            return brackets.trimmed(text, start, text.rindex(closes, start, end))  # its name stands inside, too
    if text[start : start + 1] in "[［【" and text[start:end].rstrip(" .;").endswith(("]", "］", "】")):
        end = max(text.rfind(sign, start, end) for sign in "]］】")
        start, end = brackets.trimmed(text, start + 1, end)
    return start, end


def _named(part: list[Block], words: Grammar) -> Iterator[list[_Option]]:
    """Blocks that open with "Option 1", "Option 2" and so on; a name on its own has the blocks up to the next."""
    named = [(at, _name(block, words)) for at, block in enumerate(part)]
    starts = [(at, name) for at, name in named if name]
    options: list[_Option] = []
    for n, (at, (name, begins, alone)) in enumerate(starts):
        following = starts[n + 1][0] if n + 1 < len(starts) else len(part)
        last = _last(part, at, following) if alone else at
        if options and options[-1].last < at - 1:
            yield from [options] if len(options) > 1 else []
            options = []
        options.append(_Option(name, at, last, begins))
    yield from [options] if len(options) > 1 else []


def _name(block: Block, words: Grammar) -> tuple[str, int, bool] | None:
    """The name of the option that a block opens, where its words begin, and whether it is nothing but the name."""
    folded = fold(block.text[:80])
    lead = len(folded.text) - len(folded.text.lstrip(" [［【(（"))
    found = words.option.match(folded.text, lead)
    if not found:
        return None
    begins = folded.end(found.end())
    alone = not block.text[begins:].strip(" ]］】)）.:：")
    if not (found["sign"] or alone or block.kind == "operative"):
        return None
    return block.text[folded.start(lead) : folded.end(found.end("name"))], begins, alone


def _last(part: list[Block], at: int, following: int) -> int:
    """The last block of an option under a heading: before the next option, or the next heading of another kind."""
    for later in range(at + 1, following):
        if part[later].kind == "heading":
            return later - 1
    return following - 1


def _parted(part: list[Block], words: Grammar) -> Iterator[list[_Option]]:
    """Two paragraphs, or more, with a line between them that only says "OR"."""
    short = [at for at, block in enumerate(part) if len(block.text) < LONGEST_OR]
    ors = [at for at in short if words.either_alone.fullmatch(fold(part[at].text.strip()).text)]
    taken = -1
    for at in ors:
        if at <= taken or at == 0 or at + 1 >= len(part):
            continue
        chain = [at - 1, at + 1]
        while chain[-1] + 1 in ors and chain[-1] + 2 < len(part):
            chain.append(chain[-1] + 2)
        taken = chain[-1]
        yield [_Option(str(number), place, place, 0) for number, place in enumerate(chain, 1)]
