"""Where the reader left each group: a row and where its lower edge was."""

from __future__ import annotations

from typing import Final, NamedTuple

from chat_desktop.chat.identity import Identity
from protocol.scalars import GroupId, Seq

MOST: Final = 200


class Position(NamedTuple):
    """A row, where its lower edge was, and its seq, by which it is found when it is not loaded."""

    row: Identity
    lower: int
    seq: Seq | None = None


class Positions:
    """Positions of the groups that were left away from their end, the last `MOST` of them."""

    def __init__(self) -> None:
        self._kept: dict[GroupId, Position] = {}

    def remember(self, group: GroupId, position: Position | None) -> None:
        """Keep where the reader was; None where that was at the end."""
        self._kept.pop(group, None)
        if position is not None:
            self._kept[group] = position
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]

    def of(self, group: GroupId) -> Position | None:
        return self._kept.get(group)
