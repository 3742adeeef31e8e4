"""Events in any order come out once and ascending."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.cursor import Cursor
from protocol.events import Event, Joined


def events(seqs: list[int]) -> list[Event]:
    return [Joined(seq=seq, at=1, by="a", user="a") for seq in seqs]


@given(st.integers(0, 5), st.lists(st.lists(st.integers(1, 12))))
def test_every_event_after_the_beginning_comes_once_in_order(
    have: int, batches: list[list[int]]
) -> None:
    cursor = Cursor(have)
    out = [event.seq for batch in batches for event in cursor.take(events(batch))]
    seen = {seq for batch in batches for seq in batch}
    reach = have
    while reach + 1 in seen:
        reach += 1
    assert out == list(range(have + 1, reach + 1))
    assert cursor.have == reach
    assert cursor.farthest == max([*seen, have])


def test_skipping_hands_out_what_was_waiting_behind() -> None:
    cursor = Cursor(2)
    assert cursor.take(events([5, 6, 9])) == []
    assert [event.seq for event in cursor.skip_to(4)] == [5, 6]
    assert cursor.skip_to(1) == []
    assert cursor.have == 6
    assert cursor.skip_to(20) == []
    assert cursor.farthest == 20
