"""Days and times of messages as a reader sees them: local days, and how far back they lie."""

from __future__ import annotations

import datetime
import re
import time
from enum import Enum, auto
from typing import Final

EARLIEST: Final = -62_135_500_000_000
LATEST: Final = 253_402_100_000_000
"""Milliseconds of the years that a calendar can name; a server's clock may say anything."""

_WEEKDAY = re.compile(r"dddd[\s,.\u060c]*|[\s,\u060c]*dddd$")
_YEAR = re.compile(r"[\s,./-]*(?:'[^']*'\s*)?y{2,4}[년年]?(?:\s*'[^']*'\.?)?[\s,.]*")


class Nearness(Enum):
    """How a day line names its day."""

    TODAY = auto()
    YESTERDAY = auto()
    THIS_WEEK = auto()
    THIS_YEAR = auto()
    OTHER_YEAR = auto()


def local(at: int) -> time.struct_time:
    """Return the local time of a server's time in milliseconds; out of range is clamped."""
    return time.localtime(min(max(at, EARLIEST), LATEST) // 1000)


def local_day(at: int) -> int:
    """Return the local day as a number that counts up by one a day."""
    there = local(at)
    return datetime.date(there.tm_year, there.tm_mon, there.tm_mday).toordinal()


def nearness(day: int, today: int) -> Nearness:
    """Say how `day` is best named on `today`; days to come are named in full."""
    if day == today:
        return Nearness.TODAY
    if day == today - 1:
        return Nearness.YESTERDAY
    if today - 7 < day < today:
        return Nearness.THIS_WEEK
    same = datetime.date.fromordinal(day).year == datetime.date.fromordinal(today).year
    return Nearness.THIS_YEAR if same else Nearness.OTHER_YEAR


def without_weekday(pattern: str) -> str:
    """Return a locale's long date pattern without the weekday: "d MMMM yyyy"."""
    return _WEEKDAY.sub("", pattern).strip(" ,")


def without_year(pattern: str) -> str:
    """Return a locale's long date pattern with neither weekday nor year: "d MMMM"."""
    return _YEAR.sub("", without_weekday(pattern)).strip(" ,/-")


def without_seconds(pattern: str) -> str:
    """Return a locale's short time pattern without seconds: "HH:mm"."""
    return re.sub(r"[:.]s{1,2}", "", pattern)


def date_of(day: int) -> datetime.date:
    """Return the date of a day's number."""
    return datetime.date.fromordinal(day)


def today() -> int:
    """Return the number of the local day that it is now."""
    return local_day(int(time.time() * 1000))


def until_tomorrow() -> int:
    """Return the milliseconds until it is another day here; an hour off when the clocks change."""
    now = time.localtime()
    return 1000 * (86_400 - now.tm_hour * 3600 - now.tm_min * 60 - now.tm_sec)
