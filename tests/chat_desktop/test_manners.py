"""Manners: preferences put on at once, notifications that lead back, tray, badge, closing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import GROUPS, TEAM
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from windows_world import turns, until

from chat_desktop.core.ports import Arrived
from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.manners import HOUR_MS, Manners
from chat_desktop.preferences import Language
from chat_desktop.system.notification import Notification
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory

Loop = asyncio.AbstractEventLoop
DESIGN = GROUPS[1].id


class FakeWay:
    def __init__(self) -> None:
        self.shown: dict[str, Notification] = {}

    async def show(self, tag: str, notification: Notification) -> None:
        self.shown[tag] = notification

    async def close(self, tag: str) -> None:
        self.shown.pop(tag, None)


class World:
    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app, self.theme = app, Theme(app, ThemeChoice.LIGHT)
        self.memory = Memory(folder / "window.ini")
        self.preferences = self.memory.preferences
        self.client = FakeClient()
        for row in GROUPS:
            self.client.change_group(row.id, unread=3)
        self.window = MainWindow(self.theme, self.memory)
        self.way = FakeWay()
        self.time = 1_000_000_000_000
        self.manners = Manners(
            app, self.theme, self.window, self.preferences, ways=[self.way], now=lambda: self.time
        )
        self.opened: list[tuple[object, str, int]] = []
        self.manners.opened.connect(lambda *what: self.opened.append(what))
        self.manners.follow(self.client)
        self.window.use(self.client)
        self.window.show()
        self.window.activateWindow()

    async def say(self, group: str, seq: int) -> None:
        self.client.change_group(group, unread=1)
        self.client.tell(Arrived(group, seq, "u2", "hi"))
        self.manners.notifier.flush()
        await turns()


@asynccontextmanager
async def a_world(app: QApplication, folder: Path) -> AsyncIterator[World]:
    world = World(app, folder)
    await until(world.window.isActiveWindow)
    try:
        yield world
    finally:
        await world.manners.stop()
        world.window.quit()
        world.window.deleteLater()
        world.theme.resize_text(100)
        world.theme.choose(ThemeChoice.LIGHT)


async def test_what_is_chosen_is_put_on_at_once(
    qloop: Loop, qapp: QApplication, tmp_path: Path
) -> None:
    async with a_world(qapp, tmp_path) as world:
        chosen = world.preferences
        chosen.theme = ThemeChoice.DARK
        chosen.text_size = 130
        chosen.reduced_motion = MotionChoice.REDUCED
        chosen.language = Language.SPANISH
        assert world.theme.tokens.dark
        assert world.theme.text_size == 130
        assert world.theme.motion.milliseconds(100) == 0
        assert world.manners.translations.language == "es"
    again = Memory(tmp_path / "window.ini").preferences
    assert again.theme is ThemeChoice.DARK


async def test_a_notification_comes_goes_and_leads_back(
    qloop: Loop, qapp: QApplication, tmp_path: Path
) -> None:
    async with a_world(qapp, tmp_path) as world:
        await world.say(DESIGN, 50)
        (tag,) = world.way.shown
        world.manners.notifier.clicked(tag)
        assert world.opened == [(world.client, DESIGN, 50)]
        await world.say(DESIGN, 51)
        world.window.workspace.open_group(DESIGN)
        await turns()
        assert world.way.shown == {}
        await world.say(DESIGN, 52)
        assert world.way.shown == {}


async def test_the_open_group_is_told_while_nobody_looks_and_cleared_when_somebody_does(
    qloop: Loop, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_world(qapp, tmp_path) as world:
        world.window.workspace.open_group(TEAM)
        monkeypatch.setattr(world.client, "mark_read", lambda *_what: None)
        with monkeypatch.context() as patch:
            patch.setattr(world.manners, "_attended", lambda: False)
            await world.say(TEAM, 50)
            qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
            await turns()
            assert len(world.way.shown) == 1
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        await turns()
        assert world.way.shown == {}


async def test_an_hour_of_quiet(qloop: Loop, qapp: QApplication, tmp_path: Path) -> None:
    async with a_world(qapp, tmp_path) as world:
        world.manners.tray.quiet_wanted.emit(True)
        assert world.preferences.hushed_until == world.time + HOUR_MS
        assert world.manners.is_hushed()
        for again in (False, True):
            menu = world.window.settings_menu()
            quiet = next(action for action in menu.actions() if action.objectName() == "quiet")
            quiet.trigger()
            assert world.manners.is_hushed() is again
        world.time += HOUR_MS
        assert not world.manners.is_hushed()
        world.manners.tray.quiet_wanted.emit(True)
        world.manners.tray.quiet_wanted.emit(False)
        assert not world.manners.is_hushed()


async def test_the_unread_are_counted_on_icon_and_tray(
    qloop: Loop, qapp: QApplication, tmp_path: Path
) -> None:
    async with a_world(qapp, tmp_path) as world:
        before = world.window.windowIcon().cacheKey()
        world.client.change_group(TEAM, unread=9)
        assert world.window.windowIcon().cacheKey() != before


@pytest.mark.parametrize(("wanted", "there", "stays"), [
    (True, True, True), (True, False, False), (False, True, False),
])  # fmt: skip
async def test_a_closed_window_stays_in_the_tray_where_there_is_one_and_the_user_wants_that(
    qloop: Loop,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wanted: bool,
    there: bool,
    stays: bool,
) -> None:
    async with a_world(qapp, tmp_path) as world:
        monkeypatch.setattr(world.manners.tray, "_is_there", lambda: there)
        world.preferences.keep_in_tray = wanted
        closed: list[int] = []
        world.window.closed.connect(lambda: closed.append(1))
        world.manners.tray.appear()
        world.window.close()
        assert not world.window.isVisible()
        assert bool(closed) is not stays
        if stays:
            world.manners.tray.toggle_wanted.emit()
            assert world.window.isVisible()
            monkeypatch.setattr(world.window, "isActiveWindow", lambda: True)
            world.manners.tray.toggle_wanted.emit()
            assert not world.window.isVisible()
            world.manners.tray.quit_wanted.emit()
            assert closed


async def test_the_tray_is_asked_for_after_the_window_is_shown(
    qloop: Loop, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat_desktop.manners.LATER_MS", 0)
    async with a_world(qapp, tmp_path) as world:
        monkeypatch.setattr(world.manners.tray, "_is_there", lambda: True)
        world.manners.start()
        await until(lambda: world.manners.tray.shown)
