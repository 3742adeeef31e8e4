"""Two desktops, each a process with a window of its own, in which two people find each other."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from running_server import start, stop

SECONDS = 120.0
POLL_SECONDS = 0.1

# Qt's own has 800 x 800 pixels, on which a window has no room for the members.
SCREEN = {
    "name": "screen",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}

OFF_SCREEN = {
    # No token of these accounts goes into a keyring that outlives them.
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
}

SIGN_UP = """
click toSignUp
write signupServer {server}
write signupUsername {name}
write signupDisplayName '{display_name}'
write signupPassword 'four words make one'
picture {name}-1.png
click signupSubmit
gone loginScreen
"""

# Ada makes the group, says something, and waits for the answer. Bob starts once she has spoken.
ADA = """
act newGroup
write createName 'Tea at four'
write createTopic 'Kettles, leaves and patience'
click visibilityPublic
picture ada-2.png
click createSubmit
see paneName 'Tea at four'
write composerInput 'The kettle is on. Who takes **milk**?'
press composerInput Return
see chatView 'The kettle is on'
gone chatView sending
see memberList Ada
picture ada-3.png
see chatView 'Coming'
see memberList Bob
picture ada-4.png
"""

# Bob finds the group, reads what was said before he came, and answers.
BOB = """
act findGroup
choose directoryList 'Tea at four'
picture bob-2.png
click directoryJoin
see paneName 'Tea at four'
see chatView 'The kettle is on'
see memberList Bob
picture bob-3.png
write composerInput 'Milk, no sugar. Coming!'
press composerInput Return
see chatView 'Coming'
gone chatView sending
picture bob-4.png
"""

PEOPLE = (("ada", "Ada Lovelace", ADA), ("bob", "Bob Moran", BOB))


class Silence(Exception):
    """The two did not come to talk; says what the desktops said."""


def converse(
    server: str, desktop: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> list[Path]:
    """Let two desktops on `server` sign up, create and join a group and talk; return the pictures.

    `desktop` is the command that starts one; the pictures are all that is left in `folder`.
    Raises `Silence` unless both windows have shown both messages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="parlance-") as work:
        screen = Path(work, "screen.json")
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        surroundings = {
            **environment,
            **OFF_SCREEN,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
            "PARLANCE_DATA_DIR": work,
        }
        running: dict[str, subprocess.Popen[str]] = {}
        try:
            for name, display_name, steps in PEOPLE:
                script = Path(work, f"{name}.steps")
                opening = SIGN_UP.format(server=server, name=name, display_name=display_name)
                script.write_text(opening + steps, encoding="utf-8")
                command = [*desktop, "--server", server, "--profile", name]
                running[name] = start(
                    [*command, "--script", str(script)],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    environment=surroundings,
                )
                _wait_for(Path(work, f"{name}-3.png"), running[name])
            for name, process in running.items():
                said, _ = process.communicate(timeout=SECONDS)
                if process.returncode:
                    raise Silence(f"{name} ended with exit code {process.returncode}:\n{said}")
        except subprocess.TimeoutExpired:
            raise Silence(f"the desktops still run after {SECONDS:.0f} s") from None
        finally:
            for process in running.values():
                stop(process)
                if process.stdout is not None:
                    process.stdout.close()
            for picture in Path(work).glob("*.png"):
                shutil.move(picture, folder / picture.name)
    return sorted(folder.glob("*.png"))


def _wait_for(picture: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the desktop has saved the picture, or ended."""
    deadline = time.monotonic() + SECONDS
    while not picture.exists() and process.poll() is None:
        if time.monotonic() >= deadline:
            raise Silence(f"{picture.name} was not taken within {SECONDS:.0f} s")
        time.sleep(POLL_SECONDS)
