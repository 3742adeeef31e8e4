"""Scenes of searching: in the group, everywhere, by operators, and when nothing is found."""

from __future__ import annotations

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.scenes_chat import long_talk, with_rows
from shots.stage import Stage

from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.search.searching import State


async def found(stage: Stage, window: MainWindow, text: str) -> None:
    """Search in the open group and wait for the answer."""
    panel = window.workspace.finding.panel
    window.workspace.finding.search_group()
    QTest.keyClicks(panel.field, text)
    panel.searching.look_now()
    await stage.until(lambda: panel.searching.state is not State.SEARCHING)


async def found_everywhere(stage: Stage, window: MainWindow, text: str) -> None:
    """Search everywhere and wait for the answer."""
    search = window.workspace.everywhere
    window.workspace.finding.search_everywhere()
    QTest.keyClicks(search.field, text)
    search.searching.look_now()
    await stage.until(lambda: search.searching.state is not State.SEARCHING)


@scene("search-group", "Hits in the group, one shown in the chat", "Finding")
async def search_group(stage: Stage) -> QWidget:
    window = stage.window(with_rows(long_talk()))
    await stage.settle(window)
    await found(stage, window, "commit batch")
    window.workspace.finding.panel.open_next(1)
    window.workspace.finding.panel.open_next(1)
    return window


@scene("search-group-begin", "What the search in a group understands", "Finding")
async def search_group_begin(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    client.set_coverage(82, 100, TEAM)
    window.workspace.finding.search_group()
    return window


@scene("search-group-from", "Completing who said it", "Finding")
async def search_group_from(stage: Stage) -> QWidget:
    window = stage.window()
    await found(stage, window, "batch from:gr")
    return window


@scene("search-group-none", "Nothing found, and not all is covered yet", "Finding")
async def search_group_none(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    client.set_coverage(41, 100, TEAM)
    await found(stage, window, "zeppelin")
    return window


@scene("search-everywhere", "People, groups and messages", "Finding")
async def search_everywhere(stage: Stage) -> QWidget:
    client = FakeClient()
    client.change_group("g-lunch", name="Lunch with Grace")
    window = stage.window(client)
    await found_everywhere(stage, window, "grace")
    return window


@scene("search-everywhere-dates", "Completing a day", "Finding")
async def search_everywhere_dates(stage: Stage) -> QWidget:
    window = stage.window()
    await found_everywhere(stage, window, "test after:")
    return window


@scene("search-everywhere-wrong", "A day that is none", "Finding")
async def search_everywhere_wrong(stage: Stage) -> QWidget:
    window = stage.window()
    await found_everywhere(stage, window, "test before:friday ")
    return window


@scene("search-narrow", "Searching in a narrow window", "Finding")
async def search_narrow(stage: Stage) -> QWidget:
    window = stage.window(size=(700, 720))
    await found(stage, window, "the")
    return window


@scene("jump-to-date", "The calendar over the chat", "Finding")
async def jump_to_date(stage: Stage) -> QWidget:
    window = stage.window(with_rows(long_talk()))
    await stage.settle(window)
    window.workspace.dates.open_in_middle()
    return window


@scene("search-right-to-left", "Hits, read from right to left", "Everyone")
async def search_right_to_left(stage: Stage) -> QWidget:
    stage.mirror()
    window = stage.window()
    await found_everywhere(stage, window, "grace")
    await found(stage, window, "the")
    return window
