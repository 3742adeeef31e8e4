"""An account as busy people have it: a server's data folder, and a profile with a full cache.

The server is the real one and knows every account, group and membership; of the logs it holds the
newest messages alone, since the desktop has all the others in its cache and asks for none of them.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.crowds import group_name
from benchmarks.desktop.full_cache import fill_cache
from benchmarks.desktop.full_server import PASSWORD, READER, fill_server
from benchmarks.processes import serving
from chat_desktop.client import open_client, open_profile
from chat_desktop.config import DATA_ENV
from chat_desktop.storage.tables import VERSION

PORT: Final = 18_427
VISIT: Final = """choose groupList '{name}'
press groupList Return
see paneName '{name}'
"""
URL: Final = f"ws://127.0.0.1:{PORT}/ws"


@dataclass(frozen=True, slots=True)
class Shape:
    """How much there is: `messages` in all, `big` of them in the one big group."""

    messages: int = 1_000_000
    big: int = 100_000
    groups: int = 1_000
    people: int = 300
    members: int = 6

    @property
    def version(self) -> str:
        """Changes with everything that a world made earlier depends on."""
        return json.dumps([asdict(self), VERSION, 3])


@dataclass(frozen=True, slots=True)
class World:
    """What was made: a server's data folder, the desktop's profiles, the ids of all groups."""

    server: Path
    profiles: Path
    groups: tuple[str, ...]

    @property
    def big(self) -> str:
        """The group with the most messages."""
        return self.groups[0]


class _NoKeyring:
    """No keyring: the token goes into a file of the profile."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("no keyring")


def serve(folder: Path) -> tuple[str, ...]:
    """Return the command of the server on this data folder."""
    return (
        *(sys.executable, "-m", "chat_server", "serve", "--data-dir", str(folder)),
        *("--port", str(PORT), "--rate-limits", "off", "--password-cost", "4"),
    )


def make_world(folder: Path, shape: Shape, tell: Callable[[str], None] = print) -> World:
    """Return the world in `folder`, made anew where it is not there or of another shape."""
    note = folder / "world.json"
    server, profiles = folder / "server", folder / "profiles"
    if note.exists():
        kept = json.loads(note.read_text("utf-8"))
        if kept["version"] == shape.version:
            return World(server, profiles, tuple(kept["groups"]))
    tell(f"making {shape.messages:,} messages in {shape.groups:,} groups, once")
    shutil.rmtree(folder, ignore_errors=True)
    server.mkdir(parents=True)
    crowds = fill_server(server, sizes(shape), shape.people, shape.members)
    with serving(serve(server), folder / "server.log"):
        cache = asyncio.run(_visit(profiles / "default"))
        fill_cache(cache, crowds, tell)
        _open_big(profiles)
    groups = tuple(crowd.group for crowd in crowds)
    note.write_text(json.dumps({"version": shape.version, "groups": groups}), "utf-8")
    return World(server, profiles, groups)


def copy_world(world: World, folder: Path) -> World:
    """Return a copy to be used up: what is done to it leaves the first one as it is."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(world.server, folder / "server")
    shutil.copytree(world.profiles, folder / "profiles")
    # Else the disk is busy with a gigabyte of this during the first minute of what is measured.
    os.sync()
    return World(folder / "server", folder / "profiles", world.groups)


# --- the steps


async def _visit(folder: Path) -> Path:
    """Log in as the reader and take the snapshot in; return where the account's cache lies."""
    profile = open_profile(folder)
    client = open_client(profile, URL, keyring=_NoKeyring())
    try:
        await client.start()
        await client.log_in(READER, PASSWORD, keep=True)
        if client.me is None:
            raise LookupError("nobody is logged in")
        return profile.cache_path(client.server_url, client.me.id)
    finally:
        await client.stop()
        profile.close()


def _open_big(profiles: Path) -> None:
    """Let the program itself remember which group was open when it was closed."""
    script = profiles / "visit.steps"
    script.write_text(VISIT.format(name=group_name(0)), encoding="utf-8")
    subprocess.run(
        (sys.executable, "-m", "chat_desktop", "--script", str(script)),
        env={**os.environ, DATA_ENV: str(profiles), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        check=True,
    )
    script.unlink()


def sizes(shape: Shape) -> list[int]:
    """Return how many messages each group has, the big one first."""
    rest = shape.groups - 1
    each = (shape.messages - shape.big) // rest if rest else 0
    return [shape.messages - each * rest, *([each] * rest)]
