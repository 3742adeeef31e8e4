"""Token buckets: how often is too often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.gateway import rates
from chat_server.gateway.rates import FAILURES_ANYWHERE, FAILURES_HERE, Buckets, Rate, Rates

SLOW = Rate(per_second=0.5, burst=3)


def test_a_burst_then_one_at_a_time() -> None:
    buckets = Buckets(SLOW)
    assert [buckets.take("ada", 0.0) for _ in range(4)] == [0, 0, 0, 2.0]
    assert buckets.take("bob", 0.0) == 0
    assert buckets.take("ada", 1.0) == 1.0
    assert buckets.take("ada", 2.0) == 0
    assert buckets.take("ada", 2.0) == 2.0


def test_waiting_as_long_as_one_is_told_is_enough() -> None:
    buckets = Buckets(Rate(per_second=3, burst=1))
    now = 100.0
    for _ in range(50):
        wait = buckets.take("ada", now)
        if wait:
            now += wait
            assert buckets.take("ada", now) == 0


def test_a_clock_that_steps_back_gives_nothing_and_takes_nothing() -> None:
    buckets = Buckets(SLOW)
    buckets.take("ada", 100.0)
    assert buckets.take("ada", 50.0) == 0
    assert buckets.take("ada", 50.0) == 0
    assert buckets.take("ada", 50.0) > 0


@given(st.lists(st.floats(min_value=0, max_value=10), max_size=60))
def test_never_more_than_burst_and_rate_allow(pauses: list[float]) -> None:
    buckets = Buckets(SLOW)
    now = taken = 0.0
    for pause in pauses:
        now += pause
        taken += buckets.take("ada", now) == 0
    assert taken <= SLOW.burst + now * SLOW.per_second + 1e-6


def test_memory_is_bounded_and_full_buckets_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 4)
    buckets = Buckets(SLOW)
    for name in ("a", "b", "c", "d"):
        buckets.take(name, 0.0)
    for _ in range(2):
        buckets.take("a", 90.0)
    buckets.take("e", 90.0)
    assert len(buckets) == 2
    assert buckets.take("a", 90.0) == 0
    assert buckets.take("a", 90.0) > 0
    for number in range(20):
        buckets.take(number, 90.0)
    assert len(buckets) <= 4


def test_wrong_guesses_from_one_address_stop_that_address() -> None:
    limits = Rates()
    for _ in range(FAILURES_HERE.burst):
        assert limits.guess("ada", "10.0.0.1", 0.0) == 0
    assert limits.guess("ada", "10.0.0.1", 0.0) > 0
    assert limits.guess("ada", "10.0.0.2", 0.0) == 0
    assert limits.guess("bob", "10.0.0.1", 0.0) == 0


def test_guesses_from_everywhere_stop_strangers_but_not_the_owner_at_home() -> None:
    limits = Rates()
    assert limits.guess("ada", "home", 0.0) == 0
    limits.guessed_right("ada", "home", 0.0)
    for number in range(FAILURES_ANYWHERE.burst):
        assert limits.guess("ada", f"10.0.0.{number}", 0.0) == 0
    assert limits.guess("ada", "10.1.0.0", 0.0) > 0
    assert limits.guess("ada", "home", 0.0) == 0
    wait = limits.guess("ada", "10.1.0.0", 0.0)
    assert limits.guess("ada", "10.1.0.0", wait) == 0, "nobody is locked out for ever"


def test_right_guesses_and_those_that_nobody_looked_at_cost_nothing() -> None:
    limits = Rates()
    for _ in range(FAILURES_HERE.burst * 3):
        assert limits.guess("ada", "home", 0.0) == 0
        limits.guessed_right("ada", "home", 0.0)
        assert limits.guess("bob", "home", 0.0) == 0
        limits.not_guessed("bob", "home", 0.0)


def test_the_list_of_homes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 3)
    limits = Rates()
    for number in range(10):
        limits.guess("ada", str(number), 0.0)
        limits.guessed_right("ada", str(number), 0.0)
    assert len(limits._owners) == 3


def test_switched_off_nothing_waits() -> None:
    limits = Rates(enabled=False)
    for _ in range(2_000):
        assert not limits.send("ada", 0.0)
        assert not limits.command("ada", 0.0)
        assert not limits.typing("ada", 0.0)
        assert not limits.sign_up("10.0.0.1", 0.0)
        assert not limits.log_in("10.0.0.1", 0.0)
        assert not limits.guess("ada", "10.0.0.1", 0.0)


@pytest.mark.parametrize("kind", ["send", "command", "typing", "sign_up", "log_in"])
def test_switched_on_each_has_an_end(kind: str) -> None:
    limits = Rates()
    waits = [getattr(limits, kind)("somebody", 0.0) for _ in range(2_000)]
    assert waits[0] == 0
    assert waits[-1] > 0
