"""A backup holds all of one moment; restoring it gives all of it back, or changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mandata.errors import RegisterError
from mandata.register import activities, backup, files, history, invitations
from mandata.register.models import (
    Body,
    Document,
    Due,
    Expression,
    File,
    Mandate,
    Organization,
    Paragraph,
    Person,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contents() -> dict[str, list[dict[str, Any]]]:
    """A small register with every sort of field, and what is in it."""
    now = timezone.now()
    _, link = invitations.invite(history.Author(by=None, origin="command"), "head@example.org", "administrator")
    person = invitations.accept(link.rstrip("/").rsplit("/", 1)[1], "Awa Diop", "lead-free paint by 2030")
    author = history.Author(by=person, origin="web")
    body = Body.objects.create(address="DAKAR-COP", names={"ar": "مؤتمر الأطراف", "zh": "缔约方大会"})
    Body.objects.create(address="BELOW", parent=body)
    file = File.objects.create(sha256=files.keep(b"the note"), name="note.txt", format="text", size=8, added=now)
    document = Document.objects.create(address="D", body=body, added=now, symbols=["UNEP/DC/COP.3/14"])
    Expression.objects.create(
        document=document, language="en", file=file, record=b"\x00\xff record", reader="0.1.0", read=now
    )
    paragraph = Paragraph.objects.create(document=document, eid="para_1", kind="operative", position=1)
    mandate = Mandate.objects.create(
        address="D/para_1/m1", paragraph=paragraph, body=body, number=1, act="request", confidence=0.1 + 0.2,
        state_since=now, due_date="2027-03-31", amount=Decimal("12500.10"), action={"fr": "établir « un rapport »"},
    )  # fmt: skip
    other = Mandate.objects.create(
        address="D/para_1/m2", paragraph=paragraph, number=2, act="request", confidence=1, state_since=now,
        superseded_by=mandate,
    )  # fmt: skip
    Due.objects.create(mandate=other, value="date:2027-03-31", date="2027-03-31")
    history.log_all(author, [history.Entry(record=each, what="added") for each in (body, mandate, other)])
    organization = Organization.objects.create(address="WHO", kind="organization")
    activities.create(
        author, kind="letter", names={"en": "A letter"}, mandates=[mandate], taking_part={organization: "lead"}
    )
    return rows()


def rows() -> dict[str, list[dict[str, Any]]]:
    return {backup.label(model): [_bytes(row) for row in model._base_manager.values()] for model in backup.tables()}


def _bytes(row: dict[str, Any]) -> dict[str, Any]:
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}


def ordered(contents: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {name: sorted(each, key=lambda row: row["id"]) for name, each in contents.items()}


def empty() -> None:
    with transaction.atomic():
        backup._clear()
    for path in Path(files.path_of("0" * 64)).parents[1].rglob("*"):
        if path.is_file():
            path.unlink()


def test_a_register_comes_back_as_it_was(contents: Any, tmp_path: Path) -> None:
    backup.backup(tmp_path / "register.zip")
    empty()
    assert backup.is_empty()
    backup.restore(tmp_path / "register.zip")
    assert ordered(rows()) == ordered(contents)
    assert files.read(File.objects.get().sha256) == b"the note"
    assert list(history.verify()) == []


def test_the_restored_register_goes_on(contents: Any, tmp_path: Path) -> None:
    backup.backup(tmp_path / "register.zip")
    empty()
    backup.restore(tmp_path / "register.zip")
    person = Person.objects.get()
    assert person.check_password("lead-free paint by 2030")
    author = history.Author(by=person, origin="web")
    body = Body.objects.create(address="NEW")  # its number must not be one that was restored
    history.log(author, body, "added")
    history.log(author, Mandate.objects.get(address="D/para_1/m1"), "changed")
    assert activities.create(author, kind="letter", names={"en": "Next"}).address.endswith("-0002")
    assert list(history.verify()) == []


def test_a_register_that_holds_something_is_not_overwritten_unasked(contents: Any, tmp_path: Path) -> None:
    backup.backup(tmp_path / "register.zip")
    Body.objects.create(address="LATER")
    with pytest.raises(RegisterError, match="not empty"):
        backup.restore(tmp_path / "register.zip")
    assert Body.objects.filter(address="LATER").exists()
    backup.restore(tmp_path / "register.zip", replace=True)
    assert ordered(rows()) == ordered(contents)


@pytest.mark.parametrize("nth", [0, 12, 30])
def test_a_restore_that_fails_in_the_middle_changes_nothing(
    contents: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    backup.backup(tmp_path / "register.zip")
    Body.objects.create(address="LATER")
    before, load, calls = rows(), backup._load, iter(range(1000))

    def fails(*given: Any) -> None:
        if next(calls) == nth:
            raise KeyboardInterrupt
        load(*given)

    monkeypatch.setattr(backup, "_load", fails)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(tmp_path / "register.zip", replace=True)
    assert ordered(rows()) == ordered(before)


@pytest.mark.parametrize(
    ("member", "change", "reason"),
    [
        ("tables/register.mandate.jsonl", lambda data: data.replace(b"request", b"invite"), "was changed"),
        ("tables/register.event.jsonl", lambda data: None, "damaged"),
        ("manifest.json", lambda data: data.replace(b'"form": 1', b'"form": 9'), "form 9"),
        ("manifest.json", lambda data: data.replace(b"register.0001_first", b"register.0000_other"), "other tables"),
        ("manifest.json", lambda data: b"{}", "no backup"),
        ("manifest.json", lambda data: None, "no backup"),
    ],
    ids=["row", "table lost", "form", "schema", "empty manifest", "no manifest"],
)
def test_a_backup_that_is_not_whole_changes_nothing(
    contents: Any, tmp_path: Path, member: str, change: Any, reason: str
) -> None:
    backup.backup(tmp_path / "register.zip")
    with zipfile.ZipFile(tmp_path / "register.zip") as old, zipfile.ZipFile(tmp_path / "other.zip", "w") as new:
        for name in old.namelist():
            data = change(old.read(name)) if name == member else old.read(name)
            if data is not None:
                new.writestr(name, data)
    with pytest.raises(RegisterError, match=reason):
        backup.restore(tmp_path / "other.zip", replace=True)
    assert ordered(rows()) == ordered(contents)


@pytest.mark.parametrize("size", [0, 10, 1000])
def test_a_file_cut_short_is_refused(contents: Any, tmp_path: Path, size: int) -> None:
    whole = tmp_path / "register.zip"
    backup.backup(whole)
    (tmp_path / "short.zip").write_bytes(whole.read_bytes()[:size])
    with pytest.raises(RegisterError, match="cannot be read"):
        backup.restore(tmp_path / "short.zip", replace=True)
    assert ordered(rows()) == ordered(contents)


def test_a_file_that_is_gone_is_told_and_does_not_stop_the_backup(contents: Any, tmp_path: Path) -> None:
    sha256 = File.objects.get().sha256
    files.path_of(sha256).unlink()
    manifest = backup.backup(tmp_path / "register.zip")
    assert manifest.missing == [sha256]


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(contents: Any, tmp_path: Path) -> None:
    backup.backup(tmp_path / "register.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["register.zip"]
    assert (tmp_path / "register.zip").stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="No such file or directory"):
        backup.backup(tmp_path / "nowhere" / "register.zip")


# ------------------------------------------------------------------------------------------------ while in use

WRITER = """
    import itertools, sys
    from mandata.cli.desk import open_register
    open_register()
    from django.db import transaction
    from mandata.register import history
    from mandata.register.models import Body, Organization
    for n in itertools.count():
        with transaction.atomic():
            pair = Body.objects.create(address=f"B{n}"), Organization.objects.create(address=f"O{n}", kind="party")
            author = history.Author(by=None, origin="job")
            history.log_all(author, [history.Entry(record=each, what="added") for each in pair])
        print(n, flush=True)
"""
BACKUP = """
    import sys
    from pathlib import Path
    from mandata.cli.desk import open_register
    open_register()
    from mandata.register import backup
    getattr(backup, sys.argv[1])(Path(sys.argv[2]))
"""
COUNT = """
    from mandata.cli.desk import open_register
    open_register()
    from mandata.register import history
    from mandata.register.models import Body, Event, Organization
    print(Body.objects.count(), Organization.objects.count(), Event.objects.count(), len(list(history.verify())))
"""


@pytest.fixture
def registers(tmp_path: Path) -> Iterator[list[dict[str, str]]]:
    """The environments of two registers of their own, on the database that the tests run on."""
    source = str(Path(backup.__file__).parents[2])
    made = [
        {**os.environ, "MANDATA_HOME": str(tmp_path / name), "PYTHONPATH": source, "DJANGO_SETTINGS_MODULE": ""}
        for name in ("one", "two")
    ]
    for each in made:
        del each["DJANGO_SETTINGS_MODULE"]
    if connection.vendor == "sqlite":
        yield made
        return
    names = [f"mandata_backup_{os.getpid()}_{name}" for name in ("one", "two")]
    address = urlsplit(os.environ["MANDATA_DATABASE"])
    with connection.cursor() as cursor:
        for each, name in zip(made, names, strict=True):
            cursor.execute(f'CREATE DATABASE "{name}"')
            each["MANDATA_DATABASE"] = address._replace(path=f"/{name}").geturl()
        yield made
        for name in names:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(code: str, environment: dict[str, str], *given: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *given],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_made_while_somebody_writes_is_of_one_moment(registers: list[dict[str, str]], tmp_path: Path) -> None:
    one, two = registers
    writer = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER)], env=one, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    try:
        while int(writer.stdout.readline()) < 20:
            pass
        for n in range(3):
            run(BACKUP, one, "backup", str(tmp_path / f"{n}.zip"))
        assert writer.poll() is None
    finally:
        writer.kill()
        said = writer.communicate()[0].split()
    run(BACKUP, two, "restore", str(tmp_path / "2.zip"))
    bodies, organizations, events, broken = map(int, run(COUNT, two).split())
    assert bodies == organizations and events == 2 * bodies and broken == 0
    assert 20 < bodies <= int(said[-1]) + 2
    assert int(run(COUNT, one).split()[0]) >= int(said[-1])  # and the writer was not held up, nor lost anything
