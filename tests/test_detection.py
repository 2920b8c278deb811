"""The language of a text is told; one that is none of the six is named."""

from __future__ import annotations

import pytest

from mandata.detection import detect, identify, language_of
from mandata.errors import ReadError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Conference of the Parties requests the secretariat to report to it at its next meeting", "en"),
        ("La Conférence des Parties prie le secrétariat de lui faire rapport à sa prochaine réunion", "fr"),
        ("La Conferencia de las Partes pide a la secretaría que le presente un informe en su próxima reunión", "es"),
        ("Конференция Сторон просит секретариат представить ей доклад на ее следующем совещании", "ru"),
        ("يطلب مؤتمر الأطراف إلى الأمانة أن تقدم إليه تقريرا في اجتماعه المقبل", "ar"),
        ("缔约方大会请秘书处向其下一次会议提出报告", "zh"),
        ("UNEP/XY.9/INF/28、UNEP/XY.9/INF/29和UNEP/XY.9/INF/30号文件", "zh"),
        ("Recalling decision 1/XY.21,", "en"),
        ("Die Konferenz der Vertragsparteien ersucht das Sekretariat, auf der nächsten Tagung zu berichten", "de"),
        ("A Conferência das Partes solicita ao secretariado que apresente um relatório na próxima reunião", "pt"),
        ("Конференція Сторін просить секретаріат подати їй доповідь на її наступній нараді", "uk"),
        ("مجمع عمومی از دبیرخانه درخواست می‌کند که گزارشی را به آن ارائه دهد", "fa"),
        ("締約国会議は、事務局に対し、次回の会合で報告することを要請する", "ja"),
        ("당사국총회는 사무국이 다음 회의에 보고할 것을 요청한다", "ko"),
        ("12345 / 2030", None),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert identify(text) == code
    assert detect(text) == (code if code in ("ar", "zh", "en", "fr", "ru", "es") else None)


def test_the_error_names_the_language() -> None:
    with pytest.raises(ReadError, match="the language is German, none of the six"):
        language_of("Die Konferenz der Vertragsparteien ersucht das Sekretariat und die Mitglieder, zu berichten")
