"""`mandata backup`, `restore`, `check` and `export`, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mandata.cli.main import app
from mandata.register import history
from mandata.register.models import Body, Event, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words])
    return result.exit_code, result.output


@pytest.fixture
def body() -> Body:
    body = Body.objects.create(address="DAKAR-COP")
    history.log(history.Author(by=None, origin="command"), body, "added")
    return body


def test_a_backup_is_restored_over_what_came_later_only_when_asked(body: Body, tmp_path: Path) -> None:
    target = str(tmp_path / "register.zip")
    assert run("backup", target)[0] == 0
    Body.objects.create(address="LATER")
    status, said = run("restore", target)
    assert status == 1 and "--replace" in said and Body.objects.count() == 2
    assert run("restore", target, "--replace")[0] == 0
    assert [each.address for each in Body.objects.all()] == ["DAKAR-COP"]


def test_each_fault_is_a_line_and_the_status_is_1(body: Body) -> None:
    assert run("check")[0] == 0
    Event.objects.update(what="other")
    status, said = run("check", "events")
    assert status == 1 and "events\tbody " in said and "event 1 was changed" in said
    assert run("check", "spans")[0] == 0
    assert run("check", "weather")[0] == 1


def test_the_form_follows_from_the_name_of_the_file(body: Body, tmp_path: Path) -> None:
    assert run("export", "bodies", "-o", str(tmp_path / "bodies.csv"))[0] == 0
    assert (tmp_path / "bodies.csv").read_text("utf-8-sig").splitlines()[0].startswith("id,")
    assert [path.name for path in tmp_path.iterdir()] == ["bodies.csv"]
    status, said = run("export", "history", "DAKAR-COP")
    assert status == 0 and json.loads(said)["what"] == "added"


@pytest.mark.parametrize(
    "words", [("people",), ("mandates", "MC-1/1"), ("bodies", "-f", "pdf"), ("history", "NOTHING")]
)
def test_what_cannot_be_exported_is_said(words: tuple[str, ...]) -> None:
    status, said = run("export", *words)
    assert status == 1 and said.startswith("mandata: ")


@pytest.mark.parametrize("command", ["backup", "restore", "check"])
def test_who_does_not_keep_the_register_may_not(body: Body, tmp_path: Path, command: str) -> None:
    person = Person.objects.create_user("officer@example.org", name="Officer")
    Role.objects.create(person=person, role="officer")
    given = () if command == "check" else (str(tmp_path / "register.zip"),)
    status, said = run(command, *given, "--as", "officer@example.org")
    assert status == 1 and "not allowed" in said
