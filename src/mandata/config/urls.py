"""The addresses of the web application: each below the code of a language, but those that others have written down."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.urls import include, path

from ..portal import urls as portal
from ..portal.languages import with_language

urlpatterns: list[Any] = [
    with_language(path("account/", include("allauth.urls")), *portal.urlpatterns),
    path("account/", include(openid_connect)),  # a provider knows one address to come back to: the last one is given
]
handler400 = "mandata.portal.errors.bad_request"
handler403 = "mandata.portal.errors.forbidden"
handler404 = "mandata.portal.errors.not_found"
handler500 = "mandata.portal.errors.broken"
