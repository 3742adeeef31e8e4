"""What is pasted is plain text without controls, and never more than the composer takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.windows.pane.pasting import LONGEST_LINE, as_text, cleaned, fitting


def test_controls_go_and_breaks_become_one_kind() -> None:
    assert cleaned("a\x00b\r\nc\td\x1b[0m\u2029e\rf\ud800") == "ab\nc\td[0m\ne\nf"


def test_what_is_left_out_is_counted() -> None:
    assert fitting("abc", 10) == ("abc", 0)
    assert fitting("abcdef", 4) == ("abcd", 2)
    assert fitting("abc", 0) == ("", 3)
    assert fitting("x" * 1_000_000, 50_000) == ("x" * LONGEST_LINE, 1_000_000 - LONGEST_LINE)
    kept, left_out = fitting("line\n" * 200_000, 50_000)
    assert (len(kept), left_out) == (50_000, 950_000)


@given(st.text(alphabet="ab\n", max_size=300), st.integers(0, 200))
def test_what_is_kept_is_the_beginning(text: str, room: int) -> None:
    kept, left_out = fitting(text, room)
    assert text.startswith(kept)
    assert (len(kept), left_out) == (min(room, len(text)), max(0, len(text) - room))


def test_only_text_is_text() -> None:
    assert as_text("héllo".encode()) == "héllo"
    assert as_text(b"\xef\xbb\xbfbom") == "bom"
    assert as_text(b"\xff\xfe\x00") is None
    assert as_text(b"PK\x00\x01") is None
