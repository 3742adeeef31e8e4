"""Scenes of writing: replying, editing, a long text, a code block, the emoji picker."""

from __future__ import annotations

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.stage import Stage


@scene("reply", "Answering a message", "Writing")
async def reply(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.pane.view.replyRequested.emit(7)
    window.workspace.pane.composer.input.insert("That was quick. Merging it now.")
    return window


@scene("edit", "Changing what one has said", "Writing")
async def edit(stage: Stage) -> QWidget:
    window = stage.window()
    window.workspace.pane.view.editRequested.emit(6)
    return window


@scene("composer-many-lines", "A text of many lines", "Writing")
async def composer_many_lines(stage: Stage) -> QWidget:
    client = FakeClient()
    text = "Plan for Friday:\n" + "\n".join(f"{n}. step {n} of the plan" for n in range(1, 12))
    client.change_group(TEAM, draft=text)
    return stage.window(client)


@scene("composer-too-long", "A text that is too long", "Writing")
async def composer_too_long(stage: Stage) -> QWidget:
    client = FakeClient()
    client.change_group(TEAM, draft="word " * (client.limits.text_chars // 5 + 4))
    window = stage.window(client)
    split = window.workspace.pane.composer.limit_bar.split
    await stage.until(lambda: "2" in split.text())
    return window


@scene("emoji-picker", "Picking an emoji", "Writing")
async def emoji_picker(stage: Stage) -> QWidget:
    window = stage.window()
    await stage.settle(window)
    window.workspace.pane.composer.emoji.click()
    return window
