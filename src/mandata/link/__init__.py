"""Organizations, offices, groups and meetings named in a text, each with the entry of the registers that is meant."""

from ..model import Context, Mention
from ..names import NameHit
from . import organizations
from .antecedents import in_order
from .meetings import meetings_named

__all__ = ["meetings_named", "mentions"]


def mentions(
    text: str, names: tuple[NameHit, ...], context: Context, earlier: tuple[Mention, ...] = ()
) -> list[Mention]:
    """All mentions in `text`, in order, with `block` left empty: whom it names (see `organizations.mentions`, which
    explains `earlier`) and which meetings (see `meetings_named`); a meeting may hold the mention of its body."""
    named = organizations.mentions(text, names, context, earlier)
    return in_order([*named, *meetings_named(text, names, context)])
