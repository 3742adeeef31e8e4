"""Desktop entries: the files by which a Linux desktop knows, starts and lists a program."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_RESERVED: Final = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_BEFORE_BACKSLASH: Final = frozenset('"`$\\')

NAME: Final = "parlance.desktop"
"""Also what the program calls itself to the desktop, so that windows and icon belong together."""


def launch_command(profile: str, default_profile: str, data: Path | None = None) -> list[str]:
    """Return what starts this very program again, on this profile.

    `data` is the folder of all profiles where that is not the usual one.
    """
    if getattr(sys, "frozen", False):
        command = [sys.executable]
    else:
        script = Path(sys.executable).with_name("chat-desktop")
        command = [str(script)] if script.exists() else [sys.executable, "-m", "chat_desktop"]
    if data is not None:
        command += ["--data-dir", str(data)]
    return command if profile == default_profile else [*command, "--profile", profile]


def exec_value(command: Sequence[str], field_code: str = "") -> str:
    """Return a command as the value of `Exec`, each argument quoted where it has to be."""
    words = [_quoted(argument) for argument in command]
    return " ".join([*words, field_code] if field_code else words)


def _quoted(argument: str) -> str:
    argument = argument.replace("%", "%%")
    if argument and not _RESERVED & set(argument):
        return argument
    inside = "".join(f"\\{char}" if char in _BEFORE_BACKSLASH else char for char in argument)
    # The value of a key is a string, in which a backslash is written as two.
    return '"' + inside.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") + '"'


def entry(command: Sequence[str], *, handles_links: bool) -> str:
    """Return the text of a desktop entry that starts `command`, with a link where it is given."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Parlance",
        "Comment=Group chat that belongs to the people who use it",
        f"Exec={exec_value(command, '%u' if handles_links else '')}",
        "Icon=parlance",
        "Terminal=false",
        "Categories=Network;Chat;InstantMessaging;",
        "StartupWMClass=parlance",
    ]
    if handles_links:
        lines.append("MimeType=x-scheme-handler/parlance;")
    return "\n".join(lines) + "\n"


def write_text(file: Path, text: str) -> None:
    """Write a file in one step, with the folders above it. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Whoever keeps settings elsewhere has a link here, which is to stay one.
    file = file.resolve()
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, encoding="utf-8", errors="surrogateescape")
    part.replace(file)
