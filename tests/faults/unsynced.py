"""What is written, but not synced: a power cut takes it away."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class _File:
    """A file of the database: a descriptor of ours, and how it was before each unsynced write."""

    descriptor: int
    before: list[tuple[int, bytes, int]] = field(default_factory=list)


class Unsynced:
    """Remembers, for every file, what was there before each write since its last sync.

    `lose` puts it back, which is the worst that a power cut may do to writes that no fsync
    followed. From then on `before_write` does not return.
    """

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._lost = False

    def opened(self, path: str) -> None:
        """Watch a file, or the new one of that name; whoever closes it last has it deleted.

        Our descriptor stays open: closing it would drop SQLite's locks.
        """
        known = self._files.get(path)
        if known is None or os.fstat(known.descriptor).st_ino != os.stat(path).st_ino:
            self._files[path] = _File(os.open(path, os.O_RDWR))

    def before_write(self, path: str, offset: int, size: int) -> None:
        """Remember what a write will replace."""
        while self._lost:
            time.sleep(60)
        if file := self._files.get(path):
            length = os.fstat(file.descriptor).st_size
            file.before.append((offset, os.pread(file.descriptor, size, offset), length))

    def synced(self, path: str) -> None:
        """Everything written so far stays."""
        if file := self._files.get(path):
            file.before.clear()

    def lose(self) -> None:
        """Put back whatever was not synced."""
        self._lost = True
        for file in self._files.values():
            for offset, data, length in reversed(file.before):
                os.pwrite(file.descriptor, data, offset)
                os.ftruncate(file.descriptor, length)
