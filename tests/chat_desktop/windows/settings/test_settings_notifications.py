"""Settings of notifications, and which of them mean nothing while others are off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import part

from chat_desktop.core.attention import QuietHours
from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.notifications import NotificationsPage
from chat_desktop.windows.settings.surroundings import Surroundings
from chat_desktop.windows.settings.switch import Switch


def whole(around: Surroundings) -> NotificationsPage:
    page = NotificationsPage(around)
    for _ in page.build():
        pass
    return page


def test_each_switch_is_its_preference(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    around = surroundings(theme, tmp_path)
    page = whole(around)
    qtbot.addWidget(page)
    for name, preference in (
        ("notifyText", "notify_text"),
        ("notifySound", "notify_sound"),
        ("quiet", "quiet"),
        ("notify", "notify"),
    ):
        before = getattr(around.preferences, preference)
        part(page, Switch, name).click()
        assert getattr(around.preferences, preference) is not before


def test_what_would_do_nothing_cannot_be_chosen(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    page = whole(surroundings(theme, tmp_path))
    qtbot.addWidget(page)
    times = page.times
    assert times is not None
    assert not times.isEnabled()
    page.quiet.click()
    assert times.isEnabled()
    page.on.click()
    assert not times.isEnabled()
    assert not page.text.isEnabled()


def test_quiet_hours_by_the_half_hour(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    around = surroundings(theme, tmp_path)
    around.preferences.quiet = True
    around.preferences.quiet_to = 7 * 60 + 10
    page = whole(around)
    qtbot.addWidget(page)
    start, end = part(page, QComboBox, "quietFrom"), part(page, QComboBox, "quietTo")
    assert (start.count(), end.count()) == (48, 49)
    assert end.currentData() == 7 * 60 + 10
    start.setCurrentIndex(start.findData(23 * 60 + 30))
    end.setCurrentIndex(end.findData(6 * 60))
    assert around.preferences.quiet_hours == QuietHours(23 * 60 + 30, 6 * 60)
