"""What the tests know of the word processor that converts files for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Convert = Callable[[list[Path], str], list[Path]]
"""Files and the ending of the format wanted; gives the converted files in the same order."""
