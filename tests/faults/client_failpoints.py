"""Failpoints of the client: seams of its outbox, wrapped in the process that is to be killed.

The program has no trace of them: `arm` replaces methods by ones that count and then kill.
"""

from __future__ import annotations

import functools
import os
import signal
import time
from collections.abc import Callable
from typing import Any, Final

from websockets.asyncio.client import ClientConnection

from chat_desktop.client.catching_up import CatchingUp
from chat_desktop.client.sending import Sending
from chat_desktop.core.outbox import Step
from chat_desktop.core.state import Account
from chat_desktop.network.connection import Connection
from chat_desktop.storage import rescue
from chat_desktop.storage.cache import Cache
from protocol.commands import Send

UNREAD_SECONDS: Final = 0.05
Condition = Callable[..., bool]


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Fuse:
    """Kills the process the `nth` time that it is called."""

    def __init__(self, nth: int, act: Callable[[], None] = die) -> None:
        self._left = nth
        self._act = act

    def burn(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._act()


def always(*_args: Any, **_kwargs: Any) -> bool:
    return True


def before(owner: Any, name: str, fuse: Fuse, when: Condition = always) -> None:
    """Burn the fuse at each call of `owner.name` for which `when` holds, before it."""
    method = getattr(owner, name)

    @functools.wraps(method)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if when(*args, **kwargs):
            fuse.burn()
        return method(*args, **kwargs)

    setattr(owner, name, wrapped)


def after(owner: Any, name: str, fuse: Fuse, when: Condition = always) -> None:
    """Burn the fuse at each call of `owner.name` for which `when` holds, after it."""
    method = getattr(owner, name)

    @functools.wraps(method)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        held = when(*args, **kwargs)
        result = method(*args, **kwargs)
        if held:
            fuse.burn()
        return result

    setattr(owner, name, wrapped)


def after_awaiting(owner: Any, name: str, fuse: Fuse, *, asleep: float = 0) -> None:
    """Burn the fuse after each time `owner.name` was awaited, having read nothing for a while."""
    method = getattr(owner, name)

    @functools.wraps(method)
    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = await method(*args, **kwargs)
        fuse.burn()
        return result

    def sleep_and_burn() -> None:
        time.sleep(asleep)
        die()

    if asleep:
        fuse._act = sleep_and_burn
    setattr(owner, name, wrapped)


def _composed(_cache: object, entries: Any) -> bool:
    return any(entry.step is Step.WAITING for entry in entries)


def _confirmed(_cache: object, entries: Any) -> bool:
    return any(entry.step is Step.SENT for entry in entries)


def _sends(_connection: object, command: object) -> bool:
    return isinstance(command, Send)


def _sent_frame(_connection: object, frame: bytes) -> bool:
    return frame.startswith(b'{"type":"sent"')


def _landing(*args: Any, **_kwargs: Any) -> bool:
    return bool(args[-1])


def _resent(fuse: Fuse) -> None:
    """At sending what an earlier run had left in the outbox."""
    left: set[str] = set()
    load = Cache.outgoing

    def remembering(cache: Cache) -> Any:
        entries = load(cache)
        left.update(entry.key for entry in entries)
        return entries

    setattr(Cache, "outgoing", remembering)  # noqa: B010
    after(
        Connection,
        "request",
        fuse,
        lambda _, command: isinstance(command, Send) and command.key in left,
    )


STEPS: Final[dict[str, Callable[[Fuse], None]]] = {
    "typed, nothing written": lambda f: before(Sending, "send", f),
    "about to be written": lambda f: before(Cache, "put_outgoing", f, _composed),
    "written, not committed": lambda f: after(Cache, "put_outgoing", f, _composed),
    "committed, not shown": lambda f: before(Sending, "_written", f),
    "shown, not sent": lambda f: after(Account, "add_outgoing", f),
    "queued for the socket": lambda f: after(Connection, "request", f, _sends),
    "about to be handed to the socket": lambda f: before(ClientConnection, "send", f),
    "handed to the socket": lambda f: after_awaiting(ClientConnection, "send", f),
    "sent, the reply unread": lambda f: after_awaiting(
        ClientConnection, "send", f, asleep=UNREAD_SECONDS
    ),
    "reply read, not looked at": lambda f: before(Connection, "_take", f, _sent_frame),
    "confirmed in memory": lambda f: after(Account, "sent", f),
    "confirmed, not committed": lambda f: after(Cache, "put_outgoing", f, _confirmed),
    "event applied in memory": lambda f: after(Account, "take_events", f),
    "event written, not committed": lambda f: after(Cache, "advance", f, _landing),
    "row removed, not committed": lambda f: after(Cache, "drop_outgoing", f, _landing),
    "cache read at the start": lambda f: after(Cache, "load", f),
    "welcomed": lambda f: after(Account, "welcome", f),
    "catching up, a page asked for": lambda f: before(CatchingUp, "_next_page", f),
    "catching up, a page applied": lambda f: after_awaiting(CatchingUp, "_next_page", f),
    "sent again": _resent,
}
"""Every step of a message of one's own, in the order of its way, and the steps of coming back."""

ONCE: Final = frozenset({"cache read at the start", "welcomed"})
"""Steps that a run passes but once."""

RESCUE_STEPS: Final[dict[str, Callable[[Fuse], None]]] = {
    "before the outbox is read": lambda f: before(rescue, "read_outbox", f),
    "after the outbox is read": lambda f: after(rescue, "read_outbox", f),
    "the outbox written, not committed": lambda f: after(Cache, "put_outgoing", f),
    "the new file complete": lambda f: before(rescue, "set_aside", f),
    "the damaged file set aside": lambda f: after(rescue, "set_aside", f),
    "the new file in its place": lambda f: after(rescue, "replace_cache", f),
}
"""The steps of replacing a damaged cache, in a run that finds one."""


def arm(step: str, nth: int) -> None:
    """Kill this process the `nth` time that it comes to `step`."""
    (STEPS | RESCUE_STEPS)[step](Fuse(nth))
