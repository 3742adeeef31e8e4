"""The main window: shortcuts, the gear's menu, what it remembers, changing the client."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import GROUPS, TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from windows_world import dialog

from chat_desktop.core.attention import Level
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.main_window import Face, MainWindow
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.window_menus import account_menu
from chat_desktop.windows.workspace import Workspace
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
        assert memory.preferences.theme is ThemeChoice.DARK
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


def other_account() -> FakeClient:
    """Return somebody else on another server, with three unread messages."""
    other = FakeClient()
    other.server_url = "wss://chat.example.org/ws"
    other.me = other.users["u2"]
    other.rows = [other.rows[1]]
    return other


async def test_the_strip_appears_with_the_second_account(
    main: MainWindow, client: FakeClient
) -> None:
    assert not main.strip.isVisible()
    other = other_account()
    main.add(other)
    assert main.strip.isVisible()
    assert [tile.row.unread for tile in main.strip.tiles] == [156, 3]
    assert main.windowTitle() == "(159) Parlance"
    main.remove(other)
    assert not main.strip.isVisible()
    assert main.windowTitle() == "(156) Parlance"


async def test_an_account_that_is_not_looked_at_costs_no_workspace(
    main: MainWindow, client: FakeClient
) -> None:
    main.add(other_account())
    assert len(main.findChildren(Workspace)) == 1


async def test_each_account_comes_back_as_it_was_left(main: MainWindow, client: FakeClient) -> None:
    main.workspace.open_group("g-release")
    first = main.workspace
    other = other_account()
    main.use(other)
    assert main.workspace.client is other
    assert main.workspace.group is None
    main.workspace.open_group("g-design")
    main.use(client)
    assert main.workspace is first
    assert main.workspace.group == "g-release"


async def test_keys_and_clicks_ask_for_an_account(main: MainWindow, client: FakeClient) -> None:
    other = other_account()
    main.add(other)
    wanted: list[object] = []
    main.account_new.connect(wanted.append)
    main.account_wanted.connect(wanted.append)
    QTest.keyClick(main, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(main, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(main.strip.tiles[0], Qt.MouseButton.LeftButton)
    assert wanted == [other, client]
    assert main.strip.tiles[0].isChecked()


async def test_what_shows_an_account_is_made_over_many_turns(
    main: MainWindow, client: FakeClient
) -> None:
    other = other_account()
    made: list[int] = []
    preparing = asyncio.ensure_future(main.prepare(other))
    while not preparing.done():
        await asyncio.sleep(0)
        made.append(len(main.findChildren(QWidget)))
        if len(made) == 8:
            # Half of it can be painted and resized, as everything in the window is.
            main.resize(main.width() - 40, main.height())
            main.grab()
    # No turn makes much of it, and what was shown stays until all is there.
    steps = [after - before for before, after in pairwise(made)]
    assert max(steps) < sum(steps) / 2
    assert main.workspace.client is client
    main.use(other)
    assert len(main.findChildren(QWidget)) == made[-1]
    assert main.workspace.client is other


async def test_who_does_not_wait_gets_the_rest_at_once(
    main: MainWindow, client: FakeClient
) -> None:
    other, third = other_account(), other_account()
    preparing = [asyncio.ensure_future(main.prepare(each)) for each in (other, third)]
    await asyncio.sleep(0)
    main.use(other)
    main.workspace.open_group("g-design")
    main.remove(third)
    await asyncio.gather(*preparing)
    assert main.workspace.client is other
    assert main.workspace.group == "g-design"
    assert main.clients == (client, other)
    assert len(main.findChildren(Workspace)) <= 3


async def test_a_group_that_is_not_told_about_counts_nowhere_but_as_a_dot(
    main: MainWindow, client: FakeClient
) -> None:
    for row in client.rows:
        client.change_group(row.id, level=Level.NOTHING)
    main.add(other_account())
    tile = main.strip.tiles[0]
    assert (tile.row.unread, tile.row.others) == (0, True)
    assert main.windowTitle() == "(3) Parlance"


async def test_what_another_account_hears_is_counted(main: MainWindow) -> None:
    other = other_account()
    main.add(other)
    told: list[int] = []
    main.unread_changed.connect(told.append)
    other.change_group("g-design", unread=5)
    assert told == [161]


async def test_an_account_that_is_over_says_so(main: MainWindow) -> None:
    other = other_account()
    main.add(other, Face("u2", "Grace Hopper"))
    await other.log_out()
    tile = main.strip.tiles[1]
    assert tile.row.name == "Grace Hopper"
    assert "not logged in" in tile.accessibleName()
    entries = texts(account_menu(main, other, main._theme))
    assert entries == ["Mark everything as read", "Remove this account…"]


async def test_everything_of_an_account_is_marked_read(
    main: MainWindow, client: FakeClient
) -> None:
    menu = account_menu(main, client, main._theme)
    menu.actions()[0].trigger()
    assert sum(row.unread for row in client.groups) == 0


async def test_logging_in_again_marks_whose_account_it_is(
    main: MainWindow, client: FakeClient
) -> None:
    other = other_account()
    main.add(other)
    main.show_login(QWidget(), other)
    assert [tile.isChecked() for tile in main.strip.tiles] == [False, True]
    main.show_login(QWidget())
    assert [tile.isChecked() for tile in main.strip.tiles] == [False, False]
    main.leave_login()
    main.use(client)
    assert [tile.isChecked() for tile in main.strip.tiles] == [True, False]


async def test_the_login_screen_takes_the_place_of_the_groups(
    main: MainWindow, client: FakeClient
) -> None:
    screen = QWidget()
    main.show_login(screen)
    assert screen.isVisible()
    assert not main.workspace.isVisible()
    QTest.keyClick(main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not main.findChildren(QDialog)
    main.leave_login()
    assert main.workspace.isVisible()


async def test_everything_with_only_an_icon_has_a_name(main: MainWindow) -> None:
    main.workspace.open_group(TEAM)
    nameless = [
        button.objectName() or f"{button} in {button.parentWidget()}"
        for button in main.findChildren(QToolButton)
        if not button.accessibleName() and not button.text()
    ]
    assert nameless == []
