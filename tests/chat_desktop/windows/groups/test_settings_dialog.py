"""A group's settings: by rank, saved where changed, with invites that can be revoked."""

from __future__ import annotations

import asyncio

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from windows_world import click, clipboard, part, turns, until, write

from chat_desktop.core.attention import Level
from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.settings_dialog import GroupSettingsDialog
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Invite

Loop = asyncio.AbstractEventLoop


def settings(
    window: QWidget,
    theme: Theme,
    client: FakeClient,
    group: str = TEAM,
) -> GroupSettingsDialog:
    row = client.group(group)
    assert row is not None
    dialog = GroupSettingsDialog(window, theme, client, row)
    dialog.open()
    return dialog


async def test_only_what_changed_is_saved(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = settings(window, theme, client)
    write(dialog, "settingsTopic", "Fan-out")
    click(dialog, "groupSettingsSubmit")
    await until(lambda: dialog.result() == GroupSettingsDialog.DialogCode.Accepted)
    assert client.asked("update_group") == [(TEAM, {"topic": "Fan-out"})]


async def test_a_refusal_is_said(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = settings(window, theme, client)
    write(dialog, "settingsName", "x" * 65)
    click(dialog, "groupSettingsSubmit")
    assert "1 to 64" in part(dialog, QLabel, "settingsNameNote").text()
    client.refuse["update_group"] = Refusal(ErrorCode.NOT_ALLOWED)
    write(dialog, "settingsName", "Other")
    click(dialog, "groupSettingsSubmit")
    await until(lambda: "not allowed" in part(dialog, QLabel, "groupSettingsProblem").text())


async def test_a_member_may_only_look(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = settings(window, theme, client, "g-random")
    assert part(dialog, QLineEdit, "settingsName").isReadOnly()
    assert dialog.focusWidget() is dialog.level
    assert dialog.findChild(QPushButton, "groupSettingsSubmit") is None
    assert dialog.findChild(QWidget, "invites") is None
    assert dialog.findChild(QPushButton, "deleteGroup") is None
    assert part(dialog, QPushButton, "leaveGroup").isVisible()


async def test_invites_are_made_copied_and_revoked(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = settings(window, theme, client)
    part(dialog, QComboBox, "inviteExpires").setCurrentIndex(2)
    part(dialog, QComboBox, "inviteUses").setCurrentIndex(1)
    part(dialog, QPushButton, "createInvite").setFocus()
    click(dialog, "createInvite")
    await until(lambda: client.made_invites)
    await until(lambda: part(dialog, QPushButton, "createInvite").isEnabled())
    assert dialog.focusWidget() is part(dialog, QPushButton, "createInvite")
    assert client.asked("create_invite") == [(TEAM, None, 1)]
    link = f"parlance://join/127.0.0.1:8765/{TEAM}#invite1"
    assert clipboard() == link
    assert part(dialog, QLabel, "inviteLink").text() == link
    column = dialog.layout()
    assert column is not None
    await until(lambda: dialog.height() == column.totalHeightForWidth(dialog.width()))
    part(dialog, QToolButton, "revokeInvite").click()
    await until(lambda: not client.made_invites)
    assert client.asked("revoke_invite") == [(TEAM, "invite1")]


async def test_invites_made_before_are_still_listed(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    old = Invite(id=1, group=TEAM, token="old", uses=10)
    client.made_invites.append(old)
    dialog = settings(window, theme, client)
    assert part(dialog, QLabel, "inviteLink").text().endswith("#old")
    await turns()


async def test_an_invite_that_expires_is_dated_from_now(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    from chat_desktop.windows.groups.settings_dialog import HOUR_MS, wall_clock

    before = wall_clock()
    settings(window, theme, client)
    dialog = settings(window, theme, client)
    part(dialog, QComboBox, "inviteExpires").setCurrentIndex(0)
    click(dialog, "createInvite")
    await until(lambda: client.asked("create_invite"))
    ((_group, expires, _uses),) = client.asked("create_invite")
    assert before + 24 * HOUR_MS <= expires <= wall_clock() + 24 * HOUR_MS


async def test_what_is_told_of_the_group_is_chosen_at_once(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    client.set_attention(TEAM, Level.MENTIONS)
    dialog = settings(window, theme, client)
    level = part(dialog, QComboBox, "groupLevel")
    assert level.currentText() == "Only mentions"
    level.setCurrentIndex(2)
    assert client.attention(TEAM) is Level.NOTHING
    assert client.asked("update_group") == []
