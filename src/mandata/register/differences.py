"""Keeps which differences between the language versions of a document somebody found to be right."""

from __future__ import annotations

from django.db import transaction

from ..errors import RegisterError
from . import history, rights
from .history import Author
from .models import AcceptedDifference, Document


def accepted(document: Document) -> dict[str, str]:
    """The findings that were accepted, by their lasting ids (compare.concord), with the reasons."""
    held = AcceptedDifference.objects.filter(document=document, withdrawn=False)
    return dict(held.values_list("finding", "reason"))


def accept(author: Author, document: Document, finding: str, about: str, reason: str) -> AcceptedDifference:
    """Say that a difference is right; it is not shown as a finding again. `about` says it in a sentence.

    Raises RegisterError without a reason, or where the author may not.
    """
    rights.require(author, "correct", document)
    if not reason.strip():
        raise RegisterError("a difference is to be accepted without a reason", "a reason")
    with transaction.atomic():
        made = AcceptedDifference.objects.create(document=document, finding=finding, about=about, reason=reason.strip())
        history.log(author, document, "difference_accepted", {}, {"finding": finding, "about": about}, reason)
    return made
