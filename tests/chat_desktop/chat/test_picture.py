import datetime

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timelines import NOON, message

from chat_desktop.chat import metrics as m
from chat_desktop.chat.days import local_day
from chat_desktop.chat.line_painter import LinePainter
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.look.fonts import set_text_size
from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.tokens import LIGHT


def test_a_click_on_a_day_asks_for_another(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(1), message(2)], 9, True, True)
    pill = view.day_pill(0)
    assert pill is not None
    assert view.day_pill(1) is None
    with qtbot.waitSignal(view.dayClicked) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pill.center().toPoint())
    day, below = told.args
    assert day == datetime.date.fromordinal(local_day(NOON))
    assert below == view.viewport().mapToGlobal(pill.bottomLeft().toPoint())


def test_an_empty_group_says_so_once(view: ChatView, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(LinePainter, "empty", lambda *what: said.append(what[3]))
    view.show_timeline([], 0, True, True)
    view.grab()
    assert said == ["No messages yet. Say hello"]
    view.show_timeline([message(1)], 0, True, True)
    view.grab()
    assert len(said) == 1, "above what is there its beginning stands"


def test_picked_messages_have_a_mark(view: ChatView) -> None:
    view.show_timeline([message(1), message(2)], 9, True, True)
    view.motion.choose(MotionChoice.REDUCED)
    view.picks.begin(message(1))
    y = view.content_top(0) + 30
    image = view.grab().toImage()
    marks = {image.pixelColor(x, y).name() for x in range(m.SIDE, m.SIDE + 20)}
    assert LIGHT.accent in marks
    y = view.content_top(1) + 20
    assert LIGHT.accent not in {image.pixelColor(x, y).name() for x in range(m.SIDE, m.SIDE + 20)}


def test_in_mirrored_windows_ones_own_messages_are_at_the_left(view: ChatView) -> None:
    view.show_timeline([message(1), message(2, by="ada")], 9, True, True)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    own = view.layout_of(1)
    assert isinstance(own, MessageLayout)
    assert own.bubble.left() == m.SIDE
    at = QPoint(m.SIDE + 6, view.content_top(1) + 20)
    assert view.grab().toImage().pixelColor(at) == QColor(LIGHT.bubble_mine)
    hit = view.hit(at)
    assert hit is not None
    assert hit.index == 1


def test_a_larger_text_keeps_what_is_read_in_view(view: ChatView, qapp: object) -> None:
    rows = [message(seq, "words " * 30) for seq in range(1, 61)]
    view.show_timeline(rows, 99, True, True)
    view.column.place(30, 40)
    view.settle()
    before, height = view.column.anchor, view.column.height(30)
    set_text_size(qapp, 150)  # type: ignore[arg-type]
    try:
        view.set_tokens(LIGHT)
        assert view.column.anchor == before
        assert view.column.height(30) > 1.3 * height
        assert not view.grab().isNull()
    finally:
        set_text_size(qapp, 100)  # type: ignore[arg-type]
        view.set_tokens(LIGHT)
    assert view.column.height(30) == height


def test_the_day_is_named_in_the_readers_order_in_mirrored_windows(view: ChatView) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    view.show_timeline([message(1)], 9, True, True)
    plain = view.grab().toImage()
    pill = view.day_pill(0)
    assert pill is not None
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = view.grab().toImage()
    moved = view.day_pill(0)
    assert moved is not None
    assert mirrored.copy(moved.toRect()) == plain.copy(pill.toRect())
