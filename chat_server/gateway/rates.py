"""How often is too often: token buckets per user, address and account. No clock of its own."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from protocol.scalars import UserId

MAX_KEYS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then `per_second` of them."""

    per_second: float
    burst: int


COMMANDS: Final = Rate(per_second=50, burst=300)
SENDS: Final = Rate(per_second=20, burst=100)
TYPING: Final = Rate(per_second=1, burst=3)
SIGN_UPS: Final = Rate(per_second=1 / 30, burst=20)
LOG_INS: Final = Rate(per_second=2, burst=60)
FAILURES_HERE: Final = Rate(per_second=1 / 20, burst=10)
FAILURES_ANYWHERE: Final = Rate(per_second=1 / 5, burst=50)


class Buckets:
    """One token bucket per key; a full bucket is forgotten, so memory follows use."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._levels: dict[Hashable, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._levels)

    def take(self, key: Hashable, now: float) -> float:
        """Take one and return 0, or return the seconds until there is one again."""
        wait = self.wait(key, now)
        if not wait:
            self._put(key, self._level(key, now) - 1, now)
        return wait

    def wait(self, key: Hashable, now: float) -> float:
        """Return the seconds until there is one to take, 0 where there is."""
        missing = 1 - self._level(key, now)
        return missing / self._rate.per_second if missing > 1e-9 else 0.0

    def give_back(self, key: Hashable, now: float) -> None:
        """Put one back that was taken for nothing."""
        if key in self._levels:
            self._put(key, self._level(key, now) + 1, now)

    def _level(self, key: Hashable, now: float) -> float:
        level, at = self._levels.get(key, (float(self._rate.burst), now))
        return min(self._rate.burst, level + max(0.0, now - at) * self._rate.per_second)

    def _put(self, key: Hashable, level: float, now: float) -> None:
        if len(self._levels) >= MAX_KEYS and key not in self._levels:
            self._forget(now)
        self._levels[key] = (level, now)

    def _forget(self, now: float) -> None:
        """Drop what has filled up again; if nothing has, the oldest half."""
        full = [key for key in self._levels if self._level(key, now) >= self._rate.burst]
        for key in full or list(self._levels)[: MAX_KEYS // 2]:
            del self._levels[key]


class Rates:
    """The server's rates. Every method returns the seconds to wait, 0 meaning go ahead.

    An account's failures count per address, and over all addresses together for those from which
    its owner has never logged in: whoever guesses from elsewhere cannot lock the owner out.
    """

    def __init__(self, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self._commands = Buckets(COMMANDS)
        self._sends = Buckets(SENDS)
        self._typing = Buckets(TYPING)
        self._sign_ups = Buckets(SIGN_UPS)
        self._log_ins = Buckets(LOG_INS)
        self._failures_here = Buckets(FAILURES_HERE)
        self._failures_anywhere = Buckets(FAILURES_ANYWHERE)
        self._owners: dict[tuple[str, str], None] = {}

    def command(self, user: UserId, now: float) -> float:
        return self._commands.take(user, now) if self.enabled else 0.0

    def send(self, user: UserId, now: float) -> float:
        return self._sends.take(user, now) if self.enabled else 0.0

    def typing(self, user: UserId, now: float) -> float:
        return self._typing.take(user, now) if self.enabled else 0.0

    def sign_up(self, address: str, now: float) -> float:
        return self._sign_ups.take(address, now) if self.enabled else 0.0

    def log_in(self, address: str, now: float) -> float:
        return self._log_ins.take(address, now) if self.enabled else 0.0

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
