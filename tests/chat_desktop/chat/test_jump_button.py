from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from chat_desktop.chat.jump_button import JumpButton
from chat_desktop.look.tokens import DARK


def test_it_says_and_shows_how_many_are_unread(qtbot: QtBot) -> None:
    button = JumpButton()
    qtbot.addWidget(button)
    bare = button.grab().toImage()
    button.set_count(120)
    assert button.accessibleName() == "Jump to the newest message, 120 unread"
    counted = button.grab().toImage()
    assert counted != bare
    button.set_tokens(DARK)
    assert button.grab().toImage() != counted
    button.set_count(0)
    assert button.accessibleName() == "Jump to the newest message"


def test_it_stands_in_the_lower_right_corner(qtbot: QtBot) -> None:
    button = JumpButton()
    qtbot.addWidget(button)
    area = QRect(10, 20, 300, 200)
    button.stand_in(area)
    assert area.contains(button.geometry())
    assert button.geometry().center().x() > area.center().x()
    assert button.geometry().center().y() > area.center().y()
