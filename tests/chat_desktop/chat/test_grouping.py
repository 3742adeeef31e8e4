from hypothesis import given
from hypothesis import strategies as st
from timelines import DAY, MINUTE, NOON, message, waiting

from chat_desktop.chat.days import local_day
from chat_desktop.chat.grouping import Lead, first_unread, lead_of, leads_of
from chat_desktop.core.rows import HoleRow, NoticeRow, Row
from protocol.events import Joined


def notice(seq: int, at: int = NOON) -> NoticeRow:
    return NoticeRow(Joined(seq=seq, at=at, by="ada", user="ada"))


def test_messages_of_one_author_stand_together() -> None:
    assert lead_of(message(1), message(2)) == Lead(starts=False)


def test_another_author_a_pause_or_a_notice_begins_anew() -> None:
    assert lead_of(message(1), message(2, by="ada")).starts
    assert lead_of(message(1), message(8)).starts
    assert lead_of(notice(1), message(2)).starts
    assert lead_of(message(1), notice(2)).starts
    assert not lead_of(notice(1), notice(2)).starts


def test_a_new_day_has_a_line() -> None:
    lead = lead_of(message(1), message(2, at=NOON + DAY))
    assert lead == Lead(starts=True, day=local_day(NOON + DAY))


def test_a_clock_that_steps_back_makes_no_day_line() -> None:
    assert lead_of(message(1), message(2, at=NOON - 2 * DAY)).day is None
    assert lead_of(message(1), message(2, at=NOON - MINUTE)) == Lead(starts=False)


def test_the_first_row_has_its_day_and_the_groups_beginning_if_it_is_one() -> None:
    assert lead_of(None, message(1)) == Lead(day=local_day(NOON + MINUTE), first=True)
    assert lead_of(None, message(1), beginning=True).beginning
    assert not lead_of(message(1), message(2), beginning=True).beginning


def test_a_hole_does_not_know_its_day() -> None:
    hole = HoleRow(after=1, before=5)
    assert lead_of(message(1), hole).day is None
    assert lead_of(hole, message(6)).day is not None


def test_the_unread_line_parts_what_stood_together() -> None:
    assert lead_of(message(1), message(2), unread=True) == Lead(starts=True, unread=True)


def test_the_first_unread_is_of_somebody_else() -> None:
    rows: list[Row] = [
        message(1),
        message(3, by="ada"),
        message(4, None, deleted=True),
        notice(5),
        message(6),
        waiting(1, by="grace"),
    ]
    assert first_unread(rows, 1, "ada") == 2
    assert first_unread(rows, 0, "ada") == 0
    assert first_unread(rows, 6, "ada") is None


rows_of_all_kinds = st.lists(
    st.one_of(
        st.builds(
            message,
            st.integers(1, 99),
            by=st.sampled_from(("ada", "grace")),
            at=st.integers(-100, 100).map(lambda minutes: NOON + minutes * 3 * MINUTE),
        ),
        st.builds(notice, st.integers(1, 99), st.sampled_from((NOON, NOON + DAY))),
        st.just(HoleRow(after=1, before=5)),
    ),
    max_size=12,
)


@given(rows_of_all_kinds, st.integers(0, 12), st.booleans(), st.data())
def test_many_leads_are_those_of_each(
    rows: list[Row], unread: int, beginning: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(rows)))
    end = data.draw(st.integers(start, len(rows)))
    assert leads_of(rows, start, end, unread=unread, beginning=beginning) == [
        lead_of(
            rows[index - 1] if index else None,
            rows[index],
            unread=index == unread,
            beginning=beginning,
        )
        for index in range(start, end)
    ]
