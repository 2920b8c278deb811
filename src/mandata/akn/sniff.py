"""Tells Akoma Ntoso by its contents."""

from __future__ import annotations

import re

_ROOT = re.compile(r"<(?:[\w.-]+:)?akomaNtoso[\s>]")


def is_akn(data: bytes) -> bool:
    """Whether the bytes are a document of Akoma Ntoso, told by its root element."""
    head = data[:4096]
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return _ROOT.search(head.decode(encoding, "ignore")) is not None
