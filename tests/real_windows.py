"""Real windows on a real server: one desktop per profile, driven as a user would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QRadioButton
from real_clients import PASSWORD, NoKeyring
from windows_world import click, dialog, login_screen, part, until, write

from chat_desktop.client import open_profile
from chat_desktop.config import Settings
from chat_desktop.core.rows import LinkState, MessageRow
from chat_desktop.desktop import Desktop
from chat_desktop.look.theme import Theme


@asynccontextmanager
async def desktop(
    folder: Path, name: str, theme: Theme, server: str = "", link: str = ""
) -> AsyncIterator[Desktop]:
    """Yield a started desktop on the profile `name`, ended afterwards."""
    settings = Settings(name, folder / name, server, link)
    made = Desktop(settings, open_profile(settings.folder), theme, keyring=NoKeyring())
    try:
        await made.start()
        made.window.activateWindow()
        yield made
    finally:
        made.window.quit()
        await made.stop()
        made.window.deleteLater()


async def sign_up(one: Desktop, username: str) -> None:
    """Make an account through the fields of the screen, key by key."""
    form = await login_screen(one.window)
    click(form, "toSignUp")
    write(form, "signupUsername", username)
    write(form, "signupDisplayName", username.title())
    write(form, "signupPassword", PASSWORD)
    click(form, "signupSubmit")
    await online(one)


async def log_in(one: Desktop, username: str, password: str = PASSWORD) -> None:
    """Log in through the fields of the screen; returns once the button was pressed."""
    form = await login_screen(one.window)
    write(form, "loginName", username)
    write(form, "loginPassword", password)
    click(form, "loginSubmit")


async def online(one: Desktop) -> None:
    """Wait until the window shows an account that is connected."""
    await until(lambda: one.accounts.current is not None and one.login is None)
    await until(lambda: one.client.status.state is LinkState.ONLINE)


async def create_group(one: Desktop, name: str) -> str:
    """Create a public group through its dialog and return its id."""
    one.window.workspace.groups.create()
    form = await dialog(one.window, "createDialog")
    write(form, "createName", name)
    part(form, QRadioButton, "visibilityPublic").setChecked(True)
    click(form, "createSubmit")
    await until(lambda: one.window.workspace.group)
    return one.window.workspace.group or ""


async def join_group(one: Desktop, name: str) -> None:
    """Find a group in the directory and join it."""
    one.window.workspace.groups.find()
    form = await dialog(one.window, "directoryDialog")
    write(form, "directorySearch", name)
    found = part(form, QListView, "directoryList")

    def row() -> bool:
        first = found.model().index(0, 0)
        return found.model().rowCount() == 1 and first.data() == name

    await until(row)
    found.setCurrentIndex(found.model().index(0, 0))
    click(form, "directoryJoin")
    await until(lambda: one.window.workspace.group)


def say(one: Desktop, text: str) -> None:
    """Write a message in the composer and send it."""
    box = one.window.workspace.pane.composer.input
    box.setFocus()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def shown(one: Desktop) -> list[str | None]:
    """Return the texts of the messages that the chat view shows."""
    rows = one.window.workspace.pane.view.rows
    return [row.text for row in rows if isinstance(row, MessageRow)]


async def sees(one: Desktop, *texts: str) -> None:
    """Wait until exactly these messages are shown, in this order."""
    await until(lambda: shown(one) == list(texts))
    await asyncio.sleep(0)
