"""The running program seen from within: its window, its groups, and the moments it has drawn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks.desktop.watched import Turn, WatchedApplication
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import LinkState
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.workspace import Workspace

WAIT_SECONDS: Final = 60.0
FRAME_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 0.005
NOTCH: Final = 120
"""One step of a mouse's wheel, in Qt's eighths of a degree."""


class NotThere(Exception):
    """Something did not appear in time; the text says what."""


@dataclass
class Drive:
    """The program's one window under measurement."""

    app: WatchedApplication
    window: MainWindow

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    @property
    def view(self) -> ChatView:
        return self.window.workspace.pane.view

    async def until(self, what: str, condition: Callable[[], object]) -> None:
        """Wait until something holds. Raises `NotThere`."""
        await until(what, condition)

    async def frame(self, done: Callable[[], object] = lambda: True) -> Turn:
        """Wait for the next drawing of the window after which `done` holds, and return it."""
        drawn: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()

        def look(turn: Turn) -> None:
            if not drawn.done() and done():
                drawn.set_result(turn)

        self.app.on_frame = look
        try:
            async with asyncio.timeout(FRAME_SECONDS):
                return await drawn
        except TimeoutError:
            raise NotThere("no frame was drawn") from None
        finally:
            self.app.on_frame = None

    async def rest(self, seconds: float = 0.05) -> None:
        """Let what is under way come to its end, unwatched."""
        await asyncio.sleep(seconds)
        self.app.take()

    async def settled(self, quiet: float, longest: float, nothing: float) -> list[Turn]:
        """Return the turns until, for `quiet` s, none took more than `nothing` ms of CPU.

        It waits no longer than `longest` s; there is one turn at least.
        """
        turns: list[Turn] = []
        end = time.monotonic() + longest
        while time.monotonic() < end:
            await asyncio.sleep(quiet)
            latest = self.app.take()
            turns += latest
            if latest and all(turn.cpu <= nothing for turn in latest):
                break
        return turns

    async def open(self, group: str) -> float:
        """Open a group; return ms from the command to the frame that shows its messages."""
        begun = time.perf_counter()
        self.workspace.open_group(group)
        pane = self.workspace.pane
        turn = await self.frame(lambda: pane.group == group and len(self.view.rows) > 0)
        return (turn.ended - begun) * 1000

    async def wheel(self, notches: float) -> list[Turn]:
        """Turn the wheel, positive being up; return the turns until the frame that shows it."""
        viewport = self.view.viewport()
        middle = viewport.rect().center()
        event = QWheelEvent(
            QPointF(middle),
            QPointF(viewport.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, round(NOTCH * notches)),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        self.app.take()
        QApplication.postEvent(viewport, event)
        await self.frame()
        return self.app.take()


async def until(what: str, condition: Callable[[], object]) -> None:
    """Wait until something holds. Raises `NotThere`."""
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise NotThere(f"this did not happen: {what}")
        await asyncio.sleep(LOOK_SECONDS)


async def take_over(app: WatchedApplication) -> Drive:
    """Return the program once its window shows messages and it is online."""
    found: list[MainWindow] = []

    def look() -> bool:
        found[:] = [window for window in app.topLevelWidgets() if isinstance(window, MainWindow)]
        return bool(found) and found[0].has_client

    await until("a window", look)
    drive = Drive(app, found[0])
    await until("a timeline", lambda: len(drive.view.rows) > 0)
    await until("a connection", lambda: drive.workspace.client.status.state is LinkState.ONLINE)
    app.watching = True
    return drive


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie, the nearest one above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Return the figures that describe a list of times."""
    return {
        "p50": percentile(values, 0.5),
        "p95": percentile(values, 0.95),
        "p99": percentile(values, 0.99),
        "most": max(values),
        "count": len(values),
    }
