"""The rows of the quick switcher: the chosen one is seen, and so are the letters that fit."""

from __future__ import annotations

from fake_client import FakeClient
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.switcher import Switcher
from chat_desktop.windows.groups.switcher_delegate import ROW


def row(switcher: Switcher, number: int) -> QImage:
    picture = switcher.list.grab().toImage()
    return picture.copy(0, number * ROW, picture.width(), ROW)


def test_the_chosen_row_and_the_marked_letters_are_seen(
    window: QWidget, theme: Theme, client: FakeClient
) -> None:
    switcher = Switcher(window, theme, client)
    switcher.open()
    assert switcher.list.sizeHintForRow(0) == ROW
    plain = row(switcher, 1)
    switcher.list.setCurrentIndex(switcher.model.index(1, 0))
    chosen = row(switcher, 1)
    assert chosen != plain
    assert chosen.pixelColor(60, 4).name() == theme.tokens.selected
    switcher.search.setText("design review")
    assert row(switcher, 0) != chosen
    switcher.reject()
