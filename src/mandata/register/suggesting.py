"""What readers say is wrong with a paragraph, and what the desk answers."""

from __future__ import annotations

from ..errors import RegisterError
from ..interface import known
from .amending import amend, make
from .history import Author
from .models import Paragraph, Suggestion

MOST = 4000  # letters of one suggestion


def suggest(author: Author, paragraph: Paragraph, text: str, email: str = "", language: str = "en") -> Suggestion:
    """Keep what somebody says is wrong; nobody but officers sees it before it is answered.

    Raises RegisterError where nothing or too much is said, or the address is none.
    """
    if not text.strip() or len(text) > MOST:
        raise RegisterError(f"{len(text.strip())} letters", f"words, at most {MOST:,} letters")
    return make(
        author,
        Suggestion(
            paragraph=paragraph, text=text.strip(), email=email.strip(), language=known(language, "language"),
            at=author.at,
        ),
    )  # fmt: skip


def answer(author: Author, suggestion: Suggestion, text: str, public: bool) -> bool:
    """Answer a suggestion; with `public` both are shown beside the paragraph. Raises RegisterError without words."""
    if not text.strip():
        raise RegisterError("the answer is empty", "words")
    fields = {"answer": text.strip(), "answered_by": author.by, "answered_at": author.at, "public": public}
    return amend(author, suggestion, fields)
