"""`mandata serve` as a person starts it: says where it is, answers, ends when told; says why it cannot."""

from __future__ import annotations

import socket
import urllib.request

from .served import Served, command


def test_it_prints_its_address_and_answers_there(served: Served) -> None:
    assert served.address.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{served.address}fr/decisions/DC-3/6") as page:
        assert b"DC-3/6" in page.read()


def test_its_style_sheets_are_compressed_and_kept_by_the_browser(served: Served) -> None:
    with urllib.request.urlopen(f"{served.address}en/") as page:
        html = page.read().decode()
    sheet = html.partition('rel="stylesheet" href="')[2].partition('"')[0]
    request = urllib.request.Request(f"{served.address}{sheet.lstrip('/')}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as style:
        assert style.headers["Content-Encoding"] == "gzip"
        assert "immutable" in style.headers["Cache-Control"]


def test_a_port_that_is_taken_gets_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = command("serve", "--port", str(port))
    assert done.returncode == 1
    assert (
        done.stderr
        == f"mandata: 127.0.0.1:{port} cannot be used (Address already in use); expected a free port; --port\n"
    )
