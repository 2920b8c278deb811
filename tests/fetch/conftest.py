"""A service on this machine stands for all others; nothing else is ever asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from service import Server, running

from mandata.fetch import Client, Fetched, Manners, Service, Store, fetch
from mandata.read import DEFAULT, Limits

Get = Callable[..., list[Fetched]]


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture
def services(server: Server, monkeypatch: pytest.MonkeyPatch) -> tuple[Service, ...]:
    """One service that has Word files before PDF."""
    words = [f"{server.url}/{{name}}.{{language}}.docx", f"{server.url}/{{name}}.{{language}}.pdf"]
    only = (Service(id="here", name="Test service", starts=[""], addresses=words, pause=0),)
    monkeypatch.setattr("mandata.fetch.directory.services", lambda: only)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return only


@pytest.fixture
def get(services: tuple[Service, ...], tmp_path: Path) -> Get:
    """Fetch into a folder of the test, without rest between tries."""

    def call(symbol: str = "A/1/2", *languages: str, limits: Limits = DEFAULT, **manners: object) -> list[Fetched]:
        client = Client(Manners(**{"back_off": 0, "silence": 2, **manners}))  # type: ignore[arg-type]
        store = Store(tmp_path / "cache")
        return list(
            fetch([symbol], languages or ("en",), tmp_path / "into", client=client, store=store, limits=limits)  # type: ignore[arg-type]
        )

    return call
