"""Unread is `n - read_n`, and its first message the one with the next number."""

from __future__ import annotations

from timelines import message, waiting

from chat_desktop.core.rows import HoleRow, Row
from chat_desktop.core.unread import Unread, first_unread, unread_count, unread_of
from protocol.views import Group


def view(n: int, read: int = 0, read_n: int | None = 0) -> Group:
    return Group(
        id="g",
        name="Tea",
        topic="",
        visibility="private",
        head=99,
        n=n,
        members=2,
        read=read,
        read_n=read_n,
    )


def test_unread_is_the_difference_of_the_counts() -> None:
    assert unread_count(view(7, 30, 5)) == 2
    assert unread_of(view(7, 30, 5)) == Unread(count=2, n=6, after=30)
    assert unread_of(view(7, 0, None)) == Unread(count=7, n=1, after=0)


def test_nothing_is_unread_when_the_mark_is_at_the_newest_message_or_ahead() -> None:
    assert unread_of(view(5, 30, 5)) is None
    assert unread_count(view(4, 30, 5)) == 0


def test_the_first_unread_is_found_by_its_number_and_never_guessed() -> None:
    rows: list[Row] = [message(4), HoleRow(4, 6), message(6), message(7), waiting(8)]
    assert first_unread(rows, Unread(2, 6, 5)) == 6
    assert first_unread(rows, Unread(3, 5, 4)) is None, "it lies in the hole"
    assert first_unread((), Unread(1, 1, 0)) is None
