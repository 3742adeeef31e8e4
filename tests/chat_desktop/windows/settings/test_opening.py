"""Opening the settings: they are waited for, and what was chosen follows when they are closed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fake_client import FakeClient
from PySide6.QtWidgets import QWidget
from windows_world import click, dialog, turns

from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Preferences
from chat_desktop.windows.settings.opening import open_settings, surroundings
from chat_desktop.windows.settings.settings_window import SettingsWindow

Loop = asyncio.AbstractEventLoop


async def test_what_leads_out_of_the_settings_follows_after_them(
    qloop: Loop, theme: Theme, client: FakeClient, tmp_path: Path, window: QWidget
) -> None:
    around = surroundings(
        theme,
        Preferences(tmp_path / "window.ini"),
        [client],
        ["chat-desktop"],
        tmp_path,
        tmp_path / "desktop.log",
        lambda _client: None,
    )
    did: list[tuple[str, object, bool]] = []

    def note(what: str, who: object) -> None:
        did.append((what, who, bool(window.findChildren(SettingsWindow, "none visible"))))

    work = asyncio.ensure_future(
        open_settings(
            window, around, lambda who: note("log out", who), lambda who: note("password", who)
        )
    )
    opened = await dialog(window, "settingsWindow")
    assert isinstance(opened, SettingsWindow)
    opened.open_section(4)
    click(opened, "privacyPassword")
    await work
    await turns()
    assert did == [("password", client, False)]
