"""What the system lacks is installed where it can be, else named in one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import system_check
from system_check import Missing, Requirement

NOT_THERE = Requirement("libnothing.so.9", "libnothing9", "libnothing")


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_check, "can_install", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")


def apt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> Path:
    """Put an apt-get on PATH that logs its arguments and then runs `script`."""
    log = tmp_path / "log"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >>{log}\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return log


def test_a_library_is_found_by_loading_it() -> None:
    assert not system_check.has_library(NOT_THERE.name)
    # On every platform this one is there: Python itself runs on it.
    assert system_check.has_library({"darwin": "libSystem.dylib"}.get(sys.platform, "libc.so.6"))


def test_what_is_missing_is_one_line_for_a_user(as_user: None) -> None:
    with pytest.raises(Missing) as caught:
        system_check.require([NOT_THERE])
    assert NOT_THERE.name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_line_is_a_command_of_the_package_tool_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt(monkeypatch, tmp_path, "exit 0")
    assert "apt-get install libnothing9" in system_check.advice([NOT_THERE])


def test_root_gets_it_installed_without_a_question(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = apt(monkeypatch, tmp_path, "exit 0")
    system_check.install(["libnothing9", "libother1"])
    update, install = log.read_text().splitlines()
    assert update == "noninteractive -q update"
    assert install.startswith("noninteractive -q install -y")
    assert install.endswith("libnothing9 libother1")


def test_a_failing_apt_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    apt(monkeypatch, tmp_path, "echo first; echo E: no network; exit 100")
    with pytest.raises(Missing, match=r"E: no network.*libnothing9") as caught:
        system_check.install(["libnothing9"])
    assert "\n" not in str(caught.value)


def test_what_only_a_display_needs_stands_in_nobodys_way(
    as_user: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_check, "missing_for_qt", list)
    monkeypatch.setattr(system_check, "missing_for_display", lambda: [NOT_THERE])
    assert system_check.main() == 0
    assert NOT_THERE.name in capsys.readouterr().err


def test_what_qt_needs_ends_the_set_up(
    as_user: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_check, "missing_for_qt", lambda: [NOT_THERE])
    monkeypatch.setattr(system_check, "missing_for_display", lambda: [NOT_THERE])
    assert system_check.main() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_emoji_font_is_looked_for_in_the_users_fonts_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(system_check, "FONT_FOLDERS", (str(tmp_path),))
    assert not system_check.has_emoji_font()
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "NotoColorEmoji.ttf").touch()
    assert system_check.has_emoji_font()
