"""The superuser's window: three tables, and every act confirmed before it is done."""

from __future__ import annotations

import asyncio

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from windows_world import click, dialog, part, turns, until

from chat_desktop.look.theme import Theme
from chat_desktop.windows.admin.admin_window import AdminWindow

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def admin(qloop: Loop, window: QWidget, theme: Theme, client: FakeClient) -> AdminWindow:
    made = AdminWindow(window, theme, client)
    made.show()
    return made


async def choose_user(admin: AdminWindow, username: str) -> None:
    def row() -> int | None:
        names = [user.username for user in admin.users.model.rows]
        return names.index(username) if username in names else None

    await until(lambda: row() is not None)
    found = row()
    assert found is not None
    admin.users.table.selectRow(found)


async def test_users_of_every_page_are_listed(admin: AdminWindow, client: FakeClient) -> None:
    await until(lambda: admin.users.model.rowCount() == len(client.users))
    states = [admin.users.model.index(row, 3).data() for row in range(2)]
    assert states == ["Online, superuser", "Offline"]


@pytest.mark.parametrize(
    ("button", "action"),
    [
        ("adminUsersDeactivate", "deactivate"),
        ("adminUsersMakeSuperuser", "make_admin"),
    ],
)
async def test_acts_on_users_ask_first(
    admin: AdminWindow, client: FakeClient, button: str, action: str
) -> None:
    await choose_user(admin, "grace")
    click(admin, button)
    click(await dialog(admin, "confirm"), "confirmAccept")
    await until(lambda: client.asked("admin_act") == [(action, "u2", None)])


async def test_a_new_password_is_shown_once(admin: AdminWindow, client: FakeClient) -> None:
    await choose_user(admin, "grace")
    click(admin, "adminUsersResetPassword")
    click(await dialog(admin, "confirm"), "confirmAccept")
    shown = await dialog(admin, "newPasswordDialog")
    assert part(shown, QLineEdit, "madePassword").text() == "correct-horse-42"
    shown.reject()


async def test_nobody_deactivates_themselves(admin: AdminWindow) -> None:
    await choose_user(admin, "ada")
    assert not part(admin, QPushButton, "adminUsersDeactivate").isEnabled()


async def test_groups_and_their_messages(admin: AdminWindow, client: FakeClient) -> None:
    await until(lambda: admin.groups.model.rowCount() == len(client.public))
    admin.tabs.setCurrentIndex(1)
    admin.groups.table.selectRow(0)
    click(admin, "adminGroupsDeleteGroup")
    click(await dialog(admin, "confirm"), "confirmAccept")
    await until(lambda: client.asked("admin_act") == [("delete_group", "p-0", None)])
    client.timelines["p-1"] = client.timelines[TEAM]
    await until(lambda: admin.groups.model.rowCount())
    admin.groups.table.selectRow(1)
    click(admin, "adminGroupsShowMessages")
    await until(lambda: admin.messages.model.rowCount() == 7)
    assert admin.tabs.currentIndex() == 2
    assert part(admin, QLabel, "adminMessagesGroup").text() == "Book club"
    newest = admin.messages.model.rows[0]
    assert newest.seq == 8
    admin.messages.table.selectRow(0)
    click(admin, "adminMessagesDeleteMessage")
    click(await dialog(admin, "confirm"), "confirmAccept")
    await until(lambda: client.asked("admin_act")[-1] == ("delete_message", "p-1", 8))


async def test_what_is_not_seen_is_made_in_later_turns(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    admin = AdminWindow(window, theme, client)
    assert [page.objectName() for page in admin.findChildren(QTableView)] == ["adminUsersTable"]
    assert [admin.tabs.tabText(place) for place in range(3)] == ["Users", "Groups", "Messages"]
    await until(lambda: len(admin.findChildren(QTableView)) == 3)
    await until(lambda: admin.groups.model.rowCount())


async def test_closing_stops_loading(admin: AdminWindow, client: FakeClient) -> None:
    await until(lambda: admin.users.model.rowCount() == len(client.users))
    asked = len(client.asked("admin_users"))
    admin.users.load()
    admin.close()
    await turns()
    assert len(client.asked("admin_users")) == asked
