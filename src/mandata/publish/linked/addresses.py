"""The address of everything in the graph: stable, below a base that the portal answers, by Akoma Ntoso's convention.

Works, versions and bodies have the addresses of `akn.iri`. What others than us identify keeps their address (goals and
targets: metadata.un.org). Everything has an address, nothing is blank: graphs are joined by putting them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from rdflib import URIRef

from ... import lexicon
from ...akn import iri
from ...languages import LANGUAGES
from ...model import Block, Document, Phrase
from .vocabulary import SDG

BASE = "https://mandata.example"  # a name reserved for examples (RFC 2606): say --base, and the portal answers


class Addresses:
    """The addresses of one document and of what it names."""

    def __init__(self, document: Document, base: str = BASE) -> None:
        self.document, self.base = document, base.rstrip("/")
        self.whole = iri.of_document(document)
        self.decisions = [iri.of_decision(document, at) for at in range(len(document.decisions))]
        self.blocks = {block.id: block for block in document.blocks}
        self.speaking = {block.id: block.decision for block in document.blocks}  # a note speaks where its mark stands
        self.speaking |= {note.id: self.speaking.get(note.block) for note in document.notes}
        numbered = (block for block in reversed(document.blocks) if block.label and block.kind != "note")
        self.numbered = {(block.decision, block.label.replace(" ", "")): block for block in numbered}

    def at(self, path: str) -> URIRef:
        """An address below the base."""
        return URIRef(self.base + path)

    def work(self) -> URIRef:
        """The document, whatever its language."""
        return self.at(self.whole.work())

    def expression(self) -> URIRef:
        """The document in its language."""
        return self.at(self.whole.expression())

    def original(self) -> URIRef | None:
        """The document in the language of its original, if this one is a translation."""
        language = self.document.original_language
        if not language or language == self.document.language:
            return None
        return self.at(f"{self.whole.work()}/{LANGUAGES[language].iso3}@{self.whole.version}")

    def manifestation(self) -> URIRef:
        """The file that was read."""
        return self.at(f"{self.whole.expression()}.{self.document.format}")

    def decision(self, at: int) -> URIRef:
        """A decision in the document, whatever its language."""
        own = self.decisions[at]
        return self.at(own.component_of("work") if own.component else own.work())

    def decision_expression(self, at: int) -> URIRef:
        """A decision in the language of the document."""
        own = self.decisions[at]
        return self.at(own.component_of("expression") if own.component else own.expression())

    def undated_decision(self, at: int) -> URIRef | None:
        """A decision as those cite it who do not know its date; None for a draft, which has no number to cite."""
        own = self.decisions[at]
        return None if own.component else self.at(iri.undated(own).work())

    def part(self, block: Block) -> URIRef:
        """A paragraph, whatever its language; one of a decision is a part of the decision, wherever it is printed."""
        return URIRef(f"{self._whole_of(block, 'work')}#{self._local(block)}")

    def part_expression(self, block: Block) -> URIRef:
        """A paragraph in the language of the document."""
        return URIRef(f"{self._whole_of(block, 'expression')}#{self._local(block)}")

    def phrase(self, phrase: Phrase) -> URIRef:
        """Words of a paragraph, by their place in it."""
        block = self.blocks[phrase.block]
        return URIRef(f"{self.part_expression(block)}.{phrase.start}-{phrase.end}")

    def entity(self, ref: str) -> URIRef:
        """An organization, office, group, body or meeting; a treaty with or without "instrument:" before it, which
        tells it from an organization of the same name."""
        name = ref.removeprefix("instrument:")
        if name != ref or (ref in lexicon.instruments() and ref not in lexicon.organizations() | lexicon.bodies()):
            return self.at(f"/ontology/akn/un/treaty/{_quoted(name.lower())}")
        return self.at(iri.ontology(ref))

    def symbol(self, symbol: str) -> URIRef:
        """A document that is known by its symbol only."""
        return self.at(f"/symbol/{_quoted(symbol)}")

    def _whole_of(self, block: Block, level: str) -> URIRef:
        if block.decision is None:
            return self.work() if level == "work" else self.expression()
        return self.decision(block.decision) if level == "work" else self.decision_expression(block.decision)

    def _local(self, block: Block) -> str:
        """The identity of a paragraph inside its decision: "para_3__point_a"."""
        start = f"dec_{block.decision + 1}__" if block.decision is not None else ""
        return quote(block.id.removeprefix(start), safe="-._~()")

    # ------------------------------------------------------------------------------------------- what is cited

    def cited(self, value: str, block: Block) -> URIRef:
        """What a citation in `block` refers to."""
        kind, _, rest = value.partition(":")
        if kind == "symbol":
            return self.symbol(rest)
        if kind == "instrument":
            return self.entity(value)
        owner, _, number = rest.partition(":")
        if owner == "THIS":
            return self._of_this(kind, number, block)
        if kind in ("goal", "target") and owner == "SDG":
            return SDG[number]
        if kind in ("decision", "resolution") and (act := iri.of_act(owner, kind, number)):
            return self.at(act.work())
        return self.at("/".join(("/reference", kind, *(_quoted(piece) for piece in rest.split(":")))))

    def wholes(self, value: str) -> Iterator[str]:
        """What a cited part belongs to, from the next larger to the treaty: "article:MINAMATA:23(5)(b)" gives
        "article:MINAMATA:23(5)", "article:MINAMATA:23" and "instrument:MINAMATA"."""
        kind, _, rest = value.partition(":")
        owner, _, number = rest.partition(":")
        if owner not in lexicon.instruments() or not number:
            return
        while "(" in number:
            number = number[: number.rindex("(")]
            yield f"{kind}:{owner}:{number}"
        yield f"instrument:{owner}"

    def _of_this(self, kind: str, number: str, block: Block) -> URIRef:
        """A paragraph or annex of the text that speaks; where none such is found, the text itself with a fragment."""
        speaking = self.speaking[block.id]
        if kind == "paragraph" and (speaking, number) in self.numbered:
            return self.part(self.numbered[speaking, number])
        whole = self.work() if speaking is None else self.decision(speaking)
        return URIRef(f"{whole}#{kind}{'_' if number else ''}{_quoted(number)}")


def _quoted(text: str) -> str:
    """A name as a step of an address: "/" as "-", as the naming convention has it."""
    return quote(text.replace("/", "-").replace(" ", "_"), safe="-._~()")
