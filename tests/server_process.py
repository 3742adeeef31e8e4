"""A real server in a process of its own, for tests that talk to it over the wire."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from running_server import RunningServer, ServerFailed

START_SECONDS = 90.0
STOP_SECONDS = 60.0


class ServerProcess:
    """`chat-server serve` on a data folder and a free port; a context manager.

    Entering waits until the server listens and sets `url`; leaving stops it with SIGTERM and
    fails unless it exits with 0. `kill` is the crash that leaves no time for anything: after it,
    or after `stop`, `start` begins again on the same folder, and on the same port where one is
    named. What the server logged is in `log`.
    """

    def __init__(
        self,
        data_dir: Path,
        *flags: str,
        port: int = 0,
        password_cost: int = 4,
        rate_limits: bool = False,
    ) -> None:
        self.data_dir = data_dir
        self.url = ""
        self._port = port
        self._flags = ["--password-cost", str(password_cost), *flags]
        if not rate_limits:
            self._flags += ["--rate-limits", "off"]
        self._server: RunningServer | None = None
        self._log = data_dir.with_name(f"{data_dir.name}.log")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is None:
            return
        if error is not None:
            self.kill()
        else:
            self.stop()

    @property
    def log(self) -> str:
        """What it has logged, over all its starts."""
        return self._log.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        return self._running().process.pid

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.url.rsplit(":", 1)[1].split("/")[0])

    @property
    def http(self) -> str:
        """The address of the HTTP pages, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it listens; raises RuntimeError with its log where it does not."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("CHAT_SERVER_")
        }
        with self._log.open("a", encoding="utf-8") as log:
            self._server = RunningServer(
                *("--data-dir", str(self.data_dir), "--port", str(self._port), *self._flags),
                environment=environment,
                log=log,
            )
        try:
            self.url = self._server.wait_until_listening(START_SECONDS)
        except ServerFailed as failed:
            self._server = None
            raise RuntimeError(f"{failed}\n{self.log}") from None

    def signal(self, number: int = signal.SIGTERM) -> None:
        self._running().process.send_signal(number)

    def stop(self) -> None:
        """Stop it in order; raises RuntimeError with its log unless it exits with 0."""
        self.signal()
        code = self.wait()
        if code != 0:
            raise RuntimeError(f"the server exited with {code}\n{self.log}")

    def wait(self, timeout: float = STOP_SECONDS) -> int:
        """Wait for its end and return the exit code."""
        try:
            self._running().process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"the server did not stop in {timeout} s\n{self.log}") from None
        return self._end()

    def kill(self) -> None:
        """End it at once, as a crash or a power cut would."""
        self._running().process.kill()
        self._end()

    def _running(self) -> RunningServer:
        if self._server is None:
            raise RuntimeError("the server is not running")
        return self._server

    def _end(self) -> int:
        server, self._server = self._running(), None
        return server.stop()
