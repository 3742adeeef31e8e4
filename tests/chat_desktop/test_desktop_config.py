"""The command line and the profile's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat_desktop.config import DATA_ENV, data_folder, read_settings


def test_defaults(tmp_path: Path) -> None:
    settings = read_settings([], tmp_path)
    assert settings.folder == tmp_path / "default"
    assert (settings.server, settings.link, settings.script) == ("", "", None)
    assert settings.window_file.parent == settings.log_file.parent == settings.folder


def test_everything_named(tmp_path: Path) -> None:
    settings = read_settings(
        ["--server", "a.org", "--profile", "work", "parlance://join/a.org/g"], tmp_path
    )
    assert settings.folder == tmp_path / "work"
    assert (settings.server, settings.link) == ("a.org", "parlance://join/a.org/g")


@pytest.mark.parametrize(
    "arguments", [["--profile", "../up"], ["--profile", ""], ["http://a.org"], ["--nonsense"]]
)
def test_mistakes_are_explained(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        read_settings(arguments, tmp_path)
    assert ended.value.code == 2
    assert "chat-desktop" in capsys.readouterr().err


def test_the_environment_moves_all_profiles(tmp_path: Path) -> None:
    assert data_folder({DATA_ENV: str(tmp_path)}) == tmp_path
    assert data_folder({}).name == "profiles"
