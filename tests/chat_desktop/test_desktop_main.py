"""The program as a process: it starts, plays a script, and ends when it is told to."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from real_clients import NoKeyring

from chat_desktop.__main__ import main
from chat_desktop.config import DATA_ENV
from chat_desktop.storage.profile import SavedAccount, open_profile
from chat_desktop.storage.tokens import Tokens
from protocol.views import User

START_SECONDS = 30


def start(
    folder: Path, *arguments: str, program: tuple[str, str] = ("-m", "chat_desktop")
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program, *arguments],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            DATA_ENV: str(folder),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_help_needs_no_display(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "--profile" in capsys.readouterr().out


def test_without_a_display_it_says_so_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert "needs a display" in capsys.readouterr().err


def test_a_script_is_played(tmp_path: Path) -> None:
    script = tmp_path / "steps"
    script.write_text("see loginWords 'Log in'\npicture login.png\n", "utf-8")
    process = start(tmp_path, "--server", "localhost:1", "--script", str(script))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0, said
    assert (tmp_path / "login.png").stat().st_size > 5_000
    assert (tmp_path / "default" / "window.ini").exists()


def test_a_script_that_fails_says_so(tmp_path: Path) -> None:
    script = tmp_path / "steps"
    script.write_text("nonsense\n", "utf-8")
    process = start(tmp_path, "--script", str(script))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 1
    assert "nonsense" in said


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it_in_order(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "steps"
    script.write_text("see loginWords 'Log in'\npicture up.png\ngone loginScreen\n", "utf-8")
    process = start(tmp_path, "--script", str(script))
    end(process, tmp_path / "up.png", number)
    assert (tmp_path / "default" / "window.ini").exists()


HANGING = """
import socket, sys, time
socket.getaddrinfo = lambda *_given, **_options: time.sleep(300)
from chat_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def signed_in(folder: Path, url: str) -> None:
    """Let the default profile have an account, as if it had logged in before."""
    profile = open_profile(folder / "default")
    user = User(id="u1", username="ada", display_name="Ada", active=True)
    saved = SavedAccount("slow.example", url, user)
    profile.keep_account(saved)
    asyncio.run(Tokens(profile.folder, NoKeyring()).keep(saved.id, "token"))
    profile.close()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_no_thread_that_waits_keeps_it_from_ending(tmp_path: Path) -> None:
    signed_in(tmp_path, "wss://slow.example/ws")
    script = tmp_path / "steps"
    script.write_text("see connectionState Connecting\npicture up.png\nsee nothing x\n", "utf-8")
    process = start(tmp_path, "--script", str(script), program=("-c", HANGING))
    end(process, tmp_path / "up.png", signal.SIGTERM)
    assert (tmp_path / "default" / "window.ini").exists()


FAILING = """
import asyncio, socket, sys, time
from chat_desktop import __main__, script

looked_up = []

def look_up(*given, **_options):
    looked_up.append(given)
    time.sleep(300)

async def play(_script):
    while not looked_up:
        await asyncio.sleep(0.01)
    print("it goes wrong now")
    raise RuntimeError("no such luck")

socket.getaddrinfo = look_up
script.play = play
sys.exit(__main__.main(sys.argv[1:]))
"""


def test_a_failure_is_told_though_a_thread_still_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    signed_in(tmp_path, "wss://slow.example/ws")
    process = start(tmp_path, "--script", "none", program=("-c", FAILING))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 1, said
    assert "it goes wrong now" in said
    for told in (said, (tmp_path / "default" / "desktop.log").read_text("utf-8")):
        assert "RuntimeError: no such luck" in told


ENDING = """
import gc, os, sys
from chat_desktop import __main__, script

async def play(_script):
    pass

def end(code, really=os._exit):
    print("collected anywhere" if gc.isenabled() else "collected here alone", flush=True)
    really(code)

os._exit = end
script.play = play
sys.exit(__main__.main(sys.argv[1:]))
"""


def test_no_other_thread_collects_the_window_at_the_end(tmp_path: Path) -> None:
    process = start(tmp_path, "--script", "none", program=("-c", ENDING))
    said, _ = process.communicate(timeout=START_SECONDS)
    assert (process.returncode, said) == (0, "collected here alone\n")


def end(process: subprocess.Popen[str], picture: Path, number: signal.Signals) -> None:
    """Send a signal once the picture is there; the process has to end in order."""
    deadline = time.monotonic() + START_SECONDS
    while not picture.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    said, _ = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0, said
    assert "Traceback" not in said
