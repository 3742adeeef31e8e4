"""The turnstile: everybody passes once, in order, a few at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.gateway.turnstile import Turnstile


class Turns:
    """A reactor's turns, taken by hand."""

    def __init__(self, most: int = 2) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.passed: list[int] = []
        self.turnstile = Turnstile(self.waiting.append, most)

    def come(self, number: int) -> None:
        self.turnstile.pass_through(lambda: self.passed.append(number))

    def turn(self) -> None:
        calls, self.waiting[:] = list(self.waiting), []
        for call in calls:
            call()


def test_few_pass_at_once_and_the_others_turn_by_turn() -> None:
    turns = Turns()
    for number in range(5):
        turns.come(number)
    assert turns.passed == [0, 1]
    turns.turn()
    assert turns.passed == [0, 1, 2, 3]
    turns.come(5)
    turns.turn()
    assert turns.passed == [0, 1, 2, 3, 4, 5]
    turns.turn()
    assert turns.waiting == [], "nothing is asked of the reactor when nobody comes"


def test_one_that_fails_holds_up_nobody() -> None:
    turns = Turns(most=1)
    with pytest.raises(ZeroDivisionError):
        turns.turnstile.pass_through(lambda: [][1 // 0])
    turns.come(1)
    turns.turn()
    assert turns.passed == [1]


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(1, 3))
def test_everybody_passes_once_and_in_order(arrivals: list[int], most: int) -> None:
    turns = Turns(most)
    count = 0
    for number in arrivals:
        before = len(turns.passed)
        turns.turn()
        for _ in range(number):
            turns.come(count)
            count += 1
        assert len(turns.passed) - before <= most
    while turns.waiting:
        turns.turn()
    assert turns.passed == list(range(count))
