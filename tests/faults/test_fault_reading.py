"""A reader's place: it takes events in order, finds holes, and notes what should not be."""

from __future__ import annotations

from faults.ledger import Ledger
from faults.reading import Reading
from faults.wire import Entry


def events(*seqs: int) -> list[Entry]:
    return [Entry(seq, "u", "message", f"k{seq}", seq) for seq in seqs]


def begun(head: int = 0) -> tuple[Reading, Ledger]:
    ledger = Ledger()
    reading = Reading("g", ledger)
    assert reading.begin(head) == (head > 0)
    return reading, ledger


def test_live_events_are_taken_in_order() -> None:
    reading, ledger = begun()
    assert not reading.push(events(1, 2))
    assert not reading.push(events(3))
    assert (reading.have, ledger.skipped, ledger.repeated) == (3, 0, 0)
    assert ledger.heard["g"] == {1: "k1", 2: "k2", 3: "k3"}


def test_what_lies_before_a_connection_is_fetched_first() -> None:
    reading, ledger = begun(head=3)
    assert not reading.push(events(4))
    assert reading.page(events(1, 2), head=4)
    assert not reading.page(events(3, 4), head=4)
    assert (reading.have, ledger.skipped, ledger.repeated) == (4, 0, 0)
    assert reading.caught_up


def test_a_live_event_that_comes_twice_is_noted() -> None:
    reading, ledger = begun()
    reading.push(events(1, 2))
    reading.push(events(2))
    assert ledger.repeated == 1


def test_a_live_hole_is_noted_and_fetched() -> None:
    reading, ledger = begun()
    reading.push(events(1))
    assert reading.push(events(3))
    assert ledger.skipped == 1
    assert not reading.caught_up
    assert not reading.page(events(2, 3), head=3)
    assert reading.have == 3


def test_a_hole_that_was_announced_is_none() -> None:
    reading, ledger = begun()
    reading.push(events(1))
    assert reading.lag(5)
    assert not reading.push(events(6))
    assert not reading.page(events(2, 3, 4, 5), head=5)
    assert (reading.have, ledger.skipped) == (6, 0)


def test_a_page_with_a_hole_is_noted() -> None:
    reading, ledger = begun(head=3)
    reading.page(events(1, 3), head=3)
    assert ledger.skipped == 1


def test_a_new_connection_begins_its_stream_anew() -> None:
    reading, ledger = begun()
    reading.push(events(1, 2, 3))
    assert not reading.begin(3)
    assert not reading.push(events(4))
    assert (reading.have, ledger.skipped, ledger.repeated) == (4, 0, 0)
