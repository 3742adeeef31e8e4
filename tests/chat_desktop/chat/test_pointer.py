from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.pointer import word_at
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.view import ChatView

LEFT = Qt.MouseButton.LeftButton


def at(view: ChatView, index: int, x: float = 2, y: float = 10) -> QPoint:
    """A point in a row's text."""
    layout = view.layout_of(index)
    assert isinstance(layout, MessageLayout)
    top = QPointF(0, view.content_top(index))
    return (layout.body_at + top + QPointF(x, y)).toPoint()


def drag(view: ChatView, start: QPoint, end: QPoint) -> None:
    area = view.viewport()
    QTest.mousePress(area, LEFT, pos=start)
    QTest.mouseMove(area, end)
    press_move(view, end)
    QTest.mouseRelease(area, LEFT, pos=end)


def press_move(view: ChatView, to: QPoint) -> None:
    """A move with the button held: QTest's own moves hold none."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(view.viewport().mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    view.mouseMoveEvent(event)


ROWS = [message(1, "first words"), message(2, "second line", by="radia"), message(3, "third")]


def test_dragging_selects_across_messages(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(ROWS, 9, True, True)
    drag(view, at(view, 0), at(view, 2, 300))
    assert view.selected_text() == (
        "Grace Hopper: first words\nRadia Perl: second line\nGrace Hopper: third"
    )
    drag(view, at(view, 2, 300), at(view, 1, -5))
    assert view.selected_text() == "Radia Perl: second line\nGrace Hopper: third"


def test_a_click_ends_the_selection(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(ROWS, 9, True, True)
    view.select_all()
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 0))
    assert view.selected_text() == ""


def test_shift_click_extends_it(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(ROWS, 9, True, True)
    QTest.mouseClick(view.viewport(), LEFT, pos=at(view, 0, -5))
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, pos=at(view, 0, 300))
    assert view.selected_text() == "first words"


def test_a_double_click_takes_the_word_and_a_third_the_paragraph(
    view: ChatView, qtbot: QtBot
) -> None:
    view.show_timeline([message(1, "first words\n\nother words")], 9, True, True)
    area, point = view.viewport(), at(view, 0, 50)
    QTest.mouseClick(area, LEFT, pos=point)
    QTest.mouseDClick(area, LEFT, pos=point)
    assert view.selected_text() == "words"
    QTest.mouseClick(area, LEFT, pos=point)
    assert view.selected_text() == "first words"


def test_links_are_clicked_and_point(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(1, "https://a.example/x")], 9, True, True)
    area, point = view.viewport(), at(view, 0, 20)
    QTest.mouseMove(area, point - QPoint(0, 1))
    QTest.mouseMove(area, point)
    assert area.cursor().shape() is Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(view.linkActivated) as told:
        QTest.mouseClick(area, LEFT, pos=point)
    assert told.args == ["https://a.example/x"]


def test_a_link_that_is_dragged_over_is_not_opened(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(1, "https://a.example/x")], 9, True, True)
    with qtbot.assertNotEmitted(view.linkActivated):
        drag(view, at(view, 0, 5), at(view, 0, 80))
    assert view.selected_text().startswith("http") or view.selected_text() in "https://a.example/x"


def test_text_and_nothing_have_their_pointers(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(ROWS, 9, True, True)
    area = view.viewport()
    QTest.mouseMove(area, at(view, 0, 5))
    QTest.mouseMove(area, at(view, 0, 10))
    assert area.cursor().shape() is Qt.CursorShape.IBeamCursor
    QTest.mouseMove(area, QPoint(580, at(view, 0).y()))
    assert area.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_dragging_beyond_the_edge_scrolls(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline([message(n) for n in range(1, 80)], 99, True, True)
    before = view.column.above
    QTest.mousePress(view.viewport(), LEFT, pos=at(view, 77))
    press_move(view, QPoint(100, -40))
    qtbot.waitUntil(lambda: view.column.above < before - 100)
    QTest.mouseRelease(view.viewport(), LEFT, pos=QPoint(100, 5))
    assert view.selected_text().count("Grace Hopper") > 10


def test_words() -> None:
    assert word_at("one two", 5) == (4, 7)
    assert word_at("one two", 4) == (4, 7)
    assert word_at("", 0) == (0, 0)
