"""General settings: the system is told, and where it cannot be, the switch goes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.general import GeneralPage
from chat_desktop.windows.settings.switch import Switch


def test_the_system_is_told(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    around = surroundings(theme, tmp_path)
    page = GeneralPage(around)
    qtbot.addWidget(page)
    for name in ("autostart", "openLinks", "keepInTray"):
        part(page, Switch, name).click()
    assert around.autostart.is_on()
    assert around.links is not None
    assert around.links.is_on()
    assert around.preferences.keep_in_tray
    again = GeneralPage(around)
    qtbot.addWidget(again)
    assert part(again, Switch, "autostart").isChecked()
    assert part(again, Switch, "openLinks").isChecked()


def test_the_tray_is_offered_only_where_there_is_one(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    page = GeneralPage(surroundings(theme, tmp_path, tray_is_there=lambda: False, links=None))
    qtbot.addWidget(page)
    assert page.findChild(Switch, "keepInTray") is None
    assert page.findChild(Switch, "openLinks") is None


def test_what_cannot_be_written_is_said_and_the_switch_goes_back(
    theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "autostart").write_text("a file where a folder should be")
    page = GeneralPage(surroundings(theme, tmp_path))
    qtbot.addWidget(page)
    switch, problem = part(page, Switch, "autostart"), part(page, QLabel, "generalProblem")
    switch.click()
    assert not switch.isChecked()
    assert "cannot be written" in problem.text()
    assert not problem.isHidden()
    (tmp_path / "autostart").unlink()
    switch.click()
    assert switch.isChecked()
    assert problem.isHidden()
