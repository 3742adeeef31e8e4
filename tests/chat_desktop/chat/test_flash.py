import pytest
from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.flash import Flash
from chat_desktop.chat.identity import identity
from chat_desktop.look.motion import Motion, MotionChoice


def test_one_row_at_a_time_is_tinted(qtbot: QtBot) -> None:
    first, second = identity(message(1)), identity(message(2))
    flash = Flash(Motion())
    assert flash.strength(first) == 0
    with qtbot.waitSignal(flash.faded):
        flash.start(first)
    assert flash.strength(first) == 1
    assert flash.strength(second) == 0
    with qtbot.waitSignal(flash.faded):
        flash.start(second)
    assert flash.strength(first) == 0
    assert flash.strength(second) == 1


def test_where_nothing_is_to_move_the_tint_stands_still(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    motion = Motion()
    motion.choose(MotionChoice.REDUCED)
    monkeypatch.setattr("chat_desktop.chat.flash.STILL_MS", 40)
    row = identity(message(1))
    flash = Flash(motion)
    seen: list[float] = []
    flash.faded.connect(lambda: seen.append(flash.strength(row)))
    flash.start(row)
    qtbot.waitUntil(lambda: flash.strength(row) == 0)
    assert seen == [1.0, 0.0]
