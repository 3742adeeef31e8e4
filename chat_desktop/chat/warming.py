"""What is slow to load, in a thread once something can be seen: links, markup, lexers of code."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, Signal

from chat_desktop.chat.highlight import highlight
from chat_desktop.markdown.parse import parse

SAMPLE: Final = "*a* https://b.org"


class Warming(QObject):
    """Loads it once for the whole program; `done` comes on the thread of this object, each time.

    A tenth of a second of imports would be six frames on the GUI thread. In a thread of their own
    they give the interpreter up every few milliseconds.
    """

    done = Signal()
    _warm = False

    def begin(self) -> None:
        """Load what is not loaded."""
        if Warming._warm:
            self.done.emit()
        else:
            Thread(target=self._work, name="warming", daemon=True).start()

    def _work(self) -> None:
        parse(SAMPLE)
        highlight("pass", "python", dark=False)
        Warming._warm = True
        # The view may be gone by now.
        with suppress(RuntimeError):
            self.done.emit()
