from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.markdown.preview import preview


def test_marks_are_read_and_not_shown() -> None:
    assert preview("Who takes **milk**?\n\nI do, `always`.") == "Who takes milk? I do, always."
    assert preview("> so they say\nand so it is") == "> so they say and so it is"
    assert preview("see https://a.example") == "see https://a.example"


@given(st.text(max_size=2_000))
def test_any_text_has_one_short_line(text: str) -> None:
    line = preview(text)
    assert len(line) <= 200
    assert line.splitlines() in ([], [line])
