"""The demo for real: a server, two desktop programs, a conversation, a picture of each step."""

from __future__ import annotations

from pathlib import Path

import demo
import pytest
from running_server import ServerFailed


def test_two_windows_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "PICTURES", tmp_path / "demo")
    assert demo.main() == 0, capsys.readouterr().err
    pictures = sorted((tmp_path / "demo").glob("*.png"))
    assert len(pictures) == 8
    seen = {picture.read_bytes() for picture in pictures}
    assert len(seen) == 8, "every step shows something new"
    said = capsys.readouterr().out
    assert all(str(picture) in said for picture in pictures)


def test_a_demo_that_fails_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ServerFailed("the server ended with exit code 1")

    monkeypatch.setattr(demo, "PICTURES", tmp_path / "demo")
    monkeypatch.setattr(demo, "RunningServer", fail)
    assert demo.main() == 1
    assert "exit code 1" in capsys.readouterr().err
