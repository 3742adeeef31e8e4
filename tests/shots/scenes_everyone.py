"""Scenes for everyone: other languages, larger text, and all of it from right to left."""

from __future__ import annotations

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.scenes_chat import said, with_rows
from shots.stage import Stage
from windows_world import dialog

from chat_desktop.core.rows import Delivery, LinkState, Row


@scene("norwegian", "In Norwegian", "Everyone")
async def norwegian(stage: Stage) -> QWidget:
    stage.speak("nb")
    return stage.window()


@scene("norwegian-offline", "Offline, in Norwegian", "Everyone")
async def norwegian_offline(stage: Stage) -> QWidget:
    stage.speak("nb")
    client = FakeClient()
    window = stage.window(client)
    client.set_status(LinkState.OFFLINE, reason="The server is restarting.")
    return window


@scene("spanish", "In Spanish", "Everyone")
async def spanish(stage: Stage) -> QWidget:
    stage.speak("es")
    return stage.window()


@scene("spanish-question", "A question, in Spanish", "Everyone")
async def spanish_question(stage: Stage) -> QWidget:
    stage.speak("es")
    window = stage.window()
    window.workspace.groups.leave(TEAM)
    await dialog(window, "confirm")
    return window


@scene("right-to-left-dialog", "A dialog and settings from right to left", "Everyone")
async def right_to_left_dialog(stage: Stage) -> QWidget:
    stage.mirror()
    window = stage.window()
    window.workspace.groups.create()
    await dialog(window, "createDialog")
    return window


@scene("right-to-left-everything", "Code, quotes and failures from right to left", "Everyone")
async def right_to_left_everything(stage: Stage) -> QWidget:
    stage.mirror()
    texts = (
        "> מישהו כתב\nתשובה לזה",
        "- אחת\n- שתיים `code` ועוד\n1. three",
        "```python\nasync def flush(self): ...\n```",
    )
    rows: list[Row] = [said(at, f"u{at + 1}", 9 - at, text) for at, text in enumerate(texts, 1)]
    rows.append(said(4, "u1", 2, "לא נשלח", delivery=Delivery.FAILED, problem="Too long."))
    return stage.window(with_rows(rows))
