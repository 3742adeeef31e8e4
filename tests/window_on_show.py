"""A window with a lively client in a process of its own; each line on stdin is said in a group.

`python -m window_on_show`: a line is `USER TEXT`, and the window's own user is `u1`.
"""

from __future__ import annotations

import asyncio
import sys

from fake_client import FakeClient
from fake_data import NOW, TEAM
from PySide6.QtWidgets import QApplication
from shots.stage import Stage

from chat_desktop.core.ports import TimelineSpliced
from chat_desktop.core.rows import MessageRow, Splice
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.loop import run
from chat_desktop.translations.languages import Translations


def say(client: FakeClient, by: str, text: str) -> None:
    """Let somebody's message come in."""
    rows = client.timelines[TEAM].rows
    seq = len(rows) + 1000
    row = MessageRow(f"said-{seq}", by, NOW, text, seq, seq)
    rows.append(row)
    client.tell(TimelineSpliced(TEAM, (Splice(len(rows) - 1, 0, (row,)),)))


async def main(app: QApplication) -> None:
    """Show the window until stdin ends."""
    client = FakeClient()
    stage = Stage(app, Theme(app, ThemeChoice.LIGHT), Translations(app, "en"))
    stage.window(client)
    print("READY", flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        by, _space, text = line.strip().partition(" ")
        say(client, by, text)
    await stage.clear()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    run(application, main(application))
