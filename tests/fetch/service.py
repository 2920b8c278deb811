"""A document service on this machine, with the habits and moods of a real one."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG = 200_000


def docx(text: str = "1. Welcomes the report;", size: int = 0) -> bytes:
    """A small DOCX, or one of about `size` bytes."""
    held = io.BytesIO()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        relation = f'<Relationship Id="a" Type="{kind}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{relation}</Relationships>')
        body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        if size:
            archive.writestr("word/media/picture.bin", bytes(i % 251 for i in range(size)))
    return held.getvalue()


PDF = b"%PDF-1.4\n" + b"0" * 2000 + b"\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><head><title>Document not found</title></head><body>Sorry</body></html>"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the table of the server, and keeps what it was asked."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((time.monotonic(), self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path.partition("?")[0])
        if answer is None:
            self.send(404, PAGE, {"Content-Type": "text/html"})
        else:
            answer(self)

    def send(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[float, str, dict[str, str]]] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are no news."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def headers(self, name: str) -> list[str | None]:
        return [headers.get(name) for _, _, headers in self.asked]


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


# ------------------------------------------------------------------------------------------------------------- moods


def document(body: bytes, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(200, body, named)


def kept(body: bytes, tag: str = '"v1"', modified: str = "Mon, 03 May 2027 11:05:00 GMT") -> Answer:
    """A document that knows its version."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.send(304, b"", {"ETag": tag})
        else:
            handler.send(200, body, {"ETag": tag, "Last-Modified": modified})

    return answer


def redirect(target: str, status: int = 302) -> Answer:
    return lambda handler: handler.send(status, b"", {"Location": target})


def first(number: int, refusal: Answer, then: Answer) -> Answer:
    """Refuses so many times, then answers."""
    count = iter(range(1_000_000))
    return lambda handler: refusal(handler) if next(count) < number else then(handler)


def status(code: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(code, b"busy", named)


def slow(seconds: float, then: Answer) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer


def breaking(body: bytes, at: int, times: int, tag: str = '"v1"', ranges: bool = True) -> Answer:
    """Breaks the connection off after so many bytes, so many times; ranges are answered if it knows them."""
    count = iter(range(1_000_000))

    def answer(handler: Handler) -> None:
        start = 0
        asked = handler.headers.get("Range")
        if asked and ranges and handler.headers.get("If-Range") == tag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                handler.send(416)
                return
            handler.send_response(206)
            handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        else:
            handler.send_response(200)
        handler.send_header("Content-Length", str(len(body) - start))
        if tag:
            handler.send_header("ETag", tag)
        handler.end_headers()
        end = start + at if next(count) < times else len(body)
        handler.wfile.write(body[start:end])
        handler.wfile.flush()
        if end < len(body):
            handler.close_connection = True
            handler.connection.shutdown(2)

    return answer
