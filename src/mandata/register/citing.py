"""Leads citations to what they mean in the register, also when that comes in later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from django.db import connection
from django.db.models import QuerySet

from .. import lexicon
from . import naming
from .models import Alias, Citation, Decision, Document, Paragraph

_KINDS = ("decision", "resolution", "recommendation")
_BATCH = 400


class Target(msgspec.Struct, frozen=True):
    """What a citation value means: keys of a document, a decision and a paragraph, as far as the register has them."""

    document: int | None = None
    decision: int | None = None
    paragraph: int | None = None


NOWHERE = Target()


def targets(values: Iterable[str]) -> dict[str, Target]:
    """What values mean that lead to a document or decision of the register; values that lead outside are left out."""
    owners = {value: owner for value in set(values) if (owner := _owner(value))}
    documents, decisions = _keys(Document, "document", owners.values()), _keys(Decision, "decision", owners.values())
    found = {
        value: Target(documents.get(address), decisions.get(address))
        for value, (address) in owners.items()
        if address in documents or address in decisions
    }
    return found | _paragraphs({value: target for value, target in found.items() if value.startswith("paragraph:")})


def _owner(value: str) -> str | None:
    """The address of the document or decision that a citation value leads to, or into."""
    kind, _, rest = value.partition(":")
    if kind not in ("paragraph", "annex"):
        return naming.of_citation(value)
    if rest.startswith("THIS"):
        return None
    owner = rest.rpartition(":")[0] if kind == "paragraph" else rest
    if ":" in owner:
        series, _, number = owner.partition(":")
        return naming.of_series(series, number, "resolution" if _adopts_resolutions(series) else "decision")
    return naming.of_symbol(owner) if "/" in owner else None


def _adopts_resolutions(series: str) -> bool:
    return any(body.series == series and body.adopts == "resolution" for body in lexicon.bodies().values())


def _keys(kind: type[Document] | type[Decision], name: str, addresses: Iterable[str]) -> dict[str, int]:
    wanted = sorted(set(addresses))
    found: dict[str, int] = {}
    for at in range(0, len(wanted), _BATCH):
        some = wanted[at : at + _BATCH]
        found |= dict(Alias.objects.filter(address__in=some, kind=name).values_list("address", "key"))
        found |= dict(kind._default_manager.filter(address__in=some).values_list("address", "pk"))
    return found


def _paragraphs(found: dict[str, Target]) -> dict[str, Target]:
    """The same values with their paragraphs, of a decision those of its current text."""
    if not found:
        return {}
    labels = {value: naming.eid_of_label(value.rpartition(":")[2]) for value in found}
    eids = set(labels.values())
    in_decisions = Paragraph.objects.filter(
        decision__in={t.decision for t in found.values() if t.decision}, text_of__current=True, eid__in=eids
    )
    in_documents = Paragraph.objects.filter(
        document__in={t.document for t in found.values() if t.document and not t.decision}, text_of=None, eid__in=eids
    )
    decisions: dict[tuple[int | None, str], int] = {
        (key, eid): pk for key, eid, pk in in_decisions.values_list("decision_id", "eid", "pk")
    }
    documents: dict[tuple[int | None, str], int] = {
        (key, eid): pk for key, eid, pk in in_documents.values_list("document_id", "eid", "pk")
    }
    return {
        value: msgspec.structs.replace(
            target,
            paragraph=decisions.get((target.decision, labels[value]))
            or documents.get((target.document, labels[value])),
        )
        for value, target in found.items()
    }


def lead_back(documents: Sequence[Document], decisions: Sequence[Decision]) -> int:
    """Lead citations that are already in the register to what has just come in; how many."""
    values = {
        f"symbol:{symbol}" for document in documents for symbol in document.symbols or [document.symbol] if symbol
    }
    values |= {value for decision in decisions for value in values_of(decision)}
    if not values:
        return 0
    waiting = list(_waiting(values))
    found = targets({citation.value for citation in waiting})
    changed = []
    for citation in waiting:
        if target := found.get(citation.value):
            lead(citation, target)
            changed.append(citation)
    Citation.objects.bulk_update(changed, ["to_document", "to_decision", "to_paragraph"], batch_size=_BATCH)
    return len(changed)


def lead(citation: Citation, target: Target) -> None:
    citation.to_document_id, citation.to_decision_id = target.document, target.decision
    citation.to_paragraph_id = target.paragraph


def _waiting(values: set[str]) -> Iterator[Citation]:
    """Citations of these values, or of a paragraph of what they mean, that lead nowhere yet.

    Whether one leads somewhere is looked at here: asked of the database, it may go through all that lead nowhere.
    """
    wanted = sorted(values)
    for at in range(0, len(wanted), _BATCH):
        yield from filter(_leads_nowhere, Citation.objects.filter(value__in=wanted[at : at + _BATCH]))
    for value in wanted:
        kind, _, rest = value.partition(":")
        if kind in _KINDS[:2] or kind == "symbol":
            yield from filter(_leads_nowhere, _beginning(f"paragraph:{rest}:"))


def _leads_nowhere(citation: Citation) -> bool:
    return citation.to_document_id is None and citation.to_decision_id is None and citation.to_paragraph_id is None


def _beginning(prefix: str) -> QuerySet[Citation]:
    """Citations whose value begins with `prefix`, by the index that the database has for it."""
    if connection.vendor == "postgresql":
        return Citation.objects.filter(value__startswith=prefix)
    return Citation.objects.filter(value__gte=prefix, value__lt=prefix[:-1] + chr(ord(prefix[-1]) + 1))


def values_of(decision: Decision) -> list[str]:
    """The citation values that mean a decision."""
    body = lexicon.bodies().get(decision.body.address) if decision.body else None
    found = []
    for number in decision.number.split(", ") if decision.number else ():
        lettered = number.split("-", 1)[0].isalpha() and "-" in number
        series = number.split("-", 1)[0] if lettered else (body.series if body else None)
        bare = number.split("-", 1)[1] if lettered else number
        address = naming.of_decision(number, body.id if body else None, decision.kind)
        known = [f"{kind}:{series}:{bare}" for kind in _KINDS if series]
        found += [value for value in known if naming.of_citation(value) == address]
    return found
