"""The server under test: a process started as an operator starts it, known by what it prints."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

START_SECONDS = 90.0
STOP_SECONDS = 60.0
COMMAND = (sys.executable, "-m", "chat_server")


class Server:
    """A server on a data folder. Its log is in `log` beside that folder."""

    def __init__(self, data_dir: Path, *options: str) -> None:
        self.data_dir = data_dir
        self.options = options
        self.log = data_dir.with_suffix(".log")
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    @property
    def http(self) -> str:
        """Return where the same port answers to HTTP."""
        return self.url.replace("ws://", "http://").removesuffix("/ws")

    def start(self) -> Server:
        """Start it on a free port and wait until it says that it listens."""
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                [*COMMAND, "serve", "--data-dir", str(self.data_dir), "--port", "0", *self.options],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._drain, args=(self._process, lines), daemon=True).start()
        seen = ""
        while not (found := re.search(r"listening on (ws://\S+)", seen)):
            try:
                line = lines.get(timeout=START_SECONDS)
            except queue.Empty:
                line = ""
            assert line, f"no server: {seen}\n{self.log.read_text()}"
            seen += line
        self.url = found[1]
        return self

    @staticmethod
    def _drain(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                lines.put(line)
        lines.put("")

    def terminate(self) -> None:
        """Ask it to end, without waiting."""
        assert self._process is not None
        self._process.terminate()

    def wait(self) -> int:
        """Return the exit code of a server that was asked to end."""
        assert self._process is not None
        return self._process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> int:
        """End it in order."""
        if self._process is None or self._process.poll() is not None:
            return 0
        self.terminate()
        try:
            return self.wait()
        finally:
            self.kill()

    def admin(self, *arguments: str) -> Any:
        """Run an admin command beside it and return what it prints as JSON."""
        command = [*COMMAND, "admin", "--data-dir", str(self.data_dir), *arguments, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
