"""The addresses of the portal, below the code of a language."""

from __future__ import annotations

from django.urls import path, register_converter

from . import desk_urls
from .agreement import agreement
from .board import board
from .changes import changes, decision_changes
from .decisions import decision, decisions
from .documents import document, documents
from .edition import edition
from .exports import export, file
from .feeds import calendar, feed
from .home import home
from .invitations import invitation
from .mandates import mandate
from .matrix import matrix
from .meetings import meeting, meetings
from .network import network
from .organizations import organization, organizations
from .paragraphs import paragraph
from .progress import progress
from .recurring import families, in_effect, recurring
from .search import keep_search, search
from .terms import terms
from .timeline import timeline


class Address:
    """The address of a record, strokes and all."""

    regex = r".+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(Address, "address")

urlpatterns = [
    path("", home, name="home"),
    path("changes", changes, name="changes"),
    path("terms", terms, name="terms"),
    path("in-effect/<address:address>", in_effect, name="in_effect"),
    path("recurring", recurring, name="recurring"),
    path("families", families, name="families"),
    path("documents/<address:address>/languages", agreement, name="agreement"),
    path("decisions/<address:address>/changes", decision_changes, name="decision_changes"),
    path("calendars/<str:kind>/<address:address>.ics", calendar, name="calendar"),
    path("feeds/<str:kind>/<address:address>.atom", feed, name="feed"),
    path("editions/<address:address>.zip", edition, name="edition"),
    path("network", network, name="network"),
    path("timeline", timeline, name="timeline"),
    path("board", board, name="board"),
    path("matrix", matrix, name="matrix"),
    path("progress", progress, name="progress"),
    path("search", search, name="search"),
    path("search/kept", keep_search, name="keep_search"),
    path("meetings", meetings, name="meetings"),
    path("meetings/<address:address>", meeting, name="meeting"),
    path("documents", documents, name="documents"),
    path("documents/<address:address>", document, name="document"),
    path("decisions", decisions, name="decisions"),
    path("decisions/<address:address>", decision, name="decision"),
    path("paragraphs/<address:address>", paragraph, name="paragraph"),
    path("mandates/<address:address>", mandate, name="mandate"),
    path("organizations", organizations, name="organizations"),
    path("organizations/<address:address>", organization, name="organization"),
    path("export/<str:kind>/<str:code>/<str:form>/<address:address>", export, name="export"),
    path("files/<str:sha256>", file, name="file"),
    *desk_urls.urlpatterns,
    path("invitation/<str:secret>", invitation, name="invitation"),
]
