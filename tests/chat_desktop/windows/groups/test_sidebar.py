"""The sidebar: filter, keyboard, menus, and what it says when there is nothing to show."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import GROUPS, TEAM
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.core.attention import Level
from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.group_model import GroupModel
from chat_desktop.windows.groups.sidebar import Sidebar
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.global_search import GlobalSearch

Loop = asyncio.AbstractEventLoop


def build(client: FakeClient, theme: Theme) -> Sidebar:
    said: list[str] = []
    return Sidebar(client, theme, QWidget(), GlobalSearch(client, theme, Tasks(said.append)))


@pytest.fixture
def sidebar(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[Sidebar]:
    made = build(client, theme)
    qtbot.addWidget(made)
    made.resize(288, 700)
    made.show()
    yield made
    made.end()


def test_a_click_opens(sidebar: Sidebar) -> None:
    opened: list[str] = []
    sidebar.group_opened.connect(opened.append)
    place = sidebar.list.visualRect(sidebar.list.model().index(2, 0)).center()
    QTest.mouseClick(sidebar.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [GROUPS[2].id]


async def test_what_is_found_takes_the_place_of_the_groups(sidebar: Sidebar) -> None:
    opened: list[str] = []
    sidebar.searching.group_wanted.connect(opened.append)
    assert sidebar.list.isVisible()
    QTest.keyClicks(sidebar.search, "BOOK")
    assert sidebar.searching.isVisible()
    assert not sidebar.list.isVisible()
    QTest.keyClick(sidebar.search, Qt.Key.Key_Return)
    assert opened == ["g-books"]
    assert sidebar.search.text() == ""
    assert sidebar.list.isVisible()


async def test_typing_in_the_list_starts_the_search(sidebar: Sidebar) -> None:
    sidebar.list.setFocus()
    QTest.keyClicks(sidebar.list, "mo")
    assert sidebar.search.text() == "mo"
    QTest.keyClick(sidebar.search, Qt.Key.Key_Escape)
    assert sidebar.search.text() == ""
    assert sidebar.list.isVisible()


async def test_the_arrows_lead_from_an_empty_search_into_the_list(sidebar: Sidebar) -> None:
    sidebar.list.clearSelection()
    QTest.keyClick(sidebar.search, Qt.Key.Key_Up)
    assert not sidebar.list.currentIndex().isValid()
    QTest.keyClick(sidebar.search, Qt.Key.Key_Down)
    assert sidebar.list.currentIndex().row() == 0


def test_neighbours_are_those_shown(sidebar: Sidebar) -> None:
    assert sidebar.neighbour(TEAM, 1) == GROUPS[1].id
    assert sidebar.neighbour(TEAM, -1) == TEAM
    assert sidebar.neighbour(None, 1) == TEAM
    assert sidebar.neighbour(GROUPS[-1].id, 1) == GROUPS[-1].id
    assert sidebar.neighbour(None, -1) == GROUPS[-1].id


def test_the_menu_key_asks_for_the_current_group(sidebar: Sidebar) -> None:
    wanted: list[str] = []
    sidebar.menu_wanted.connect(lambda group, _where: wanted.append(group))
    sidebar.set_open(GROUPS[1].id)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(sidebar.list.viewport(), event)
    assert wanted == [GROUPS[1].id]


def test_a_right_click_asks_for_the_group_under_the_mouse(sidebar: Sidebar) -> None:
    wanted: list[str] = []
    sidebar.menu_wanted.connect(lambda group, _where: wanted.append(group))
    place = sidebar.list.visualRect(sidebar.list.model().index(3, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place)
    QApplication.sendEvent(sidebar.list.viewport(), event)
    assert wanted == [GROUPS[3].id]


def test_changes_are_shown(sidebar: Sidebar, client: FakeClient) -> None:
    client.drop_group(TEAM)
    assert sidebar.model.rowCount() == len(GROUPS) - 1
    client.rows = []
    client.change_group("none")
    assert sidebar._nothing.isVisible()


def test_nothing_can_be_added_while_signed_out(sidebar: Sidebar, client: FakeClient) -> None:
    assert sidebar.add.isEnabled()
    client.me = None
    client.set_status(LinkState.SIGNED_OUT)
    assert not sidebar.add.isEnabled()


def test_after_its_end_it_hears_nothing(
    qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme
) -> None:
    made = build(client, theme)
    qtbot.addWidget(made)
    made.end()
    client.drop_group(TEAM)
    assert made.model.rowCount() == len(GROUPS)


def test_unread_neighbours_go_around_and_leave_out_the_muted(
    sidebar: Sidebar, client: FakeClient
) -> None:
    unread = [row.id for row in GROUPS if row.unread]
    assert sidebar.unread_neighbour(None, 1) == unread[0]
    assert sidebar.unread_neighbour(None, -1) == unread[-1]
    assert sidebar.unread_neighbour(unread[-1], 1) == unread[0]
    client.change_group(unread[0], level=Level.NOTHING)
    assert sidebar.unread_neighbour(None, 1) == unread[1]
    for id in unread[1:]:
        client.change_group(id, unread=0)
    assert sidebar.unread_neighbour(None, 1) is None


def test_what_is_looked_at_stays_where_it_is(sidebar: Sidebar, client: FakeClient) -> None:
    sidebar.resize(288, 260)
    sidebar.set_open(GROUPS[-1].id)
    scroll = sidebar.list.verticalScrollBar()
    before = scroll.value()
    assert before > 0
    client.change_group(GROUPS[1].id, unread=9, typing=("u3",), draft="later")
    assert scroll.value() == before
    assert sidebar.list.currentIndex().data(GroupModel.IdRole) == GROUPS[-1].id
    client.rows = [client.rows[-1], *client.rows[:-1]]
    client.change_group("none")
    assert sidebar.list.currentIndex().data(GroupModel.IdRole) == GROUPS[-1].id


def test_home_and_end_lead_to_the_first_and_the_last(sidebar: Sidebar) -> None:
    sidebar.list.setFocus()
    QTest.keyClick(sidebar.list, Qt.Key.Key_End)
    assert sidebar.list.currentIndex().data(GroupModel.IdRole) == GROUPS[-1].id
    QTest.keyClick(sidebar.list, Qt.Key.Key_Home)
    assert sidebar.list.currentIndex().data(GroupModel.IdRole) == GROUPS[0].id
