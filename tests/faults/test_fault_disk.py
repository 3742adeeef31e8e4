"""The failing disk: the SQLite of this Python meets it, and goes on once it is mended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, sqlite3, sys
from pathlib import Path
from faults.failing_disk import fail_disk
from faults.steering import Disk, Steering

folder = Path(sys.argv[1])
steering = Steering(folder / "steering")
fail_disk(steering)
database = sqlite3.connect(folder / "database", isolation_level=None)
database.execute("PRAGMA journal_mode = wal")
database.execute("PRAGMA synchronous = full")
database.execute("CREATE TABLE t (x)")
database.execute("INSERT INTO t VALUES (1)")
assert steering.written > 0 and steering.failed_writes == 0
steering.fail_disk(Disk[sys.argv[2]], after=int(sys.argv[3]))
failed = ""
for number in range(20):
    try:
        database.execute("INSERT INTO t VALUES (2)")
    except sqlite3.OperationalError as error:
        failed = error.sqlite_errorname
        break
try:
    with (folder / "other").open("wb") as file:
        os.fsync(file.fileno())
except OSError as error:
    failed += f" {error.errno}"
written = steering.failed_writes
kept = database.execute("SELECT count(*) FROM t").fetchone()[0]
steering.mend_disk()
database.execute("INSERT INTO t VALUES (3)")
database.close()
database = sqlite3.connect(folder / "database")
count = database.execute("SELECT count(*) FROM t").fetchone()[0]
assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
print(failed, written > 0, count - kept, number)
"""


def fail(folder: Path, disk: str, after: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), disk, str(after)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("disk", "error", "number"),
    [
        ("FULL", "SQLITE_FULL", 28),
        ("SHORT_WRITE", "SQLITE_FULL", 28),
        ("BAD_WRITE", "SQLITE_IOERR_WRITE", 5),
        ("BAD_SYNC", "SQLITE_IOERR_FSYNC", 5),
    ],
)
def test_it_fails_when_told_and_loses_nothing(
    tmp_path: Path, disk: str, error: str, number: int
) -> None:
    assert fail(tmp_path, disk, 0)[:4] == [error, str(number), "True", "1"]


def test_it_fails_at_the_nth_write(tmp_path: Path) -> None:
    # Two writes, a header and a page, go into the log for each row.
    assert fail(tmp_path, "FULL", 6)[-1] == "3"


def test_a_sound_disk_is_none_of_its_business(tmp_path: Path) -> None:
    assert fail(tmp_path, "SOUND", 0) == ["False", "1", "19"]
