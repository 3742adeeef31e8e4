"""Links from outside: registered, taken back, and nobody else's associations touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from chat_desktop.system.link_scheme import (
    RegistryLinkScheme,
    XdgLinkScheme,
    data_folder,
    link_scheme,
)

COMMAND = ["/opt/parlance/chat-desktop"]
OTHERS = (
    "[Added Associations]\n"
    "x-scheme-handler/parlance=other.desktop;\n"
    "\n"
    "[Default Applications]\n"
    "text/html=firefox.desktop\n"
    "x-scheme-handler/parlance=other.desktop\n"
    "[Removed Associations]\n"
    "image/png=caf\udce9.desktop;\n"
)


@pytest.fixture
def scheme(tmp_path: Path) -> XdgLinkScheme:
    return XdgLinkScheme(COMMAND, tmp_path / "data", tmp_path / "config")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, errors="surrogateescape")


def test_on_and_off_where_there_was_nothing(scheme: XdgLinkScheme, tmp_path: Path) -> None:
    assert not scheme.is_on()
    scheme.set(False)
    scheme.set(True)
    assert scheme.is_on()
    defaults = tmp_path / "config" / "mimeapps.list"
    assert defaults.read_text() == (
        "[Default Applications]\nx-scheme-handler/parlance=parlance.desktop\n"
    )
    written = (tmp_path / "data" / "applications" / "parlance.desktop").read_text()
    assert "Exec=/opt/parlance/chat-desktop %u\n" in written
    assert (tmp_path / "data/icons/hicolor/scalable/apps/parlance.svg").exists()
    scheme.set(False)
    assert not scheme.is_on()
    assert defaults.read_text() == "[Default Applications]\n"
    assert not list((tmp_path / "data").rglob("parlance.*"))


def test_what_others_wrote_stays(scheme: XdgLinkScheme, tmp_path: Path) -> None:
    defaults = tmp_path / "config" / "mimeapps.list"
    write(defaults, OTHERS)
    assert not scheme.is_on()
    scheme.set(False)
    assert defaults.read_text(errors="surrogateescape") == OTHERS
    scheme.set(True)
    assert scheme.is_on()
    now = defaults.read_text(errors="surrogateescape")
    ours = "x-scheme-handler/parlance=parlance.desktop\n"
    assert now.replace(ours, "") == OTHERS.replace(
        "firefox.desktop\nx-scheme-handler/parlance=other.desktop\n", "firefox.desktop\n"
    )


def test_another_program_may_take_over(scheme: XdgLinkScheme, tmp_path: Path) -> None:
    scheme.set(True)
    defaults = tmp_path / "config" / "mimeapps.list"
    defaults.write_text(defaults.read_text().replace("=parlance", "=other.desktop;parlance"))
    assert not scheme.is_on()
    scheme.set(False)
    assert "other.desktop" in defaults.read_text()


def test_a_program_that_moved_is_not_registered(scheme: XdgLinkScheme, tmp_path: Path) -> None:
    scheme.set(True)
    moved = XdgLinkScheme(["/elsewhere"], tmp_path / "data", tmp_path / "config")
    assert not moved.is_on()
    moved.set(True)
    assert moved.is_on()
    assert not scheme.is_on()


def test_what_cannot_be_read_is_not_ours(scheme: XdgLinkScheme, tmp_path: Path) -> None:
    scheme.set(True)
    defaults = tmp_path / "config" / "mimeapps.list"
    defaults.unlink()
    defaults.mkdir()
    assert not scheme.is_on()
    with pytest.raises(OSError):
        scheme.set(True)


def test_windows_keeps_it_in_the_registry(tmp_path: Path) -> None:
    registry = QSettings(str(tmp_path / "classes.ini"), QSettings.Format.IniFormat)
    scheme = RegistryLinkScheme(["C:\\Program Files\\p.exe"], registry)
    assert not scheme.is_on()
    scheme.set(True)
    assert scheme.is_on()
    assert registry.value("shell/open/command/.") == '"C:\\Program Files\\p.exe" "%1"'
    scheme.set(False)
    assert not scheme.is_on()


def test_each_system_has_its_way() -> None:
    assert isinstance(link_scheme(COMMAND, "linux"), XdgLinkScheme)
    assert link_scheme(COMMAND, "darwin") is None
    assert data_folder({"XDG_DATA_HOME": "/a"}) == Path("/a")
    assert data_folder({}) == Path.home() / ".local" / "share"
