"""Questions are waited for while everything else goes on."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from windows_world import click, dialog, part, turns

from chat_desktop.windows.parts.ask import ask, confirm

Loop = asyncio.AbstractEventLoop


async def test_yes_and_no(qloop: Loop, window: QWidget) -> None:
    for button, answer in (("confirmAccept", True), ("confirmCancel", False)):
        asked = asyncio.ensure_future(confirm(window, "Sure?", "It means it.", "Do & go"))
        question = await dialog(window, "confirm")
        assert part(question, QPushButton, "confirmAccept").text() == "Do && go"
        click(question, button)
        assert await asked is answer


async def test_the_dangerous_act_is_not_the_default(qloop: Loop, window: QWidget) -> None:
    asked = asyncio.ensure_future(confirm(window, "Sure?", "It is gone.", "Delete", danger=True))
    question = await dialog(window, "confirm")
    assert part(question, QPushButton, "confirmCancel").isDefault()
    question.reject()
    assert await asked is False


async def test_cancelling_the_wait_closes_the_dialog(qloop: Loop, window: QWidget) -> None:
    shown = QDialog(window)
    asked = asyncio.ensure_future(ask(shown))
    await turns()
    assert shown.isVisible()
    asked.cancel()
    await turns()
    assert asked.cancelled()


async def test_a_dialog_may_go_with_its_window(qloop: Loop, qtbot: QtBot) -> None:
    around = QWidget()
    shown = QDialog(around)
    asked = asyncio.ensure_future(ask(shown))
    await turns()
    asked.cancel()
    delete(around)
    await turns()
    assert asked.cancelled()


async def test_other_tasks_run_meanwhile(qloop: Loop, window: QWidget) -> None:
    ticks: list[int] = []

    async def tick() -> None:
        for number in range(5):
            ticks.append(number)
            await asyncio.sleep(0)

    shown = QDialog(window)
    asked = asyncio.ensure_future(ask(shown))
    await tick()
    shown.accept()
    assert await asked is True
    assert len(ticks) == 5
