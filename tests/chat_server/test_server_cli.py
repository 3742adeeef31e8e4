"""`chat-server`: version, help, and faults in one plain line."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from server_process import ServerProcess

from chat_server.version import program_version


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chat_server", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environ},
    )


def fault(*arguments: str, **environ: str) -> str:
    """Return the one line with which the server refuses to start."""
    done = run(*arguments, **environ)
    assert done.returncode == 1, done
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("chat-server: ")
    return line


def serve(folder: Path, *flags: str) -> tuple[str, ...]:
    return ("serve", "--data-dir", str(folder), "--password-cost", "4", "--port", "0", *flags)


def test_it_says_its_version() -> None:
    assert run("--version").stdout == f"chat-server, version {program_version()}\n"


def test_timers_do_not_go_by_the_wall_clock() -> None:
    step = (
        "import time; time.time = lambda: 0.0\n"
        "from chat_server.cli import _install_reactor; _install_reactor()\n"
        "from twisted.internet import reactor\n"
        "print(reactor.seconds() > 0 and reactor.callLater(5, print).getTime() > 5)"
    )
    done = subprocess.run([sys.executable, "-c", step], capture_output=True, text=True, timeout=60)
    assert done.stdout == "True\n", done.stderr


def test_it_explains_itself() -> None:
    text = run("serve", "--help").stdout
    assert all(flag in text for flag in ("--data-dir", "--host", "--port", "--rate-limits"))
    assert "delete-message" in run("admin", "--help").stdout


def test_an_unknown_flag_is_an_error() -> None:
    assert run("serve", "--prot", "1").returncode == 2


@pytest.mark.parametrize(
    ("flags", "named"),
    [(("--port", "x"), "--port"), (("--origin", "evil"), "--origin"), (("--host", ""), "--host")],
)
def test_a_wrong_flag_is_named(tmp_path: Path, flags: tuple[str, ...], named: str) -> None:
    assert named in fault(*serve(tmp_path, *flags))


def test_an_unknown_variable_is_named(tmp_path: Path) -> None:
    assert "CHAT_SERVER_PROT" in fault(*serve(tmp_path), CHAT_SERVER_PROT="1")


def test_a_port_in_use_is_said_to_be_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in fault(*serve(tmp_path), "--port", port)


def test_an_address_that_is_not_ours_is_said_to_be_so(tmp_path: Path) -> None:
    assert "192.0.2.1" in fault(*serve(tmp_path, "--host", "192.0.2.1"))


def test_a_folder_in_use_is_said_to_be_so(tmp_path: Path) -> None:
    with ServerProcess(tmp_path):
        assert "in use" in fault(*serve(tmp_path))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "data"
    assert str(folder) in fault(*serve(folder))


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "cannot be used" in fault(*serve(tmp_path / "data"))


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with ServerProcess(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "parlance.db") as database:
        (table,) = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%migration%'"
        ).fetchone()
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        row = database.execute(f"SELECT * FROM {table} ORDER BY 1 DESC").fetchone()
        values = dict(zip(names, row, strict=True))
        values["name"] = "9999_from_the_future"
        values.pop("id", None)
        marks = ", ".join("?" * len(values))
        database.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )
    database.close()
    assert "newer version" in fault(*serve(tmp_path))
