"""The settings of Django, from the environment; docs/register.md lists the variables."""

from __future__ import annotations

import os
from pathlib import Path

from .. import languages
from . import environment

HOME = environment.home()
PACKAGE = Path(__file__).resolve().parent.parent
FILES = HOME / "files"  # every file read in, under its SHA-256

SECRET_KEY = environment.secret(HOME)
DEBUG = environment.truth(os.environ.get("MANDATA_DEBUG", ""))
SITE = os.environ.get("MANDATA_SITE", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("MANDATA_HOSTS", "127.0.0.1 localhost [::1]").split()
CSRF_TRUSTED_ORIGINS = [SITE]
SECURE_SITE = SITE.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "mandata.register",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "mandata.config.urls"
WSGI_APPLICATION = "mandata.config.wsgi.application"

DATABASES = {"default": environment.database(os.environ.get("MANDATA_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "register.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [({"zh": "zh-hans"}.get(each.code, each.code), each.name) for each in languages.LANGUAGES.values()]
TIME_ZONE = os.environ.get("MANDATA_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = os.environ.get("MANDATA_MAIL", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("MANDATA_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MANDATA_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MANDATA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MANDATA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.truth(os.environ.get("MANDATA_MAIL_TLS", ""))
DEFAULT_FROM_EMAIL = os.environ.get("MANDATA_MAIL_FROM", "register@localhost")
