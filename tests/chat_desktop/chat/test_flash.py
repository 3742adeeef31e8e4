from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.flash import Flash
from chat_desktop.chat.identity import identity


def test_one_row_at_a_time_is_tinted(qtbot: QtBot) -> None:
    first, second = identity(message(1)), identity(message(2))
    flash = Flash()
    assert flash.strength(first) == 0
    with qtbot.waitSignal(flash.faded):
        flash.start(first)
    assert flash.strength(first) == 1
    assert flash.strength(second) == 0
    with qtbot.waitSignal(flash.faded):
        flash.start(second)
    assert flash.strength(first) == 0
    assert flash.strength(second) == 1
