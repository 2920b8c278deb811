"""Every page is there in every language, says so, and asks the database a bounded number of questions."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandata.languages import LANGUAGES

from .pages import CODES, PAGES, QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_there_in_every_language(client: Client, page: str, code: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = client.get(f"/{code}/{page}")
    assert shown.status_code == 200
    text = shown.content.decode()
    assert f'<html lang="{code}" dir="{LANGUAGES[code].direction}">' in text
    assert shown.headers["Content-Language"] == code
    assert len(re.findall("<h1", text)) == 1
    assert len(asked) <= QUERIES


def test_the_switch_of_languages_keeps_the_page(client: Client) -> None:
    text = client.get("/en/decisions/DC-3/11?text=en&beside=ar").content.decode()
    for code in CODES:
        assert f'href="/{code}/decisions/DC-3/11?text=en&amp;beside=ar"' in text


@pytest.mark.parametrize(
    ("accepted", "chosen", "address"),
    [
        ("ru,en;q=0.8", "", "/ru/meetings"),
        ("zh-CN,zh;q=0.9", "", "/zh/meetings"),
        ("de", "", "/en/meetings"),
        ("ru", "ar", "/ar/meetings"),
    ],
)
def test_an_address_without_language_leads_to_that_of_the_reader(
    client: Client, accepted: str, chosen: str, address: str
) -> None:
    if chosen:
        client.cookies["language"] = chosen
    shown = client.get("/meetings", headers={"Accept-Language": accepted})
    assert (shown.status_code, shown.headers["Location"]) == (302, address)


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_there_says_so_in_the_language_of_the_address(client: Client, code: str) -> None:
    for page in ("nothing", "decisions/DC-9/9", "paragraphs/DC-3/6/para_99", "mandates/x", "files/0"):
        shown = client.get(f"/{code}/{page}")
        assert shown.status_code == 404
        assert f'<html lang="{code}"' in shown.content.decode()


def test_a_text_that_does_not_exist_in_the_language_says_so_and_offers_others(client: Client) -> None:
    text = client.get("/zh/documents/UNEP-DC-COP.3-14").content.decode()
    assert "登记册中没有此文本的中文版" in text
    assert 'href="/zh/documents/UNEP-DC-COP.3-14?text=fr"' in text
    whole = client.get("/zh/decisions/DC-3/6")
    assert whole.status_code == 200 and "登记册中没有" not in whole.content.decode()


def test_two_languages_stand_side_by_side_by_paragraph(client: Client) -> None:
    text = client.get("/en/decisions/DC-3/11?text=en&beside=ar").content.decode()
    pairs = re.findall(r'<div class="pair">(.*?)</div>\s*</div></div>', text, re.DOTALL)
    both = [pair for pair in pairs if "existing resources" in pair]
    assert len(both) == 1 and 'dir="rtl"' in both[0] and "منظمة الصحة العالمية" in both[0]


def test_a_text_as_issued_has_its_marks_in_place(client: Client) -> None:
    text = client.get("/en/documents/UNEP-DC-COP.3-14").content.decode()
    assert '<span class="say partners" data-label="With whom">the World Health Organization' in text
    assert 'role="doc-noteref"' in text and 'role="doc-backlink"' in text
    assert re.search(r'<a class="cite[^>]*title="article[^"]*19', text)


def test_a_restricted_document_and_its_decisions_are_not_there_for_the_public(client: Client) -> None:
    from mandata.register.models import Decision, Document

    assert client.get("/en/documents/UNEP-DC-COP.3-14").status_code == 200
    Document.objects.update(public=False)
    assert client.get("/en/documents/UNEP-DC-COP.3-14").status_code == 404
    assert "UNEP/DC/COP.3/14" not in client.get("/en/documents").content.decode()
    Decision.objects.update(public=False)
    assert client.get("/en/decisions/DC-3/6").status_code == 404
    assert client.get("/en/export/decision/en/akn/DC-3/6").status_code == 404
    assert client.get("/en/paragraphs/DC-3/6/para_3").status_code == 404


@pytest.mark.parametrize("form", ["akn", "html", "jsonld", "ttl", "md", "csv", "xlsx"])
def test_a_decision_is_exported_alone_in_every_form(client: Client, form: str) -> None:
    shown = client.get(f"/fr/export/decision/fr/{form}/DC-3/11")
    assert shown.status_code == 200 and "attachment" in shown.headers["Content-Disposition"]
    if form in ("md", "html", "akn"):
        text = shown.content.decode()
        assert "DC-3/11" in text and "90 parties par million" not in text


def test_nothing_of_a_page_stands_inline(client: Client) -> None:
    shown = client.get("/en/")
    assert "script-src 'self'" in shown.headers["Content-Security-Policy"]
    assert "unsafe" not in shown.headers["Content-Security-Policy"]
    text = shown.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("documents/UNEP/DC/COP.3/14", "documents/UNEP-DC-COP.3-14"),
        ("decisions/dc-3/11", "decisions/DC-3/11"),
        ("paragraphs/DC-3/6 para 3", "paragraphs/DC-3/6/para_3"),
    ],
)
def test_an_address_that_is_spelt_otherwise_leads_to_the_page(client: Client, asked: str, page: str) -> None:
    shown = client.get(f"/en/{asked}")
    assert (shown.status_code, shown.headers["Location"]) == (301, f"/en/{page}")


def test_the_source_file_comes_back_as_it_was(client: Client) -> None:
    from mandata.register.models import File

    from .cast import SAMPLE

    held = File.objects.get(name__endswith="decisions.ar.html")
    shown = client.get(f"/ar/files/{held.sha256}")
    assert b"".join(shown.streaming_content) == (SAMPLE / "decisions.ar.html").read_bytes()  # type: ignore[attr-defined]
    assert shown.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("code", CODES)
def test_signing_in_has_the_look_of_the_portal(client: Client, code: str) -> None:
    text = client.get(f"/{code}/account/login/").content.decode()
    assert f'<html lang="{code}"' in text and 'class="form card"' in text
