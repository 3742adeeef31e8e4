"""Jumping to a date: from the day line, from the key, to the day, the beginning and the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest
from fake_client import FakeClient
from fake_data import DAY, NOW, TEAM
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot
from windows_world import turns, until

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.times import local
from chat_desktop.windows.search.date_popup import DatePopup
from chat_desktop.windows.workspace import Workspace

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def workspace(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[Workspace]:
    made = Workspace(client, theme)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    made.activateWindow()
    made.open_group(TEAM)
    yield made
    made.end()


def calendar(workspace: Workspace) -> DatePopup:
    (popup,) = [each for each in workspace.findChildren(DatePopup) if each.isVisible()]
    assert isinstance(popup, DatePopup)
    return popup


async def test_the_day_line_opens_the_calendar_at_its_day(
    workspace: Workspace, client: FakeClient
) -> None:
    await until(lambda: workspace.pane.view.rows)
    day = local(NOW - 2 * DAY).date()
    workspace.pane.view.dayClicked.emit(day, QPoint(300, 200))
    calendar(workspace).picked.emit(day)
    await until(lambda: client.asked("jump_to"))
    group, at = client.asked("seq_at")[-1]
    assert group == TEAM
    assert local(at).date() == day
    assert local(at).hour == 0
    assert client.asked("jump_to")[-1] == (TEAM, 2)
    assert not workspace.findChildren(DatePopup) or not calendar_is_open(workspace)


def calendar_is_open(workspace: Workspace) -> bool:
    return any(each.isVisible() for each in workspace.findChildren(DatePopup))


async def test_the_key_opens_it_at_what_is_in_view(
    workspace: Workspace, client: FakeClient
) -> None:
    await until(lambda: workspace.pane.view.rows)
    workspace.dates.open_in_middle()
    popup = calendar(workspace)
    assert popup._chosen == local(NOW - 2 * DAY).date()
    popup.first_wanted.emit()
    await until(lambda: client.asked("seq_at"))
    assert client.asked("seq_at")[-1] == (TEAM, 0)


async def test_after_the_last_message_there_is_the_end(
    workspace: Workspace, client: FakeClient
) -> None:
    await until(lambda: workspace.pane.view.rows)
    workspace.dates.open(date(2026, 6, 12), QPoint(300, 200))
    client.timelines[TEAM].rows = []
    calendar(workspace).picked.emit(date(2026, 6, 13))
    await until(lambda: workspace.toast.text)
    assert "Nothing was said" in workspace.toast.text
    assert client.asked("jump_to") == []


async def test_without_a_connection_it_says_so(workspace: Workspace, client: FakeClient) -> None:
    client.refuse["seq_at"] = Offline("There is no connection.")
    workspace.dates.open(date(2026, 6, 12), QPoint(300, 200))
    calendar(workspace).picked.emit(date(2026, 6, 1))
    await until(lambda: workspace.toast.text)


async def test_another_group_meanwhile_is_left_alone(
    workspace: Workspace, client: FakeClient
) -> None:
    workspace.dates.open(date(2026, 6, 12), QPoint(300, 200))
    calendar(workspace).picked.emit(date(2026, 6, 1))
    workspace.open_group("g-design")
    await turns(10)
    assert client.asked("jump_to") == []


async def test_without_a_group_there_is_no_calendar(
    workspace: Workspace, client: FakeClient
) -> None:
    client.drop_group(TEAM)
    workspace.dates.open_in_middle()
    workspace.dates.open(date(2026, 6, 12), QPoint(300, 200))
    assert not calendar_is_open(workspace)
