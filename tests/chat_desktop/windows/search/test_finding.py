"""From a hit to the chat and back to where one was, by keyboard alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient, FakeTimeline
from fake_data import TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timelines import message
from windows_world import turns, until

from chat_desktop.chat.places import Place, place_of
from chat_desktop.core.search import Hit
from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.result_list import ResultList
from chat_desktop.windows.search.searching import State
from chat_desktop.windows.workspace import Workspace

Loop = asyncio.AbstractEventLoop
COUNT = 120


@pytest.fixture
def workspace(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[Workspace]:
    rows = [
        message(seq, f"message {seq}" + (" moth" if seq % 40 == 0 else ""), by="u2")
        for seq in range(1, COUNT + 1)
    ]
    client.timelines[TEAM] = FakeTimeline(list(rows), read=COUNT, opened_read=COUNT)
    made = Workspace(client, theme)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    made.open_group(TEAM)
    yield made
    made.end()


async def search(workspace: Workspace, text: str) -> None:
    workspace.finding.search_group()
    QTest.keyClicks(workspace.finding.panel.field, text)
    await until(lambda: workspace.finding.panel.searching.state is State.FOUND)


def seen(workspace: Workspace) -> list[int]:
    view = workspace.pane.view
    return [getattr(view.rows[index], "seq", 0) for index, _top, _height in view.column.visible()]


async def test_enter_shows_the_hit_and_escape_goes_back(workspace: Workspace) -> None:
    view = workspace.pane.view
    await until(lambda: view.rows)
    view.jump_to(70)
    here = place_of(view)
    assert here.seq in seen(workspace)
    await search(workspace, "moth")
    assert workspace.finding.panel.isVisible()
    assert not workspace.members.isVisible()
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Down)
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Down)
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Return)
    await until(lambda: 40 in seen(workspace))
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Escape)
    assert place_of(view) == here
    assert not workspace.finding.panel.isVisible()
    assert workspace.members.isVisible()


async def test_who_was_at_the_end_is_there_again(workspace: Workspace) -> None:
    view = workspace.pane.view
    await until(lambda: view.rows)
    assert place_of(view) == Place()
    await search(workspace, "moth")
    workspace.finding.step(1)
    workspace.finding.step(1)
    await until(lambda: 80 in seen(workspace))
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Escape)
    assert view.column.stuck


async def test_who_has_found_it_may_stay(workspace: Workspace) -> None:
    await until(lambda: workspace.pane.view.rows)
    await search(workspace, "moth")
    workspace.finding.step(1)
    workspace.finding.step(2)
    await until(lambda: 40 in seen(workspace))
    workspace.finding.panel._close.click()
    assert not workspace.finding.panel.isVisible()
    assert 40 in seen(workspace)


async def test_a_place_that_is_not_loaded_is_fetched(
    workspace: Workspace, client: FakeClient
) -> None:
    view = workspace.pane.view
    await until(lambda: view.rows)
    view.jump_to(20)
    await search(workspace, "moth")
    view.show_timeline(
        [message(seq, by="u2") for seq in range(90, 110)], COUNT, False, False, group=TEAM
    )
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Escape)
    await until(lambda: client.asked("jump_to"))
    group, seq = client.asked("jump_to")[-1]
    assert group == TEAM
    assert seq is not None
    assert seq <= 20


async def test_a_hit_elsewhere_opens_its_group_and_escape_comes_back(
    workspace: Workspace, client: FakeClient
) -> None:
    await until(lambda: workspace.pane.view.rows)
    workspace.finding.search_everywhere()
    assert workspace.everywhere.field.hasFocus()
    hit = Hit("g-moths", 2, 0, "u2", "a moth", ((2, 6),))
    workspace.everywhere.field.setText("moth")
    workspace.everywhere.hit_wanted.emit(hit, ("moth",))
    assert workspace.group == "g-moths"
    await until(lambda: 2 in seen(workspace))
    assert workspace.everywhere.field.hasFocus()
    assert workspace.pane.view.highlights.find("a moth")
    QTest.keyClick(workspace.everywhere.field, Qt.Key.Key_Escape)
    assert not workspace.pane.view.highlights
    assert workspace.group == TEAM


async def test_a_hit_elsewhere_closes_the_search_in_the_group(workspace: Workspace) -> None:
    await until(lambda: workspace.pane.view.rows)
    await search(workspace, "moth")
    workspace.everywhere.field.setText("moth")
    hit = Hit("g-moths", 2, 0, "u2", "a moth", ((2, 6),))
    workspace.everywhere.hit_wanted.emit(hit, ("moth",))
    assert workspace.group == "g-moths"
    assert not workspace.finding.panel.isVisible()


async def test_opening_another_group_ends_the_search(workspace: Workspace) -> None:
    await until(lambda: workspace.pane.view.rows)
    await search(workspace, "moth")
    workspace.open_group("g-design")
    assert not workspace.finding.panel.isVisible()
    assert workspace.group == "g-design"
    await turns()


async def test_without_a_group_there_is_nothing_to_search_in(
    workspace: Workspace, client: FakeClient
) -> None:
    client.drop_group(TEAM)
    workspace.finding.search_group()
    workspace.finding.step(1)
    assert not workspace.finding.panel.isVisible()


async def test_in_a_narrow_window_the_sidebar_makes_room(workspace: Workspace) -> None:
    workspace.resize(760, 600)
    await until(lambda: not workspace.members.isVisible())
    await search(workspace, "moth")
    assert not workspace.sidebar.isVisible()
    QTest.keyClick(workspace.finding.panel.field, Qt.Key.Key_Escape)
    assert workspace.sidebar.isVisible()
    await search(workspace, "moth")
    workspace.finding.search_everywhere()
    assert workspace.everywhere.field.hasFocus()
    assert not workspace.finding.panel.isVisible()


async def test_the_panel_is_made_when_it_is_wanted_or_some_time_after_the_start(
    workspace: Workspace, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> int:
        return len(workspace.findChildren(ResultList))

    assert made() == 0
    workspace.finding.search_group()
    assert made() == 1
    monkeypatch.setattr("chat_desktop.windows.search.finding.WARM_AFTER_MS", 0)
    other = Workspace(workspace.client, theme)
    await until(lambda: len(other.findChildren(ResultList)) == 2)
    other.end()
    other.deleteLater()
