"""The main window: shortcuts, the gear's menu, what it remembers, changing the client."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import GROUPS, TEAM
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from windows_world import dialog

from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.main_window import DEFAULT_SIZE, MainWindow
from chat_desktop.windows.memory import Memory
from protocol.scalars import MAX_INTEGER

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "window.ini")


@pytest.fixture
def main(
    qloop: Loop, qtbot: QtBot, theme: Theme, memory: Memory, client: FakeClient
) -> Iterator[MainWindow]:
    made = MainWindow(theme, memory)
    qtbot.addWidget(made)
    made.use(client)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


async def test_keys_move_between_groups(main: MainWindow) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(main, Qt.Key.Key_Down, alt)
    QTest.keyClick(main, Qt.Key.Key_Down, alt)
    assert main.workspace.group == GROUPS[1].id
    QTest.keyClick(main, Qt.Key.Key_Up, alt)
    assert main.workspace.group == GROUPS[0].id


async def test_escape_marks_read(main: MainWindow, client: FakeClient) -> None:
    main.workspace.open_group("g-release")
    QTest.keyClick(main.workspace.pane.composer.input, Qt.Key.Key_Escape)
    assert ("g-release", MAX_INTEGER) in client.asked("mark_read")


async def test_the_switcher_opens_by_key(main: MainWindow) -> None:
    QTest.keyClick(main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (await dialog(main, "switcher")).reject()


async def test_quit_closes(main: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(main.closed):
        QTest.keyClick(main, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


async def test_full_screen_and_back(main: MainWindow) -> None:
    QTest.keyClick(main, Qt.Key.Key_F11)
    assert main.isFullScreen()
    QTest.keyClick(main, Qt.Key.Key_F11)
    assert not main.isFullScreen()


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


async def test_only_superusers_see_the_administration(main: MainWindow, client: FakeClient) -> None:
    assert "Administration…" in texts(main.settings_menu())
    client.me = client.users["u2"]
    assert "Administration…" not in texts(main.settings_menu())
    client.me = None
    assert "Log in…" in texts(main.settings_menu())


async def test_the_theme_is_chosen_and_kept(main: MainWindow, memory: Memory, theme: Theme) -> None:
    try:
        main.choose_theme(ThemeChoice.DARK)
        assert theme.tokens.dark
        assert memory.theme is ThemeChoice.DARK
    finally:
        theme.choose(ThemeChoice.LIGHT)


async def test_the_title_counts_what_is_unread(main: MainWindow, client: FakeClient) -> None:
    assert main.windowTitle() == "(156) Parlance"
    for row in client.rows:
        client.change_group(row.id, unread=0)
    assert main.windowTitle() == "Parlance"


async def test_the_taskbar_asks_for_attention_while_nobody_looks(
    main: MainWindow, client: FakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts: list[object] = []
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    client.change_group(TEAM, unread=1)
    assert alerts == []
    monkeypatch.setattr(main, "isActiveWindow", lambda: False)
    client.change_group(TEAM, unread=2)
    client.change_group(TEAM, unread=0)
    assert alerts == [main]


async def test_it_comes_back_as_it_was(
    main: MainWindow, memory: Memory, theme: Theme, qtbot: QtBot
) -> None:
    main.workspace.open_group("g-books")
    main.workspace.set_members_wanted(False)
    main.resize(760, 640)
    main.close()
    again = MainWindow(theme, memory)
    qtbot.addWidget(again)
    again.use(FakeClient())
    assert again.size() == main.size()
    assert again.workspace.group == "g-books"
    assert not again.workspace.members_wanted
    again.close()


async def test_garbage_gives_the_default_place(
    qloop: Loop, memory: Memory, theme: Theme, qtbot: QtBot
) -> None:
    memory.set_state("geometry", QByteArray(b"nonsense"))
    made = MainWindow(theme, memory)
    qtbot.addWidget(made)
    assert made.size() == DEFAULT_SIZE.boundedTo(made.screen().availableSize()) or (
        made.size() == DEFAULT_SIZE
    )


async def test_another_client_takes_the_place(main: MainWindow, client: FakeClient) -> None:
    main.workspace.open_group(TEAM)
    other = FakeClient(lively=False)
    main.use(other)
    client.set_status(LinkState.OFFLINE)
    assert main.workspace.client is other
    assert main.workspace.group is None
    assert main.windowTitle() == "Parlance"


async def test_everything_with_only_an_icon_has_a_name(main: MainWindow) -> None:
    main.workspace.open_group(TEAM)
    nameless = [
        button.objectName() or f"{button} in {button.parentWidget()}"
        for button in main.findChildren(QToolButton)
        if not button.accessibleName() and not button.text()
    ]
    assert nameless == []


async def test_every_shortcut_is_different(main: MainWindow) -> None:
    keys = [
        action.shortcut().toString() for action in main.actions() if isinstance(action, QAction)
    ]
    assert len(keys) == len(set(keys))
