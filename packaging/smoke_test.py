"""The bundles started as on a machine without Python, from an empty folder: they serve and talk."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from running_server import RunningServer, ServerFailed
from two_desktops import Silence, converse

SUFFIX = ".exe" if sys.platform == "win32" else ""
PROGRAMS = ("chat-server", "chat-desktop")


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment with a home and nothing on PATH."""
    bare = {"HOME": str(home), "PATH": str(home / "nothing"), "LANG": "C.UTF-8"}
    if sys.platform == "win32":
        bare |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP")}
        bare["USERPROFILE"] = str(home)
    return bare


def ready(server: str) -> bool:
    """Return whether the server at this WebSocket address says that it can write."""
    address = server.replace("ws://", "http://").removesuffix("/ws") + "/readyz"
    with urlopen(address, timeout=10) as page:
        return int(page.status) == 200


def try_bundles(folder: Path) -> int:
    """Start the bundles in `folder`; return the exit code, the reason being printed."""
    programs = {name: folder / name / (name + SUFFIX) for name in PROGRAMS}
    for program in programs.values():
        if not program.exists():
            print(f"{program} is not there: make bundle", file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory(prefix="parlance-") as empty:
        os.chdir(empty)
        home = Path(empty)
        bare = bare_environment(home)
        options = ("--data-dir", str(home / "data"), "--port", "0")
        try:
            with (
                (home / "server.log").open("w", encoding="utf-8") as log,
                RunningServer(
                    *options, program=[str(programs["chat-server"])], environment=bare, log=log
                ) as server,
            ):
                if not ready(server.url):
                    raise ServerFailed("the server is not ready")
                print(f"The bundled server serves at {server.url}", flush=True)
                pictures = converse(
                    server.url, [str(programs["chat-desktop"])], home / "pictures", bare
                )
        except (ServerFailed, Silence) as error:
            print(f"The bundles failed: {error}", file=sys.stderr)
            print((home / "server.log").read_text(encoding="utf-8"), file=sys.stderr)
            return 1
        finally:
            os.chdir(folder)
    print(f"Two bundled desktops talked, in {len(pictures)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(try_bundles(Path(sys.argv[1]).resolve()))
