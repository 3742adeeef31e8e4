"""Renders scenes in this process, in one theme at one scale; a scene that fails is named."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from shots.pictures import is_blank
from shots.scene import Scene
from shots.stage import Stage

from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.loop import run
from chat_desktop.translations.languages import Translations

SCENE_SECONDS = 60
KNOWN = ("This plugin does not support", "OpenType support missing")
"""What Qt says of every picture made off screen."""


class Surroundings(NamedTuple):
    """What all scenes of a process share."""

    app: QApplication
    dress: Theme
    translations: Translations


class Blank(Exception):
    """There is nothing on the picture."""


class Complaints(logging.Handler):
    """Keeps what the program logs as an error: a scene that makes it do so has failed."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


def _heard(_kind: QtMsgType, _where: QMessageLogContext, words: str | None) -> None:
    if words and not any(known in words for known in KNOWN):
        print(words, file=sys.stderr, flush=True)


def render(scenes: Sequence[Scene], theme: str, scale: int, folder: Path) -> list[str]:
    """Save a picture of each scene in the folder; return the names of those that failed.

    `QT_SCALE_FACTOR` must be set to `scale` already. Why one failed stands on stderr.
    """
    qInstallMessageHandler(_heard)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("parlance")
    app.setQuitOnLastWindowClosed(False)
    app.setCursorFlashTime(0)
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_FadeTooltip):
        QApplication.setEffectEnabled(effect, False)
    # What closes is collected between scenes, on this thread: chat_desktop.garbage says why.
    gc.disable()
    dress = Theme(app, ThemeChoice(theme))
    dress.motion.choose(MotionChoice.REDUCED)
    surroundings = Surroundings(app, dress, Translations(app, "en"))
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    return run(app, _all(surroundings, scenes, theme, scale, folder, complaints))


async def _all(
    surroundings: Surroundings,
    scenes: Sequence[Scene],
    theme: str,
    scale: int,
    folder: Path,
    complaints: Complaints,
) -> list[str]:
    def reported(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        complaints.heard.append(f"{context.get('message')}: {context.get('exception')!r}")

    asyncio.get_running_loop().set_exception_handler(reported)
    failed = []
    for scene in scenes:
        complaints.heard.clear()
        try:
            await asyncio.wait_for(
                _one(surroundings, scene, folder / scene.file(theme, scale)), SCENE_SECONDS
            )
        except Exception:
            complaints.heard.append(traceback.format_exc())
        if complaints.heard:
            failed.append(scene.name)
            for words in complaints.heard:
                print(f"{scene.name} ({theme}, {scale}x): {words}", file=sys.stderr, flush=True)
    return failed


async def _one(surroundings: Surroundings, scene: Scene, file: Path) -> None:
    stage = Stage(*surroundings)
    try:
        widget = await scene.set_up(stage)
        picture = await stage.settle(widget)
        if is_blank(picture):
            raise Blank(scene.name)
        if not picture.save(str(file)):
            raise OSError(f"{file} cannot be written")
    finally:
        await stage.clear()
