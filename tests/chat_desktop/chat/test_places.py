"""Places: the reader is brought back to the pixel, also when rows came before meanwhile."""

from __future__ import annotations

import pytest
from timelines import message, waiting

from chat_desktop.chat.places import Place, place_of, return_to
from chat_desktop.chat.view import ChatView

ROWS = [message(seq, f"message {seq} " + "word " * (seq % 30)) for seq in range(1, 101)]


@pytest.fixture
def reading(view: ChatView) -> ChatView:
    view.show_timeline(ROWS, 100, True, True, group="g")
    return view


def test_the_same_pixel_is_in_view_again(reading: ChatView) -> None:
    reading.scroll_by(-1777)
    here = place_of(reading)
    before = list(reading.column.visible())
    reading.jump_to(5)
    assert place_of(reading) != here
    assert return_to(reading, here)
    assert list(reading.column.visible()) == before


def test_rows_that_came_meanwhile_change_nothing(reading: ChatView) -> None:
    reading.show_timeline(ROWS[50:], 100, False, True, group="other")
    reading.scroll_by(-500)
    here = place_of(reading)
    top = next(reading.column.visible())[1]
    reading.show_timeline(ROWS, 100, True, True, group="other")
    reading.jump_to(5)
    assert return_to(reading, here)
    assert next(reading.column.visible())[1] == top


def test_who_is_at_the_end_follows_the_newest(reading: ChatView) -> None:
    assert place_of(reading) == Place()
    reading.jump_to(5)
    assert return_to(reading, Place())
    assert reading.column.stuck
    reading.show_timeline(ROWS[:50], 100, True, False, group="g")
    assert not return_to(reading, Place())


def test_what_the_window_lacks_cannot_be_returned_to(reading: ChatView) -> None:
    assert not return_to(reading, Place(seq=7_000, lower=10))


def test_without_a_sent_message_in_view_there_is_no_place(view: ChatView) -> None:
    assert place_of(view) == Place()
    view.show_timeline([waiting(number) for number in range(40)], 0, True, True, group="g")
    view.scroll_by(-400)
    assert place_of(view) == Place()
