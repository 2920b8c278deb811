"""PDF as word processors write it: the same paragraphs as the document that it was made of, in every script."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_files import docx, numbered, p, pdf
from office import Convert

from mandata.errors import ReadError
from mandata.read import read_bytes, read_file
from mandata.read.pdf.legible import arabic_fault

TITLE = '<w:jc w:val="center"/>'
RIGHT = "<w:bidi/>"

ARABIC = [
    "إن مؤتمر الأطراف،",
    "إذ يشير إلى مقرره XY-12/14 المؤرخ 9 أيار/مايو 2031 (الفقرة 4)،",
    "يطلب إلى الأمانة أن تقدم إلى مؤتمر الأطراف في اجتماعه الثالث تقريراً عن الآثار الاقتصادية لهذا المقرر، وعن "
    "الاستراتيجية المشار إليها في الوثيقة UNEP/XY/COP.3/INF/41 وفي المادة 16 (أ)، آخذة في اعتبارها الأولويات.",
    "يدعو الأطراف إلى تقديم تعليقاتها [في موعد أقصاه 31 آذار/مارس 2032]؛",
]
CHINESE = [
    "缔约方大会，",
    "回顾其2031年5月9日第XY-12/14号决定，",
    "请秘书处在资源允许的情况下，在2032年9月30日之前编写一份关于执行本决定所涉费用的报告，供缔约方大会第三次会议审议，"
    "并将UNEP/XY/COP.3/INF/41号文件所载的战略分发给所有缔约方并在网站上公布；",
    "决定设立一个小型闭会期间工作组。",
]
RUSSIAN = [
    "Конференция Сторон,",
    "ссылаясь на свое решение XY-12/14 от 9 мая 2031 года,",
    "просит секретариат представить Конференции Сторон на ее третьем совещании доклад о ходе осуществления настоящего "
    "решения с учетом документа UNEP/XY/COP.3/INF/41;",
]


def squeezed(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("paragraphs", "properties"),
    [(ARABIC, RIGHT), (CHINESE, ""), (RUSSIAN, "")],
    ids=["Arabic from right to left", "Chinese", "Russian"],
)
def test_paragraphs_are_in_the_order_of_reading(
    convert: Convert, tmp_path: Path, paragraphs: list[str], properties: str
) -> None:
    file = tmp_path / "note.docx"
    file.write_bytes(docx("".join(p(text, properties=properties) for text in paragraphs)))
    [made] = convert([file], "pdf")
    assert squeezed([line.text for line in read_file(made).lines]) == squeezed(paragraphs)


def test_numbered_paragraphs_one_below_the_other_stay_apart(convert: Convert, tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    long = "Requests the secretariat to report on the state of the stocks and on " * 3
    texts = [f"{long}trade;", "Invites Parties to comment;", f"{long}use."]
    file = tmp_path / "note.docx"
    file.write_bytes(docx("".join(map(numbered, texts)), numbering=numbering))
    [made] = convert([file], "pdf")
    shown = [f"{n}. {text}" for n, text in enumerate(texts, 1)]
    assert [line.text for line in read_file(made).lines] == shown


@pytest.mark.parametrize(("language", "share"), [("en", 0.95), ("fr", 0.95), ("ru", 0.95), ("zh", 0.95), ("ar", 0.85)])
def test_most_paragraphs_of_a_meeting_document_are_those_of_its_docx(
    convert: Convert, shared: Path, language: str, share: float
) -> None:
    file = shared / "documents" / "parallel" / "D2" / f"D2.{language}.docx"
    [made] = convert([file], "pdf")
    theirs = read_file(file)
    ours = read_file(made)
    found = set(squeezed([line.text for line in ours.lines]))
    numbers = squeezed([f"{line.label} {line.text}" for line in theirs.lines if line.kind == "text" and line.label])
    assert sum(text in found for text in numbers) >= share * len(numbers)
    assert squeezed([note.text for note in ours.notes[1:]]) == squeezed([note.text for note in theirs.notes[1:]])


# ------------------------------------------------------------------------------------------ broken text layers


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("إن الجمعية العامة، إذ تشير إلى الأمم المتحدة والإعلان والأطراف " * 3, ""),
        ("األمم المتحدة واألطراف في االتفاقية واإلعلان واآلثار " * 3, "lam and alef"),
        ("ةماعلا ةيعمجلا نإ ةدحتملا ممألا قاثيم ىلإ ريشت ذإ ةيلودلا " * 6, "order of the page"),
        ("The General Assembly, recalling its resolutions", ""),
    ],
    ids=["sound", "lam and alef turned", "letters as on the page", "another script"],
)
def test_arabic_letters_in_the_wrong_order_are_recognized(text: str, fault: str) -> None:
    assert fault in arabic_fault(text)
    assert bool(fault) == bool(arabic_fault(text))


def test_a_scan_with_a_stamp_is_refused() -> None:
    with pytest.raises(ReadError, match="without text"):
        read_bytes("x", pdf([[(72, 700, 12, "A/1")]] * 3))
