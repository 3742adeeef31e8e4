"""Acts on groups: menus by rank, questions before what cannot be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from windows_world import click, clipboard, dialog, turns, until, write

from chat_desktop.core.attention import Level
from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.group_acts import GroupActs
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import MAX_INTEGER

Loop = asyncio.AbstractEventLoop


class World:
    def __init__(self, window: QWidget, theme: Theme, client: FakeClient) -> None:
        self.opened: list[str] = []
        self.said: list[str] = []
        self.tasks = Tasks(self.said.append)
        self.acts = GroupActs(
            window, client, theme, self.tasks, self.opened.append, self.said.append
        )


@pytest.fixture
def world(qloop: Loop, window: QWidget, theme: Theme, client: FakeClient) -> Iterator[World]:
    made = World(window, theme, client)
    yield made
    made.tasks.cancel()


def entries(menu: QMenu | None) -> dict[str, QAction]:
    assert menu is not None
    return {action.text(): action for action in menu.actions() if action.text()}


async def test_the_menu_follows_the_rank(world: World) -> None:
    assert "Delete…" in entries(world.acts.menu(TEAM, is_open=True))
    member = entries(world.acts.menu("g-random", is_open=False))
    assert "Delete…" not in member
    assert {"Open", "Mark as read", "Copy id", "Copy link", "Leave…"} <= set(member)
    assert world.acts.menu("gone", is_open=False) is None


async def test_the_menu_explains_what_is_unread(world: World, client: FakeClient) -> None:
    assert not entries(world.acts.menu(TEAM, is_open=True))["Why is this unread?"].isVisible()
    wanted: list[str] = []
    world.acts.unread_wanted.connect(wanted.append)
    entries(world.acts.menu("g-random", is_open=False))["Why is this unread?"].trigger()
    assert wanted == ["g-random"]


async def test_the_menu_sets_what_is_told(world: World, client: FakeClient) -> None:
    menu = world.acts.menu("g-random", is_open=False)
    assert menu is not None
    levels = menu.findChild(QMenu, "groupLevels")
    assert isinstance(levels, QMenu)
    assert entries(levels)["All messages"].isChecked()
    entries(levels)["Nothing"].trigger()
    assert client.attention("g-random") is Level.NOTHING


async def test_leaving_asks_first(world: World, window: QWidget, client: FakeClient) -> None:
    world.acts.leave("g-random")
    question = await dialog(window, "confirm")
    click(question, "confirmCancel")
    await turns()
    assert client.asked("leave_group") == []
    world.acts.leave("g-random")
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: client.asked("leave_group") == ["g-random"])


async def test_deleting_asks_first(world: World, window: QWidget, client: FakeClient) -> None:
    world.acts.delete(TEAM)
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: client.asked("delete_group") == [TEAM])


async def test_a_refusal_is_told(world: World, window: QWidget, client: FakeClient) -> None:
    client.refuse["leave_group"] = Refusal(ErrorCode.BUSY)
    world.acts.leave("g-random")
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: world.said)
    assert "busy" in world.said[0]


async def test_creating_opens_the_new_group(
    world: World, window: QWidget, client: FakeClient
) -> None:
    world.acts.create()
    form = await dialog(window, "createDialog")
    write(form, "createName", "Tea")
    click(form, "createSubmit")
    await until(lambda: world.opened)
    assert world.opened == [client.rows[0].id]


async def test_joining_opens_the_group(world: World, window: QWidget) -> None:
    world.acts.join("parlance://join/127.0.0.1:8765/p-2")
    click(await dialog(window, "joinDialog"), "joinSubmit")
    await until(lambda: world.opened == ["p-2"])


async def test_settings_lead_to_leaving(world: World, window: QWidget, client: FakeClient) -> None:
    world.acts.settings(TEAM)
    click(await dialog(window, "groupSettingsDialog"), "leaveGroup")
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: client.asked("leave_group") == [TEAM])


async def test_copies_and_marks(world: World, client: FakeClient) -> None:
    world.acts.copy_id(TEAM)
    assert clipboard() == TEAM
    world.acts.copy_link("g-random")
    assert clipboard() == "parlance://join/127.0.0.1:8765/g-random"
    world.acts.mark_read("g-random")
    assert client.asked("mark_read") == [("g-random", MAX_INTEGER)]
    assert len(entries(world.acts.add_menu())) == 3
