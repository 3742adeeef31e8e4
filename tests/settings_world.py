"""What tests of the settings share: surroundings on a folder of the test's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fake_client import FakeClient

from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Preferences
from chat_desktop.system.autostart import XdgAutostart
from chat_desktop.system.link_scheme import XdgLinkScheme
from chat_desktop.windows.settings.surroundings import Surroundings


def surroundings(
    theme: Theme, folder: Path, clients: Sequence[FakeClient] = (), **other: Any
) -> Surroundings:
    """Return a desktop that has everything, with what is `other` here."""
    made = Surroundings(
        theme=theme,
        preferences=Preferences(folder / "window.ini"),
        clients=clients,
        autostart=XdgAutostart(["chat-desktop"], folder),
        links=XdgLinkScheme(["chat-desktop"], folder, folder),
        folder=folder,
        log_file=folder / "desktop.log",
        tray_is_there=lambda: True,
        in_file=lambda _client: False,
    )
    return replace(made, **other)
