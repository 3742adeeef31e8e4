"""Scenes of the settings: every section, with large text, and in other languages."""

from __future__ import annotations

from fake_client import FakeClient
from fake_data import GROUPS
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.stage import Stage

from chat_desktop.core.attention import Level
from chat_desktop.preferences import Preferences
from chat_desktop.system.autostart import XdgAutostart
from chat_desktop.system.link_scheme import XdgLinkScheme
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.settings.settings_window import SettingsWindow
from chat_desktop.windows.settings.surroundings import Surroundings

SECTIONS = ("appearance", "notifications", "language", "general", "privacy", "storage", "about")


def surroundings(stage: Stage, client: FakeClient, text_size: int) -> Surroundings:
    """Return what the settings find on a desktop that has everything."""
    preferences = Preferences(stage.folder / "settings.ini", stage.theme)
    preferences.theme = stage.theme.choice
    preferences.quiet = True
    preferences.text_size = text_size
    return Surroundings(
        theme=stage.theme,
        preferences=preferences,
        clients=[client],
        autostart=XdgAutostart(["chat-desktop"], stage.folder),
        links=XdgLinkScheme(["chat-desktop"], stage.folder, stage.folder),
        folder=stage.folder,
        log_file=stage.folder / "desktop.log",
        tray_is_there=lambda: True,
        in_file=lambda _client: False,
    )


def settings(stage: Stage, section: str, text_size: int = 100) -> MainWindow:
    """Return the window with the settings open at a section."""
    client = FakeClient()
    client.set_attention(GROUPS[3].id, Level.NOTHING)
    client.set_attention(GROUPS[1].id, Level.MENTIONS)
    window = stage.window(client)
    opened = SettingsWindow(window, surroundings(stage, client, text_size))
    opened.open_section(SECTIONS.index(section))
    opened.open()
    return window


def register(section: str) -> None:
    """Make the scene of one section."""

    @scene(f"settings-{section}", f"Settings: {section}", "Settings")
    async def shown(stage: Stage) -> QWidget:
        return settings(stage, section)


for each in SECTIONS:
    register(each)


@scene("settings-large-text", "Everything in the largest text", "Everyone")
async def large_text(stage: Stage) -> QWidget:
    stage.at_end(lambda: stage.theme.resize_text(100))
    window = settings(stage, "appearance", 160)
    stage.theme.resize_text(160)
    return window


@scene("large-text", "Reading in the largest text", "Everyone")
async def reading_large_text(stage: Stage) -> QWidget:
    stage.at_end(lambda: stage.theme.resize_text(100))
    window = stage.window()
    stage.theme.resize_text(160)
    return window


@scene("small-text", "Reading in the smallest text", "Everyone")
async def reading_small_text(stage: Stage) -> QWidget:
    stage.at_end(lambda: stage.theme.resize_text(100))
    window = stage.window()
    stage.theme.resize_text(80)
    return window
