"""What is set from outside, and where the register is kept when nothing is said."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import MandataError

WAIT = 60  # seconds that a writer waits for another one


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the register: MANDATA_HOME, else `mandata` in the user's data folder."""
    if given := environ.get("MANDATA_HOME"):
        return Path(given).expanduser().resolve()
    data = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(data).expanduser() / "mandata").resolve()


def database(address: str, folder: Path) -> dict[str, Any]:
    """The settings of the database: SQLite in `folder`, or the PostgreSQL at `address`.

    `address` is empty or "postgresql://user:password@host:5432/name?sslmode=require"; host may be a folder of sockets
    ("postgresql:///mandata?host=/run/postgresql"). Raises MandataError for any other.
    """
    if not address:
        return _sqlite(folder / "register.sqlite3")
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise MandataError(
            f"MANDATA_DATABASE is {address!r}", "postgresql://user:password@host/name", "leave it unset for SQLite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": WAIT,
            "transaction_mode": "IMMEDIATE",  # a writer waits at its first word, not in the middle of its work
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=60000;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"
            ),
        },
    }


def secret(folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The key that signs sessions: MANDATA_SECRET, else one made once and kept in `folder`, readable by its owner."""
    if given := environ.get("MANDATA_SECRET"):
        return given
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # another process was first
        else:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def providers(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The OpenID Connect provider of MANDATA_OIDC_SERVER, as allauth wants it; nothing where none is named.

    Raises MandataError where the provider is named without MANDATA_OIDC_CLIENT.
    """
    server = environ.get("MANDATA_OIDC_SERVER", "").strip()
    if not server:
        return {}
    client = environ.get("MANDATA_OIDC_CLIENT", "").strip()
    if not client:
        raise MandataError("MANDATA_OIDC_SERVER without MANDATA_OIDC_CLIENT", "both", "see docs/people.md")
    app = {
        "provider_id": environ.get("MANDATA_OIDC_ID", "oidc"),
        "name": environ.get("MANDATA_OIDC_NAME", "OpenID Connect"),
        "client_id": client,
        "secret": environ.get("MANDATA_OIDC_SECRET", ""),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def truth(value: str) -> bool:
    """Whether a variable says yes."""
    return value.strip().lower() in ("1", "yes", "true", "on")
