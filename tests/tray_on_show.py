"""A program that is nothing but its icon in the tray: says what is clicked, ends with its input."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication

from chat_desktop.look.theme import Theme
from chat_desktop.system.tray import Tray


def main() -> int:
    """Show the icon with twelve unread until the input ends."""
    app = QApplication(sys.argv[:1])
    Theme(app)
    tray = Tray(lambda _tag: None)
    tray.toggle_wanted.connect(lambda: print("clicked", flush=True))
    print("there" if tray.appear() else "no tray", flush=True)
    tray.set_unread(12)

    def wait() -> None:
        sys.stdin.read()
        # Not a call: the loop may not run yet.
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)

    threading.Thread(target=wait, daemon=True).start()
    app.exec()
    return 0


if __name__ == "__main__":
    sys.exit(main())
