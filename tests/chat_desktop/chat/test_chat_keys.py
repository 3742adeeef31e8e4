from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.identity import identity
from chat_desktop.chat.message_info import MessageInfo
from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.view import ChatView

Key = Qt.Key
LONG = [message(seq, by="ada" if seq % 2 else "grace") for seq in range(1, 60)]


def test_scrolling(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 99, True, True)
    end = view.column.above
    QTest.keyClick(view, Key.Key_PageUp)
    assert view.column.above == end - (view.viewport().height() - 60)
    QTest.keyClick(view, Key.Key_PageDown)
    assert view.column.below == 0
    QTest.keyClick(view, Key.Key_Home)
    assert view.column.above == 0
    QTest.keyClick(view, Key.Key_End)
    assert view.column.below == 0


def test_walking_from_message_to_message(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 99, True, True)
    QTest.keyClick(view, Key.Key_Up)
    assert view.focused == identity(LONG[-1])
    for _ in range(20):
        QTest.keyClick(view, Key.Key_Up)
    assert view.focused == identity(LONG[-21])
    top = view.content_top(len(LONG) - 21)
    assert 0 <= top < view.viewport().height()
    QTest.keyClick(view, Key.Key_Down)
    assert view.focused == identity(LONG[-20])
    QTest.keyClick(view, Key.Key_Escape)
    assert view.focused is None


def test_the_focused_message_is_acted_on(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 99, True, True)
    QTest.keyClick(view, Key.Key_Up)
    for key, signal in (
        (Key.Key_R, view.replyRequested),
        (Key.Key_E, view.editRequested),
    ):
        with qtbot.waitSignal(signal) as told:
            QTest.keyClick(view, key)
        assert told.args == [59]
    QTest.keyClick(view, Key.Key_Delete)
    assert view.going(LONG[-1]) is Going.UNDOABLE
    with qtbot.assertNotEmitted(view.editRequested):
        QTest.keyClick(view, Key.Key_E)
    QTest.keyClick(view, Key.Key_U)
    assert view.going(LONG[-1]) is Going.NO
    QTest.keyClick(view, Key.Key_I)
    (info,) = view.findChildren(MessageInfo)
    info.close()
    QTest.keyClick(view, Key.Key_Up)
    with qtbot.assertNotEmitted(view.editRequested):
        QTest.keyClick(view, Key.Key_E)


def test_the_menu_key_opens_the_menu(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 99, True, True)
    QTest.keyClick(view, Key.Key_Return)
    assert view.findChildren(QMenu) == []
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_Menu)
    menu = view.findChildren(QMenu)[0]
    assert menu.isVisible()
    menu.close()


def test_copying(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG[:2], 99, True, True)
    QTest.keyClick(view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ada Lovelace: hello\nGrace Hopper: hello"
    view.select(None)
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "hello"


def picked(view: ChatView) -> list[object] | None:
    return list(view.picks.of(view.rows)) if view.picks.on else None


def test_picking_with_the_keyboard(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 99, True, True)
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_S)
    assert picked(view) == LONG[-1:]
    QTest.keyClick(view, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert picked(view) == LONG[-3:]
    QTest.keyClick(view, Key.Key_Space)
    assert picked(view) == LONG[-2:]
    QTest.keyClick(view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert picked(view) is None
    assert QGuiApplication.clipboard().text() == "Grace Hopper: hello\nAda Lovelace: hello"
    QTest.keyClick(view, Key.Key_S)
    QTest.keyClick(view, Key.Key_Escape)
    assert picked(view) is None
