"""The settings of tests: a register in a new folder, on SQLite or on the PostgreSQL of MANDATA_DATABASE."""

from __future__ import annotations

import os
import tempfile

os.environ["MANDATA_HOME"] = tempfile.mkdtemp(prefix="mandata-test-")

from mandata.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the slow ones are slow on purpose
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    },  # no hashes, nothing to collect
}
STATIC_ROOT.mkdir()  # noqa: F405
