"""The settings of a whole desktop: opened before anybody is logged in, kept over a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSlider
from real_windows import desktop
from shiboken6 import isValid
from windows_world import dialog, part, until

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.settings.settings_window import SettingsWindow
from chat_desktop.windows.settings.theme_cards import ThemeCard

Loop = asyncio.AbstractEventLoop


async def test_what_is_set_is_seen_at_once_and_after_a_restart(
    qloop: Loop, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    theme = Theme(qapp, ThemeChoice.LIGHT)
    try:
        async with desktop(tmp_path, "one", theme, "localhost:1") as one:
            assert one.login is not None
            one.window.acts["settings"].trigger()
            opened = await dialog(one.window, "settingsWindow")
            assert isinstance(opened, SettingsWindow)
            for place in range(opened.sections.count()):
                opened.open_section(place)
            part(opened, ThemeCard, "theme-dark").click()
            part(opened, QSlider, "textSize").setValue(4)
            assert theme.tokens.dark
            assert theme.text_size == 120
            opened.reject()
            await until(lambda: not isValid(opened))
        theme.choose(ThemeChoice.LIGHT)
        theme.resize_text(100)
        async with desktop(tmp_path, "one", theme, "localhost:1"):
            assert theme.choice is ThemeChoice.DARK
            assert theme.text_size == 120
        assert not (tmp_path / "config").exists()
    finally:
        theme.choose(ThemeChoice.LIGHT)
        theme.resize_text(100)
