import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.chat.utf16 import cut, units


@pytest.mark.parametrize(("text", "length"), [("", 0), ("abc", 3), ("äß", 2), ("a🎉b", 4)])
def test_units(text: str, length: int) -> None:
    assert units(text) == length


@given(st.text(), st.text(), st.text())
def test_cut_takes_the_middle(before: str, middle: str, after: str) -> None:
    start = units(before)
    assert cut(before + middle + after, start, start + units(middle)) == middle


def test_half_a_pair_is_dropped() -> None:
    assert cut("a🎉b", 0, 2) == "a"
    assert cut("a🎉b", 2, 4) == "b"
