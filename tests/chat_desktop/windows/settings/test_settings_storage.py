"""Storage: the size is counted when it is looked at, and cleared only after a question."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fake_client import FakeClient
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import click, dialog, part, turns, until

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.storage import StoragePage

Loop = asyncio.AbstractEventLoop


def says(page: StoragePage, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(QLabel))


async def test_the_size_is_said_and_the_cache_cleared_after_a_question(
    qloop: Loop, theme: Theme, client: FakeClient, tmp_path: Path, qtbot: QtBot
) -> None:
    page = StoragePage(surroundings(theme, tmp_path, [client]))
    qtbot.addWidget(page)
    page.show()
    await until(lambda: says(page, "MB on this computer"))
    click(page, "clearCache")
    (await dialog(page, "confirm")).reject()
    await turns()
    assert client.asked("clear_cache") == []
    click(page, "clearCache")
    click(await dialog(page, "confirm"), "confirmAccept")
    await until(lambda: client.asked("clear_cache"))
    await until(lambda: len(client.asked("storage_bytes")) == 2)


async def test_trouble_is_said(
    qloop: Loop, theme: Theme, client: FakeClient, tmp_path: Path, qtbot: QtBot
) -> None:
    client.refuse["storage_bytes"] = Offline("The disk is gone.")
    page = StoragePage(surroundings(theme, tmp_path, [client]))
    qtbot.addWidget(page)
    page.show()
    problem = part(page, QLabel, "storageProblem")
    await until(problem.text)
    assert problem.text() == "The disk is gone."


async def test_who_is_not_signed_in_has_nothing_to_clear(
    qloop: Loop, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    page = StoragePage(surroundings(theme, tmp_path, [FakeClient(signed_in=False)]))
    qtbot.addWidget(page)
    page.show()
    await turns()
    assert not says(page, "Counting")
