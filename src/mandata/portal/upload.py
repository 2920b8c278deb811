"""Bringing documents in from a page: many files at once, and of each what was read and what was not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from ..errors import MandataError, ReadError
from ..pipeline import read_document
from ..read import Failure, Input, inputs, of_environment
from ..register import precedents
from ..register.bringing import Account, Bringer
from ..register.models.documents import STAGES
from ..register.places import Places
from ..register.save import Options
from . import choosing
from .asking import author, given, need, signed_in, tabs, why
from .choosing import Offer
from .show import Desk, Link, Page, at, desk, show


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file."""

    file: str
    result: str
    name: str
    language: str
    stage: str
    document: Link
    mandates: int
    unread: int
    problem: str


class Upload(Page, frozen=True, kw_only=True):
    """The page with what came of the files that were sent last."""

    tabs: tuple[Link, ...]
    stages: tuple[Offer, ...]
    bodies: tuple[Offer, ...]
    most: int
    arrived: tuple[Arrived, ...]
    resembling: tuple[str, ...] = ()
    problem: str = ""


def _page(look: Desk, arrived: tuple[Arrived, ...] = (), problem: str = "", resembling: tuple[str, ...] = ()) -> Upload:
    return Upload(
        title=look.say("upload.title"),
        tabs=tabs(look, "upload"),
        stages=tuple(Offer(value=key, name=look.register.stages[key]) for key in STAGES),
        bodies=choosing.bodies(look),
        most=of_environment().file_bytes // 2**20,
        arrived=arrived,
        resembling=resembling,
        problem=problem,
    )


@signed_in
def upload(request: HttpRequest) -> HttpResponse:
    """Show the page; bring in what is sent. `alone` asks for the rows without the page around them."""
    look = desk(request)
    need(look, "add")
    if request.method != "POST":
        return show(request, "upload", _page(look))
    files = request.FILES.getlist("file")
    if not files:
        return show(request, "upload", _page(look, problem=look.say("upload.none")), 422)
    try:
        options = _options(request)
    except MandataError as problem:
        return show(request, "upload", _page(look, problem=why(look, problem)), 422)
    limits = of_environment()
    bringer = Bringer(
        author(request),
        options,
        lambda name, data: read_document(name, data, None, "final", limits),
        limits.seconds,
    )
    with tempfile.TemporaryDirectory() as folder:
        accounts = bringer.accounts(_sent(files, Path(folder)))
        arrived = tuple(_arrived(look, each) for each in accounts)
        page = _page(look, arrived, resembling=tuple(precedents.warnings(look.language)))
    return show(request, "parts/arrived" if given(request, "alone") else "upload", page)


def _options(request: HttpRequest) -> Options:
    """What the form says of all files. Raises RegisterError where it names no body of the register."""
    body, stage = given(request, "body"), given(request, "stage")
    if body:
        Places(author(request)).known_body(body)
    return Options(stage=stage if stage in STAGES else None, body=body or None, public=not given(request, "restricted"))


def _sent(files: list[Any], folder: Path) -> Iterator[Input | Failure]:
    """The files that were sent, those of an archive one by one; each is laid down under its own name."""
    limits = of_environment()
    for number, file in enumerate(files):
        name = PurePath(str(file.name)).name or "file"
        if (file.size or 0) > limits.file_bytes:
            yield Failure(name, _too_large(file, limits.file_bytes))
            continue
        place = folder / str(number)
        place.mkdir()
        path = place / name
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        for each in inputs([path], limits):
            shown = os.path.relpath(each.name, place)
            yield Failure(shown, each.error) if isinstance(each, Failure) else Input(shown, each.load)


def _too_large(file: UploadedFile[Any], most: int) -> ReadError:
    return ReadError(f"a file of {(file.size or 0) / 1e6:,.0f} MB", f"a document of at most {most / 1e6:,.0f} MB")


def _arrived(look: Desk, account: Account) -> Arrived:
    named = look.register.adding
    result = "version" if account.result == "language" else account.result
    there = account.document if account.result != "failed" else ""
    return Arrived(
        file=account.file,
        result=account.result,
        name=named.get(result, result),
        language=account.language,
        stage=look.register.stages.get(account.stage, ""),
        document=Link(name=there, href=at("document", there) if there else ""),
        mandates=account.mandates,
        unread=account.unread,
        problem=account.problem,
    )
