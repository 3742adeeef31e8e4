"""User ids are short, canonical, and what anybody else sends is nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.storage.ids import find_number, user_id, user_number


@given(st.integers(1, 36**12 - 1))
def test_an_id_names_its_number(number: int) -> None:
    assert find_number(user_id(number)) == number
    assert user_number(user_id(number)) == number


@given(st.text(max_size=14))
def test_only_the_canonical_form_is_an_id(text: str) -> None:
    number = find_number(text)
    assert number is None or user_id(number) == text


@pytest.mark.parametrize("text", ["", "0", "01", "A", "a ", "a\n", "-1", "+1", "1_0", "z" * 13])
def test_what_is_no_id_is_nobody(text: str) -> None:
    assert find_number(text) is None
    with pytest.raises(ValueError):
        user_number(text)


def test_ids_are_short() -> None:
    assert [user_id(number) for number in (1, 35, 36, 46_655)] == ["1", "z", "10", "zzz"]
