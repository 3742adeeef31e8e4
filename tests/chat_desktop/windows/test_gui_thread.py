"""The GUI thread waits for no disk, no network and no database, whatever the user does."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import threading
import time
from pathlib import Path

import msgspec
import pytest
from log_server import LogServer, log_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from real_windows import desktop, log_in, online, say
from scripted_server import scripted
from watchdog import nothing_waits
from windows_world import until

from chat_desktop.core.rows import MessageRow
from chat_desktop.desktop import Desktop
from chat_desktop.look.theme import Theme, ThemeChoice
from protocol.commands import Send
from protocol.events import Message

Loop = asyncio.AbstractEventLoop

TEXTS = (
    "plain words, and some more of them",
    "**bold**, *italic*, `code` and https://example.org/a",
    "- one\n- two\n- three 🎉",
    "```python\ndef answer() -> int:\n    return 42\n```",
    "> quoted\n\nこれは日本語",
)


def server_with(count: int) -> LogServer:
    """Return a server whose group has texts of every kind."""
    log = log_of(count)
    log.events = [
        msgspec.structs.replace(event, text=TEXTS[event.seq % len(TEXTS)])
        for event in log.events
        if isinstance(event, Message)
    ]
    return LogServer(log)


def texts(one: Desktop) -> list[str | None]:
    rows = one.window.workspace.pane.view.rows
    return [row.text for row in rows if isinstance(row, MessageRow)]


def at_start(one: Desktop) -> bool:
    timeline = one.window.workspace.client.timeline("g")
    return timeline is not None and timeline.at_start


async def live_through(one: Desktop, server: LogServer, theme: Theme) -> None:
    """Do what people do all day."""
    workspace = one.window.workspace
    view = workspace.pane.view
    workspace.open_group("g")
    await until(lambda: len(texts(one)) >= 100)
    before = len(view.rows)
    while len(view.rows) == before and not at_start(one):
        view.scroll_by(-300)
        await asyncio.sleep(0.001)
    view.jump_to_newest()
    say(one, "**hello** :tea:")
    await until(lambda: server.of(Send))
    await until(lambda: "hello" in (texts(one)[-1] or ""))
    for width in (1000, 900, 1200):
        one.window.resize(width, 700)
        await asyncio.sleep(0)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        theme.choose(choice)
        await asyncio.sleep(0)
    workspace.finding.search_group()
    workspace.finding.close_panel()
    workspace.everywhere.field.setText("plain")
    workspace.everywhere.leave()
    await workspace.client.search("italic")
    await workspace.client.jump_to("g", 5)
    await workspace.client.first_unread("g")
    workspace.client.mark_read("g", 10_000)
    QTest.keyClick(view, Qt.Key.Key_Home)
    one.window.grab()


async def test_nothing_that_users_do_waits_on_the_gui_thread(
    qloop: Loop, tmp_path: Path, theme: Theme
) -> None:
    server = server_with(260)
    async with scripted(server) as url, desktop(tmp_path, "one", theme, url) as one:
        one.window.show()
        await log_in(one, "me", "password")
        await online(one)
        # What is loaded once and kept, such as fonts and lexers, may be read from files.
        await live_through(one, server, theme)
        with nothing_waits():
            await live_through(one, server, theme)


def test_the_watchdog_notes_every_kind_of_waiting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    def wait() -> None:
        (tmp_path / "file").read_text()
        sqlite3.connect(tmp_path / "cache").close()
        with socket.socket() as one, pytest.raises(OSError, match="refused"):
            one.connect(("127.0.0.1", 1))
        time.sleep(0)

    with pytest.raises(AssertionError, match="the GUI thread waited"), nothing_waits() as noted:
        wait()
    kinds = [line.partition("(")[0] for line in noted]
    assert kinds[0] == "open"
    assert {"open", "sqlite3.connect", "socket.connect"} <= set(kinds)
    with nothing_waits():
        other = threading.Thread(target=wait)
        other.start()
        other.join()
    wait()
