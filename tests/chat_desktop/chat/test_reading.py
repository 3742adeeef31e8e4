from timelines import message, waiting

from chat_desktop.chat.reading import last_seen, unread_beyond
from chat_desktop.core.rows import HoleRow, NoticeRow, Row
from protocol.events import Left

ROWS: list[Row] = [
    message(1),
    NoticeRow(Left(seq=2, at=0, by="radia", user="radia")),
    HoleRow(2, 5),
    message(5),
    message(6, by="ada"),
    message(7, None, deleted=True),
    waiting(1),
]


def test_a_row_is_seen_with_its_end() -> None:
    assert last_seen(ROWS, [(0, -10, 50), (1, 40, 20), (3, 60, 50)], 100) == 2
    assert last_seen(ROWS, [(0, -10, 50), (1, 40, 20), (3, 60, 50)], 110) == 5
    assert last_seen(ROWS, [(2, 0, 50), (6, 50, 20)], 110) == 0


def test_a_row_higher_than_the_view_is_seen_when_it_fills_it() -> None:
    assert last_seen(ROWS, [(3, -10, 500)], 100) == 5
    assert last_seen(ROWS, [(3, 10, 500)], 100) == 0


def test_unread_is_counted_by_n_alone() -> None:
    assert unread_beyond(ROWS, 1) == 6
    assert unread_beyond(ROWS, 5) == 2
    assert unread_beyond(ROWS, 7) == 0
    assert unread_beyond(ROWS, 0) == 7
    assert unread_beyond(ROWS[3:], 2) == 3
    assert unread_beyond([ROWS[1]], 0) == 0
