"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and annotated paragraphs beside the checkout; the test skips where it is absent."""
    folder = Path(os.environ.get("MANDATA_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: it holds the documents that this test measures")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample meeting that the package ships."""
    return ROOT / "src" / "mandata" / "data" / "sample"
