"""Acts on people: menus by rank, questions first, profiles of all kinds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from windows_world import click, dialog, until, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.people.people_acts import PeopleActs

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def acts(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient, said: list[str]
) -> Iterator[PeopleActs]:
    tasks = Tasks(said.append)
    yield PeopleActs(window, client, theme, tasks, said.append)
    tasks.cancel()


def entries(menu: QMenu | None) -> dict[str, QAction]:
    assert menu is not None
    return {action.text(): action for action in menu.actions() if action.text()}


async def test_the_owner_sets_roles(acts: PeopleActs, client: FakeClient) -> None:
    entries(acts.menu(TEAM, "u3"))["Make admin"].trigger()
    await until(lambda: client.asked("set_role") == [(TEAM, "u3", "admin")])
    entries(acts.menu(TEAM, "u3"))["Make an ordinary member"].trigger()
    await until(lambda: client.asked("set_role")[-1] == (TEAM, "u3", "member"))


async def test_handing_over_asks_first(
    acts: PeopleActs, client: FakeClient, window: QWidget
) -> None:
    entries(acts.menu(TEAM, "u2"))["Hand the group over…"].trigger()
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: client.asked("set_role") == [(TEAM, "u2", "owner")])


async def test_removing_asks_first(acts: PeopleActs, client: FakeClient, window: QWidget) -> None:
    entries(acts.menu(TEAM, "u4"))["Remove from the group…"].trigger()
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: client.asked("remove_member") == [(TEAM, "u4")])


async def test_nobody_acts_on_an_equal_or_higher_rank(acts: PeopleActs) -> None:
    assert set(entries(acts.menu(TEAM, "u1"))) == {"Profile"}
    assert set(entries(acts.menu("g-design", "u3"))) == {"Profile"}
    assert set(entries(acts.menu("g-design", "u2"))) == {"Profile"}
    assert "Remove from the group…" in entries(acts.menu("g-design", "u4"))
    assert set(entries(acts.menu("g-random", "u4"))) == {"Profile"}
    assert acts.menu(TEAM, "nobody") is None


async def test_profiles(acts: PeopleActs, window: QWidget) -> None:
    acts.profile("u2", TEAM)
    (await dialog(window, "profileDialog")).reject()
    acts.profile("u1", TEAM)
    (await dialog(window, "myProfileDialog")).reject()


async def test_logging_out_asks_first(
    acts: PeopleActs, client: FakeClient, window: QWidget
) -> None:
    acts.my_profile()
    click(await dialog(window, "myProfileDialog"), "logOut")
    click(await dialog(window, "confirm"), "confirmAccept")
    await until(lambda: ("log_out", ()) in client.calls)


async def test_the_password_is_changed_from_the_profile(
    acts: PeopleActs, window: QWidget, said: list[str]
) -> None:
    acts.my_profile()
    click(await dialog(window, "myProfileDialog"), "changePassword")
    form = await dialog(window, "passwordDialog")
    write(form, "oldPassword", "correct horse")
    write(form, "newPassword", "battery staple")
    click(form, "passwordSubmit")
    await until(lambda: said)
    assert said[0].startswith("Password changed")


async def test_adding_opens_the_dialog(acts: PeopleActs, window: QWidget) -> None:
    acts.add(TEAM)
    (await dialog(window, "addMemberDialog")).reject()
