"""PDF, HTML and Markdown: paragraphs, notes and tables as the reader of the page sees them."""

from __future__ import annotations

import pytest
from built_files import pdf

from mandata.model import Source, View
from mandata.read import read_bytes

Words = list[tuple[float, float, float, str]]

FIRST: Words = [
    (72, 800, 12, "United Nations"),
    (420, 800, 12, "A/XYZ/1/2"),
    (72, 740, 12, "The General Assembly,"),
    (90, 710, 12, "1. Requests the Secretary-General to report to the General Assembly on"),
    (72, 696, 12, "the imple-"),
    (72, 682, 12, "mentation of the present resolution"),
    (252, 686, 7, "1"),
    (256, 682, 12, " and of all the other resolutions on the"),
    (72, 120, 9, "________"),
    (72, 108, 6, "1"),
    (78, 105, 9, "See resolution 1/1 and the implementation of it."),
    (72, 30, 9, "1/2"),
]
SECOND: Words = [
    (72, 800, 9, "A/XYZ/1/2"),
    (72, 740, 12, "same matter at its second session;"),
    (90, 710, 12, "2. Decides to meet in 2031."),
    (300, 30, 9, "2/2"),
]


def test_a_pdf_becomes_paragraphs_over_lines_hyphens_and_pages() -> None:
    source = read_bytes("x", pdf([FIRST, SECOND]))
    assert [(line.kind, line.text) for line in source.lines] == [
        ("header", "A/XYZ/1/2"),
        ("row", "United Nations | A/XYZ/1/2"),
        ("text", "The General Assembly,"),
        (
            "text",
            "1. Requests the Secretary-General to report to the General Assembly on the implementation of the present "
            "resolution and of all the other resolutions on the same matter at its second session;",
        ),
        ("text", "2. Decides to meet in 2031."),
    ]
    marked = source.lines[3]
    assert [(marked.text[: mark.at].rsplit(" ", 1)[-1], mark.note) for mark in marked.marks] == [("resolution", "1")]
    assert [(note.label, note.text) for note in source.notes] == [
        ("1", "See resolution 1/1 and the implementation of it.")
    ]
    assert [(left.text, left.reason) for left in source.unread] == [("2 page numbers", "page number")]


def html(body: str) -> Source:
    return read_bytes(
        "x", f'<!DOCTYPE html><html lang="fr-CH"><head><title>T</title></head><body>{body}</body></html>'.encode()
    )


def test_a_page_is_read_without_scripts_and_its_navigation_is_told() -> None:
    source = html("<nav>Home</nav><script>x()</script><h1>Décision</h1><p>Prie <em>instamment</em></p>loose<p>end")
    assert [(line.text, line.heading) for line in source.lines] == [
        ("Décision", 1),
        ("Prie instamment", 0),
        ("loose", 0),
        ("end", 0),
    ]
    assert [(left.text, left.reason) for left in source.unread] == [("Home", "navigation of the page")]
    assert source.language == "fr"


def test_lists_of_a_page_are_numbered_as_a_browser_shows_them() -> None:
    source = html(
        '<ol start="4"><li>Four<ol type="a"><li>A</li></ol></li><li value="9">Nine</li></ol><ul><li>dot</li></ul>'
    )
    assert [(line.label, line.level, line.text) for line in source.lines] == [
        ("4.", 1, "Four"),
        ("a.", 2, "A"),
        ("9.", 1, "Nine"),
        ("", 1, "dot"),
    ]


def test_tables_of_a_page_are_rows() -> None:
    source = html("<table><tr><th>A<th colspan=2>B</tr><tr><td>1<td><p>2</p><p>3</p><td></tr></table>")
    assert [(line.cells, line.text) for line in source.lines] == [
        (("A", "B", ""), "A | B"),
        (("1", "2\n3", ""), "1 | 2 3"),
    ]


def test_notes_of_a_page_are_tied_to_their_marks() -> None:
    source = html(
        '<p>Recalling<sup><a href="#fn1" id="ref1">1</a></sup> it,</p><ol>'
        '<li id="fn1">See <i>x</i>. <a href="#ref1">↩</a></ol>'
    )
    assert [line.text for line in source.lines] == ["Recalling it,"]
    assert [(mark.at, mark.note) for mark in source.lines[0].marks] == [(9, "1")]
    assert [(note.label, note.text) for note in source.notes] == [("1", "See x.")]


MARKDOWN = """# Decision XY-9/9: *trade*

Recalling its decision [XY-4/2](https://example.org/a),[^1] wrapped
over two lines,

3. **Requests** the secretariat:
    - first

| A | B |
|---|---|
| 1 | 2 |

<!-- comment -->

[^1]: See the
    annex.
"""


def test_markdown() -> None:
    source = read_bytes("x", MARKDOWN.encode())
    assert source.format == "markdown"
    assert [(line.kind, line.label, line.level, line.heading, line.text) for line in source.lines] == [
        ("text", "", 0, 1, "Decision XY-9/9: trade"),
        ("text", "", 0, 0, "Recalling its decision XY-4/2, wrapped over two lines,"),
        ("text", "3.", 1, 0, "Requests the secretariat:"),
        ("text", "", 2, 0, "first"),
        ("row", "", 0, 0, "A | B"),
        ("row", "", 0, 0, "1 | 2"),
    ]
    assert [(mark.at, mark.note) for mark in source.lines[1].marks] == [(30, "1")]
    assert [(note.label, note.text) for note in source.notes] == [("1", "See the annex.")]


def test_markdown_with_long_lines_has_a_paragraph_a_line() -> None:
    source = read_bytes("x", f"# Title\nUN/1\n{'word ' * 50}\nEnd".encode())
    assert [line.text[:5].strip() for line in source.lines] == ["Title", "UN/1", "word", "End"]


CHANGED = """<html lang="en"><body>
<p>The <ins datetime="2031-05-03" data-author="Chair">new </ins>lamp <del datetime="2031-05-04">is</del><ins>was</ins>
out.</p>
<p><del>Gone as a whole.</del></p>
<ins><p>A <b>block</b> that is new.</p></ins>
<ol><li>One</li><li><del>Two</del></li><li>Three</li></ol>
<table><tr><td>Lamps</td><td><del>10</del><ins>20</ins></td></tr></table>
</body></html>"""


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("final", ["The new lamp was out.", "A block that is new.", "1. One", "2. Three", "Lamps | 20"]),
        ("original", ["The lamp is out.", "Gone as a whole.", "1. One", "2. Two", "3. Three", "Lamps | 10"]),
    ],
)
def test_a_page_with_insertions_and_deletions_has_two_texts(view: View, expected: list[str]) -> None:
    source = read_bytes("x", CHANGED.encode(), view=view)
    assert [f"{line.label} {line.text}".strip() for line in source.lines] == expected
    assert not source.unread


@pytest.mark.parametrize("view", ["final", "original", "marked"])
def test_a_page_keeps_every_insertion_and_deletion_in_every_view(view: View) -> None:
    changes = [change for line in read_bytes("x", CHANGED.encode(), view=view).lines for change in line.changes]
    assert [(change.kind, change.text, change.whole) for change in changes] == [
        ("inserted", "new ", False),
        ("deleted", "is", False),
        ("inserted", "was", False),
        ("deleted", "Gone as a whole.", True),
        ("inserted", "A block that is new.", True),
        ("deleted", "Two", True),
        ("deleted", "10", False),
        ("inserted", "20", False),
    ]
    assert (changes[0].author, changes[0].date) == ("Chair", "2031-05-03")
