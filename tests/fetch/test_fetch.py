"""Documents by their symbols, from a service that behaves like a real one."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from service import LONG, PAGE, PDF, Server, breaking, document, docx, first, kept, redirect, slow, status

from conftest import Get
from mandata.errors import FetchError
from mandata.fetch import Fetched
from mandata.read import DEFAULT

BODY = docx()
LARGE = docx(size=LONG)


def told(found: list[Fetched]) -> list[tuple[str, str]]:
    return [(one.language, one.outcome) for one in found]


def held(one: Fetched) -> bytes:
    with open(one.file, "rb") as file:  # noqa: PTH123
        return file.read()


def test_a_document_in_each_language_and_which_do_not_exist(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": document(BODY), "/A-1-2.fr.docx": document(docx("1. Prend note ;"))}
    found = get("A/1/2", "en", "fr", "ru")
    assert told(found) == [("en", "fetched"), ("fr", "fetched"), ("ru", "absent")]
    assert held(found[0]) == BODY
    assert found[0].file.endswith("A-1-2.en.docx")
    assert found[2].reason == "answer 404"


def test_the_next_format_is_asked_for_where_the_first_is_absent(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.pdf": document(PDF)}
    (one,) = get()
    assert (one.outcome, one.file[-4:], server.paths()) == ("fetched", ".pdf", ["/A-1-2.en.docx", "/A-1-2.en.pdf"])


def test_the_format_is_told_by_the_contents_not_by_the_address(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": document(PDF, Content_Type="application/msword")}
    assert get()[0].file.endswith("A-1-2.en.pdf")


def test_redirects_are_followed(server: Server, get: Get) -> None:
    server.answers = {
        "/A-1-2.en.docx": redirect("/doc?id=7", 301),
        "/doc": redirect("/files/7.docx", 307),
        "/files/7.docx": document(BODY),
    }
    assert held(get()[0]) == BODY


def test_redirects_in_a_circle_are_given_up(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": redirect("/A-1-2.en.docx")}
    assert told(get()) == [("en", "failed")]
    assert len(server.asked) < 20


def test_a_web_page_with_the_status_of_success_is_no_document(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": document(PAGE, Content_Type="application/pdf")}
    server.answers["/A-1-2.en.pdf"] = server.answers["/A-1-2.en.docx"]
    (one,) = get()
    assert (one.outcome, one.reason) == ("absent", "a web page (“Document not found”) instead of a document")


def test_a_file_of_another_kind_is_a_failure(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": document(b"\x89PNG\r\n\x1a\n" + bytes(900))}
    assert told(get()) == [("en", "failed")]


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_a_busy_service_is_asked_again(server: Server, get: Get, code: int) -> None:
    server.answers = {"/A-1-2.en.docx": first(2, status(code), document(BODY))}
    assert held(get()[0]) == BODY
    assert len(server.asked) == 3


def test_the_time_that_a_service_asks_for_is_given_to_it(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": first(1, status(429, Retry_After="1"), document(BODY))}
    assert told(get()) == [("en", "fetched")]
    assert server.asked[1][0] - server.asked[0][0] >= 1


def test_a_service_that_stays_busy_is_left_alone(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": status(503), "/A-1-2.en.pdf": status(503)}
    (one,) = get()
    assert (one.outcome, one.reason) == ("failed", "Test service answers 503 Service Unavailable")
    assert len(server.asked) == 8


def test_a_refusal_is_not_asked_again_and_is_no_absence(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": status(403), "/A-1-2.en.pdf": status(404)}
    (one,) = get()
    assert (one.outcome, len(server.asked)) == ("failed", 2)


def test_slow_answers_are_waited_for(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": slow(0.4, document(BODY))}
    assert told(get()) == [("en", "fetched")]


def test_silence_ends_after_its_limit(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": slow(3, document(BODY)), "/A-1-2.en.pdf": status(404)}
    (one,) = get(silence=0.2, tries=2)
    assert one.outcome == "failed"
    assert "no answer from Test service" in one.reason


def test_a_transfer_goes_on_where_it_broke_off(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": breaking(LARGE, at=70_000, times=2)}
    assert held(get()[0]) == LARGE
    starts = server.headers("Range")
    assert starts[0] is None
    assert starts[1:] == ["bytes=70000-", "bytes=140000-"]


def test_a_part_of_an_earlier_run_is_gone_on_with(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": breaking(LARGE, at=50_000, times=1), "/A-1-2.en.pdf": status(404)}
    assert told(get(tries=1)) == [("en", "failed")]
    assert held(get()[0]) == LARGE
    assert server.headers("Range")[-1] == "bytes=50000-"


@pytest.mark.parametrize(
    "answer",
    [breaking(LARGE, at=70_000, times=1, ranges=False), breaking(LARGE, at=70_000, times=1, tag="")],
    ids=["a service that knows no ranges", "a service that tells no version"],
)
def test_without_ranges_a_transfer_begins_anew(server: Server, get: Get, answer: object) -> None:
    server.answers = {"/A-1-2.en.docx": answer}  # type: ignore[dict-item]
    assert held(get()[0]) == LARGE


def test_a_part_of_another_version_is_thrown_away(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": breaking(LARGE, at=50_000, times=1), "/A-1-2.en.pdf": status(404)}
    get(tries=1)
    server.answers["/A-1-2.en.docx"] = breaking(BODY, at=0, times=0, tag='"v2"')
    assert held(get()[0]) == BODY


def test_a_connection_that_always_breaks_is_given_up(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": breaking(LARGE, at=10, times=99), "/A-1-2.en.pdf": status(404)}
    (one,) = get(tries=3)
    assert one.outcome == "failed"
    assert "broke off 3 times" in one.reason


def test_what_has_not_changed_is_not_sent_again(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": kept(BODY)}
    assert told(get()) == [("en", "fetched")]
    assert told(get()) == [("en", "unchanged")]
    assert server.headers("If-None-Match") == [None, '"v1"']
    assert server.headers("If-Modified-Since") == [None, "Mon, 03 May 2027 11:05:00 GMT"]


def test_what_has_changed_is_fetched(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": kept(BODY)}
    get()
    newer = docx("1. Adopts the plan;")
    server.answers = {"/A-1-2.en.docx": kept(newer, tag='"v2"')}
    (one,) = get()
    assert (one.outcome, held(one)) == ("fetched", newer)


def test_a_file_that_somebody_has_changed_is_put_back(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": kept(BODY)}
    (one,) = get()
    with open(one.file, "wb") as file:  # noqa: PTH123
        file.write(b"scribbled over")
    (again,) = get()
    assert (again.outcome, held(again)) == ("fetched", BODY)


def test_a_file_beyond_the_limit_is_refused(server: Server, get: Get) -> None:
    server.answers = {"/A-1-2.en.docx": document(LARGE), "/A-1-2.en.pdf": status(404)}
    (one,) = get(limits=msgspec.structs.replace(DEFAULT, file_bytes=100_000))
    assert (one.outcome, one.reason) == ("failed", "a file of more than 100,000 bytes")


def test_the_program_says_who_it_is(server: Server, get: Get) -> None:
    get(contact="registry@example.org")
    assert all(name and name.startswith("mandata/") for name in server.headers("User-Agent"))
    assert "registry@example.org" in (server.headers("User-Agent")[0] or "")


def test_requests_keep_their_distance(server: Server, get: Get) -> None:
    get("A/1/2", "en", "fr", pause=0.2)
    times = [at for at, _, _ in server.asked]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.19


@pytest.mark.parametrize("symbol", ["", "resolution", "../../etc/passwd", "a/b", "A/../../b", "A/1\n/2?"])
def test_what_is_no_symbol_is_refused(get: Get, symbol: str) -> None:
    with pytest.raises(FetchError):
        get(symbol)
