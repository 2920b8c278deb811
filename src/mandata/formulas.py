"""Formulas: fixed phrases with optional words, alternatives and open places, as the word lists write them.

    in [close] (cooperation|consultation) with {nps}

`[x]` is optional, `(a|b)` a choice, `word*` any ending, `word+` a word written together with the next (Arabic ب), `~` a
few words in between, `{name}` a class of words from the same file or, if it is one of SLOTS, an open place; `{verb}`
only asks that a bare verb follows, `{=name}` that one of a class does. A formula knows the literal beginnings it can
have, so that one Aho-Corasick pass over a text finds the places where it is worth trying; its pattern is compiled at
its first try.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from .errors import DataError
from .folding import fold

SLOTS = frozenset({"np", "nps", "clause", "object", "addressee"})
_TOKEN = re.compile(r"[\[\]()|~*+]|\{(=?\w+)\}| +|[^\[\]()|~*+{} ]+")
_MOST_BEGINNINGS = 200
# What a preposition is written together with. Arabic ل and the article make لل: no word is left after the first ل.
_GLUED = r"(?=\w)(?!(?<=ل)ل)"
_EDGE = r"(?:(?<=['-])|(?!\w))"  # a word's end; an apostrophe or hyphen may be followed by a letter
_GAP = r"(?:[^\W_][\w'/-]* ){0,4}?(?:[^\W_]{1,2}')?"  # words in between, the last perhaps elided (French l', d')
_BLANK = r"(?: +|(?<=')|(?=,))"  # none is needed after an apostrophe (French d', l') or before a comma

Tag = TypeVar("Tag")


class Script(NamedTuple):
    """How a language writes, as far as formulas care: whether blanks part words, which letters cling to a word's
    front (Arabic و and ف), what a bare verb looks like (an expression; `{verb}` looks ahead for it), and which words
    begin with a preposition's letter themselves (`own`, an expression).
    """

    spaced: bool = True
    clinging: str = ""
    verb: str = ""
    own: str = ""


class Hit(NamedTuple):
    """A formula found: its place in the folded text, its tag, the places of the slots inside it, and the slot (if
    any) that opens at its end."""

    start: int
    end: int
    tag: object
    slots: dict[str, tuple[int, int]]
    opens: str


class _Node(NamedTuple):
    kind: str  # "word", "blank", "any", "glue", "ahead", "gap", "slot", "verb", "choice"
    value: str = ""
    branches: tuple[tuple[_Node, ...], ...] = ()


class Formula:
    """One formula, parsed; see the module's caption for the notation. Raises DataError where it is not well formed."""

    def __init__(self, source: str, classes: Mapping[str, Sequence[str]], script: Script) -> None:
        self.source, self.script = source, script
        self._classes = classes
        tokens = _tokens(source)
        nodes = self._sequence(tokens)
        if tokens:
            raise DataError(f"the formula {source!r} has a bracket too many", "matching brackets")
        last = nodes[-1] if nodes else _Node("word")
        self.opens = last.value if last.kind == "slot" else ""
        if self.opens:
            nodes = _without_trailing_blank(nodes[:-1])
        self.nodes = nodes

    def _sequence(self, tokens: list[str]) -> tuple[_Node, ...]:
        nodes: list[_Node] = []
        while tokens and tokens[0] not in "])|":
            nodes.append(self._node(tokens))
        return _with_blanks_settled(nodes)

    def _node(self, tokens: list[str]) -> _Node:
        token = tokens.pop(0)
        if token == "[":
            return _Node("choice", branches=(*self._branches(tokens, "]"), ()))
        if token == "(":
            return _Node("choice", branches=self._branches(tokens, ")"))
        if token == "*":
            return _Node("any")
        if token == "+":
            return _Node("glue")
        if token == "~":
            return _Node("gap")
        if token.startswith("{"):
            return self._named(token[1:-1])
        return _Node("blank") if token.isspace() else _Node("word", token)

    def _branches(self, tokens: list[str], closing: str) -> tuple[tuple[_Node, ...], ...]:
        branches = [self._sequence(tokens)]
        while tokens and tokens[0] == "|":
            tokens.pop(0)
            branches.append(self._sequence(tokens))
        if not tokens or tokens.pop(0) != closing:
            raise DataError(f"the formula {self.source!r} lacks a {closing!r}", "matching brackets")
        return tuple(branches)

    def _named(self, name: str) -> _Node:
        if name in SLOTS:
            return _Node("slot", name)
        if name == "verb":
            return _Node("verb")
        if name.startswith("="):
            return _Node("ahead", branches=self._named(name[1:]).branches)
        if name not in self._classes:
            raise DataError(f"the formula {self.source!r} uses {{{name}}}", "a name under `classes:` or a slot")
        return _Node("choice", branches=tuple(self._sequence(_tokens(word)) for word in self._classes[name]))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The literal texts of which one stands at the start of every match; never empty ones."""
        cut, whole = _beginnings(self.nodes)
        found = cut + whole
        if not all(found):
            raise DataError(f"the formula {self.source!r} can begin with anything", "a word at its beginning")
        shortest: list[str] = []
        for text in sorted(set(found)):  # a text comes right before those that begin with it
            if not shortest or not text.startswith(shortest[-1]):
                shortest.append(text)
        return frozenset(shortest)

    @cached_property
    def expression(self) -> str:
        """The formula as the source of a regular expression on folded text."""
        return _regex(self.nodes, self.script, _EDGE if self.script.spaced else "")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled at its first use, to be matched at one of the formula's beginnings."""
        return re.compile(self.expression)


_OPTIONAL_PLACE = re.compile(r"^(.*?) ?\[([^\[\]]*\{\w+\})\]$")


def variants(source: str) -> tuple[str, ...]:
    """The formulas that a source stands for: two where it ends in an optional part with an open place."""
    ending = _OPTIONAL_PLACE.match(source)
    return (ending[1], f"{ending[1]} {ending[2]}") if ending else (source,)


def _tokens(source: str) -> list[str]:
    return [found[0] for found in _TOKEN.finditer(fold(source).text)]


def _with_blanks_settled(nodes: list[_Node]) -> tuple[_Node, ...]:
    """Give the blank before an optional part to that part (where nothing stands before it, the blank after it), and
    the blank after a gap to the gap, so that the blank goes when the part is not there."""
    blank = _Node("blank")
    settled: list[_Node] = []
    rest = list(nodes)
    begins = True  # nothing that needs a blank after it stands before the node
    while rest:
        node = rest.pop(0)
        followed = bool(rest) and rest[0] == blank
        optional = node.kind == "choice" and () in node.branches
        takes_next = followed and (node.kind == "gap" or (optional and begins))
        if takes_next:
            rest.pop(0)
        if optional and takes_next:
            node = node._replace(branches=tuple((*b, blank) if b else b for b in node.branches))
        elif optional and settled and settled[-1] == blank and (followed or not rest):
            settled.pop()
            node = node._replace(branches=tuple((blank, *b) if b else b for b in node.branches))
        settled.append(node)
        begins = takes_next
    return tuple(settled)


def _without_trailing_blank(nodes: tuple[_Node, ...]) -> tuple[_Node, ...]:
    return nodes[:-1] if nodes and nodes[-1].kind == "blank" else nodes


def _may_open_with_comma(node: _Node) -> bool:
    """Whether what follows a blank can begin with a comma, so that no blank is there."""
    if node.kind == "choice":
        return any(branch and _may_open_with_comma(branch[0]) for branch in node.branches)
    return node.kind == "word" and node.value.startswith(",")


def _beginnings(nodes: tuple[_Node, ...]) -> tuple[list[str], list[str]]:
    """The literal beginnings of a sequence: those that something open follows, and those that are all of it."""
    cut: list[str] = []
    whole = [""]
    for at, node in enumerate(nodes):
        if node.kind == "blank" and at + 1 < len(nodes) and _may_open_with_comma(nodes[at + 1]):
            return cut + whole, []
        if node.kind in ("word", "blank"):
            whole = [text + (node.value or ("" if text.endswith("'") else " ")) for text in whole]
            continue
        parts = [_beginnings(branch) for branch in node.branches]
        many = len(whole) * sum(len(c) + len(w) for c, w in parts) > _MOST_BEGINNINGS
        if node.kind == "glue":
            continue
        if node.kind == "ahead":
            return cut + [text + more for text in whole for part in parts for more in (*part[0], *part[1])], []
        if node.kind != "choice" or (many and all(whole)):
            return cut + whole, []
        cut += [text + more for text in whole for texts, _ in parts for more in texts]
        whole = list(dict.fromkeys(text + more for text in whole for _, texts in parts for more in texts))
    return cut, whole


def _regex(nodes: tuple[_Node, ...], script: Script, edge: str = "") -> str:
    """The expression of a sequence; `edge` asks for a word's end after it, except where a verb or the rest of a word
    written together must follow."""
    parts: list[str] = []
    for at, node in enumerate(nodes):
        if node.kind == "word" and script.own and at + 1 < len(nodes) and nodes[at + 1].kind == "glue":
            parts.append(f"(?!{script.own}){re.escape(node.value)}")
        elif node.kind == "word":
            parts.append(re.escape(node.value))
        elif node.kind == "blank":
            parts.append(_blank(nodes, at) if script.spaced else " *")
        elif node.kind == "verb":
            parts.append(f"(?={script.verb or '(?!)'})")
        elif node.kind == "ahead":
            parts.append(f"(?={_choice(node, script)})")
        elif node.kind == "glue":
            parts.append(_GLUED)
        elif node.kind == "any":
            parts.append(r"\w*")
        elif node.kind == "gap":
            parts.append(_GAP if script.spaced else "[^，。；：、]{0,8}?")
        elif node.kind == "slot":
            parts.append(f"(?P<{node.value}>" + ("[^;:.؛؟]{1,240}?)" if script.spaced else "[^，。；：]{1,200}?)"))
        else:
            parts.append(_choice(node, script, edge if at == len(nodes) - 1 else ""))
    if nodes and nodes[-1].kind == "word":
        parts.append(_word_edge(nodes[-1].value) if edge else "")
    elif not nodes or nodes[-1].kind not in ("verb", "glue", "ahead", "choice", "any"):
        parts.append(edge)
    return "".join(parts)


def _blank(nodes: tuple[_Node, ...], at: int) -> str:
    """A blank between words; the longer expression only where an apostrophe or a comma may stand beside it."""
    before = nodes[at - 1] if at else _Node("choice")
    after = nodes[at + 1] if at + 1 < len(nodes) else _Node("choice")
    plain = before.kind == "word" and before.value[-1].isalnum() and after.kind == "word" and after.value[0].isalnum()
    return " +" if plain else _BLANK


def _word_edge(word: str) -> str:
    return r"\b" if word[-1].isalnum() else ""


def words_expression(words: Iterable[str], script: Script) -> str:
    """Plain words and phrases as one expression that shares their beginnings: large lists compile and match fast."""
    root: dict[str, Any] = {}
    for word in words:
        at = root
        for letter in fold(word).text:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _branches_of(root, script.spaced) if root else "(?!)"


def _branches_of(trie: dict[str, Any], spaced: bool, letter: str = "") -> str:
    """The expression of all ways on from a place of the trie that was reached by `letter`."""
    branches = []
    for following, rest in sorted(trie.items()):
        if following:
            plain = (" +" if spaced else " *") if following == " " else re.escape(following)
            branches.append(plain + _branches_of(rest, spaced, following))
    ends = "" in trie
    end = (_word_edge(letter) if spaced else "") if ends else ""
    if not branches:
        return end
    if ends:
        return f"(?:{'|'.join([*branches, end])})" if end else f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


_MANY = 6  # branches from which on it pays to share the beginnings of plain words


def _plain(branch: tuple[_Node, ...]) -> str | None:
    """A branch as a phrase, if it is nothing but words and blanks."""
    kinds = {node.kind for node in branch}
    return "".join(node.value or " " for node in branch) if kinds <= {"word", "blank"} else None


def _choice(node: _Node, script: Script, edge: str = "") -> str:
    phrases = [_plain(branch) for branch in node.branches if branch]
    if len(phrases) > _MANY and edge and None not in phrases:
        shared = words_expression([phrase for phrase in phrases if phrase], script)
        return f"(?:{shared}|{edge})" if () in node.branches else shared
    branches = sorted((_regex(branch, script, edge) for branch in node.branches if branch), key=len, reverse=True)
    if () not in node.branches:
        return f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join([*branches, edge])})" if edge else f"(?:{'|'.join(branches)})?"


class FormulaSet(Generic[Tag]):
    """Many formulas looked for at once. `scan` finds every match of every formula; choosing among them is the
    caller's business."""

    def __init__(self, tagged: Iterable[tuple[Formula, Tag]], script: Script) -> None:
        self._script = script
        self._by_beginning: dict[str, list[tuple[Formula, Tag]]] = {}
        for formula, tag in tagged:
            for beginning in formula.beginnings:
                self._by_beginning.setdefault(beginning, []).append((formula, tag))
        self._waiting = list(self._by_beginning.values())
        self._automaton = AhoCorasick(list(self._by_beginning)) if self._by_beginning else None

    def scan(self, text: str) -> list[Hit]:
        """All matches in a folded text, by place; of one formula at one place the longest that its pattern takes."""
        if self._automaton is None:
            return []
        found: list[Hit] = []
        for which, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._script.spaced and start and not self._begins_word(text, start):
                continue
            for formula, tag in self._waiting[which]:
                match = formula.pattern.match(text, start)
                if match:
                    slots = {name: match.span(name) for name in match.groupdict()} if match.re.groups else {}
                    found.append(Hit(start, match.end(), tag, slots, formula.opens))
        found.sort(key=_by_place)
        return found

    def _begins_word(self, text: str, start: int) -> bool:
        before = text[start - 1]
        if not before.isalnum() or not text[start].isalnum():
            return True
        return before in self._script.clinging and (start == 1 or not text[start - 2].isalnum())


def _by_place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end
