"""What search keeps: which entry of the index is a paragraph's, spellings with their tokens, and saved searches."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from .paragraphs import Paragraph
from .record import Kept


class SearchEntry(models.Model):
    """The place of a paragraph in the index of words (search.index); one that is indexed anew gets another one."""

    paragraph: Any = models.OneToOneField(Paragraph, on_delete=models.PROTECT, related_name="search_entry")


class SearchKey(models.Model):
    """A way to come to a token of the index: a word ("implementation": its stem) or the letters and digits of a symbol
    or number ("unepmccop618", "#6/12": the token of its citation)."""

    key = models.CharField(max_length=120)
    token = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "token"], name="one_way_to_a_token")]


class SavedSearch(Kept):
    """A search that somebody keeps: its name, and the query of its address ("q=lead&state=confirmed")."""

    person: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="searches")
    name = models.CharField(max_length=160)
    query = models.CharField(max_length=1000)
    saved = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "query"], condition=models.Q(withdrawn=False), name="a_search_is_saved_once"
            )
        ]
