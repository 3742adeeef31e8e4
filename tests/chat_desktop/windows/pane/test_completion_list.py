"""The list of completions: its lines, its words for a screen reader, its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.completion import Choice
from chat_desktop.windows.pane.completion_list import CompletionList, row_height

GRACE = Choice("Grace Hopper", "@grace", "@grace", "u2")
SMILE = Choice(":smile:", "grinning face", "😄")


def test_lines_are_read_out_whole(window: QWidget, theme: Theme) -> None:
    offered = CompletionList(window, theme)
    offered.show_choices([GRACE, SMILE])
    role = Qt.ItemDataRole.AccessibleTextRole
    words = [offered.model.index(row).data(role) for row in range(offered.model.rowCount())]
    assert words == ["Grace Hopper, @grace", "😄 :smile:, grinning face"]


def test_it_is_as_high_as_its_lines_and_goes_round(window: QWidget, theme: Theme) -> None:
    offered = CompletionList(window, theme)
    offered.show_choices([GRACE])
    low = offered.height()
    offered.show_choices([GRACE, SMILE])
    assert offered.height() - low == row_height()
    assert offered.current == GRACE
    offered.step(-1)
    assert offered.current == SMILE
    offered.step(1)
    assert offered.current == GRACE
    offered.grab()
