"""The server under test: a process that is killed, starved and started again on one port."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from faults.scenario import Broken, Context
from faults.steering import VARIABLE, Steering
from running_server import RunningServer, ServerFailed

TESTS = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, "-m", "faults.failing_server")
# Below the ports that systems give to outgoing connections: a client that comes back while the
# server is down must not be given its port.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Return a port of this machine that nobody listens on, and that no connection is given."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


class Victim:
    """A server on the context's folder and database, with all faults in place and none at work.

    An async context manager: on the way out it is stopped with SIGTERM, and `Broken` is raised
    unless it exits with 0; after an exception it is killed.
    """

    def __init__(self, context: Context, *flags: str) -> None:
        self.folder = context.folder / "server"
        self.port = free_port()
        self.steering = Steering(context.folder / "steering")
        self._log = context.folder / "server.log"
        self._flags = ["--password-cost", "4", "--rate-limits", "off", *flags]
        if context.database is not None:
            self._flags += ["--database", context.database()]
        self._server: RunningServer | None = None

    async def __aenter__(self) -> Victim:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._server is None:
            return
        if kind is not None:
            await self.kill()
        elif code := await self.stop():
            raise Broken(f"the server exited with {code} after SIGTERM")

    @property
    def log(self) -> str:
        """What it has logged, over all its starts."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        return self._running().process.pid

    @property
    def database(self) -> Path:
        """The file that everything is in, on SQLite."""
        return self.folder / "parlance.db"

    # --- life and death

    async def start(self) -> None:
        """Start it, on the folder and the port that it had; raises `Broken` where it does not."""
        await asyncio.to_thread(self._start)

    async def kill(self) -> None:
        """End it at once."""
        self._running().process.send_signal(signal.SIGKILL)
        await self.died()

    async def died(self, seconds: float = 60.0) -> int:
        """Wait for its end; return the exit code, -9 after a kill. Raises `Broken` if it lives."""
        server = self._running()
        try:
            async with asyncio.timeout(seconds):
                while (code := server.poll()) is None:
                    await asyncio.sleep(0.005)
        except TimeoutError:
            raise Broken(f"the server still lives after {seconds:.0f} s") from None
        self._server = None
        await asyncio.to_thread(server.stop)
        return code

    async def stop(self, seconds: float = 20.0) -> int:
        """Ask it to go, and return its exit code; raises `Broken` when it takes too long."""
        self.signal(signal.SIGTERM)
        return await self.died(seconds)

    def signal(self, number: int) -> None:
        self._running().process.send_signal(number)

    @property
    def resident_kib(self) -> int:
        """The memory that the process has now (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0])

    async def page(self, name: str, seconds: float = 10.0) -> int:
        """Return the HTTP status of `healthz` or `readyz`, 0 where nobody answers in time."""
        return await asyncio.to_thread(self._page, name, seconds)

    async def until_page(self, name: str, status: int, seconds: float) -> float:
        """Wait for a page to have the status; return the seconds, raise `Broken` beyond."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while await self.page(name) != status:
            if loop.time() - began > seconds:
                raise Broken(f"/{name} does not answer {status} within {seconds:.0f} s")
            await asyncio.sleep(0.05)
        return loop.time() - began

    def _page(self, name: str, seconds: float) -> int:
        url = f"http://127.0.0.1:{self.port}/{name}"
        try:
            with urllib.request.urlopen(url, timeout=seconds) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def _start(self) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("CHAT_SERVER_")
        }
        environment[VARIABLE] = str(self.steering.path)
        environment["PYTHONPATH"] = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        with self._log.open("a", encoding="utf-8") as log:
            self._server = RunningServer(
                *("--data-dir", str(self.folder), "--port", str(self.port), *self._flags),
                program=PROGRAM,
                environment=environment,
                log=log,
            )
        try:
            self._server.wait_until_listening()
        except ServerFailed as failed:
            self._server = None
            raise Broken(str(failed)) from None

    def _running(self) -> RunningServer:
        if self._server is None:
            raise Broken("the server is not running")
        return self._server


async def until(condition: Callable[[], object], what: str, seconds: float = 30.0) -> None:
    """Wait for a condition; raises `Broken`, naming what did not come."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise Broken(f"{what}: not within {seconds:.0f} s") from None
