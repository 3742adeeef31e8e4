"""A child server is waited for until it listens, and ends in order however it behaves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import running_server
from running_server import RunningServer, ServerFailed

OBEDIENT = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print("starting"); print("listening on ws://127.0.0.1:4321/ws", flush=True)
signal.pause()
"""
STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("listening on ws://127.0.0.1:4321/ws", flush=True)
while True: signal.pause()
"""
TOO_CHATTY = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("listening on ws://127.0.0.1:4321/ws", flush=True)
for _ in range(5000): print("x" * 100)
print("done", file=sys.stderr, flush=True)
signal.pause()
"""
ARGUMENTS = "import sys; print('listening on ws://' + '|'.join(sys.argv[1:]), flush=True)"


def program(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script)


def test_it_is_waited_for_and_asked_to_end() -> None:
    with RunningServer(program=program(OBEDIENT)) as server:
        assert server.url == "ws://127.0.0.1:4321/ws"
        assert server.poll() is None
    assert server.poll() == 7


def test_it_serves_with_the_options() -> None:
    with RunningServer("--port", "0", program=program(ARGUMENTS)) as server:
        assert server.url == "ws://serve|--port|0"


def test_one_that_ends_before_it_listens_is_told() -> None:
    server = RunningServer(program=program("raise SystemExit(3)"))
    with pytest.raises(ServerFailed, match="exit code 3"):
        server.wait_until_listening()


def test_one_that_never_listens_is_ended() -> None:
    server = RunningServer(program=program("import time; time.sleep(600)"))
    with pytest.raises(ServerFailed, match="no server listens"):
        server.wait_until_listening(seconds=0.1)
    assert server.poll() is not None


def test_one_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_server, "STOP_SECONDS", 0.1)
    with RunningServer(program=program(STUBBORN)) as server:
        assert server.poll() is None
    assert server.poll() == -9


def test_what_it_prints_later_does_not_block_it(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        log.open("w") as sink,
        RunningServer(program=program(TOO_CHATTY), log=sink) as server,
    ):
        while "done" not in log.read_text():
            assert server.poll() is None
    assert server.poll() == 0
