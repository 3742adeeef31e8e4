"""Adding somebody by username."""

from __future__ import annotations

import asyncio

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QLabel, QWidget
from windows_world import click, part, until, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.people.add_dialog import AddMemberDialog
from protocol.errors import ErrorCode, Refusal


async def test_added_or_told_why_not(
    qloop: asyncio.AbstractEventLoop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    row = client.group(TEAM)
    assert row is not None
    dialog = AddMemberDialog(window, theme, client, row)
    dialog.open()
    note = part(dialog, QLabel, "addMemberUsernameNote")
    click(dialog, "addMemberSubmit")
    assert "goes here" in note.text()
    write(dialog, "addMemberUsername", "nobody")
    click(dialog, "addMemberSubmit")
    await until(lambda: "Nobody" in note.text())
    client.refuse["add_member"] = Refusal(ErrorCode.ALREADY_A_MEMBER)
    write(dialog, "addMemberUsername", "@grace")
    click(dialog, "addMemberSubmit")
    await until(lambda: "already" in note.text())
    client.refuse.clear()
    click(dialog, "addMemberSubmit")
    await until(lambda: dialog.result() == AddMemberDialog.DialogCode.Accepted)
    assert client.asked("add_member")[-1] == (TEAM, "u2")
