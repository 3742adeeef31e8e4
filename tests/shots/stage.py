"""What scenes are built with: a theme, a lively client, a window, and waiting until it is still."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shots.pictures import picture_of

from chat_desktop.look.theme import Theme
from chat_desktop.translations.languages import Translations
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from protocol.scalars import GroupId

LOOK_SECONDS = 0.02
SAME_LOOKS = 3
MOST_LOOKS = 100

Window = TypeVar("Window", bound=QWidget)


class Restless(Exception):
    """What is looked at never stands still."""


class Stage:
    """The surroundings of one scene; `clear` takes down what it built."""

    def __init__(
        self, app: QApplication, theme: Theme, translations: Translations | None = None
    ) -> None:
        self.app, self.theme, self._translations = app, theme, translations
        QLocale.setDefault(QLocale("en_GB"))
        self._folder = tempfile.TemporaryDirectory(prefix="parlance-shots-")
        self._ends: list[Callable[[], None]] = []

    @property
    def folder(self) -> Path:
        """A folder of the scene's own."""
        return Path(self._folder.name)

    # --- building

    def window(
        self,
        client: FakeClient | None = None,
        *,
        group: GroupId | None = TEAM,
        size: tuple[int, int] = (1280, 820),
    ) -> MainWindow:
        """Return the shown main window of a client (a lively one if none is given).

        `group` is opened where the client has it.
        """
        client = client if client is not None else FakeClient()
        memory = Memory(self.folder / "window.ini")
        memory.set_text("theme", self.theme.choice.value)
        window = MainWindow(self.theme, memory)
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.use(client)
        if group is not None and client.group(group) is not None:
            window.workspace.open_group(group)
        return window

    def page(self, size: tuple[int, int] = (900, 640)) -> QWidget:
        """Return an empty window for dialogs to stand over."""
        made = QWidget()
        made.setObjectName("page")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.resize(*size)
        made.show()
        made.activateWindow()
        return made

    def mirror(self) -> None:
        """Read from right to left until the scene is over."""
        self.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._ends.append(lambda: self.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight))

    def speak(self, code: str) -> None:
        """Speak another language until the scene is over."""
        translations = self._translations or Translations(self.app, "en")
        translations.choose(code)

        def back() -> None:
            translations.choose("en")

        self._ends.append(back)

    def at_end(self, act: Callable[[], None]) -> None:
        """Call `act` when the scene is over."""
        self._ends.append(act)

    # --- waiting

    async def settle(self, widget: QWidget) -> QImage:
        """Wait until the widget keeps its look; return it."""
        # While the looks of all change, their windows have no picture to grab.
        self.theme.settle()
        before, same = QImage(), 0
        for _ in range(MOST_LOOKS):
            await asyncio.sleep(LOOK_SECONDS)
            now = picture_of(widget)
            same = same + 1 if now == before else 0
            if same == SAME_LOOKS:
                return now
            before = now
        raise Restless(f"{widget.objectName()} changes for ever")

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until `condition` holds, for ten seconds at most."""
        async with asyncio.timeout(10):
            while not condition():
                await asyncio.sleep(0.005)

    # --- afterwards

    async def clear(self) -> None:
        """Close and forget every window, dialogs first, as a user would."""
        for end in reversed(self._ends):
            end()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in _windows(QDialog):
            dialog.reject()
        await _turns()
        for window in _windows(QWidget):
            window.close()
        await _turns()
        for window in _windows(QWidget):
            window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        self._folder.cleanup()


def _windows(kind: type[Window]) -> list[Window]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]


async def _turns() -> None:
    """Let everything run that is ready to."""
    for _ in range(5):
        await asyncio.sleep(0)
