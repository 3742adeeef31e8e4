"""About: what is running, to copy into a report, and the log where there is one."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import click, clipboard, part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings import about
from chat_desktop.windows.settings.about import AboutPage, details, program_version


def test_the_details_are_copied(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    page = AboutPage(surroundings(theme, tmp_path))
    qtbot.addWidget(page)
    click(page, "copyDetails")
    assert clipboard() == details()
    assert "Qt 6." in details()
    assert not part(page, QPushButton, "openLog").isEnabled()


def test_the_log_is_opened(
    theme: Theme, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desktop.log").touch()
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page = AboutPage(surroundings(theme, tmp_path))
    qtbot.addWidget(page)
    click(page, "openLog")
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "desktop.log"))]


def test_a_version_that_is_not_known_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program_version()

    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(about, "version", unknown)
    assert program_version() == ""
