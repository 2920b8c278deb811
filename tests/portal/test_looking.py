"""Pictures of the register show what their tables say, and the tables what the register holds."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from mandata.portal.pictures import Canvas, short
from mandata.register.models import Mandate, Relation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
VIEWS = ("network", "timeline", "board", "matrix", "progress")


def page(client: Client, address: str) -> Any:
    shown = client.get(f"/en/{address}")
    assert shown.status_code == 200
    return html.fromstring(shown.content.decode())


def table(root: Any) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in root.xpath('//div[contains(@class, "equal")]//tbody/tr')
    ]


def classes(root: Any, css: str) -> list[Any]:
    return list(root.xpath(f'//figure//svg[@role="img"]/*[contains(concat(" ", @class, " "), " {css} ")]'))


def test_the_network_draws_the_ties_of_its_table(client: Client) -> None:
    root = page(client, "network")
    rows = table(root)
    assert ["secretariat of the Dakar Convention", "World Health Organization", "1", "DC-3/11"] in rows
    assert len(classes(root, "edge")) == len(rows)
    assert len(classes(root, "node")) == len({row[0] for row in rows}) + len({row[1] for row in rows})


def test_the_network_asks_who_works_with_whom_as_mandates_say(client: Client) -> None:
    expected = set()
    for mandate in Mandate.objects.prefetch_related("actors__organization"):
        named = [(actor.role, actor.organization_id) for actor in mandate.actors.all() if actor.organization_id]
        asked = {key for role, key in named if role == "addressee"}
        expected |= {(one, other) for one in asked for role, other in named if role == "partner" and one != other}
    assert len(table(page(client, "network"))) == len(expected) > 0


def test_the_matrix_draws_a_field_for_each_row_of_its_table(client: Client) -> None:
    root = page(client, "matrix")
    rows = table(root)
    drawn = [mark for role in ("addressee", "partner", "recipient") for mark in classes(root, role)]
    assert len(drawn) == len(rows) > 5
    assert sorted(int(each.text) for each in classes(root, "on")) == sorted(sum(map(int, row[2:])) for row in rows)


def test_the_board_counts_every_mandate_once(client: Client) -> None:
    root = page(client, "board")
    standing = Mandate.objects.filter(withdrawn=False).exclude(state__in=("proposed", "rejected"))
    assert sum(int(row[1]) for row in table(root)) == standing.count()
    assert len(root.xpath('//section[@class="lane"]')) == len(table(root))


def test_progress_parts_each_decision_by_how_far_it_is(client: Client) -> None:
    some = Mandate.objects.filter(decision__number="DC-3/6").order_by("pk")
    done, late = some[0], some[1]
    Mandate.objects.filter(pk=done.pk).update(state="implemented")
    Mandate.objects.filter(pk=late.pk).update(due_date=date(2020, 1, 31))
    root = page(client, "progress")
    row = next(row for row in table(root) if row[0] == "DC-3/6")
    total = some.count()
    assert row[2:] == ["1", str(total - 2), "1", "0"]
    assert f"1/{total}" in [text.text for text in classes(root, "strong")]


def test_the_timeline_says_what_is_due_in_a_month_and_lists_it(client: Client) -> None:
    today = date.today()
    kept = Mandate.objects.filter(due_date__isnull=False).order_by("pk").first()
    assert kept is not None
    Mandate.objects.filter(pk=kept.pk).update(due_date=date(today.year + 1, 3, 5))
    root = page(client, f"timeline?month={today.year + 1}-03")
    assert [f"March {today.year + 1}", "1", "0", "0", "0", "0"] in table(root)
    assert root.xpath(f'//section[@aria-labelledby="mandates"]//a[contains(@href, "{kept.address}")]')
    assert client.get("/en/timeline?month=2027-99").status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_every_picture_has_a_title_a_description_and_an_equal_table(client: Client, view: str) -> None:
    for code in ("en", "ar", "zh"):
        text = client.get(f"/{code}/{view}").content.decode()
        root = html.fromstring(text)
        (picture,) = root.xpath('//svg[@role="img"]')
        told = [root.get_element_by_id(key).text for key in picture.get("aria-labelledby").split()]
        assert all(told) and table(root)
        assert not re.search(r"<style|\sstyle=", text)


@pytest.mark.parametrize("view", VIEWS)
def test_the_data_can_be_taken_along(client: Client, view: str) -> None:
    rows = json.loads(client.get(f"/en/{view}?format=json").content)
    written = client.get(f"/en/{view}?format=csv")
    assert "attachment" in written.headers["Content-Disposition"]
    assert len(list(csv.reader(io.StringIO(written.content.decode())))) == len(rows) + 1
    assert len(rows) >= len(table(page(client, view)))


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_chosen_narrows_every_view(client: Client, view: str) -> None:
    assert table(page(client, f"{view}?body=DAKAR-COP")) == table(page(client, view))
    for nothing in ("body=NOBODY", "state=retired", "meeting=NONE-1", "area=nothing", "organization=NOBODY"):
        assert table(page(client, f"{view}?{nothing}")) == []


def test_an_area_of_work_narrows_where_it_is_known(client: Client) -> None:
    from mandata.register.models import Body, Organization

    body = Body.objects.get(address="DAKAR-COP")
    Relation.objects.create(
        body=body, organization=Organization.objects.get(address="WHO"), kind="liaison", areas=["health"]
    )
    assert [row[1] for row in table(page(client, "network?area=health"))] == ["World Health Organization"]


def test_what_is_only_proposed_or_restricted_is_not_shown_to_the_public(client: Client) -> None:
    Mandate.objects.update(state="proposed")
    assert table(page(client, "board")) == [] == table(page(client, "board?state=proposed"))
    Mandate.objects.update(state="confirmed", public=False)
    assert table(page(client, "matrix")) == []


def test_a_picture_is_mirrored_where_the_page_runs_from_right_to_left() -> None:
    for direction, x in (("ltr", "10"), ("rtl", "70")):
        canvas = Canvas(100, 50, direction)
        canvas.rect("bar", 10, 0, 20, 5)
        assert dict(canvas.picture("", "").shapes[0].places)["x"] == x


def test_long_names_are_cut_by_their_width() -> None:
    assert (short("World Health", 20), short("World Health", 6), short("世界卫生组织", 8)) == (
        "World Health",
        "World…",
        "世界卫生…",
    )
