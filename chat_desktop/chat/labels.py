"""Days, times and events in the reader's words and the order of their locale."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from chat_desktop.chat import days
from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.direction import isolated
from chat_desktop.translations.context import Context
from protocol.events import Changed, Closed, Joined, Left, Removed, RoleSet

translate = QCoreApplication.translate
Chat = Context("Chat")


def day_label(day: int, today: int, locale: QLocale | None = None) -> str:
    """Return "Today, 12 June", "Monday, 8 June" or "8 June 2025" for a day's number."""
    locale = locale or QLocale()
    date = days.date_of(day)
    when = QDate(date.year, date.month, date.day)
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    near = days.nearness(day, today)
    if near is days.Nearness.OTHER_YEAR:
        return locale.toString(when, days.without_weekday(pattern))
    short = locale.toString(when, days.without_year(pattern))
    if near is days.Nearness.TODAY:
        return translate("Chat", "Today, {date}").format(date=short)
    if near is days.Nearness.YESTERDAY:
        return translate("Chat", "Yesterday, {date}").format(date=short)
    if near is days.Nearness.THIS_WEEK:
        return f"{locale.dayName(when.dayOfWeek())}, {short}"
    return short


def time_label(at: int, locale: QLocale | None = None) -> str:
    """Return the local time of day: "14:05"."""
    there = days.local(at)
    locale = locale or QLocale()
    pattern = days.without_seconds(locale.timeFormat(QLocale.FormatType.ShortFormat))
    return locale.toString(QTime(there.tm_hour, there.tm_min), pattern)


def moment_label(at: int, locale: QLocale | None = None) -> str:
    """Return day and time in full, for a tooltip."""
    there = days.local(at)
    locale = locale or QLocale()
    date = locale.toString(
        QDate(there.tm_year, there.tm_mon, there.tm_mday), QLocale.FormatType.LongFormat
    )
    return f"{date}, {time_label(at, locale)}"


def notice_text(
    event: Joined | Left | Removed | RoleSet | Changed | Closed, by: str, user: str
) -> str:
    """Return what happened as a sentence. `by` and `user` are names as they may be shown."""
    by, user = isolated(by), isolated(user)
    match event:
        case Joined() if event.user == event.by and event.seq == 1:
            return translate("Chat", "{who} created the group").format(who=by)
        case Joined() if event.user == event.by:
            return translate("Chat", "{who} joined").format(who=by)
        case Joined():
            return translate("Chat", "{who} added {whom}").format(who=by, whom=user)
        case Left():
            return translate("Chat", "{who} left").format(who=user)
        case Removed():
            return translate("Chat", "{who} removed {whom}").format(who=by, whom=user)
        case RoleSet():
            return _role(event, by, user)
        case Changed():
            return _changed(event, by)
        case Closed():
            return translate("Chat", "{who} deleted the group").format(who=by)


def _role(event: RoleSet, by: str, user: str) -> str:
    if event.user == event.by:
        # The former owner, in the first of the two events of a hand-over.
        return translate("Chat", "{who} handed the group over").format(who=by)
    if event.role == "owner":
        return translate("Chat", "{who} made {whom} the owner").format(who=by, whom=user)
    if event.role == "admin":
        return translate("Chat", "{who} made {whom} an admin").format(who=by, whom=user)
    return translate("Chat", "{who} made {whom} a member").format(who=by, whom=user)


def _changed(event: Changed, by: str) -> str:
    parts: list[str] = []
    if event.name is not None:
        parts.append(
            translate("Chat", "{who} renamed the group to “{name}”").format(
                who=by, name=isolated(one_line(event.name))
            )
        )
    if event.topic:
        parts.append(
            translate("Chat", "{who} changed the topic to “{topic}”").format(
                who=by, topic=isolated(one_line(event.topic))
            )
        )
    elif event.topic is not None:
        parts.append(translate("Chat", "{who} cleared the topic").format(who=by))
    if event.visibility == "public":
        parts.append(translate("Chat", "{who} made the group public").format(who=by))
    elif event.visibility == "private":
        parts.append(translate("Chat", "{who} made the group private").format(who=by))
    return " · ".join(parts) or translate("Chat", "{who} changed the group").format(who=by)
