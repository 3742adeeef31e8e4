from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.chat.pick_bar import PickBar


def test_it_says_what_can_be_done(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = PickBar(around)
    bar.show_count(0, deletable=0)
    assert bar.words == "Select messages"
    assert (bar.copy.isEnabled(), bar.delete.isEnabled()) == (False, False)
    bar.show_count(3, deletable=3)
    assert (bar.copy.isEnabled(), bar.delete.text()) == (True, "Delete")
    bar.show_count(3, deletable=2)
    assert bar.delete.isEnabled()
    assert "2" in bar.delete.text()


def test_it_stands_in_the_middle_of_the_lower_edge_and_inside(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    bar = PickBar(around)
    for width in (900, 200):
        area = QRect(0, 0, width, 400)
        bar.stand_in(area)
        assert area.contains(bar.geometry())
        assert abs(bar.geometry().center().x() - area.center().x()) <= 1
