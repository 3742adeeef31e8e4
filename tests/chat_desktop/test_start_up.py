"""What is loaded before the window is there, and what is not: asked of a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import gc, linecache, sys
from chat_desktop import __main__ as program

found = {}

def run(settings):
    found["modules"] = set(sys.modules)
    return 0


program.import_peewee_alone()
program.import_pyside_alone()
import chat_desktop.app
chat_desktop.app.run = run
assert program.main([]) == 0
assert not gc.isenabled() and gc.get_freeze_count() > 10_000
late = {
    "argparse", "emoji", "keyring", "linkify_it", "markdown_it", "psycopg", "pygments",
    "websockets",
    "PySide6.QtNetwork", "PySide6.QtTest", "chat_desktop.windows.settings.settings_window",
    "chat_desktop.windows.admin.admin_window", "chat_desktop.script",
    "chat_desktop.windows.account.login_screen", "chat_desktop.windows.handover",
    "chat_desktop.windows.shortcuts_dialog",
}
sources = [name for name in linecache.cache if "chat_desktop" in name]
compiled = [
    kind for name in found["modules"] if name.startswith(("chat_desktop", "protocol"))
    for kind in vars(sys.modules[name]).values() if hasattr(kind, "__dataclass_fields__")
]
print(sorted(late & found["modules"]), sources, compiled)
"""


def test_nothing_heavy_is_imported_before_the_window() -> None:
    """No source is read for PySide, and no `dataclass` made, which compiles source."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.stdout == "[] [] []\n", said.stdout + said.stderr
