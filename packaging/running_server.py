"""A chat server as a child process: started, waited for until it listens, stopped in order."""

from __future__ import annotations

import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import IO

LISTENING = re.compile(r"listening on (wss?://\S+)")
PYTHON_SERVER = (sys.executable, "-m", "chat_server")
START_SECONDS = 30.0
# A server drains for up to 10 s; one that takes longer than this hangs.
STOP_SECONDS = 15.0


class ServerFailed(Exception):
    """The server ended, or said nothing in time, before it listened."""


class RunningServer:
    """A server with the given options; as a context manager it is stopped on the way out.

    It does not get the terminal's Ctrl+C: who started it decides when it stops.
    """

    def __init__(
        self,
        *options: str,
        program: Sequence[str] = PYTHON_SERVER,
        environment: dict[str, str] | None = None,
        log: IO[str] | None = None,
    ) -> None:
        """Start `program serve` with `options`; its log goes to `log`, None being our stderr."""
        self.url = ""
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = start(
            [*program, "serve", *options],
            stdout=subprocess.PIPE,
            stderr=log,
            environment=environment,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(None)

    def wait_until_listening(self, seconds: float = START_SECONDS) -> str:
        """Return the URL that it listens on; raises `ServerFailed`, the server being gone then."""
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                self.stop()
                raise ServerFailed(f"no server listens after {seconds:.0f} s") from None
            if line is None:
                raise ServerFailed(f"the server ended with exit code {self.stop()}")
            if found := LISTENING.search(line):
                self.url = found[1]
                return self.url

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self.process.poll()

    def stop(self) -> int:
        """Let it drain and end; return its exit code. A server that hangs is killed."""
        code = stop(self.process)
        self._reader.join()
        return code

    def __enter__(self) -> RunningServer:
        self.wait_until_listening()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(
    command: Sequence[str],
    stdout: int | IO[str] | None = None,
    stderr: int | IO[str] | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start a child that does not get the terminal's Ctrl+C."""
    group = 0
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        text=True,
        env=environment,
        start_new_session=True,
        creationflags=group,
    )


def stop(process: subprocess.Popen[str]) -> int:
    """Ask the process to end, kill it when it does not; return its exit code."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.send_signal(signal.CTRL_BREAK_EVENT)
        else:
            process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
