"""The states of a session as a table, and the delays between attempts."""

from __future__ import annotations

from itertools import product

import pytest

from chat_desktop.core.rows import LinkState
from chat_desktop.core.session import (
    FIRST_DELAY,
    LONGEST_DELAY,
    TRANSITIONS,
    Backoff,
    Happening,
    after,
)


def walk(*happenings: Happening) -> LinkState:
    state = LinkState.SIGNED_OUT
    for happening in happenings:
        state = after(state, happening)
    return state


def test_the_way_to_online_and_back() -> None:
    dial, greeted, welcomed = Happening.DIAL, Happening.GREETED, Happening.WELCOMED
    assert walk(dial) is LinkState.CONNECTING
    assert walk(dial, greeted) is LinkState.LOGGING_IN
    assert walk(dial, greeted, welcomed) is LinkState.ONLINE
    assert walk(dial, greeted, welcomed, Happening.LOST) is LinkState.OFFLINE
    assert walk(dial, Happening.LOST, dial) is LinkState.CONNECTING
    assert walk(dial, greeted, Happening.ENDED) is LinkState.SIGNED_OUT


def test_a_session_can_end_in_every_state() -> None:
    assert {after(state, Happening.ENDED) for state in LinkState} == {LinkState.SIGNED_OUT}


def test_nothing_else_can_happen() -> None:
    for state, happening in set(product(LinkState, Happening)) - TRANSITIONS.keys():
        with pytest.raises(KeyError):
            after(state, happening)


@pytest.mark.parametrize(("chance", "factor"), [(0.0, 0.8), (0.5, 1.0), (1.0, 1.2)])
def test_delays_grow_to_a_limit_and_are_spread(chance: float, factor: float) -> None:
    backoff = Backoff()
    delays = [backoff.next(chance) for _ in range(12)]
    assert delays[:3] == pytest.approx([factor * 0.25, factor * 0.425, factor * 0.7225])
    assert delays[-1] == pytest.approx(factor * LONGEST_DELAY)
    backoff.reset()
    assert backoff.next(chance) == pytest.approx(factor * FIRST_DELAY)
