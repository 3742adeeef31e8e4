"""What the settings are about: preferences, accounts, and what the desktop can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chat_desktop.core.ports import Client
from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Preferences
from chat_desktop.system.autostart import Autostart
from chat_desktop.system.link_scheme import LinkScheme


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`tray_is_there` says if the window may hide; `links` is None where that cannot be chosen.

    `folder` is the profile's, with the log file in it. `in_file(client)` says that an account's
    session is kept in a file, for want of a keyring; None that it is not kept at all.
    """

    theme: Theme
    preferences: Preferences
    clients: Sequence[Client]
    autostart: Autostart
    links: LinkScheme | None
    folder: Path
    log_file: Path
    tray_is_there: Callable[[], bool]
    in_file: Callable[[Client], bool | None]
