"""What every record of the register has in common: it is withdrawn, never deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Kept(models.Model):
    """A record that people may withdraw; its history and what hangs on it stay."""

    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused: raises TypeError. Set `withdrawn` and log it (history.log)."""
        raise TypeError(f"{type(self).__name__} {self.pk} is part of the register; withdraw it instead")


class Named(models.Model):
    """A record with names in several languages: {"en": "…", "fr": "…"}."""

    names: Any = models.JSONField(default=dict)
    LANGUAGES: ClassVar[tuple[str, ...]] = ("en", "fr", "es", "ru", "ar", "zh")

    class Meta:
        abstract = True

    def name(self, language: str) -> str:
        """The name in a language, else in the first language that has one, else nothing."""
        return str(next((self.names[code] for code in (language, *self.LANGUAGES) if self.names.get(code)), ""))
