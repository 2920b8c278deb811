"""Makes the short addresses of records out of symbols, numbers and labels; pure, without the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import lexicon
from ..model import Block, BlockKind, Decision, Document

_BLANKS = re.compile(r"\s+")
_ROMAN = re.compile(r"[IVXLC]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_JOINT_NUMBER = re.compile(r"[A-Z]{2,5}-[IVXLC\d]+/\d+")
_JOINT_SYMBOL = re.compile(r"[–—]")
_OPEN = re.compile(r"\[|_{2,}|\.\.\.|…|--|\bXX+\b|\bxx+\b|\?")
_NOT_IN_LABEL = re.compile(r"[^\w.]+")
_NAMES: dict[BlockKind, str] = {
    "front": "front",
    "title": "title",
    "heading": "heading",
    "formula": "formula",
    "preambular": "recital",
    "operative": "para",
    "paragraph": "p",
    "list": "item",
    "table": "row",
    "note": "note",
    "back": "back",
}
_ALONE = ("title", "formula")  # usually the only one of its kind


def of_symbol(symbol: str) -> str:
    """The address of the document with a symbol: "UNEP/MC/COP.6/18" is "UNEP-MC-COP.6-18"."""
    return _JOINT_SYMBOL.sub("+", _BLANKS.sub("", symbol)).replace("/", "-")[:150]


def of_file(name: str, sha256: str) -> str:
    """The address of a document without symbol: the name of its first file, and the beginning of its digest."""
    stem = re.split(r"[\\/]", name)[-1].split(".")[0]
    plain = re.sub(r"[^\w]+", "-", stem).strip("-_")[:60] or "document"
    return f"{plain}-{sha256[:8]}"


def is_open(number: str) -> bool:
    """Whether a decision's number is still to be given: it has none, or a place for it ("MC-6/[--]")."""
    return not number.strip() or bool(_OPEN.search(number))


def numbers(decision: Decision) -> list[str]:
    """The numbers of a decision, several where several bodies took it together; none as long as they are open."""
    if is_open(decision.number):
        return []
    return _JOINT_NUMBER.findall(decision.number) or [_BLANKS.sub("", decision.number)]


def of_decision(number: str, body: str | None, kind: str) -> str:
    """The address of a decision of a body (id in bodies.yaml): "MC-6/4", "2/CP.19", "HRC-33/1", "UNGA-Dec.78/500".

    A number that says by itself whose it is stands alone, others follow the body's series. Of a body that mostly adopts
    the other kind ("resolution" or "decision"), the kind is said too, since both are numbered alike.
    """
    number = _BLANKS.sub("", number)
    known = lexicon.bodies().get(body or "")
    series = (known.series or known.id) if known else (body or "")
    if any(not _ROMAN.fullmatch(letters) for letters in _LETTERS.findall(re.sub(r"\(.*?\)", "", number))):
        return number
    usual = known.adopts if known else "decision"
    said = {"decision": "Dec.", "resolution": "Res."}.get(kind, "") if kind not in (usual, "other") else ""
    return f"{series}-{said}{number}" if series else f"{said}{number}"


def of_citation(value: str) -> str | None:
    """The address of the document or decision that a citation value means: "decision:MC:5/17" is "MC-5/17"."""
    kind, _, rest = value.partition(":")
    if kind == "symbol":
        return of_symbol(rest)
    if kind not in ("decision", "resolution", "recommendation"):
        return None
    series, _, number = rest.partition(":")
    return of_series(series, number, kind)


def of_series(series: str, number: str, kind: str) -> str:
    """The address of a decision by the code of its series, as citations have it."""
    body = next((body.id for body in _of_series(series) if kind != "resolution" or body.adopts == kind), None)
    body = body or next((known.id for known in _of_series(series)), None)
    address = of_decision(number, body, kind)
    return address if body else f"{series}-{address}"


def _of_series(series: str) -> Iterator[lexicon.Body]:
    return (body for body in lexicon.bodies().values() if body.series == series)


def eid_of_label(label: str) -> str:
    """The address of a paragraph by its number: "3 (a) (i)" is "para_3_a_i"."""
    return f"para_{_NOT_IN_LABEL.sub('_', label).strip('_')}"


def eids(document: Document) -> list[str]:
    """The address of each block inside its decision (else its document), the same in every language.

    Numbered paragraphs have theirs from their number, others from their place among those of their kind. Where a number
    comes again (in an annex), "~2" follows.
    """
    order: Counter[tuple[int | None, str]] = Counter()
    taken: Counter[tuple[int | None, str]] = Counter()
    found = []
    for block in document.blocks:
        order[block.decision, block.kind] += not block.label
        eid = _eid(block, order[block.decision, block.kind])
        taken[block.decision, eid] += 1
        times = taken[block.decision, eid]
        found.append(eid if times == 1 else f"{eid}~{times}")
    return found


def _eid(block: Block, nth: int) -> str:
    name = _NAMES[block.kind]
    if block.label and block.kind in ("operative", "paragraph"):
        return eid_of_label(block.label)[:80]
    if block.label:
        return f"{name}_{_NOT_IN_LABEL.sub('_', block.label).strip('_') or nth}"[:80]
    if block.kind in _ALONE:
        return name
    return f"{name}_u{nth}" if block.kind == "operative" else f"{name}_{nth}"
