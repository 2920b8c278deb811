"""When the addressee is to have acted."""

from collections.abc import Sequence

from ..model import Context, Due
from ..names import NameHit


def find_dues(text: str, names: Sequence[NameHit], context: Context) -> list[Due]:
    return []
