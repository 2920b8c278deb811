"""Search finds what the tables say, in one order, whoever looks sees only what they may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mandata.pipeline import read_document
from mandata.register import rights, workflow, works
from mandata.register.history import Author, log
from mandata.register.models import Document, Mandate, Paragraph, Person, SavedSearch
from mandata.register.places import Places
from mandata.register.save import Incoming, bring
from mandata.register.search import columns, finding, index, marking, saving

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parents[1]
SAMPLE = HERE.parent / "src" / "mandata" / "data" / "sample"
KEEPER = Author(by=None, origin="command")
TODAY = date(2027, 1, 1)
ROWS = [
    pytest.param(path.stem, row, id=f"{path.stem}-{row['query']}")
    for path in sorted((HERE / "cases" / "search").glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def held(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The decisions of the sample meeting, in six languages."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        found = [
            Incoming(read=read_document(path.name, data, path.name.split(".")[1]), data=data)
            for path in sorted(SAMPLE.glob("decisions.*.html"))
            if (data := path.read_bytes())
        ]
        places = Places(KEEPER)
        for group in works.groups([each.read for each in found]):
            bring(KEEPER, places, [found[at] for at in group])
        workflow.move_all(KEEPER, list(Mandate.objects.all()), "confirmed")
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def register(held: None, db: None) -> Iterator[None]:
    columns.forget()
    yield
    columns.forget()


def find(query: str, language: str = "en", who: rights.Who = None, **filters: str) -> finding.Found:
    return finding.search(who, query, language, filters, TODAY)


def addresses(found: finding.Found) -> list[str]:
    held = Paragraph.objects.select_related("decision", "document", "text_of").in_bulk(found.keys)
    return [held[key].address for key in found.keys]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_a_query_finds_what_it_should(language: str, row: dict[str, Any]) -> None:
    found = find(row["query"], language)
    there = addresses(found)
    assert set(row.get("found", ())) <= set(there), row["why"]
    assert set(row.get("not", ())).isdisjoint(there), row["why"]
    if "count" in row:
        assert found.count == row["count"], row["why"]
    if row.get("any"):
        assert found.count, row["why"]


def test_results_are_the_same_in_every_order_of_asking() -> None:
    one = find("report secretariat")
    assert one.keys == find("secretariat report").keys
    assert one.count == len(set(one.keys))


def test_facets_count_what_a_filter_then_gives() -> None:
    everything = find("")
    for facet in everything.facets:
        for value in facet.values[:4]:
            if value.value:
                assert find("", **{facet.name: value.value}).count == value.count, (facet.name, value)


def test_two_filters_of_mandates_hold_of_one_mandate() -> None:
    one = find("", act="request", deliverable="report")
    for key in one.keys:
        assert Mandate.objects.filter(paragraph=key, act="request", deliverable="report").exists()


def test_a_restricted_document_is_not_found_nor_counted() -> None:
    before = find("scenarios").count
    document = Document.objects.get()
    document.public = False
    document.save()
    log(KEEPER, document, "changed", {"public": True}, {"public": False})
    assert before and find("scenarios").count == 0
    assert not [facet for facet in find("").facets if facet.values and facet.name != "due"]
    assert find("scenarios", who=rights.KEEPER).count == before


def test_what_happens_to_a_mandate_is_counted_at_the_next_search() -> None:
    mandate = Mandate.objects.filter(state="confirmed")[0]
    find("")
    assert not workflow.move_all(KEEPER, [mandate], "retired", reason="it was repealed").refused
    assert find("", state="retired").keys == (mandate.paragraph_id,)


def test_indexing_again_gives_the_same() -> None:
    before = find("report")
    assert list(index.rebuild())
    columns.forget()
    assert find("report").keys == before.keys
    assert not list(index.faults())


def test_a_hit_is_marked_in_the_form_that_stands_there() -> None:
    found = find("monitor")
    text = "guidance on the monitoring of levels"
    assert marking.marked(text, marking.spans(text, "en", found.clauses))[1] == ("monitoring", True)


def test_a_search_is_kept_once_and_can_be_let_go() -> None:
    person = Person.objects.create_user("p@example.org", name="P")
    author = Author(by=person, origin="web")
    saving.save(author, person, "Lead", "q=lead")
    saving.save(author, person, "Lead again", "q=lead")
    assert [each.name for each in saving.of(person)] == ["Lead again"]
    saving.remove(author, person, SavedSearch.objects.get().pk)
    assert saving.of(person) == []
