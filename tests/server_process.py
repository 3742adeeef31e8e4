"""A real server in a process of its own, for tests that talk to it over the wire."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

START_SECONDS = 30.0
STOP_SECONDS = 15.0
LISTENING = "listening on "


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
        self.log = ""
        self._port = port
        self._flags = ["--password-cost", str(password_cost), *flags]
        if not rate_limits:
            self._flags += ["--rate-limits", "off"]
        self._process: subprocess.Popen[str] | None = None
        self._readers: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        if error is not None:
            self.kill()
        else:
            self.stop()

    @property
    def pid(self) -> int:
        return self._running().pid

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
        command = [
            *(sys.executable, "-m", "chat_server", "serve", "--data-dir", str(self.data_dir)),
            *("--port", str(self._port), *self._flags),
        ]
        env = {
            key: value for key, value in os.environ.items() if not key.startswith("CHAT_SERVER_")
        }
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._readers = [
            threading.Thread(target=self._read_lines, args=(self._process, lines), daemon=True),
            threading.Thread(target=self._read_log, args=(self._process,), daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        try:
            line = lines.get(timeout=START_SECONDS)
        except queue.Empty:
            line = ""
        if not line.startswith(LISTENING):
            self.kill()
            raise RuntimeError(f"the server did not start: {line!r}\n{self.log}")
        self.url = line.removeprefix(LISTENING).strip()

    def signal(self, number: int = signal.SIGTERM) -> None:
        self._running().send_signal(number)

    def stop(self) -> None:
        """Stop it in order; raises RuntimeError with its log unless it exits with 0."""
        self.signal()
        code = self.wait()
        if code != 0:
            raise RuntimeError(f"the server exited with {code}\n{self.log}")

    def wait(self, timeout: float = STOP_SECONDS) -> int:
        """Wait for its end and return the exit code."""
        process = self._running()
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"the server did not stop in {timeout} s\n{self.log}") from None
        self._close()
        return code

    def kill(self) -> None:
        """End it at once, as a crash or a power cut would."""
        process = self._running()
        process.kill()
        process.wait()
        self._close()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise RuntimeError("the server is not running")
        return self._process

    def _close(self) -> None:
        process, self._process = self._running(), None
        for reader in self._readers:
            reader.join()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()

    @staticmethod
    def _read_lines(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
        if process.stdout is not None:
            for line in process.stdout:
                lines.put(line)
        lines.put("")

    def _read_log(self, process: subprocess.Popen[str]) -> None:
        if process.stderr is not None:
            for line in process.stderr:
                self.log += line
