"""The register in files: what somebody sees, whole, in forms that others read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.register import history, rights
from mandata.register.export import KINDS, export
from mandata.register.models import Body, Document, FieldRule, Mandate, Paragraph, Person, Role

pytestmark = pytest.mark.django_db
NAMES = {"fr": "établir « un rapport »", "ar": "إعداد تقرير", "zh": "编写报告"}


@pytest.fixture
def officer() -> Person:
    """An officer of a body with two mandates: one public, one restricted."""
    body = Body.objects.create(address="DAKAR-COP", names={"en": "=1+1"})
    now = timezone.now()
    document = Document.objects.create(address="D", body=body, added=now)
    paragraph = Paragraph.objects.create(document=document, eid="para_1", kind="operative", position=1)
    for number in (1, 2):
        Mandate.objects.create(
            address=f"D/para_1/m{number}", paragraph=paragraph, body=body, number=number, act="request", confidence=1.0,
            state="confirmed", state_since=now, public=number == 1, reason="=cmd()", action=NAMES,
        )  # fmt: skip
    person = Person.objects.create_user("officer@example.org", name="Officer")
    Role.objects.create(person=person, role="officer", body=body)
    author = history.Author(by=person, origin="web")
    for mandate in Mandate.objects.all():
        history.log(author, mandate, "changed", {"unit": ""}, {"unit": "Chemicals"}, "assigned, at last")
    return person


def lines(who: rights.Who, kind: str, **given: Any) -> list[dict[str, Any]]:
    target = io.BytesIO()
    count = export(who, kind, "jsonl", target, **given)
    rows = [json.loads(line) for line in target.getvalue().splitlines()]
    assert len(rows) == count
    return rows


def test_an_officer_takes_out_all_with_all_fields(officer: Person) -> None:
    rows = lines(officer, "mandates")
    assert [(row["address"], row["body"], row["paragraph"], row["reason"]) for row in rows] == [
        ("D/para_1/m1", "DAKAR-COP", "D/para_1", "=cmd()"),
        ("D/para_1/m2", "DAKAR-COP", "D/para_1", "=cmd()"),
    ]
    assert rows[0]["action"] == NAMES


def test_the_public_takes_out_what_is_public(officer: Person) -> None:
    (row,) = lines(None, "mandates")
    assert (row["address"], row["action"], row["reason"], row["confidence"]) == ("D/para_1/m1", NAMES, None, None)
    FieldRule.objects.create(body=Body.objects.get(), record="mandate", field="reason", public=True)
    assert lines(None, "mandates")[0]["reason"] == "=cmd()"
    assert lines(None, "history") == []


def test_the_history_of_a_record_or_of_all_can_be_taken_out_and_proved(officer: Person) -> None:
    every = lines(officer, "history")
    one = lines(officer, "history", record=Mandate.objects.get(number=2))
    assert [row["address"] for row in every] == ["D/para_1/m1", "D/para_1/m2"]
    assert one == every[1:]
    assert (one[0]["by"], one[0]["before"], one[0]["after"], one[0]["note"]) == (
        "officer@example.org", {"unit": ""}, {"unit": "Chemicals"}, "assigned, at last",
    )  # fmt: skip


def test_csv_is_read_by_spreadsheets_and_runs_nothing(officer: Person) -> None:
    target = io.BytesIO()
    export(officer, "mandates", "csv", target)
    assert target.getvalue().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(target.getvalue().decode("utf-8-sig"))))
    assert rows[1]["reason"] == "'=cmd()" and json.loads(rows[1]["action"]) == NAMES


def test_a_workbook_holds_text_as_text(officer: Person) -> None:
    target = io.BytesIO()
    export(officer, "mandates", "xlsx", target)
    head, first, _ = openpyxl.load_workbook(io.BytesIO(target.getvalue()))["mandates"].iter_rows()
    cells = {str(name.value): cell for name, cell in zip(head, first, strict=True)}
    assert (cells["reason"].value, cells["reason"].data_type) == ("=cmd()", "s")
    assert cells["number"].value == 1 and json.loads(cells["action"].value) == NAMES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_every_kind_comes_in_every_form(officer: Person, kind: str, form: str) -> None:
    for who in (None, officer, rights.KEEPER):
        assert export(who, kind, form, io.BytesIO()) >= 0


@pytest.mark.parametrize(("kind", "form"), [("people", "csv"), ("mandates", "pdf")])
def test_what_there_is_not_is_said(kind: str, form: str) -> None:
    with pytest.raises(RegisterError):
        export(None, kind, form, io.BytesIO())


def test_the_number_of_questions_does_not_grow_with_records(
    officer: Person, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        lines(officer, "mandates")
