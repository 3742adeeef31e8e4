"""The programs that are compared: ours, and other chat programs where they are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chat_desktop.config import DATA_ENV

OURS: Final = "Parlance"


@dataclass(frozen=True, slots=True)
class Program:
    """A program and how it is started. `account` is None where it shows its first-run screen."""

    name: str
    command: tuple[str, ...]
    profiles: Path | None = None

    @property
    def installed(self) -> bool:
        """Whether it can be started here."""
        return shutil.which(self.command[-1]) is not None or self.profiles is not None


def ours(profiles: Path) -> Program:
    """Return our program on these profiles, as its launcher starts it."""
    return Program(OURS, (sys.executable, "-m", "chat_desktop"), profiles)


def others() -> list[Program]:
    """Return the others; each needs a D-Bus session of its own, where that can be had."""
    bus = ("dbus-run-session", "--") if shutil.which("dbus-run-session") else ()
    return [
        Program(name, (*bus, program))
        for name, program in (
            ("Gajim", "gajim"),
            ("Dino", "dino-im"),
            ("nheko", "nheko"),
        )
    ]


def environment(program: Program, display: str, home: Path) -> dict[str, str]:
    """Return what a program is started with: a home of its own, a display, nobody's settings."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    made = {
        **kept,
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    if program.profiles is not None:
        made[DATA_ENV] = str(program.profiles)
    return made


def as_nobody(home: Path) -> Callable[[], None] | None:
    """Return what a child calls to give up root's rights, None where it has none.

    Gajim refuses to run as root, and what is compared is to run alike.
    """
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)

    def become() -> None:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)

    return become
