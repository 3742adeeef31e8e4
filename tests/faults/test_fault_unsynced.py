"""A power cut: what was synced stays, what was not is as it was."""

from __future__ import annotations

import os
from pathlib import Path

from faults.unsynced import Unsynced


def write(unsynced: Unsynced, path: Path, offset: int, data: bytes) -> None:
    unsynced.before_write(str(path), offset, len(data))
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def test_writes_since_the_last_sync_are_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    unsynced = Unsynced()
    unsynced.opened(str(path))
    write(unsynced, path, 0, b"AB")
    unsynced.synced(str(path))
    write(unsynced, path, 1, b"xyz")
    write(unsynced, path, 2, b"!")
    write(unsynced, path, 9, b"longer")
    unsynced.lose()
    assert path.read_bytes() == b"AB23456789"


def test_a_file_that_was_made_anew_is_the_one_that_counts(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    unsynced = Unsynced()
    unsynced.opened(str(path))
    os.unlink(path)
    path.write_bytes(b"")
    unsynced.opened(str(path))
    write(unsynced, path, 0, b"new")
    unsynced.lose()
    assert path.read_bytes() == b""


def test_other_files_are_let_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    unsynced = Unsynced()
    write(unsynced, path, 0, b"kept")
    unsynced.lose()
    assert path.read_bytes() == b"kept"
