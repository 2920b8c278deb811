"""A register to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from . import cast
from .browser import Watched, chromium
from .served import Served, serving


@pytest.fixture(scope="package")
def filled(django_db_setup: Any, django_db_blocker: Any) -> Any:
    """The sample meeting, put in once for all tests of this folder and taken out after them."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        cast.fill()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def register(filled: Any, db: Any) -> None:
    """A test that reads the sample meeting."""


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The portal as people get it."""
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Debian's chromium."""
    with chromium() as found:
        yield found


@pytest.fixture
def watched(browser: Any, served: Served) -> Iterator[Watched]:
    """A page of a wide window; no fault may have been written down when the test ends."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = Watched(context.new_page(), served.address)
    yield page
    context.close()
    assert page.faults == []
