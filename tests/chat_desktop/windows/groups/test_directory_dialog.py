"""The directory: search, further pages, joining, and refusals in plain words."""

from __future__ import annotations

import asyncio

import msgspec
from fake_client import FakeClient
from fake_data import DIRECTORY
from PySide6.QtWidgets import QLabel, QWidget
from windows_world import click, part, until, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.directory_dialog import DirectoryDialog
from protocol.errors import ErrorCode, Refusal

Loop = asyncio.AbstractEventLoop


async def test_every_page_arrives_while_scrolling(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    client.public += [msgspec.structs.replace(group, id=f"q{group.id}") for group in DIRECTORY[:8]]
    dialog = DirectoryDialog(window, theme, client)
    dialog.open()
    await until(lambda: dialog.model.rowCount() == len(client.public) - 4)
    assert client.asked("directory") == [("", None), ("", "8")]
    dialog.list.scrollToBottom()
    await until(lambda: dialog.model.rowCount() == len(client.public))
    dialog.reject()


async def test_search_join_and_refusal(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = DirectoryDialog(window, theme, client)
    dialog.open()
    write(dialog, "directorySearch", "climb")
    await until(lambda: dialog.model.rowCount() == 1)
    assert not dialog.join.isEnabled()
    dialog.list.setCurrentIndex(dialog.model.index(0))
    client.refuse["join_group"] = Refusal(ErrorCode.NOT_ALLOWED)
    click(dialog, "directoryJoin")
    await until(lambda: "not allowed" in part(dialog, QLabel, "directoryWords").text())
    client.refuse.clear()
    click(dialog, "directoryJoin")
    await until(lambda: dialog.result() == DirectoryDialog.DialogCode.Accepted)
    assert dialog.group == "p-2"
    assert client.group("p-2") is not None


async def test_nothing_found_is_said(
    qloop: Loop, window: QWidget, theme: Theme, client: FakeClient
) -> None:
    dialog = DirectoryDialog(window, theme, client)
    dialog.open()
    write(dialog, "directorySearch", "zzz")
    await until(lambda: "No public group" in part(dialog, QLabel, "directoryNothing").text())
    dialog.reject()
