"""Documents sent from a page come in as from the command line; wrong files are told and change nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mandata.register.models import Document, Expression

from .cast import SAMPLE
from .pages import CODES
from .test_desk_queue import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def file(name: str, data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (SAMPLE / name).read_bytes() if data is None else data)


@pytest.mark.parametrize("code", CODES)
def test_the_page_is_there_in_every_language(client: Client, code: str) -> None:
    signed_in(client)
    assert client.get(f"/{code}/desk/upload").status_code == 200


def test_a_language_version_joins_its_document_and_a_file_comes_in_once(client: Client) -> None:
    signed_in(client)
    before = Document.objects.count()
    text = client.post("/en/desk/upload", {"file": [file("note.zh.txt")]}).content.decode()
    assert "language version added" in text and "UNEP-DC-COP.3-14" in text
    assert Document.objects.count() == before and Expression.objects.filter(language="zh", current=True).count() == 2
    assert "in the register already" in client.post("/en/desk/upload", {"file": [file("note.zh.txt")]}).content.decode()


@pytest.mark.parametrize(("name", "data"), [("picture.png", b"\x89PNG\r\n\x1a\n\0\0"), ("empty.docx", b"PK\x03\x04no")])
def test_a_wrong_file_is_told_and_the_others_come_in(client: Client, name: str, data: bytes) -> None:
    signed_in(client)
    shown = client.post("/en/desk/upload", {"file": [file(name, data), file("note.zh.txt")]})
    text = shown.content.decode()
    assert shown.status_code == 200 and "not read" in text and name in text and "language version added" in text


def test_a_file_that_is_too_large_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MANDATA_LIMITS", "file_bytes=1K")
    signed_in(client)
    assert "a document of at most" in client.post("/en/desk/upload", {"file": [file("note.zh.txt")]}).content.decode()


@pytest.mark.parametrize("role", ["reader", ""])
def test_nobody_else_brings_documents_in(client: Client, role: str) -> None:
    if role:
        signed_in(client, role)
    shown = client.post("/en/desk/upload", {"file": [file("note.zh.txt")]})
    assert shown.status_code == (403 if role else 302) and not Expression.objects.filter(
        language="zh", document__symbol__contains="COP.3/14"
    )
