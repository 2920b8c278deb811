"""What can be taken along: calendars, feeds, and a meeting as a folder of pages to read offline."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import icalendar
import pytest
from django.test import Client
from lxml import etree, html

from mandata.register.models import Document, Mandate

from .pages import CODES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", ["organization/PARTIES", "meeting/DAKAR-COP-3", "body/DAKAR-COP"])
def test_a_calendar_is_read_by_calendars(client: Client, address: str) -> None:
    shown = client.get(f"/ar/calendars/{address}.ics")
    if address.startswith("organization") and shown.status_code == 404:
        shown = client.get("/ar/calendars/organization/WHO.ics")
    assert shown.headers["Content-Type"].startswith("text/calendar")
    assert icalendar.Calendar.from_ical(shown.content)["version"] == "2.0"


@pytest.mark.parametrize("address", ["feeds/organization/WHO.atom", "calendars/body/DAKAR-COP.ics"])
def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(f"/en/{address}")
    assert first.headers["Last-Modified"].endswith("GMT")
    assert client.get(f"/en/{address}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    Mandate.objects.update(state="retired")
    assert client.get(f"/en/{address}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("kind", ["organization/WHO", "meeting/DAKAR-COP-3", "decision/DC-3/11"])
def test_a_feed_tells_of_mandates_with_their_pages(client: Client, kind: str) -> None:
    root = etree.fromstring(client.get(f"/fr/feeds/{kind}.atom").content)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get("/" + link.get("href", "").split("/", 3)[3]).status_code == 200


def test_what_the_public_may_not_see_is_in_no_feed(client: Client) -> None:
    Mandate.objects.update(public=False)
    assert b"<entry" not in client.get("/en/feeds/decision/DC-3/11.atom").content
    for nothing in ("feeds/person/1.atom", "calendars/person/1.ics", "feeds/decision/DC-9/9.atom", "editions/X.zip"):
        assert client.get(f"/en/{nothing}").status_code == 404


def folder(client: Client) -> dict[str, str]:
    shown: Any = client.get("/en/editions/DAKAR-COP-3.zip")
    assert shown.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(shown.streaming_content))) as packed:
        return {name.split("/", 1)[1]: packed.read(name).decode() for name in packed.namelist()}


def test_an_edition_is_complete_in_itself(client: Client) -> None:
    pages = folder(client)
    assert {f"{code}.html" for code in CODES} | {"index.html"} <= pages.keys()
    for name, text in pages.items():
        root = html.fromstring(text)
        assert not root.xpath("//script | //link | //img | //form")
        if name.startswith("texts/"):
            continue
        for href in root.xpath("//a/@href"):
            file, _, place = href.partition("#")
            assert file in pages, href
            assert not place or f'id="{place}"' in pages[file], href


def test_an_edition_says_who_must_do_what_in_every_language(client: Client) -> None:
    pages = folder(client)
    count = Mandate.objects.filter(meeting__address="DAKAR-COP-3").exclude(state__in=("proposed", "rejected")).count()
    for code in CODES:
        root = html.fromstring(pages[f"{code}.html"])
        assert root.get("lang") == code and len(root.xpath("//tbody/tr")) == count > 0
    assert re.search(r"منظمة الصحة العالمية", pages["ar.html"])


def test_an_edition_leaves_out_what_is_restricted(client: Client) -> None:
    Document.objects.update(public=False)
    assert client.get("/en/editions/DAKAR-COP-3.zip").status_code == 404
