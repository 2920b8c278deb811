"""Opens the register for a command: settings, tables, and who is at the keyboard."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from ..errors import RegisterError

if TYPE_CHECKING:
    from django.db.models import Model

    from ..register.history import Author

M = TypeVar("M", bound="Model")


def open_register() -> None:
    """Make the register ready for use, its tables made or brought up to date.

    Raises RegisterError where the database cannot be reached.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mandata.config.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise RegisterError(
            f"the register cannot be opened: {error}",
            "a database",
            "see MANDATA_DATABASE and MANDATA_HOME in docs/register.md",
        ) from error


def author(email: str | None = None) -> Author:
    """Who acts from the command line: the person with that address (else MANDATA_PERSON), or nobody by name.

    Raises RegisterError where nobody has the address.
    """
    from ..register.history import Author
    from ..register.models import Person

    email = email or os.environ.get("MANDATA_PERSON", "")
    person = Person.objects.filter(email=email.lower(), is_active=True).first() if email else None
    if email and person is None:
        raise RegisterError(
            f"nobody in the register has the address {email}", "the address of a person", "mandata people"
        )
    return Author(by=person, origin="command")


def found(model: type[M], field: str, value: str, advice: str) -> M:
    """The record with that value in a field. Raises RegisterError where there is none."""
    record = model._default_manager.filter(**{field: value}).first()
    if record is None:
        raise RegisterError(f"no {model._meta.verbose_name} {value!r} in the register", f"a known {field}", advice)
    return record
