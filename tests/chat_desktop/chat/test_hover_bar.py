from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timelines import message, waiting

from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.hover_bar import Act, HoverBar
from chat_desktop.chat.people import Rights
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.look.tokens import DARK


def click(view: ChatView, act: Act) -> None:
    bar = view.hover_bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.cell(act).center().toPoint())


def test_it_stands_beside_the_bubble_and_inside_the_view(view: ChatView) -> None:
    view.show_timeline([message(1), message(2, "long " * 80), message(3, by="ada")], 9, True, True)
    for index in range(3):
        view.set_hovered(Hit(index, Part.TEXT))
        bar = view.hover_bar
        layout = view.layout_of(index)
        assert isinstance(layout, MessageLayout)
        assert bar.isVisible()
        assert view.viewport().rect().contains(bar.geometry())
        assert bar.y() < view.content_top(index) + layout.bubble.height()


def test_its_buttons_do_what_they_say(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(2**40)], 2**41, True, True)
    view.set_hovered(Hit(0, Part.TEXT))
    with qtbot.waitSignal(view.replyRequested) as told:
        click(view, Act.REPLY)
    assert told.args == [2**40]
    with qtbot.waitSignal(view.reactionPickerRequested):
        click(view, Act.REACT)


def test_it_offers_only_what_is_allowed(view: ChatView) -> None:
    view.set_source(
        lambda _user: None, "ada", rights=Rights(reply=lambda _row: False, react=lambda _row: False)
    )
    view.show_timeline([message(1), message(2, None, deleted=True), waiting(1)], 9, True, True)
    view.set_hovered(Hit(0, Part.TEXT))
    assert view.hover_bar.acts == (Act.MORE,)
    view.set_hovered(Hit(1, Part.TEXT))
    assert not view.hover_bar.isVisible()
    view.set_hovered(Hit(2, Part.TEXT))
    assert not view.hover_bar.isVisible()


def test_it_goes_with_the_mouse_and_when_the_rows_move(view: ChatView) -> None:
    view.show_timeline([message(n) for n in range(1, 60)], 99, True, True)
    view.set_hovered(Hit(57, Part.TEXT))
    view.scroll_by(-100)
    assert not view.hover_bar.isVisible()
    view.set_hovered(Hit(56, Part.TEXT))
    view.set_hovered(None)
    assert not view.hover_bar.isVisible()


def test_it_lights_up_under_the_mouse(qtbot: QtBot, view: ChatView) -> None:
    bar = HoverBar(view)
    bar.offer(Act.REPLY, Act.MORE)
    bar.show()
    before = bar.grab().toImage()
    QTest.mouseMove(bar, QPoint(3, 3))
    QTest.mouseMove(bar, bar.cell(Act.MORE).center().toPoint())
    assert bar.grab().toImage() != before
    bar.set_tokens(DARK)
    assert bar.grab().toImage() != before
