"""Creating a group and joining one by link or id."""

from __future__ import annotations

import asyncio

import pytest
from fake_client import FakeClient
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget
from windows_world import click, part, until, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.create_dialog import CreateGroupDialog, JoinDialog
from protocol.errors import ErrorCode, Refusal

Loop = asyncio.AbstractEventLoop


async def test_a_group_is_created(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = CreateGroupDialog(window, theme, client)
    dialog.open()
    click(dialog, "createSubmit")
    assert "1 to 64" in part(dialog, QLabel, "createNameNote").text()
    write(dialog, "createName", " Tea ")
    write(dialog, "createTopic", "Leaves")
    part(dialog, QRadioButton, "visibilityPublic").setChecked(True)
    click(dialog, "createSubmit")
    await until(lambda: dialog.result() == CreateGroupDialog.DialogCode.Accepted)
    assert client.asked("create_group") == [("Tea", "Leaves", "public")]
    assert dialog.group == client.rows[0].id


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("p-2", ("p-2", None)),
        ("parlance://join/127.0.0.1:8765/p-2", ("p-2", None)),
        (" parlance://join/127.0.0.1:8765/p-2#secret ", ("p-2", "secret")),
    ],
)
async def test_joining_by_link_or_id(
    qloop: Loop,
    window: QWidget,
    theme: Theme,
    client: FakeClient,
    text: str,
    wanted: tuple[str, str | None],
) -> None:
    dialog = JoinDialog(window, theme, client, text)
    dialog.open()
    click(dialog, "joinSubmit")
    await until(lambda: dialog.result() == JoinDialog.DialogCode.Accepted)
    assert client.asked("join_group") == [wanted]
    assert dialog.group == "p-2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what is this", "neither"),
        ("", "neither"),
        ("parlance://join/elsewhere.org/p-2", "another server, elsewhere.org"),
    ],
)
async def test_what_cannot_be_joined_is_said(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient, text: str, words: str
) -> None:
    dialog = JoinDialog(window, theme, client, text)
    dialog.open()
    click(dialog, "joinSubmit")
    assert words in part(dialog, QLabel, "joinLinkNote").text()
    assert client.asked("join_group") == []


async def test_a_spent_invite_is_said(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    client.refuse["join_group"] = Refusal(ErrorCode.NO_SUCH_GROUP)
    dialog = JoinDialog(window, theme, client, "p-2")
    dialog.open()
    click(dialog, "joinSubmit")
    await until(lambda: "no longer good" in part(dialog, QLabel, "joinLinkNote").text())
