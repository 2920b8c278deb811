"""The room that writes documents as Akoma Ntoso (profile of the United Nations) and reads them back."""

from .read import is_akn, read
from .validate import validate
from .write import write

__all__ = ["is_akn", "read", "validate", "write"]
