"""What is shown in a window of some width: never nothing, never more than has room."""

from __future__ import annotations

import itertools

import pytest

from chat_desktop.windows.columns import SINGLE, WIDE, Columns, Wishes, columns

CHAT = Wishes(chat=True, groups=True, members=True, searching=False)


@pytest.mark.parametrize("width", [360, SINGLE - 1, SINGLE, WIDE - 1, WIDE, 2000])
def test_there_is_always_something_and_never_too_much(width: int) -> None:
    for wishes in itertools.starmap(Wishes, itertools.product((False, True), repeat=6)):
        shown = columns(width, wishes)
        count = sum((shown.sidebar, shown.centre, shown.members, shown.search))
        assert count >= 1
        assert count <= (3 if width >= WIDE else 2 if width >= SINGLE else 1)
        assert not (shown.members and shown.search)
        assert shown.single is (width < SINGLE)


def test_wide_shows_all() -> None:
    assert columns(WIDE, CHAT) == Columns(sidebar=True, centre=True, members=True)
    hidden = Wishes(chat=True, groups=True, members=False, searching=False)
    assert columns(WIDE, hidden) == Columns(sidebar=True, centre=True)


def test_less_room_goes_to_list_and_chat_until_the_members_are_called() -> None:
    assert columns(WIDE - 1, CHAT) == Columns(sidebar=True, centre=True)
    called = Wishes(chat=True, groups=True, members=True, searching=False, called=True)
    assert columns(WIDE - 1, called) == Columns(centre=True, members=True)
    searching = Wishes(chat=True, groups=True, members=True, searching=True)
    assert columns(WIDE - 1, searching) == Columns(centre=True, search=True)


@pytest.mark.parametrize(
    ("wishes", "shown"),
    [
        (CHAT, Columns(centre=True, single=True)),
        (Wishes(True, True, True, False, at_list=True), Columns(sidebar=True, single=True)),
        (Wishes(True, True, True, False, called=True), Columns(members=True, single=True)),
        (Wishes(True, True, True, True), Columns(search=True, single=True)),
        (Wishes(False, True, True, False), Columns(sidebar=True, single=True)),
        (Wishes(False, False, True, False), Columns(centre=True, single=True)),
    ],
)
def test_a_narrow_window_shows_one_at_a_time(wishes: Wishes, shown: Columns) -> None:
    assert columns(SINGLE - 1, wishes) == shown
