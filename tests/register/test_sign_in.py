"""Signing in: by password and second factor or a provider; closed to whoever was not invited."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from mandata.config import environment
from mandata.errors import MandataError
from mandata.register import history, invitations
from mandata.register.models import Person
from mandata.register.sign_in import needs_second_factor

pytestmark = pytest.mark.django_db
STRONG = "lead-free paint by 2030"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def somebody(role: str) -> Person:
    _, link = invitations.invite(history.Author(by=None, origin="command"), f"{role}@example.org", role)
    return invitations.accept(link.rstrip("/").rsplit("/", 1)[1], "Awa Diop", STRONG)


def sign_in(client: Client, person: Person, password: str = STRONG) -> Any:
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def test_a_password_signs_a_reader_in(client: Client) -> None:
    sign_in(client, somebody("reader"))
    assert signed_in(client)


def test_a_wrong_password_does_not(client: Client) -> None:
    sign_in(client, somebody("reader"), "something else entirely")
    assert not signed_in(client)


def test_guessing_is_slowed_down(client: Client) -> None:
    person = somebody("reader")
    for guess in range(12):
        answer = sign_in(client, person, f"guess number {guess}")
    answer = sign_in(client, person)
    assert answer.status_code == 429 or not signed_in(client)


def test_whose_access_has_ended_cannot_sign_in(client: Client) -> None:
    person = somebody("reader")
    invitations.end_access(history.Author(by=None, origin="command"), person)
    sign_in(client, person)
    assert not signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    answer = {"email": "new@example.org", "password1": STRONG, "password2": STRONG}
    client.post(reverse("account_signup"), answer)
    assert not Person.objects.filter(email="new@example.org").exists()


def test_who_has_a_second_factor_is_asked_for_it(client: Client) -> None:
    person = somebody("officer")
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    sign_in(client, person)
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert signed_in(client)


def test_a_recovery_code_works_once(client: Client) -> None:
    person = somebody("officer")
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (True, False):
        client.logout()
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(client) is expected


def test_an_officer_without_a_second_factor_is_led_to_set_one_up(client: Client) -> None:
    person = somebody("officer")
    sign_in(client, person)
    answer = client.get(reverse("account_change_password"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(person, generate_totp_secret())
    assert client.get(reverse("account_change_password")).status_code == 200


@pytest.mark.parametrize(
    ("setting", "role", "expected"),
    [
        ("staff", "administrator", True),
        ("staff", "officer", True),
        ("staff", "reader", False),
        ("all", "reader", True),
        ("none", "administrator", False),
    ],
)
def test_who_must_have_a_second_factor_is_a_setting(monkeypatch: Any, setting: str, role: str, expected: bool) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR", setting)
    assert needs_second_factor(somebody(role)) is expected


def test_the_last_second_factor_of_an_officer_stays(client: Client) -> None:
    person = somebody("officer")
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=person, type="totp").exists()


@pytest.mark.parametrize(
    ("environ", "server"),
    [
        ({}, None),
        ({"MANDATA_OIDC_SERVER": "https://id.example.org", "MANDATA_OIDC_CLIENT": "mandata"}, "https://id.example.org"),
    ],
)
def test_a_provider_is_set_by_variables(environ: dict[str, str], server: str | None) -> None:
    apps = environment.providers(environ).get("openid_connect", {}).get("APPS", [])
    assert [app["settings"]["server_url"] for app in apps] == ([server] if server else [])


def test_a_provider_without_a_client_is_an_error() -> None:
    with pytest.raises(MandataError, match="MANDATA_OIDC_CLIENT"):
        environment.providers({"MANDATA_OIDC_SERVER": "https://id.example.org"})


@pytest.fixture
def _provider(monkeypatch: Any) -> None:
    environ = {"MANDATA_OIDC_SERVER": "https://id.example.org", "MANDATA_OIDC_CLIENT": "mandata"}
    monkeypatch.setattr(settings, "SOCIALACCOUNT_PROVIDERS", environment.providers(environ))


def by_provider(email: str, verified: bool) -> bool:
    """Whether an OpenID Connect provider that tells of an address signs anybody in."""
    request = RequestFactory().get("/")
    SessionMiddleware(lambda request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda request: HttpResponse()).process_request(request)
    request.user = AnonymousUser()
    with request_context(request):
        provider = get_adapter().get_provider(request, "oidc")
        told = {"userinfo": {"sub": "42", "email": email, "email_verified": verified, "name": "Somebody"}}
        complete_social_login(request, provider.sociallogin_from_response(request, told))
    return bool(request.user.is_authenticated)


@pytest.mark.usefixtures("_provider")
@pytest.mark.parametrize(
    ("email", "verified", "expected"),
    [("reader@example.org", True, True), ("reader@example.org", False, False), ("new@example.org", True, False)],
    ids=["known", "not vouched for", "unknown"],
)
def test_a_provider_signs_in_whom_the_register_knows(email: str, verified: bool, expected: bool) -> None:
    somebody("reader")
    assert by_provider(email, verified) is expected
    assert Person.objects.count() == 1


@pytest.mark.usefixtures("_provider")
def test_a_provider_does_not_sign_in_whose_access_has_ended() -> None:
    invitations.end_access(history.Author(by=None, origin="command"), somebody("reader"))
    assert not by_provider("reader@example.org", True)
