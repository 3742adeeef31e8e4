"""Token buckets: how often is too often."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.gateway import rates
from chat_server.gateway.rates import (
    FAILURES_ELSEWHERE,
    FAILURES_HERE,
    TURN_SECONDS,
    Buckets,
    Queues,
    Rate,
    Rates,
    too_soon,
)

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


class Model:
    """A token bucket per key as the books have it: a level that rises with time, exactly."""

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self.levels: dict[Hashable, tuple[Fraction, Fraction]] = {}

    def level(self, key: Hashable, now: float) -> Fraction:
        level, at = self.levels.get(key, (Fraction(self.rate.burst), Fraction(now)))
        return min(
            Fraction(self.rate.burst),
            level + (Fraction(now) - at) * Fraction(self.rate.per_second),
        )

    def take(self, key: Hashable, now: float) -> bool:
        level = self.level(key, now)
        if level < 1:
            return False
        self.levels[key] = (level - 1, Fraction(now))
        return True

    def give_back(self, key: Hashable, now: float) -> None:
        if key in self.levels:
            level = min(Fraction(self.rate.burst), self.level(key, now) + 1)
            self.levels[key] = (level, Fraction(now))


@given(
    st.sampled_from([Rate(0.25, 1), Rate(0.5, 3), Rate(1, 2), Rate(32, 160)]),
    st.lists(
        st.tuples(
            st.sampled_from(["take", "take", "take", "wait", "give_back"]),
            st.sampled_from("ab"),
            st.integers(0, 16 * 64).map(lambda ticks: ticks / 64) | st.just(0.0),
        ),
        max_size=80,
    ),
)
def test_it_allows_exactly_what_a_level_that_rises_would(
    rate: Rate, script: list[tuple[str, str, float]]
) -> None:
    buckets, model, now = Buckets(rate), Model(rate), 1_000.0
    for action, key, pause in script:
        now += pause
        if action == "give_back":
            buckets.give_back(key, now)
            model.give_back(key, now)
            continue
        missing = max(Fraction(0), 1 - model.level(key, now)) / Fraction(rate.per_second)
        wait = buckets.wait(key, now) if action == "wait" else buckets.take(key, now)
        assert missing <= wait <= missing + Fraction(1, 1000)
        if action == "take":
            assert model.take(key, now) == (wait == 0)


@given(st.lists(st.floats(min_value=0, max_value=10), max_size=60))
def test_never_more_than_burst_and_rate_allow(pauses: list[float]) -> None:
    buckets = Buckets(SLOW)
    now = taken = 0.0
    for pause in pauses:
        now += pause
        taken += buckets.take("ada", now) == 0
    assert taken <= SLOW.burst + now * SLOW.per_second + 1e-3


def test_a_rate_of_a_million_is_kept_by_a_clock_that_has_run_for_a_year() -> None:
    buckets = Buckets(Rate(per_second=1_000_000, burst=1_000))
    now = 365 * 86_400.0
    assert sum(buckets.take("ada", now) == 0 for _ in range(1_100)) in range(990, 1_011)
    assert buckets.take("ada", now + 0.0005) == 0


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


def test_where_all_are_in_use_the_emptiest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 4)
    buckets = Buckets(SLOW)
    for name, count in (("attacked", 3), ("a", 1), ("b", 2), ("c", 1)):
        for _ in range(count):
            buckets.take(name, 0.0)
    buckets.take("new", 0.0)
    assert buckets.take("attacked", 0.0) > 0
    assert len(buckets) == 2


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
    for number in range(FAILURES_ELSEWHERE.burst):
        assert limits.guess("ada", f"10.0.0.{number}", 0.0) == 0
    assert limits.guess("ada", "10.1.0.0", 0.0) > 0
    assert limits.guess("ada", "home", 0.0) == 0


def test_an_owner_elsewhere_gets_a_turn_whoever_else_pushes() -> None:
    limits, now = Rates(), 0.0
    strangers = [f"10.0.0.{number}" for number in range(20)]
    for number in range(FAILURES_ELSEWHERE.burst):
        limits.guess("ada", strangers[number % 20], now)
    for stranger in strangers:
        limits.guess("ada", stranger, now)
    wait = limits.guess("ada", "new phone", now)
    assert 0 < wait <= 21 / FAILURES_ELSEWHERE.per_second
    due = now + wait
    guesses = 0
    while now < due:
        now += 0.25
        guesses += sum(limits.guess("ada", stranger, now) == 0 for stranger in strangers)
    assert guesses <= now * FAILURES_ELSEWHERE.per_second + 1
    assert limits.guess("ada", "new phone", now) == 0


def test_a_turn_is_kept_for_a_while_and_used_once() -> None:
    queues = Queues(Rate(per_second=0.5, burst=1))
    assert queues.take("ada", "a", 0.0) == 0
    assert [queues.take("ada", who, 0.0) for who in ("b", "c", "b")] == [2.0, 4.0, 2.0]
    assert queues.take("ada", "b", 1.5) == 0.5
    assert queues.take("ada", "b", 2.0 + TURN_SECONDS) == 0
    assert queues.take("ada", "c", 4.1 + TURN_SECONDS) == 0, "a lost turn, but a full bucket"
    assert queues.take("ada", "c", 4.2 + TURN_SECONDS) > 0
    assert queues.take("bob", "c", 4.2 + TURN_SECONDS) == 0


def test_queues_are_bounded_in_length_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 5)
    monkeypatch.setattr(rates, "LONGEST_QUEUE_SECONDS", 6.0)
    queues = Queues(Rate(per_second=0.5, burst=1))
    waits = [queues.take("ada", str(number), 0.0) for number in range(6)]
    assert waits == [0.0, 2.0, 4.0, 6.0, 8.0, 8.0], "the last two have no turn"
    for number in range(20):
        queues.take(f"somebody {number}", "x", 0.0)
        assert queues.take(f"somebody {number}", "y", 0.0) > 0
        assert len(queues) <= 5
    now = 100.0 + TURN_SECONDS
    queues.take("bob", "x", now)
    assert queues.take("bob", "y", now) == 2.0
    assert len(queues) == 1, "lost turns are dropped"


def test_right_guesses_and_those_that_nobody_looked_at_cost_nothing() -> None:
    limits = Rates()
    for _ in range(FAILURES_HERE.burst * 3):
        assert limits.guess("ada", "home", 0.0) == 0
        limits.guessed_right("ada", "home", 0.0)
        assert limits.guess("bob", "home", 0.0) == 0
        limits.not_guessed("bob", "home", 0.0)


def test_homes_are_bounded_and_the_last_used_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MAX_KEYS", 3)
    monkeypatch.setattr(rates, "HOMES", 2)
    limits = Rates()

    def come(account: str, address: str) -> None:
        limits.guess(account, address, 0.0)
        limits.guessed_right(account, address, 0.0)

    for address in ("a", "b", "a", "c"):
        come("ada", address)
    assert limits._homes == {"ada": {"a": None, "c": None}}
    for account in ("bob", "cem", "ada", "dov"):
        come(account, "a")
    assert set(limits._homes) == {"ada", "cem", "dov"}


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


def test_the_settings_give_the_long_run_and_the_burst_follows() -> None:
    limits = Rates(sends_per_second=3, commands_per_second=2)
    assert [limits.send("ada", 0.0) for _ in range(16)] == [0.0] * 15 + [0.334]
    assert [limits.command("ada", 0.0) for _ in range(13)] == [0.0] * 12 + [0.5]


@pytest.mark.parametrize("wait", [1e-9, 0.0004, 0.0011, 1, 19.9999])
def test_who_waits_as_told_has_waited_long_enough(wait: float) -> None:
    refusal = too_soon(wait)
    assert refusal.code == "rate_limited"
    assert refusal.retry_after is not None
    assert wait <= refusal.retry_after <= wait + 0.001
