"""A real browser for tests: Debian's chromium, which talks to the served portal and to nobody else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = os.environ.get("MANDATA_CHROMIUM") or shutil.which("chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-quic", "--no-first-run", "--disable-gpu"]


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; the test skips, saying so, where there is none."""
    if not CHROMIUM:
        pytest.skip("NO BROWSER: chromium is not installed, so no page was looked at in a browser")
    sync = pytest.importorskip("playwright.sync_api", reason="NO BROWSER: playwright is not installed")
    with sync.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


class Watched:
    """A page whose faults are written down: errors in the console, requests to other hosts, breaches of the policy."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))
        page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))

    def _watch(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.faults.append(f"another host: {url}")

    def open(self, path: str) -> Any:
        """Open a page of the portal."""
        return self.page.goto(f"{self.address}{path}", wait_until="networkidle")
