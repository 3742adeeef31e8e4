"""Times in words: short ones for lists, whole ones for tables; in the user's own zone and order."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from chat_desktop.chat.days import without_weekday, without_year
from chat_desktop.chat.labels import time_label

WEEK = 7


def local(at: int) -> datetime:
    """Return a wire time (milliseconds since 1970, UTC) in the machine's time zone."""
    return datetime.fromtimestamp(at / 1000).astimezone()


def list_time(at: int, now: datetime) -> str:
    """Return the time of day, the weekday within a week, else the date."""
    then = local(at)
    days = (now.date() - then.date()).days
    if days <= 0:
        return time_label(at)
    if days < WEEK:
        return QLocale().dayName(then.isoweekday(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(_date(then), _date_pattern(year=then.year != now.year))


def day_words(day: date, today: date) -> str:
    """Return a date as in `1 June`, with its year where that is not this one."""
    pattern = without_weekday(QLocale().dateFormat(QLocale.FormatType.LongFormat))
    shown = pattern if day.year != today.year else without_year(pattern)
    return QLocale().toString(QDate(day.year, day.month, day.day), shown)


def full_time(at: int) -> str:
    """Return date and time of day, as in `12 Jun 2026, 14:32`."""
    day = QLocale().toString(_date(local(at)), _date_pattern(year=True))
    return f"{day}, {time_label(at)}"


def _date(then: datetime) -> QDate:
    return QDate(then.year, then.month, then.day)


def _date_pattern(*, year: bool) -> str:
    """Return the locale's long date, without the weekday and with a short month."""
    pattern = without_weekday(QLocale().dateFormat(QLocale.FormatType.LongFormat))
    return (pattern if year else without_year(pattern)).replace("MMMM", "MMM")
