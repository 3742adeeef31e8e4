"""Times in words: short ones for lists, whole ones for tables; in the user's own time zone."""

from __future__ import annotations

from datetime import datetime


def local(at: int) -> datetime:
    """Return a wire time (milliseconds since 1970, UTC) in the machine's time zone."""
    return datetime.fromtimestamp(at / 1000).astimezone()


def list_time(at: int, now: datetime) -> str:
    """Return the time of day, the weekday within a week, else the date."""
    then = local(at)
    days = (now.date() - then.date()).days
    if days <= 0:
        return f"{then:%H:%M}"
    if days < 7:
        return f"{then:%a}"
    if then.year == now.year:
        return f"{then.day} {then:%b}"
    return f"{then:%d.%m.%Y}"


def full_time(at: int) -> str:
    """Return date and time of day, as in `12 Jun 2026, 14:32`."""
    then = local(at)
    return f"{then.day} {then:%b %Y, %H:%M}"
