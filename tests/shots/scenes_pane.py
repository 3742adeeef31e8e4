"""Scenes of the composer at work: completions, the picker searching, dropping, waiting messages."""

from __future__ import annotations

import time

from fake_client import FakeClient
from fake_data import NOW, TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from shots.scene import scene
from shots.stage import Stage

from chat_desktop.core.ports import TimelineSpliced
from chat_desktop.core.rows import Delivery, LinkState, MessageRow, Splice
from chat_desktop.windows.main_window import MainWindow


async def writing(stage: Stage, words: str) -> MainWindow:
    """Return a window in whose composer these words were typed."""
    window = stage.window()
    await stage.settle(window)
    field = window.workspace.pane.composer.input
    field.setFocus()
    QTest.keyClicks(field, words)
    return window


@scene("complete-name", "Mentioning somebody", "Writing")
async def complete_name(stage: Stage) -> QWidget:
    return await writing(stage, "Very nice. Did you see this, @")


@scene("complete-emoji", "Completing an emoji", "Writing")
async def complete_emoji(stage: Stage) -> QWidget:
    window = await writing(stage, "That is good news :smi")
    QTest.keyClick(window.workspace.pane.composer.input, Qt.Key.Key_Down)
    return window


@scene("emoji-search", "Searching for an emoji, with a skin tone", "Writing")
async def emoji_search(stage: Stage) -> QWidget:
    window = await writing(stage, "Thank you ")
    window.workspace.pane.composer.emoji.click()
    search = window.findChild(QLineEdit, "emojiSearch")
    assert search is not None
    tone = window.findChild(QWidget, "emojiTone")
    assert tone is not None
    for _step in range(3):
        QTest.mouseClick(tone, Qt.MouseButton.LeftButton)
    QTest.keyClicks(search, "hand")
    QTest.keyClick(search, Qt.Key.Key_Down)
    return window


@scene("near-limit", "A text near the limit", "Writing")
async def near_limit(stage: Stage) -> QWidget:
    client = FakeClient()
    client.change_group(TEAM, draft="words " * (client.limits.text_chars // 6 - 20))
    return stage.window(client)


@scene("drop-zone", "Dropping text", "Writing")
async def drop_zone(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    window.workspace.pane.drop_zone.cover(window.workspace.pane.header.height() + 1)
    return window


@scene("waiting-offline", "Messages that wait for the server", "Connection")
async def waiting_offline(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    client.set_status(
        LinkState.OFFLINE,
        reason="The server does not answer.",
        retry_at=time.monotonic() + 12.9,
    )
    rows = client.timelines[TEAM].rows
    for place, words in enumerate(("I am on the train, so this may take a while.", "See you!")):
        row = MessageRow(f"waits{place}", "u1", NOW, words, delivery=Delivery.SENDING)
        rows.append(row)
        client.tell(TimelineSpliced(TEAM, (Splice(len(rows) - 1, 0, (row,)),)))
    return window


@scene("trying-again", "Connecting again after a loss", "Connection")
async def trying_again(stage: Stage) -> QWidget:
    client = FakeClient()
    window = stage.window(client)
    client.set_status(LinkState.OFFLINE, reason="The server does not answer.")
    client.set_status(LinkState.CONNECTING)
    return window


@scene("writing-narrow", "Writing in a low, narrow window, in large text", "Everyone")
async def writing_narrow(stage: Stage) -> QWidget:
    stage.at_end(lambda: stage.theme.resize_text(100))
    window = stage.window(size=(640, 480))
    stage.theme.resize_text(160)
    await stage.settle(window)
    window.workspace.pane.view.replyRequested.emit(7)
    await stage.settle(window)
    window.workspace.pane.composer.emoji.click()
    return window


@scene("writing-mirrored", "Writing from right to left", "Everyone")
async def writing_mirrored(stage: Stage) -> QWidget:
    stage.mirror()
    window = stage.window()
    await stage.settle(window)
    window.workspace.pane.view.replyRequested.emit(7)
    field = window.workspace.pane.composer.input
    field.insert("שלום לכולם ")
    QTest.keyClicks(field, "@")
    return window
