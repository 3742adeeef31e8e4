"""Opening the settings: what they find on this computer, and where they lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from chat_desktop.core.ports import Client
from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Preferences
from chat_desktop.system.autostart import autostart
from chat_desktop.system.link_scheme import link_scheme
from chat_desktop.system.tray import tray_is_there
from chat_desktop.windows.parts.ask import ask
from chat_desktop.windows.parts.tasks import next_turn
from chat_desktop.windows.settings.surroundings import Surroundings


def surroundings(
    theme: Theme,
    preferences: Preferences,
    clients: Sequence[Client],
    command: Sequence[str],
    folder: Path,
    log_file: Path,
    in_file: Callable[[Client], bool | None],
) -> Surroundings:
    """Return what there is on this system; `command` starts the program on this profile."""
    return Surroundings(
        theme=theme,
        preferences=preferences,
        clients=clients,
        autostart=autostart(command),
        links=link_scheme(command),
        folder=folder,
        log_file=log_file,
        tray_is_there=tray_is_there,
        in_file=in_file,
    )


async def open_settings(
    window: QWidget,
    around: Surroundings,
    log_out: Callable[[Any], object],
    new_password: Callable[[Any], object],
) -> None:
    """Open the settings over a window and wait for their end; the last two lead out of them."""
    await next_turn()
    from chat_desktop.windows.settings.settings_window import SettingsWindow

    await next_turn()
    opened = SettingsWindow(window, around)
    after: list[Callable[[], object]] = []

    def leave_for(act: Callable[[Any], object], client: object) -> None:
        after.append(partial(act, client))
        opened.reject()

    opened.log_out_wanted.connect(partial(leave_for, log_out))
    opened.password_wanted.connect(partial(leave_for, new_password))
    await opened.slices.wait()
    await ask(opened)
    for act in after:
        act()
