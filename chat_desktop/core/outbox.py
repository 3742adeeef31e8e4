"""The outbox: own messages until the server has them, sent in order whatever happens between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from protocol.errors import MESSAGES, ErrorCode
from protocol.scalars import GroupId, Key, Seq

PIPELINE: Final = 16
"""How many sends of one group may wait for their replies."""

RETRY_SECONDS: Final = 1.0
"""When to try again after a refusal that may be tried again but does not say when."""

TRANSIENT: Final = frozenset(
    {ErrorCode.BUSY, ErrorCode.RATE_LIMITED, ErrorCode.STORAGE_FULL, ErrorCode.NOT_LOGGED_IN}
)
"""Refusals about the moment, not about the message: it stays in its place."""

PROBLEMS: Final[dict[str, str]] = {
    ErrorCode.NO_SUCH_GROUP: "You are no longer in this group.",
    ErrorCode.NOT_A_MEMBER: "You are no longer in this group.",
    ErrorCode.TOO_LONG: "This message is too long for the server.",
    ErrorCode.NO_SUCH_MESSAGE: "The message that this replies to is gone.",
}
"""What is said at a failed message where the server's general words would not fit."""


class Step(StrEnum):
    """How far a message in the outbox has come; `SENDING` becomes `WAITING` in every new start."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Outgoing(Struct, frozen=True):
    """A message of one's own. `order` grows with each; `at` is this device's clock until sent.

    `seq` is set once the server has it; it leaves the outbox when its event is here too.
    """

    key: Key
    group: GroupId
    text: str
    at: int
    order: int
    reply_to: Seq | None = None
    step: Step = Step.WAITING
    seq: Seq | None = None
    problem: str | None = None


class Outbox:
    """One group's outgoing messages, in order. Time is passed in, in seconds of any clock."""

    def __init__(self) -> None:
        self._entries: dict[Key, Outgoing] = {}
        self._open = False
        self._retry_at: float | None = None
        self._width = PIPELINE

    @property
    def entries(self) -> Sequence[Outgoing]:
        """Every message that is not yet seen as an event, in order."""
        return sorted(self._entries.values(), key=lambda entry: entry.order)

    def __contains__(self, key: Key) -> bool:
        return key in self._entries

    def get(self, key: Key) -> Outgoing | None:
        return self._entries.get(key)

    def load(self, entries: Iterable[Outgoing]) -> None:
        """Take up what an earlier run left: whatever was on its way goes again."""
        for entry in entries:
            step = Step.WAITING if entry.step is Step.SENDING else entry.step
            self._entries[entry.key] = replace(entry, step=step)

    def add(self, entry: Outgoing) -> None:
        """Put a message at the end."""
        self._entries[entry.key] = entry

    def open(self) -> None:
        """The connection is up and the group has caught up: what waits may go."""
        if self._open:
            return
        self._open = True
        self._retry_at = None
        self._width = PIPELINE

    def close(self) -> None:
        """The connection is gone: everything that was on its way waits again, in order."""
        self._open = False
        self._retry_at = None
        for entry in self._entries.values():
            if entry.step is Step.SENDING:
                self._entries[entry.key] = replace(entry, step=Step.WAITING)

    def due(self, now: float) -> list[Outgoing]:
        """Return what is to be sent now, in order, and count it as on its way."""
        if not self._open or (self._retry_at is not None and now < self._retry_at):
            return []
        self._retry_at = None
        entries = self.entries
        room = self._width - sum(entry.step is Step.SENDING for entry in entries)
        due = [entry for entry in entries if entry.step is Step.WAITING][: max(0, room)]
        for entry in due:
            self._entries[entry.key] = replace(entry, step=Step.SENDING)
        return due

    @property
    def retry_at(self) -> float | None:
        """When `due` is worth asking again, if nothing else happens."""
        return self._retry_at if self._open else None

    def sent(self, key: Key, seq: Seq, at: int) -> bool:
        """The server has it under `seq`; False when it is not here any more."""
        entry = self._entries.get(key)
        if entry is None:
            return False
        self._widen()
        self._entries[key] = replace(entry, step=Step.SENT, seq=seq, at=at, problem=None)
        return True

    def refused(
        self, key: Key, code: str, message: str, retry_after: float | None, now: float
    ) -> Outgoing | None:
        """The server refused it: it waits or has failed; returns it only when it has failed.

        Later ones of the group were refused with it (WIRE.md), so all go again in order.
        """
        entry = self._entries.get(key)
        if entry is None or entry.step is not Step.SENDING:
            return None
        if code in TRANSIENT or retry_after is not None:
            self._entries[key] = replace(entry, step=Step.WAITING)
            pause = RETRY_SECONDS if retry_after is None else max(0.0, retry_after)
            self._retry_at = max(self._retry_at or 0.0, now + pause)
            self._width = 1
            return None
        words = PROBLEMS.get(code) or message or MESSAGES[ErrorCode.INTERNAL]
        failed = replace(entry, step=Step.FAILED, problem=words)
        self._entries[key] = failed
        return failed

    def again(self, key: Key, order: int) -> Outgoing | None:
        """Send a failed message again, as the last one; its key stays."""
        entry = self._entries.get(key)
        if entry is None or entry.step is not Step.FAILED:
            return None
        waiting = replace(entry, step=Step.WAITING, problem=None, order=order)
        self._entries[key] = waiting
        return waiting

    def landed(self, key: Key) -> bool:
        """Its event is here: nothing is left to do; False when it was not in the outbox."""
        entry = self._entries.pop(key, None)
        if entry is not None and entry.step is Step.SENDING:
            self._widen()
        return entry is not None

    def settle(self, have: int) -> list[Key]:
        """The log is here up to `have`: return the keys of what the server put before it."""
        done = [e.key for e in self._entries.values() if e.seq is not None and e.seq <= have]
        for key in done:
            del self._entries[key]
        return done

    def _widen(self) -> None:
        """The server takes messages: more may be on their way after a refusal."""
        self._width = min(PIPELINE, self._width * 2)

    def doubt(self) -> list[Outgoing]:
        """The server went back in time: what it had confirmed goes again under the same keys."""
        lost = [entry for entry in self._entries.values() if entry.step is Step.SENT]
        waiting = [replace(entry, step=Step.WAITING, seq=None) for entry in lost]
        self._entries.update({entry.key: entry for entry in waiting})
        return waiting

    def discard(self, key: Key) -> bool:
        """Drop a message that failed; False when there is none."""
        entry = self._entries.get(key)
        if entry is None or entry.step is not Step.FAILED:
            return False
        del self._entries[key]
        return True
