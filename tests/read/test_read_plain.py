"""White space is folded without losing words or places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mandata.read.plain import plain, settle

RAW = st.text(st.sampled_from("ab é\u00a0\t\u00ad\u200f 决定\n"), max_size=30)


@given(RAW, st.data())
def test_marks_and_stretches_stand_on_the_same_words_as_before(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    text, [mark], stretches = settle(raw, [(start, "1")], [(start, end, "italic", "")])
    assert text == plain(raw)
    assert text[: mark.at] == plain(raw[:start])
    assert [text[s.start : s.end] for s in stretches] == [words for words in [plain(raw[start:end])] if words]
