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
HOMES: Final = 8
"""How many addresses of an owner are remembered, those last used."""

TURN_SECONDS: Final = 60.0
LONGEST_QUEUE_SECONDS: Final = 3_600.0

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
FAILURES_ELSEWHERE: Final = Rate(per_second=1 / 5, burst=50)


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
                self._make_room(key, now)
            self._full[key] = now + self._each
            return 0.0
        wait = full - now - self._room
        if wait > 0:
            return _rounded_up(wait)
        self._full[key] = full + self._each
        return 0.0

    def reserve(self, key: Hashable, now: float, ahead: float) -> tuple[float, bool]:
        """Take one, if need be one that is there only later; return the wait, and if it is taken.

        One that is more than `ahead` seconds away is not taken.
        """
        full = max(self._full.get(key, 0.0), now)
        wait = max(0.0, full - now - self._room)
        taken = wait <= ahead
        if taken:
            self._make_room(key, now)
            self._full[key] = full + self._each
        return _rounded_up(wait), taken

    def wait(self, key: Hashable, now: float) -> float:
        """Return the seconds until there is one to take, 0 where there is."""
        wait = self._full.get(key, 0.0) - now - self._room
        return _rounded_up(wait) if wait > 0 else 0.0

    def give_back(self, key: Hashable, now: float) -> None:
        """Put one back that was taken for nothing."""
        if self._full.get(key, 0.0) > now:
            self._full[key] -= self._each

    def _make_room(self, key: Hashable, now: float) -> None:
        """Drop what has filled up again, and at least the half that is nearest to it."""
        if len(self._full) < MAX_KEYS or key in self._full:
            return
        limit = max(now, sorted(self._full.values())[len(self._full) // 2])
        self._full = {key: full for key, full in self._full.items() if full > limit}


class Queues:
    """Buckets at which whoever finds none is given a turn, and keeps it against all who push.

    So somebody who comes as often as he likes, from a few addresses, cannot take every one that
    there is. A turn that is not used within `TURN_SECONDS` is lost.
    """

    def __init__(self, rate: Rate) -> None:
        self._buckets = Buckets(rate)
        self._turns: dict[tuple[str, str], float] = {}

    def __len__(self) -> int:
        return len(self._turns)

    def take(self, key: str, who: str, now: float) -> float:
        """Take one for `who` and return 0, or return the seconds until their turn."""
        turn = self._turns.pop((key, who), None)
        if turn is not None and turn <= now + TOLERANCE <= turn + TURN_SECONDS:
            return 0.0
        if turn is not None and now < turn:
            self._turns[key, who] = turn
            return _rounded_up(turn - now)
        if len(self._turns) >= MAX_KEYS:
            self._drop_lost(now)
        ahead = LONGEST_QUEUE_SECONDS if len(self._turns) < MAX_KEYS else 0.0
        wait, taken = self._buckets.reserve(key, now, ahead)
        if wait and taken:
            self._turns[key, who] = now + wait
        return wait

    def give_back(self, key: str, now: float) -> None:
        """Put one back that was taken for nothing."""
        self._buckets.give_back(key, now)

    def _drop_lost(self, now: float) -> None:
        lost = [place for place, turn in self._turns.items() if turn + TURN_SECONDS < now]
        for place in lost:
            del self._turns[place]


class Rates:
    """The server's rates. Every method returns the seconds to wait, 0 meaning go ahead.

    `sends_per_second` and `commands_per_second` are a user's in the long run; five and six times
    as many may come at once. An account's failures count per address, and over all addresses
    together for those from which its owner has not logged in: whoever guesses from elsewhere
    cannot lock the owner out at home, and an owner who is elsewhere gets a turn.
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
        self._failures_elsewhere = Queues(FAILURES_ELSEWHERE)
        self._homes: dict[str, dict[str, None]] = {}

    def guess(self, account: str, address: str, now: float) -> float:
        """Ask to try a password of the account; it counts as wrong until `guessed_right`."""
        if not self.enabled:
            return 0.0
        wait = self._failures_here.wait((account, address), now)
        if not wait and not self._is_home(account, address):
            wait = self._failures_elsewhere.take(account, address, now)
        if not wait:
            self._failures_here.take((account, address), now)
        return wait

    def not_guessed(self, account: str, address: str, now: float) -> None:
        """Take a guess back: it was right, or nobody looked at it."""
        if not self.enabled:
            return
        self._failures_here.give_back((account, address), now)
        if not self._is_home(account, address):
            self._failures_elsewhere.give_back(account, now)

    def guessed_right(self, account: str, address: str, now: float) -> None:
        """Take the guess back and remember where the owner is at home."""
        if not self.enabled:
            return
        self.not_guessed(account, address, now)
        homes = self._homes.pop(account, {})
        homes.pop(address, None)
        homes[address] = None
        if len(homes) > HOMES:
            del homes[next(iter(homes))]
        self._homes[account] = homes
        if len(self._homes) > MAX_KEYS:
            del self._homes[next(iter(self._homes))]

    def _is_home(self, account: str, address: str) -> bool:
        return address in self._homes.get(account, ())


def _never_wait(*_: object) -> float:
    return 0.0


def _rounded_up(seconds: float) -> float:
    """Return whole milliseconds: waiting as long as one is told is always enough."""
    return math.ceil(seconds * 1000) / 1000
