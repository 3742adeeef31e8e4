"""The tray: there or not, its menu and its bubbles. No tray is needed for the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from chat_desktop.system.badge import app_icon
from chat_desktop.system.bus import NoAnswer
from chat_desktop.system.notification import Notification
from chat_desktop.system.tray import Tray


class World:
    def __init__(self) -> None:
        self.there = True
        self.clicked: list[str] = []
        self.bubbles: list[tuple[str, str]] = []
        self.tray = Tray(self.clicked.append, lambda: self.there)

    @property
    def icon(self) -> QSystemTrayIcon:
        (found,) = self.tray.findChildren(QSystemTrayIcon)
        return found

    def act(self, text: str) -> QAction:
        return next(action for action in self.tray.menu.actions() if action.text() == text)


@pytest.fixture
def world(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World()
    monkeypatch.setattr(
        QSystemTrayIcon,
        "showMessage",
        lambda _icon, title, body, *_more: made.bubbles.append((title, body)),
    )
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    yield made
    made.tray.vanish()
    made.tray.deleteLater()


def test_where_there_is_no_tray_nothing_is_shown(world: World) -> None:
    world.there = False
    assert not world.tray.appear()
    assert not world.icon.isVisible()
    assert not world.tray.shown


def test_a_tray_that_goes_is_no_place_to_hide_in(world: World) -> None:
    assert world.tray.appear()
    world.there = False
    assert not world.tray.shown


def test_the_menu_says_what_is_wanted(world: World) -> None:
    said: list[object] = []
    world.tray.open_wanted.connect(lambda: said.append("open"))
    world.tray.quiet_wanted.connect(said.append)
    world.tray.quit_wanted.connect(lambda: said.append("quit"))
    for text in ("Open Parlance", "Quiet for an hour", "Quiet for an hour", "Quit"):
        world.act(text).trigger()
    assert said == ["open", True, False, "quit"]
    world.tray.set_quiet(True)
    assert world.act("Quiet for an hour").isChecked()


def test_a_click_on_the_icon_itself_is_another_thing(world: World) -> None:
    said: list[object] = []
    world.tray.toggle_wanted.connect(lambda: said.append("toggle"))
    world.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    world.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert said == ["toggle"]


def test_the_unread_are_on_the_icon_and_in_words(world: World) -> None:
    world.tray.set_unread(3)
    assert world.icon.icon().isNull()
    world.tray.appear()
    before = world.icon.icon().cacheKey()
    assert before == app_icon(3).cacheKey()
    world.tray.set_unread(12)
    assert world.icon.icon().cacheKey() == app_icon(12).cacheKey() != before
    assert "12" in world.icon.toolTip()
    world.tray.set_unread(0)
    assert world.icon.toolTip() == "Parlance"


async def test_bubbles_are_shown_in_a_tray_only_and_lead_to_the_newest(world: World) -> None:
    with pytest.raises(NoAnswer):
        await world.tray.show("one", Notification("Team", "hi"))
    world.tray.appear()
    await world.tray.show("one", Notification("Team", "hi"))
    await world.tray.show("other", Notification("Design", "ho"))
    await world.tray.close("other")
    assert world.bubbles == [("Team", "hi"), ("Design", "ho")]
    world.icon.messageClicked.emit()
    assert world.clicked == ["other"]
