"""Sends of one connection that were refused for a while: later ones must not overtake them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec

from protocol.commands import Send
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import CommandId, GroupId, Key

PASSING: Final = frozenset({ErrorCode.BUSY, ErrorCode.RATE_LIMITED})


@dataclass(slots=True)
class _Block:
    """A group whose sends are refused until the one with `key` comes again.

    `key` is None as long as no refusal has come back: the blocked sends in flight may turn out
    to be resends, whose keys are known.
    """

    refusal: Refusal
    key: Key | None = None
    in_flight: set[CommandId] = field(default_factory=set)


class Pipeline:
    """Remembers per group the first send refused with `busy` or `rate_limited`."""

    __slots__ = ("blocks",)

    def __init__(self) -> None:
        self.blocks: dict[GroupId, _Block] = {}
        """The groups that are blocked."""

    def refusal(self, command: Send, over: Refusal | None) -> Refusal | None:
        """Return what the send is to be refused with, unless its key is known; None: let it go.

        `over` is the refusal for its rate.
        """
        block = self.blocks.get(command.group)
        if block is not None and block.key == command.key:
            del self.blocks[command.group]
            block = None
        if block is None:
            if over is None:
                return None
            block = self.blocks[command.group] = _Block(over)
        block.in_flight.add(command.id)
        return block.refusal

    def answered(self, command: Send, result: msgspec.Struct | Refusal) -> None:
        """Take what became of a send."""
        block = self.blocks.get(command.group) if self.blocks else None
        refused = isinstance(result, Refusal) and result.code in PASSING
        if block is None:
            if refused and isinstance(result, Refusal):
                self.blocks[command.group] = _Block(result, command.key)
            return
        block.in_flight.discard(command.id)
        if refused and block.key is None:
            block.key = command.key
        elif block.key is None and not block.in_flight:
            del self.blocks[command.group]
