"""What deserves the user's attention: levels per group, quiet hours. Rules only."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

DAY_MINUTES: Final = 24 * 60


class Level(StrEnum):
    """Which messages of a group are told to the user."""

    ALL = "all"
    MENTIONS = "mentions"
    NOTHING = "nothing"


class QuietHours(Struct, frozen=True):
    """From `start` up to but not including `end`, in minutes since local midnight.

    An `end` before the `start` is on the next day; both the same is no time at all.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY_MINUTES and 0 <= self.end < DAY_MINUTES):
            raise ValueError("minutes of a day are 0 to 1439")

    def hold(self, minute: int) -> bool:
        """Return whether they last at this minute of the local day."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


def wants(level: Level, *, mention: bool) -> bool:
    """Return whether a message of a group at this level is told at all."""
    return level is Level.ALL or (mention and level is Level.MENTIONS)


def notifies(
    level: Level,
    *,
    mention: bool,
    in_view: bool,
    on: bool,
    quiet: QuietHours | None,
    minute: int,
    hushed: bool = False,
) -> bool:
    """Return whether a message makes a notification.

    `in_view` says that its group is open in the active window, `on` that the user wants
    notifications, `minute` is the local time since midnight, `hushed` that the user asked for
    quiet for a while. Quiet hours keep mentions quiet too.
    """
    if not on or in_view or hushed or (quiet is not None and quiet.hold(minute)):
        return False
    return wants(level, mention=mention)
