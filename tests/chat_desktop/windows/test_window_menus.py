"""The menu of the gear and of an account: what is offered to whom."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_client import FakeClient
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from windows_world import dialog

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.window_menus import account_menu, mark_all_read, settings_menu

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def main(
    qloop: Loop, qtbot: QtBot, theme: Theme, tmp_path: Path, client: FakeClient
) -> Iterator[MainWindow]:
    made = MainWindow(theme, Memory(tmp_path / "window.ini"))
    qtbot.addWidget(made)
    made.use(client)
    yield made
    made.close()


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if action.text()}


async def test_one_more_account_is_offered_to_everybody(main: MainWindow, theme: Theme) -> None:
    asked: list[str] = []
    main.add_account_wanted.connect(lambda: asked.append("add"))
    entries(settings_menu(main, theme))["Add account…"].trigger()
    assert asked == ["add"]


async def test_the_theme_in_use_is_ticked(main: MainWindow, theme: Theme) -> None:
    looks = entries(settings_menu(main, theme))["Appearance"].menu()
    assert isinstance(looks, QMenu)
    try:
        entries(looks)["Dark"].trigger()
        assert theme.choice is ThemeChoice.DARK
        again = entries(settings_menu(main, theme))["Appearance"].menu()
        assert isinstance(again, QMenu)
        assert entries(again)["Dark"].isChecked()
    finally:
        theme.choose(ThemeChoice.LIGHT)


async def test_logging_out_from_the_tile_asks_about_that_account(
    main: MainWindow, theme: Theme, client: FakeClient
) -> None:
    main.account_wanted.connect(main.use)
    other = FakeClient(lively=False)
    main.add(other)
    entries(account_menu(main, other, theme))["Log out…"].trigger()
    assert main.workspace.client is other
    (await dialog(main, "confirm")).reject()
    assert client.asked("log_out") == other.asked("log_out") == []


def test_only_what_is_unread_is_marked(client: FakeClient) -> None:
    unread = [row.id for row in client.groups if row.unread]
    mark_all_read(client)
    assert [group for group, _ in client.asked("mark_read")] == unread
