"""What is slow to load, in a thread once something can be seen: links, markup, lexers of code."""

from __future__ import annotations

from threading import Thread
from typing import ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal

from chat_desktop.chat.highlight import highlight
from chat_desktop.markdown.parse import parse

SAMPLE: Final = "*a* https://b.org"
LOOK_MS: Final = 20
"""So often it is looked whether the thread has ended, for the tenth of a second that it takes."""


class Warming(QObject):
    """Loads it once for the whole program; `done` comes on the thread of this object, each time.

    A tenth of a second of imports would be six frames on the GUI thread. In a thread of their own
    they give the interpreter up every few milliseconds. That thread touches nothing of Qt: an
    object that emits there while it is destroyed here crashes the program.
    """

    done = Signal()
    _thread: ClassVar[Thread | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell)

    def begin(self) -> None:
        """Load what is not loaded."""
        if Warming._thread is None:
            Warming._thread = Thread(target=_load, name="warming", daemon=True)
            Warming._thread.start()
        self._look.start()
        self._tell()

    def _tell(self) -> None:
        if Warming._thread is None or not Warming._thread.is_alive():
            self._look.stop()
            self.done.emit()


def _load() -> None:
    parse(SAMPLE)
    highlight("pass", "python", dark=False)
