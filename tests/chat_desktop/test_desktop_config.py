"""The command line and the profile's folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from chat_desktop.config import DATA_ENV, has_display, read_settings
from chat_desktop.system.desktop_entry import launch_command


def test_defaults() -> None:
    settings = read_settings([], {})
    assert settings.folder.parts[-2:] == ("profiles", "default")
    assert (settings.server, settings.link, settings.script) == ("", "", None)
    assert settings.data_dir is None
    assert settings.window_file.parent == settings.log_file.parent == settings.folder


def test_everything_named(tmp_path: Path) -> None:
    settings = read_settings(
        ["--server", "a.org", "--profile", "work", "parlance://join/a.org/g"],
        {DATA_ENV: str(tmp_path)},
    )
    assert settings.folder == tmp_path / "work"
    assert (settings.server, settings.link) == ("a.org", "parlance://join/a.org/g")


@pytest.mark.parametrize(
    "arguments", [["--profile", "../up"], ["--profile", ""], ["http://a.org"], ["--nonsense"]]
)
def test_mistakes_are_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_settings(arguments, {})
    assert ended.value.code == 2
    assert "chat-desktop" in capsys.readouterr().err


def test_what_starts_at_log_in_or_by_a_link_finds_the_same_profiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for settings in (
        read_settings(["--profile", "work"], {DATA_ENV: "my chats"}),
        read_settings(["--profile", "work", "--data-dir", "my chats"], {DATA_ENV: "/elsewhere"}),
    ):
        assert settings.folder == tmp_path / "my chats" / "work"
        command = launch_command(settings.profile, "default", settings.data_dir)
        monkeypatch.chdir("/")
        arguments = command[command.index("--data-dir") :]
        assert read_settings(arguments, {}) == settings
        monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_is_x_or_wayland(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv(variable, ":0")
    assert has_display()
