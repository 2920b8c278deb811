"""Rich text as tokens: control words, signs, text in the alphabet of its font, the brackets of groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?P<value>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^A-Za-z'])"
    r"|(?P<bracket>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)"
)

# Alphabets by the number that a font names them by (RTF specification 1.9.1, \fcharset).
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip


class Token(NamedTuple):
    """A control word with its value, a control sign, a byte, a bracket or text."""

    kind: str
    text: str
    value: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; bytes above 127 that stand in the text as they are count as written by their number."""
    text = data.decode("latin-1")
    at = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        kind = found.lastgroup or ""
        if found["word"]:
            value = int(found["value"]) if found["value"] else None
            yield Token("word", found["word"], value)
            if found["word"] == "bin" and value and value > 0:
                at += value  # what follows is no text
        elif kind == "text":
            yield from _plain(found["text"])
        elif kind:
            yield Token(kind, found[kind])


def _plain(text: str) -> Iterator[Token]:
    if text.isascii():
        yield Token("text", text)
        return
    for part in re.split("([\x80-\xff])", text):
        if part and part.isascii():
            yield Token("text", part)
        elif part:
            yield Token("byte", f"{ord(part):02x}")


def decoded(held: bytes, alphabet: str) -> str:
    """Bytes in the alphabet of their font; those that are none of its letters are shown as unreadable."""
    try:
        return held.decode(alphabet, "replace")
    except LookupError:
        return held.decode("cp1252", "replace")
