"""Where the reader left each group: a row and where its lower edge was."""

from __future__ import annotations

from typing import Final

from chat_desktop.chat.identity import Identity
from protocol.scalars import GroupId

MOST: Final = 200


class Positions:
    """Positions of the groups that were left away from their end, the last `MOST` of them."""

    def __init__(self) -> None:
        self._kept: dict[GroupId, tuple[Identity, int]] = {}

    def remember(self, group: GroupId, row: Identity | None, lower: int) -> None:
        """Keep where `row`'s lower edge was; None where the reader was at the end."""
        self._kept.pop(group, None)
        if row is not None:
            self._kept[group] = (row, lower)
            if len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]

    def of(self, group: GroupId) -> tuple[Identity, int] | None:
        return self._kept.get(group)
