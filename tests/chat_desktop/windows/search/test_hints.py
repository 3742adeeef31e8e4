"""The hints of a search: each operator is named, and a click asks for it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.hints import Hints


def test_each_operator_is_named_and_asked_for(qtbot: QtBot, theme: Theme) -> None:
    hints = Hints(theme, "Find messages", leave_out=frozenset({"in:"}))
    qtbot.addWidget(hints)
    wanted: list[str] = []
    hints.operator_wanted.connect(wanted.append)
    chips = hints.findChildren(QPushButton)
    for chip in chips:
        assert chip.accessibleName().startswith(chip.text())
        assert len(chip.accessibleName()) > len(chip.text())
        chip.click()
    assert wanted == ["from", "after", "before"]
    assert hints.words.text() == "Find messages"
