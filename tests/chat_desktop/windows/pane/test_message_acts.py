"""Reactions go to the message they were picked for, whatever is open by then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from windows_world import clipboard, part, until

from chat_desktop.core.rows import Delivery, MessageRow
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.chat_pane import ChatPane
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.parts.tasks import Tasks

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def pane(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[ChatPane]:
    tasks = Tasks(lambda _words: None)
    made = ChatPane(client, theme, tasks)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    made.show_group(TEAM)
    yield made
    made.end()
    tasks.cancel()


async def test_a_reaction_is_picked(pane: ChatPane, client: FakeClient) -> None:
    pane.acts.pick_reaction(7, QPoint(50, 600))
    pane.show_group("g-books")
    search = part(part(pane, EmojiPicker, "emojiPicker"), QLineEdit, "emojiSearch")
    QTest.keyClicks(search, "rocket")
    QTest.keyClick(search, Qt.Key.Key_Return)
    await until(lambda: client.asked("react") == [(TEAM, 7, "🚀", True)])


async def test_what_is_dropped_is_on_the_clipboard(pane: ChatPane, client: FakeClient) -> None:
    rows = client.timelines[TEAM].rows
    rows.append(MessageRow("k", "u1", 1, "unsent words", delivery=Delivery.FAILED))
    pane.view.discardRequested.emit("k")
    assert clipboard() == "unsent words"
    assert client.asked("discard") == [(TEAM, "k")]
    pane.view.retryRequested.emit("k")
    assert client.asked("send_again") == [(TEAM, "k")]
