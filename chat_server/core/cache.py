"""What the journal remembers from one batch to the next: groups, who is active, ended sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from chat_server.core.model import GroupState, TokenHash
from protocol.scalars import GroupId, UserId

DEFAULT_CAPACITY: Final = 10_000
MAX_ACTIVE: Final = 100_000
DOUBTED_BATCHES: Final = 1_000
"""To write a batch in vain costs as much as to write one, to ask a tenth of that."""

MAX_ENDED: Final = 10_000
"""Sessions whose end is remembered: more than any journal has commands waiting of them."""


class GroupCache:
    """The groups used last, changed by the journal's batches alone.

    A group in here is right exactly when its `head` is the database's. A batch works on the
    objects themselves: one that fails must `discard` every group it touched.
    """

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        self._groups: dict[GroupId, GroupState] = {}
        self.ended: dict[TokenHash, None] = {}
        """Sessions that ended a while ago at most, the latest last."""
        self.active: set[UserId] = set()
        """Users known to be active, as the last commit left them; there are others."""
        self.doubted = 0
        """In how many batches to ask whether keys are new, before it is taken for granted again."""
        self._capacity = capacity

    def __len__(self) -> int:
        return len(self._groups)

    def take(self, id: GroupId) -> GroupState | None:
        """Return the group if it is remembered, and count it as used."""
        group = self._groups.pop(id, None)
        if group is not None:
            self._groups[id] = group
        return group

    def keep(self, groups: Iterable[GroupState]) -> None:
        """Remember groups just loaded or made."""
        for group in groups:
            self._groups[group.id] = group

    def discard(self, ids: Iterable[GroupId]) -> None:
        """Forget groups whose changes were rolled back."""
        for id in ids:
            self._groups.pop(id, None)

    def clear(self) -> None:
        """Forget everything, since somebody else wrote to the database."""
        self._groups.clear()
        self.active.clear()

    def keep_active(self, users: Iterable[UserId]) -> None:
        """Remember users of whom it was read that they are active."""
        if len(self.active) > MAX_ACTIVE:
            self.active.clear()
        self.active.update(users)

    def doubt_keys(self) -> None:
        """Ask for a while whether keys are new: one was not, and others may follow."""
        self.doubted = DOUBTED_BATCHES

    def end_sessions(self, tokens: Iterable[TokenHash]) -> None:
        """Remember sessions that have ended, of which commands may still wait."""
        for token in tokens:
            self.ended[token] = None
        while len(self.ended) > MAX_ENDED:
            del self.ended[next(iter(self.ended))]

    def trim(self, in_use: Collection[GroupId]) -> None:
        """Forget the longest unused beyond the capacity, but none that is `in_use`."""
        surplus = len(self._groups) - self._capacity
        if surplus > 0:
            idle = [id for id in self._groups if id not in in_use]
            self.discard(idle[:surplus])
