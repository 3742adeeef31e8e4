"""Faults turned on and off in a running server, and what it counts: memory shared with it.

A file of the run's folder, mapped by both processes, so that looking costs the server next to
nothing and the rig can turn a fault on and off in the middle of the load.
"""

from __future__ import annotations

import mmap
from enum import IntEnum
from pathlib import Path
from struct import Struct

VARIABLE = "PARLANCE_STEERING"
"""The environment variable that names the file."""


class Step(IntEnum):
    """Where in a message's life the server kills itself."""

    NONE = 0
    RECEIVED = 1
    APPLIED = 2
    COMMITTED = 3
    REPLIED = 4
    FANNED_OUT = 5


class Disk(IntEnum):
    """How the disk fails."""

    SOUND = 0
    FULL = 1
    BAD_SYNC = 2
    BAD_WRITE = 3
    SHORT_WRITE = 4


_FIELDS = (
    "step", "passings", "disk", "writes_left", "failed_writes", "clock_offset", "hashes",
    "written", "cuts_power",
)  # fmt: skip
_NUMBER = Struct("<q")
_SIZE = len(_FIELDS) * _NUMBER.size


class Steering:
    """The shared numbers.

    `step` and `passings`: kill at that step, after so many passings more. `disk` and
    `writes_left`: fail so, after so many writes more; `failed_writes` counts those that failed,
    `written` those that did not. `clock_offset`: milliseconds that the wall clock is off.
    `cuts_power`: when the server dies, what it did not sync is gone too. `hashes`: how often a
    password was hashed.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_SIZE))
        self.path = path
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SIZE)

    def _get(self, name: str) -> int:
        value: int = _NUMBER.unpack_from(self._memory, _FIELDS.index(name) * _NUMBER.size)[0]
        return value

    def _set(self, name: str, value: int) -> None:
        _NUMBER.pack_into(self._memory, _FIELDS.index(name) * _NUMBER.size, value)

    def close(self) -> None:
        self._memory.close()

    # --- kill -9

    def kill_at(self, step: Step, passing: int) -> None:
        """Let the server die at its `passing`-th passing of the step from now, 1 being the next."""
        self._set("passings", passing)
        self._set("step", step)

    def passes(self, step: Step) -> bool:
        """Count a passing; say whether it is the one to die at."""
        if self._get("step") != step:
            return False
        left = self._get("passings") - 1
        self._set("passings", left)
        return left <= 0

    # --- the disk

    def fail_disk(self, disk: Disk, after: int = 0) -> None:
        """Let the disk fail after so many writes more, until it is mended."""
        self._set("writes_left", after)
        self._set("disk", disk)

    def mend_disk(self) -> None:
        self._set("disk", Disk.SOUND)

    def disk_fails(self, *kinds: Disk) -> bool:
        """Say whether the disk fails in one of these ways by now."""
        return self._get("disk") in kinds and self._get("writes_left") <= 0

    def count_write(self) -> None:
        self._set("written", self._get("written") + 1)
        if self._get("disk"):
            self._set("writes_left", self._get("writes_left") - 1)

    def count_failure(self) -> None:
        self._set("failed_writes", self._get("failed_writes") + 1)

    @property
    def failed_writes(self) -> int:
        return self._get("failed_writes")

    @property
    def written(self) -> int:
        return self._get("written")

    # --- the rest

    @property
    def cuts_power(self) -> bool:
        """Whether a death takes with it what was not synced; read when a file is opened."""
        return bool(self._get("cuts_power"))

    @cuts_power.setter
    def cuts_power(self, cuts: bool) -> None:
        self._set("cuts_power", cuts)

    @property
    def clock_offset(self) -> int:
        """Milliseconds that the wall clock is off."""
        return self._get("clock_offset")

    @clock_offset.setter
    def clock_offset(self, milliseconds: int) -> None:
        self._set("clock_offset", milliseconds)

    @property
    def hashes(self) -> int:
        return self._get("hashes")

    def count_hash(self) -> None:
        self._set("hashes", self._get("hashes") + 1)
