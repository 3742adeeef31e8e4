"""Pages fit into their bytes, and cursors come back as they went out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.storage.pages import (
    PAGE_BYTES,
    first_page,
    fit,
    like,
    make_cursor,
    page_limit,
    read_cursor,
)
from protocol.codec import encode
from protocol.errors import ErrorCode, Refusal
from protocol.events import Edited
from protocol.views import DEFAULT_LIMITS


def item(size: int) -> Edited:
    return Edited(seq=1, at=1, by="1", target=1, text="x" * size)


def test_a_limit_is_defaulted_and_cut() -> None:
    limits = DEFAULT_LIMITS
    assert [page_limit(asked, limits) for asked in (None, 1, 100, 101, 2**53 - 1)] == [
        50,
        1,
        100,
        100,
        100,
    ]


@given(st.lists(st.sampled_from([1, 10_000, 100_000, 300_000]), min_size=1, max_size=12), st.data())
def test_what_fits_is_a_run_around_the_anchor(sizes: list[int], data: st.DataObject) -> None:
    items = [item(size) for size in sizes]
    anchor = data.draw(st.integers(0, len(items) - 1))
    start, end = fit(items, anchor)
    assert 0 <= start <= anchor < end <= len(items)
    total = sum(len(encode(each)) + 1 for each in items[start:end])
    assert total <= PAGE_BYTES or end - start == 1
    for neighbour in (start - 1, end):
        if 0 <= neighbour < len(items):
            assert total + len(encode(items[neighbour])) + 1 > PAGE_BYTES


def test_nothing_fits_into_nothing() -> None:
    assert fit([], 0) == (0, 0)
    assert first_page([], 5) == ([], False)


def test_a_first_page_says_whether_there_is_more() -> None:
    items = [item(1), item(2), item(3)]
    assert first_page(items, 3) == (items, False)
    assert first_page(items, 2) == (items[:2], True)
    large = [item(200_000), item(200_000)]
    assert first_page(large, 5) == (large[:1], True)


@given(st.text(), st.integers(-(2**53), 2**53))
def test_a_cursor_comes_back(text: str, number: int) -> None:
    assert read_cursor(make_cursor(number, text), tuple[int, str]) == (number, text)
    assert read_cursor(make_cursor(text), tuple[str]) == (text,)


@given(st.text())
def test_a_cursor_from_elsewhere_is_refused_or_harmless(cursor: str) -> None:
    try:
        place = read_cursor(cursor, tuple[str, str])
    except Refusal:
        return
    assert all(isinstance(part, str) for part in place)


def test_a_refused_cursor_names_its_field() -> None:
    with pytest.raises(Refusal) as refused:
        read_cursor("no cursor", tuple[str])
    assert (refused.value.code, refused.value.field) == (ErrorCode.BAD_REQUEST, "after")


@pytest.mark.parametrize("place", [("a",), (1, 2), ("a", "b", "c"), ("a", 1)])
def test_a_cursor_of_another_page_is_refused(place: tuple[str | int, ...]) -> None:
    with pytest.raises(Refusal):
        read_cursor(make_cursor(*place), tuple[str, str])


def test_wildcards_are_taken_literally() -> None:
    assert like("50%_\\") == "%50\\%\\_\\\\%"
    assert like("") == "%%"
    assert like("a\0") == "%a\1%"
    assert len(like("%" * 100_000).encode()) < 50_000
