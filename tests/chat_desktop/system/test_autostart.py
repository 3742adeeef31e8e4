"""Starting at log-in: on, off, switched off elsewhere, and a folder that cannot be written."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from chat_desktop.system.autostart import (
    Autostart,
    LaunchAgent,
    RunKey,
    XdgAutostart,
    autostart,
    configuration_folder,
)

COMMAND = ["/opt/parlance/chat-desktop", "--profile", "work"]


def ways(folder: Path) -> list[Autostart]:
    registry = QSettings(str(folder / "run.ini"), QSettings.Format.IniFormat)
    return [
        XdgAutostart(COMMAND, folder / "config"),
        LaunchAgent(COMMAND, folder),
        RunKey(COMMAND, registry),
    ]


def test_every_way_goes_on_and_off(tmp_path: Path) -> None:
    for way in ways(tmp_path):
        assert not way.is_on()
        way.set(False)
        way.set(True)
        way.set(True)
        assert way.is_on()
        way.set(False)
        assert not way.is_on()


def test_what_is_written(tmp_path: Path) -> None:
    for way in ways(tmp_path):
        way.set(True)
    written = (tmp_path / "config" / "autostart" / "parlance.desktop").read_text()
    assert "Exec=/opt/parlance/chat-desktop --profile work\n" in written
    agents = tmp_path / "Library" / "LaunchAgents"
    agent = plistlib.loads((agents / "org.parlance.desktop.plist").read_bytes())
    assert agent["ProgramArguments"] == COMMAND
    registry = QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)
    assert registry.value("Parlance") == "/opt/parlance/chat-desktop --profile work"


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    way = XdgAutostart(COMMAND, tmp_path)
    way.set(True)
    file = tmp_path / "autostart" / "parlance.desktop"
    file.write_text(file.read_text() + line + "\n")
    assert not way.is_on()
    way.set(True)
    assert way.is_on()


def test_a_folder_that_cannot_be_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file")
    way = XdgAutostart(COMMAND, tmp_path)
    with pytest.raises(OSError):
        way.set(True)
    assert not way.is_on()


def test_each_system_has_its_way(tmp_path: Path) -> None:
    assert isinstance(autostart(COMMAND, "linux"), XdgAutostart)
    assert isinstance(autostart(COMMAND, "darwin"), LaunchAgent)
    assert configuration_folder({"XDG_CONFIG_HOME": "/a"}) == Path("/a")
    assert configuration_folder({}) == Path.home() / ".config"
