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
    "mandata.portal",  # first: its templates are taken before those of others
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "mandata.register",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mandata.portal.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mandata.register.sign_in.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mandata.portal.context.everywhere",
            ]
        },
    }
]
ROOT_URLCONF = "mandata.config.urls"
WSGI_APPLICATION = "mandata.config.wsgi.application"

DATABASES = {"default": environment.database(os.environ.get("MANDATA_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "register.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
CACHES = {  # shared by all processes, so that limits of rate hold for all of them together
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": HOME / "cache"}
}

# Signing in (docs/people.md): with password and second factor, or by an OpenID Connect provider; never by signing up
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": f"{_VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mandata.register.sign_in.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # an invitation has verified it
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE.startswith("https://") else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "mandata.register.sign_in.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Mandata"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SECOND_FACTOR = os.environ.get("MANDATA_SECOND_FACTOR", "staff")  # who must have one: staff, all or none
SOCIALACCOUNT_ADAPTER = "mandata.register.sign_in.Providers"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # a provider's verified address signs in the person who has it here
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = environment.providers()

LANGUAGE_CODE = "en"
LANGUAGES = [({"zh": "zh-hans"}.get(each.code, each.code), each.name) for each in languages.LANGUAGES.values()]
TIME_ZONE = os.environ.get("MANDATA_TIME_ZONE", "UTC")
USE_TZ = True

SESSION_COOKIE_AGE = int(os.environ.get("MANDATA_SESSION_HOURS", "12")) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SITE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("MANDATA_PROXIES", "0"))  # before the server, for limits by address
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_OWN = ["'self'"]
CONTENT_SECURITY_POLICY = {  # no page has a script, style or picture that does not come from here, in a file of its own
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _OWN,
        "style-src": _OWN,
        "img-src": [*_OWN, "data:"],
        "font-src": _OWN,
        "connect-src": _OWN,
        "form-action": _OWN,
        "manifest-src": _OWN,
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "mandata.portal.errors.no_token"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = os.environ.get("MANDATA_MAIL", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("MANDATA_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MANDATA_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MANDATA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MANDATA_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.truth(os.environ.get("MANDATA_MAIL_TLS", ""))
DEFAULT_FROM_EMAIL = os.environ.get("MANDATA_MAIL_FROM", "register@localhost")
