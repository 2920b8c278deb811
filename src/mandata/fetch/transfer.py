"""One transfer: a document from its address into the store, gone on with where it broke off."""

from __future__ import annotations

import hashlib
import re
from typing import Literal, NamedTuple

import msgspec
import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError

from ..errors import ReadError
from ..read import Limits
from ..read.sniff import sniff
from .client import Client
from .directory import Address
from .store import Known, Store

Outcome = Literal["fetched", "unchanged", "absent", "failed"]
ABSENT = (404, 410)
DOCUMENTS = frozenset(("docx", "doc", "pdf"))
_PIECE = 2**16
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"bytes (\d+)-")


class Answer(NamedTuple):
    """What came of one address: the document as the store knows it, or why there is none."""

    outcome: Outcome
    known: Known | None = None
    reason: str = ""


class _BrokenOffError(Exception):
    """A transfer broke off; its words say how."""


class Transfer:
    """Gets documents, one address after the other."""

    def __init__(self, client: Client, store: Store, limits: Limits) -> None:
        self._client, self._store, self._limits = client, store, limits

    def get(self, address: Address) -> Answer:
        """The document at an address, asked for anew only if it has changed since it was kept."""
        reason = ""
        for tries in range(1, self._client.manners.tries + 1):
            try:
                return self._once(address)
            except _BrokenOffError as problem:
                reason = str(problem)
            except MaxRetryError as problem:
                return Answer("failed", reason=f"no answer from {address.service.name} ({_plain(problem.reason)})")
            except HTTPError as problem:
                reason = _plain(problem)
            if tries < self._client.manners.tries:
                self._client.wait(tries)
        return Answer("failed", reason=f"the transfer broke off {self._client.manners.tries} times ({reason})")

    def _once(self, address: Address) -> Answer:
        url, known = address.url, self._store.known(address.url)
        begun = None if known else self._store.begun(url)
        response = self._client.get(url, self._headers(url, known, begun), address.service.pause)
        try:
            if response.status == 304 and known:
                return Answer("unchanged", known)
            if response.status in ABSENT:
                return Answer("absent", reason=f"answer {response.status}")
            if response.status == 416:
                self._store.drop(url)
                raise _BrokenOffError("the part that was kept no longer fits")
            if response.status not in (200, 206):
                words = f"{address.service.name} answers {response.status} {response.reason or ''}"
                return Answer("failed", reason=words.strip())
            return self._received(url, response)
        finally:
            response.close()

    def _headers(self, url: str, known: Known | None, begun: Known | None) -> dict[str, str]:
        """Ask only for what has changed, or for what is missing (RFC 9110, 13 and 14)."""
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        if begun:
            headers["Range"] = f"bytes={self._store.part(url).stat().st_size}-"
            headers["If-Range"] = begun.validator
        return headers

    def _received(self, url: str, response: urllib3.BaseHTTPResponse) -> Answer:
        part = self._store.part(url)
        told = Known(
            address=url, etag=response.headers.get("ETag", ""), modified=response.headers.get("Last-Modified", "")
        )
        there = part.stat().st_size if response.status == 206 and part.exists() else 0
        if response.status == 206:
            place = _RANGE.match(response.headers.get("Content-Range", ""))
            if place is None or int(place[1]) != there:
                self._store.drop(url)
                raise _BrokenOffError("the service went on at another place")
        else:
            self._store.drop(url)
        self._store.begin(told)
        too_large = self._write(url, response, there)
        if too_large:
            self._store.drop(url)
            return Answer("failed", reason=too_large)
        return self._settled(told)

    def _write(self, url: str, response: urllib3.BaseHTTPResponse, there: int) -> str:
        """Write what comes behind what is there; says why where it is too much."""
        most = self._limits.file_bytes
        with self._store.part(url).open("ab" if there else "wb") as file:
            while piece := response.read1(_PIECE):  # what has come, so that nothing of it is lost if no more does
                there += len(piece)
                if there > most:
                    return f"a file of more than {most:,} bytes"
                file.write(piece)
                file.flush()
        return ""

    def _settled(self, told: Known) -> Answer:
        """Keep what has come, if it is a document and whole."""
        data = self._store.part(told.address).read_bytes()
        try:
            format_ = str(sniff(data, self._limits))
        except ReadError as problem:
            self._store.drop(told.address)
            return Answer("failed", reason=problem.found)
        if format_ not in DOCUMENTS:
            self._store.drop(told.address)
            return Answer("absent", reason=f"{_kind(data, format_)} instead of a document")
        if format_ == "pdf" and b"%%EOF" not in data[-2048:]:
            self._store.drop(told.address)
            raise _BrokenOffError("the end of the PDF is missing")
        kept = msgspec.structs.replace(told, format=format_, sha256=hashlib.sha256(data).hexdigest())
        self._store.keep(kept)
        return Answer("fetched", kept)


def _kind(data: bytes, format_: str) -> str:
    """What came, for people: a web page by its title."""
    title = _TITLE.search(data[:20000])
    if format_ == "html":
        words = " ".join(title[1].decode("utf-8", "replace").split())[:80] if title else ""
        return f"a web page (“{words}”)" if words else "a web page"
    return "a text"


def _plain(problem: object) -> str:
    """A problem of the connection in one line, without addresses of objects."""
    return re.sub(r"<[^>]*>: ?", "", " ".join(str(problem).split())) or type(problem).__name__
