"""How often is too often: token buckets per user, address and account. No clock of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from protocol.errors import ErrorCode, Refusal

Take: TypeAlias = Callable[[Hashable, float], float]
"""Takes one for a key at a time; returns the seconds to wait, 0 where it could be taken."""

MAX_KEYS: Final = 50_000
SENDS_PER_SECOND: Final = 20
SEND_BURST_SECONDS: Final = 5
COMMANDS_PER_SECOND: Final = 50
COMMAND_BURST_SECONDS: Final = 6
TOLERANCE: Final = 1e-6
"""Seconds that a sum of floats may be off."""


def too_soon(wait: float) -> Refusal:
    """Return the refusal that tells to wait, in whole milliseconds and never none."""
    return Refusal(ErrorCode.RATE_LIMITED, retry_after=math.ceil(wait * 1_000) / 1_000)


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` of them."""

    per_second: float
    burst: int


TYPING: Final = Rate(per_second=1, burst=3)
SIGN_UPS: Final = Rate(per_second=1 / 30, burst=20)
LOG_INS: Final = Rate(per_second=2, burst=60)
FAILURES_HERE: Final = Rate(per_second=1 / 20, burst=10)
FAILURES_ANYWHERE: Final = Rate(per_second=1 / 5, burst=50)


class Buckets:
    """One token bucket per key, kept as the moment at which it will be full again.

    Taking one is one look-up and one sum, since it is on the way of every message. A bucket that
    has been full for a while may be forgotten, so memory follows use. `now` is in seconds of a
    clock that never steps back.
    """

    def __init__(self, rate: Rate) -> None:
        self._each = 1 / rate.per_second
        self._room = (rate.burst - 1) * self._each + TOLERANCE
        self._full: dict[Any, float] = {}

    def __len__(self) -> int:
        return len(self._full)

    def take(self, key: Hashable, now: float) -> float:
        """Take one and return 0, or return the seconds until there is one again."""
        full = self._full.get(key, 0.0)
        if full <= now:
            if len(self._full) >= MAX_KEYS:
                self._forget(now)
            self._full[key] = now + self._each
            return 0.0
        wait = full - now - self._room
        if wait > 0:
            return _rounded_up(wait)
        self._full[key] = full + self._each
        return 0.0

    def wait(self, key: Hashable, now: float) -> float:
        """Return the seconds until there is one to take, 0 where there is."""
        wait = self._full.get(key, 0.0) - now - self._room
        return _rounded_up(wait) if wait > 0 else 0.0

    def give_back(self, key: Hashable, now: float) -> None:
        """Put one back that was taken for nothing."""
        if self._full.get(key, 0.0) > now:
            self._full[key] -= self._each

    def _forget(self, now: float) -> None:
        """Drop what has filled up again, and at least the half that is nearest to it."""
        limit = max(now, sorted(self._full.values())[len(self._full) // 2])
        self._full = {key: full for key, full in self._full.items() if full > limit}


class Rates:
    """The server's rates. Every method returns the seconds to wait, 0 meaning go ahead.

    `sends_per_second` and `commands_per_second` are a user's in the long run; five and six times
    as many may come at once. An account's failures count per address, and over all addresses
    together for those from which its owner has never logged in: whoever guesses from elsewhere
    cannot lock the owner out.
    """

    def __init__(
        self,
        *,
        enabled: bool = True,
        sends_per_second: int = SENDS_PER_SECOND,
        commands_per_second: int = COMMANDS_PER_SECOND,
    ) -> None:
        def rated(rate: Rate) -> Take:
            return Buckets(rate).take if enabled else _never_wait

        self.enabled = enabled
        self.send = rated(Rate(sends_per_second, sends_per_second * SEND_BURST_SECONDS))
        self.command = rated(Rate(commands_per_second, commands_per_second * COMMAND_BURST_SECONDS))
        self.typing = rated(TYPING)
        self.sign_up = rated(SIGN_UPS)
        self.log_in = rated(LOG_INS)
        self._failures_here = Buckets(FAILURES_HERE)
        self._failures_anywhere = Buckets(FAILURES_ANYWHERE)
        self._owners: dict[tuple[str, str], None] = {}

    def guess(self, account: str, address: str, now: float) -> float:
        """Ask to try a password of the account; it counts as wrong until `guessed_right`."""
        if not self.enabled:
            return 0.0
        at_home = (account, address) in self._owners
        wait = self._failures_here.wait((account, address), now)
        if not at_home:
            wait = max(wait, self._failures_anywhere.wait(account, now))
        if not wait:
            self._failures_here.take((account, address), now)
            if not at_home:
                self._failures_anywhere.take(account, now)
        return wait

    def not_guessed(self, account: str, address: str, now: float) -> None:
        """Take a guess back: it was right, or nobody looked at it."""
        if not self.enabled:
            return
        self._failures_here.give_back((account, address), now)
        if (account, address) not in self._owners:
            self._failures_anywhere.give_back(account, now)

    def guessed_right(self, account: str, address: str, now: float) -> None:
        """Take the guess back and remember where the owner is at home."""
        if not self.enabled:
            return
        self.not_guessed(account, address, now)
        self._owners[account, address] = None
        if len(self._owners) > MAX_KEYS:
            del self._owners[next(iter(self._owners))]


def _never_wait(*_: object) -> float:
    return 0.0


def _rounded_up(seconds: float) -> float:
    """Return whole milliseconds: waiting as long as one is told is always enough."""
    return math.ceil(seconds * 1000) / 1000
