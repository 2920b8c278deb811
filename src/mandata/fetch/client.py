"""Asks services politely: by name, one at a time, with pauses, again later where they ask for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import msgspec
import urllib3
from urllib3.util import Retry, Timeout


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How services are asked; every number is a setting with its reason."""

    tries: int = 4
    """Times that a transfer is begun or gone on with before it is given up for this run."""

    back_off: float = 1
    """Seconds before the second try; each further one waits twice as long, so that a service in trouble gets rest."""

    longest_wait: int = 300
    """Seconds that a service may ask to be left alone (Retry-After); longer waits are for another run."""

    connect: float = 15
    """Seconds until a connection stands."""

    silence: float = 60
    """Seconds without a byte: slow services take half a minute to find a document."""

    pause: float | None = None
    """Seconds between two requests to one service, instead of what data/symbols.yaml says."""

    contact: str = ""
    """An address for those who run a service, part of the name by which we are known to them."""


class Client:
    """One run's connections."""

    def __init__(self, manners: Manners, sleep: Callable[[float], None] = time.sleep) -> None:
        self.manners = manners
        self._sleep = sleep
        self._free: dict[str, float] = {}  # when a service may be asked again
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, url: str, headers: Mapping[str, str], pause: float) -> urllib3.BaseHTTPResponse:
        """The answer to a request, its body not yet read.

        Redirects are followed, refusals for the moment (429, 500, 502, 503, 504) asked again after the time that the
        service names. Raises urllib3.exceptions.HTTPError where no answer comes.
        """
        host = urlsplit(url).netloc
        self._sleep(max(0.0, self._free.get(host, 0) - time.monotonic()))
        try:
            asked = {"User-Agent": agent(self.manners.contact), "Accept-Encoding": "identity", **headers}
            return self._pool(host).request("GET", url, headers=asked, preload_content=False, retries=self._retry())
        finally:
            pause = self.manners.pause if self.manners.pause is not None else pause
            self._free[host] = time.monotonic() + pause

    def wait(self, tries: int) -> None:
        """Wait before a transfer is gone on with, the longer the more often it broke off."""
        self._sleep(self.manners.back_off * 2 ** (tries - 1))

    def _retry(self) -> Retry:
        return Retry(
            total=self.manners.tries + 8,
            connect=self.manners.tries - 1,
            read=self.manners.tries - 1,
            status=self.manners.tries - 1,
            redirect=8,
            status_forcelist=(429, 500, 502, 503, 504),
            backoff_factor=self.manners.back_off,
            backoff_max=self.manners.longest_wait,
            backoff_jitter=self.manners.back_off / 2,
            respect_retry_after_header=True,
            retry_after_max=self.manners.longest_wait,
            raise_on_status=False,
        )

    def _pool(self, host: str) -> urllib3.PoolManager:
        """The connections to a host, through the proxy that the environment names, if any."""
        proxies = getproxies()
        proxy = "" if proxy_bypass(host.partition(":")[0]) else proxies.get("https") or proxies.get("http") or ""
        if proxy not in self._pools:
            timeout = Timeout(connect=self.manners.connect, read=self.manners.silence)
            self._pools[proxy] = (
                urllib3.ProxyManager(proxy, timeout=timeout) if proxy else urllib3.PoolManager(timeout=timeout)
            )
        return self._pools[proxy]


def agent(contact: str) -> str:
    """The name by which services know the program (RFC 9110, 10.1.5)."""
    try:
        number = version("mandata")
    except PackageNotFoundError:
        number = "0"
    return f"mandata/{number} (reader of meeting documents{f'; {contact}' if contact else ''})"
