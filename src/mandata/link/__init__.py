"""Organizations, offices, groups and meetings named in a text, each with the entry of the registers that is meant."""

from .meetings import meetings_named
from .organizations import mentions

__all__ = ["meetings_named", "mentions"]
