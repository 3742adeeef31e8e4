"""The places where a server can kill itself in the middle of its work, put around its own seams.

None of this is in the server: `failing_server` wraps the seams before it starts, so that a server
that is started as usual has nothing to pay for.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from faults.steering import Steering, Step
from faults.unsynced import Unsynced


def die(unsynced: Unsynced) -> None:
    """End this process: nothing is flushed, nobody is told, and what was not synced may be lost."""
    unsynced.lose()
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def put_failpoints(steering: Steering, unsynced: Unsynced) -> None:
    """Wrap the seams of the server's modules; to be called once its reactor is installed."""
    from chat_server.gateway.delivery import Delivery
    from chat_server.gateway.outbox import Outbox
    from chat_server.journal import Journal
    from chat_server.passwords import PasswordHasher
    from chat_server.storage.store import PeeweeStore

    def at(step: Step) -> Callable[[], None]:
        return lambda: die(unsynced) if steering.passes(step) else None

    delivering: list[bool] = []

    def done() -> None:
        delivering.clear()
        if steering.passes(Step.FANNED_OUT):
            die(unsynced)

    def replied() -> None:
        # The first connections have their bytes by now, the others not yet.
        if delivering and steering.passes(Step.REPLIED):
            die(unsynced)

    _wrap(Journal, "submit", first=at(Step.RECEIVED))
    _wrap(PeeweeStore, "write", then=at(Step.APPLIED))
    _wrap_transaction(PeeweeStore, at(Step.COMMITTED))
    _wrap(Outbox, "flush", then=replied)
    _wrap(
        Delivery,
        "deliver",
        first=lambda: delivering.append(True),
        then=done,
    )
    _wrap(PasswordHasher, "hash", first=steering.count_hash)
    _wrap(PasswordHasher, "check", first=steering.count_hash)


def step_clock(steering: Steering) -> None:
    """Let the wall clock follow `clock_offset`; to be called before anything asks for the time."""
    seconds, nanoseconds = time.time, time.time_ns
    time.time = lambda: seconds() + steering.clock_offset / 1_000
    time.time_ns = lambda: nanoseconds() + steering.clock_offset * 1_000_000


def _nothing() -> None:
    pass


def _wrap(
    owner: type,
    name: str,
    first: Callable[[], object] = _nothing,
    then: Callable[[], object] = _nothing,
) -> None:
    """Call something before and after a method; raises AttributeError where there is none."""
    original: Callable[..., Any] = getattr(owner, name)

    def wrapped(*arguments: Any, **named: Any) -> Any:
        first()
        result = original(*arguments, **named)
        then()
        return result

    setattr(owner, name, wrapped)


def _wrap_transaction(owner: type, then: Callable[[], object]) -> None:
    """Call something after each transaction that was committed."""
    original: Callable[..., Any] = owner.transaction  # type: ignore[attr-defined]

    @contextmanager
    def transaction(store: Any) -> Iterator[None]:
        with original(store):
            yield
        then()

    owner.transaction = transaction  # type: ignore[attr-defined]
