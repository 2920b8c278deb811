"""Pages in a real browser: accessible (axe-core), without faults, narrow, dark, by keyboard, without scripts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from .browser import Watched
from .pages import CODES, PAGES
from .served import Served

PICTURES = Path(os.environ.get("MANDATA_PICTURES") or Path(__file__).parents[2] / "out" / "pages")
LOOKED_AT = {**PAGES, "nothing there": "nothing", "sign in": "account/login/"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WEIGHT = 120_000  # bytes over the wire of a first view, compressed, without pictures


def axe(page: Any) -> list[str]:
    """What axe-core finds wrong with a page."""
    source = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed").__path__[0]
    page.evaluate((Path(source) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARDS)
    return [f"{each['id']}: {[node['target'] for node in each['nodes']][:3]}" for each in found["violations"]]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_is_accessible_in_every_language(watched: Watched, name: str, code: str) -> None:
    status = watched.open(f"{code}/{LOOKED_AT[name]}").status
    if status == 404:  # the browser tells of it, as it must
        watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]
    assert status == (404 if name == "nothing there" else 200)
    PICTURES.mkdir(parents=True, exist_ok=True)
    watched.page.screenshot(path=PICTURES / f"{name.replace(' ', '-')}.{code}.png", full_page=True)
    assert axe(watched.page) == []


@pytest.mark.parametrize("code", ["en", "ar", "zh"])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_fits_a_narrow_screen_and_a_dark_room(watched: Watched, name: str, code: str) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 640})
    watched.page.emulate_media(color_scheme="dark")
    watched.open(f"{code}/{LOOKED_AT[name]}")
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]
    wide = watched.page.evaluate("document.documentElement.scrollWidth")
    watched.page.screenshot(path=PICTURES / f"{name.replace(' ', '-')}.{code}.narrow.png", full_page=True)
    assert wide <= 320
    assert axe(watched.page) == []


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(watched: Watched) -> None:
    watched.open("en/decisions/DC-3/11")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.className") == "skip"
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "main"
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_everything_can_be_reached_by_keyboard_from_the_first_page_to_a_mandate(watched: Watched) -> None:
    watched.open("ar/")
    _go(watched, "a[href='/ar/decisions']")
    _go(watched, "a[href='/ar/decisions/DC-3/6']")
    _go(watched, "a[href='/ar/mandates/DC-3/6/para_3/m1']")
    assert watched.page.url.endswith("/ar/mandates/DC-3/6/para_3/m1")


def _go(watched: Watched, selector: str) -> None:
    """Press the tabulator until the link has the focus, then enter."""
    for _ in range(120):
        watched.page.keyboard.press("Tab")
        if watched.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            with watched.page.expect_navigation(wait_until="networkidle"):
                watched.page.keyboard.press("Enter")
            return
    raise AssertionError(f"{selector} cannot be reached")


def test_a_choice_opens_at_once_with_scripts_and_by_a_button_without(browser: Any, served: Served) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{served.address}en/meetings")
        page.select_option("#body", "UNEA")
        if not scripts:
            page.click("form button")
        page.wait_for_url("**/en/meetings?body=UNEA")
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_first_view_is_light(browser: Any, served: Served, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{served.address}en/{PAGES[name]}", wait_until="networkidle")
    context.close()
    assert len(sizes) >= 3 and sum(sizes) <= WEIGHT
