"""Backs the register up while it is in use, and restores it whole or not at all, on SQLite and PostgreSQL alike.

A backup is a ZIP archive: `manifest.json`, the rows of each table as JSON Lines (`tables/register.mandate.jsonl`), and
the files that were read (`files/<SHA-256>`). The rows are those of one moment, whoever writes meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ..errors import RegisterError
from . import files
from .search import index

FORM = 1
APPS = ("register", "account", "mfa", "socialaccount")
LEFT_OUT = (
    "register.person_groups",  # rights are data/rights.yaml's alone
    "register.person_user_permissions",
    "register.searchentry",  # the index of words is made anew
    "register.searchkey",
)
_BATCH = 500
_CHUNK = 1 << 20


class Table(msgspec.Struct, frozen=True):
    """The rows of one table: how many, and the SHA-256 of their lines."""

    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds: its form, the release and schema it was made with, its tables, its files with their sizes.
    `missing` are files that the register should hold and did not."""

    form: int
    version: str
    schema: list[str]
    made: datetime
    tables: dict[str, Table]
    files: dict[str, int]
    missing: list[str] = []


def backup(target: Path) -> Manifest:
    """Write a backup to `target`, readable by its owner alone: whole, or not at all.

    Files that are missing or were changed are left out and listed in the manifest. Raises RegisterError where the
    target cannot be written.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _snapshot(), _private(part) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = _write(archive)
        part.replace(target)
    except OSError as problem:
        raise RegisterError(f"{target}: {problem.strerror}", "a place that can be written to") from problem
    finally:
        part.unlink(missing_ok=True)
    return manifest


def restore(source: Path, replace: bool = False) -> Manifest:
    """Put a backup in the place of an empty register; with `replace`, of any.

    Everything is proved before anything is changed, and changed in one transaction. Raises RegisterError where the
    file is no backup, is damaged, was made with another schema, or the register is not empty.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive, source)
            _prove(archive, manifest)
            if not replace and not is_empty():
                raise RegisterError("the register is not empty", "an empty one", "use --replace to put it away")
            for sha256 in manifest.files:
                files.keep(archive.read(f"files/{sha256}"))
            with transaction.atomic():
                _clear()
                for model in tables():
                    _load(archive, model)
                _reset_sequences()
                connection.check_constraints()
                for _ in index.rebuild():
                    pass
    except (OSError, zipfile.BadZipFile) as problem:
        raise RegisterError(f"{source} cannot be read: {problem}", "a backup", "mandata backup makes one") from problem
    return manifest


def tables() -> list[type[models.Model]]:
    """The tables of a backup."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [model for model in found if model._meta.managed and label(model) not in LEFT_OUT]


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def is_empty() -> bool:
    """Whether the register holds nothing."""
    return not any(model._base_manager.exists() for model in tables())


def schema() -> list[str]:
    """The migrations of the backed-up tables that the database has, in the order of their names."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in APPS)


# ------------------------------------------------------------------------------------------------ making


@contextmanager
def _snapshot() -> Iterator[None]:
    """While inside, this thread sees the register as it is at one moment; whoever writes is not held up."""
    used = connections[DEFAULT_DB_ALIAS]
    with tempfile.TemporaryDirectory(prefix="mandata-backup-") as folder:
        other = used.copy()
        if used.vendor == "sqlite":
            other.settings_dict["NAME"] = _copied(used, Path(folder) / "copy.sqlite3")
        connections[DEFAULT_DB_ALIAS] = other
        try:
            with transaction.atomic():
                if other.vendor == "postgresql":
                    with other.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                yield
        finally:
            connections[DEFAULT_DB_ALIAS] = used
            other.close()


def _copied(used: Any, path: Path) -> str:
    """A copy of an SQLite database in use, by its own means (docs: "Online Backup API")."""
    used.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        used.connection.backup(copy)
    finally:
        copy.close()
    return str(path)


def _write(archive: zipfile.ZipFile) -> Manifest:
    rows = {label(model): _dump(archive, model) for model in tables()}
    wanted = apps.get_model("register", "file")._base_manager.order_by("sha256")
    kept, missing = {}, []
    for sha256 in wanted.values_list("sha256", flat=True):
        try:
            data = files.read(sha256)
        except RegisterError:
            missing.append(sha256)
            continue
        archive.writestr(f"files/{sha256}", data)
        kept[sha256] = len(data)
    manifest = Manifest(
        form=FORM, version=_release(), schema=schema(), made=timezone.now(), tables=rows, files=kept,
        missing=missing,
    )  # fmt: skip
    archive.writestr("manifest.json", msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    return manifest


def _dump(archive: zipfile.ZipFile, model: type[models.Model]) -> Table:
    names = [field.attname for field in model._meta.concrete_fields]
    digest, count = hashlib.sha256(), 0
    encode = msgspec.json.Encoder(enc_hook=_plain).encode
    key = model._meta.pk.attname if model._meta.pk else names[0]
    with archive.open(f"tables/{label(model)}.jsonl", "w", force_zip64=True) as file:
        for row in model._base_manager.order_by(key).values_list(*names).iterator(2000):
            line = encode(dict(zip(names, row, strict=True))) + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return Table(count, digest.hexdigest())


def _release() -> str:
    try:
        return version("mandata")
    except PackageNotFoundError:  # run from its source
        return "unreleased"


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else str(value)


@contextmanager
def _private(path: Path) -> Iterator[Any]:
    """A new file that its owner alone may read, on the disk when it is closed."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


# ------------------------------------------------------------------------------------------------ restoring


def _manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode(archive.read("manifest.json"), type=Manifest)
    except (KeyError, msgspec.MsgspecError) as problem:
        raise RegisterError(f"{source} is no backup of a register ({problem})", "one of mandata backup") from problem
    if manifest.form != FORM:
        raise RegisterError(f"{source} is a backup of form {manifest.form}", f"form {FORM}", "update mandata")
    if manifest.schema != schema():
        raise RegisterError(
            f"{source} was made by mandata {manifest.version} with other tables",
            "the tables of this release",
            f"restore it with mandata {manifest.version}, then update",
        )
    return manifest


def _prove(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raises RegisterError where a part is missing, damaged or changed."""
    wanted = {f"tables/{name}.jsonl": table.sha256 for name, table in manifest.tables.items()}
    wanted |= {f"files/{sha256}": sha256 for sha256 in manifest.files}
    if lost := {label(model) for model in tables()} - manifest.tables.keys():
        raise RegisterError(f"the backup has no {', '.join(sorted(lost))}", "all tables")
    for name, sha256 in wanted.items():
        digest = hashlib.sha256()
        try:
            with archive.open(name) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except (KeyError, zipfile.BadZipFile, EOFError) as problem:
            raise RegisterError(
                f"the backup is damaged: {name} cannot be read", "all that its manifest lists"
            ) from problem
        if digest.hexdigest() != sha256:
            raise RegisterError(f"the backup was changed: {name} is not what its manifest says", "an unchanged one")


def _clear() -> None:
    """Take everything out, sessions too: they belong to people by number."""
    left_out = [apps.get_model(name) for name in (*LEFT_OUT, "sessions.session")]
    for model in [*left_out, *reversed(tables())]:
        model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)


def _load(archive: zipfile.ZipFile, model: type[models.Model]) -> None:
    fields = list(model._meta.concrete_fields)
    with archive.open(f"tables/{label(model)}.jsonl") as file:
        batch: list[models.Model] = []
        for line in file:
            batch.append(_row(model, fields, msgspec.json.decode(line)))
            if len(batch) == _BATCH:
                _insert(model, fields, batch)
                batch = []
        if batch:
            _insert(model, fields, batch)


def _row(model: type[models.Model], fields: list[Any], values: dict[str, Any]) -> models.Model:
    return model(**{field.attname: field.to_python(values[field.attname]) for field in fields})


def _insert(model: type[models.Model], fields: list[Any], rows: list[models.Model]) -> None:
    """Insert rows as they are, `auto_now_add` fields included."""
    size = max(connection.ops.bulk_batch_size(fields, rows), 1)
    every: Any = model._base_manager.all()
    for at in range(0, len(rows), size):
        every._insert(rows[at : at + size], fields=fields, using=DEFAULT_DB_ALIAS, raw=True)


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
