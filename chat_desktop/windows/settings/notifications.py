"""Settings of notifications: whether, how, when not, and which messages of each group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from chat_desktop.core.attention import DAY_MINUTES
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.settings.levels import Levels
from chat_desktop.windows.settings.rows import Page, Row, choice
from chat_desktop.windows.settings.surroundings import Surroundings

HALF_HOUR: Final = 30
"""Minutes."""


class QuietTimes(QWidget):
    """From when to when it is quiet, by half hours; another time that is in force is there too."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._preferences = around.preferences
        self.start = _times("quietFrom", self.tr("Quiet from"), around.preferences.quiet_from)
        self.end = _times("quietTo", self.tr("Quiet until"), around.preferences.quiet_to)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.start)
        row.addWidget(label(self.tr("to", "from one time to another"), tone="soft"))
        row.addWidget(self.end)
        self.start.currentIndexChanged.connect(self._start_changed)
        self.end.currentIndexChanged.connect(self._end_changed)

    def _start_changed(self) -> None:
        self._preferences.quiet_from = self.start.currentData()

    def _end_changed(self) -> None:
        self._preferences.quiet_to = self.end.currentData()


def _times(name: str, words: str, chosen: int) -> QComboBox:
    """Return a choice of times of the day, written as the user's language does."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    minutes = sorted({*range(0, DAY_MINUTES, HALF_HOUR), chosen})
    options: list[tuple[str, object]] = [
        (locale.toString(QTime(minute // 60, minute % 60), short), minute) for minute in minutes
    ]
    return choice(name, words, options, chosen)


class NotificationsPage(Page):
    """What tells the user that something was said."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Notifications"), parent)
        self._around, theme = around, around.theme
        self._preferences = preferences = around.preferences
        how = self.add_card()
        self.on = how.add_switch(
            theme,
            self.tr("Show notifications"),
            self.tr("For groups that are not open before you."),
            on=preferences.notify,
            name="notify",
            do=self._set_on,
        )
        self.text = how.add_switch(
            theme,
            self.tr("Show who wrote, and what"),
            self.tr("Otherwise only the group is named."),
            on=preferences.notify_text,
            name="notifyText",
            do=self._set_text,
        )
        self.sound = how.add_switch(
            theme,
            self.tr("Play a sound"),
            self.tr("The one that your desktop has for messages."),
            on=preferences.notify_sound,
            name="notifySound",
            do=self._set_sound,
        )
        self._when = self.add_card()
        self.quiet = self._when.add_switch(
            theme,
            self.tr("Quiet hours"),
            self.tr("No notifications at that time of the day, not even for mentions."),
            on=preferences.quiet,
            name="quiet",
            do=self._set_quiet,
        )
        self.times: QuietTimes | None = None
        self._enable()

    def build(self) -> Iterator[None]:
        """Make the times, which are many, and the groups, which are more."""
        self.times = QuietTimes(self._around)
        self._when.add(Row(self.tr("Every day from"), "", self.times))
        self._enable()
        yield
        self.add_heading(self.tr("Groups"))
        levels = Levels(self._around.theme, self._around.clients)
        self.add(levels)
        yield
        yield from levels.build()

    def _set_on(self, on: bool) -> None:
        self._preferences.notify = on
        self._enable()

    def _set_text(self, on: bool) -> None:
        self._preferences.notify_text = on

    def _set_sound(self, on: bool) -> None:
        self._preferences.notify_sound = on

    def _set_quiet(self, on: bool) -> None:
        self._preferences.quiet = on
        self._enable()

    def _enable(self) -> None:
        on = self._preferences.notify
        for control in (self.text, self.sound, self.quiet):
            control.setEnabled(on)
        if self.times is not None:
            self.times.setEnabled(on and self._preferences.quiet)
