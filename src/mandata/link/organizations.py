"""Whom a text means: names of the registers, short forms told apart by who speaks, and names known by their shape."""

from __future__ import annotations

from .. import lexicon
from ..model import Context, Mention
from ..names import NameHit
from .antecedents import Kind, definitions, in_order, mention, references, with_secretariats
from .issuer import Issuer, issuer_of
from .shapes import unknown_names
from .treaties import bare_treaties

_SECRETARIAT = "SECRETARIAT"  # the entry of the bare word: whose secretariat it is, the issuer tells
_CONFIDENCE = {"name": 1.0, "acronym": 0.95, "alias": 0.95, "short": 0.9, "issuer": 0.85, "secretariat": 0.85}


def mentions(
    text: str, names: tuple[NameHit, ...], context: Context, earlier: tuple[Mention, ...] = ()
) -> list[Mention]:
    """All mentions in `text`, in order, with `block` left empty.

    `names` are the hits of `names.scan` in the text; `earlier` the mentions of the blocks before it, to which "the
    Panel" or a short form introduced there may refer back. The rule of a mention tells how it was known: by a form of
    the registers ("name", "short", "acronym", "alias"), by who speaks ("issuer", "secretariat"), by a name given
    before ("antecedent", "defined"), by its form alone ("shape", "quoted"), or not to the end ("ambiguous").
    """
    issuer = issuer_of(context)
    known = [_known(text, hit, issuer) for hit in names]
    known = in_order([*known, *bare_treaties(text, known, earlier, context)])
    named = in_order([*known, *unknown_names(text, known, context.language)])
    named = in_order([*named, *definitions(text, named, context.language)])
    named = in_order([*named, *references(text, named, earlier, issuer, context.language)])
    return with_secretariats(text, named, context.language)


def _known(text: str, hit: NameHit, issuer: Issuer) -> Mention:
    ref, rule = _meant(hit, issuer)
    return mention(text, hit.start, hit.end, _kind(hit, ref), ref, rule, _CONFIDENCE.get(rule, 0.4))


def _meant(hit: NameHit, issuer: Issuer) -> tuple[str | None, str]:
    """The entry that a hit means, and by which rule."""
    if hit.ref == _SECRETARIAT:
        return issuer.secretariat, "secretariat"
    if not hit.others:
        return hit.ref, hit.form
    candidates = (hit.ref, *hit.others)
    near = issuer.nearest(candidates)
    if near:
        return near, "issuer"
    if hit.form == "name":
        return hit.ref, "name"
    own = [ref for ref in candidates if ref in lexicon.organizations()]
    return (own[0], "alias") if len(own) == 1 else (None, "ambiguous")


def _kind(hit: NameHit, ref: str | None) -> Kind:
    if hit.kind == "instrument":
        return "instrument"
    if ref in lexicon.bodies() or (ref is None and hit.kind == "body"):
        return "meeting"
    return "organization" if hit.kind == "body" else hit.kind
