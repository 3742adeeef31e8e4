from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from timelines import message

from chat_desktop.chat import picking
from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.view import ChatView

ROWS = [message(seq, f"text {seq}", by="ada" if seq % 2 else "grace") for seq in range(1, 40)]


def at(view: ChatView, index: int) -> QPoint:
    return QPoint(view.viewport().width() // 2, view.content_top(index) + 10)


def click(view: ChatView, index: int, shift: bool = False) -> None:
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at(view, index))


def seqs(view: ChatView) -> list[int | None]:
    return [row.seq for row in view.picks.of(view.rows)]


def test_a_click_picks_and_a_shift_click_picks_up_to_it(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True)
    view.picks.begin(ROWS[36])
    click(view, 34)
    click(view, 32, shift=True)
    assert seqs(view) == [33, 34, 35, 37]
    click(view, 34)
    assert seqs(view) == [33, 34, 37]
    assert view.selection is None


def test_the_bar_counts_and_copies(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True)
    assert view.pick_bar.isHidden()
    view.picks.begin(ROWS[36])
    assert not view.pick_bar.isHidden()
    assert view.pick_bar.words.startswith("1 message")
    view.picks.toggle(ROWS[37])
    QTest.mouseClick(view.pick_bar.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Ada Lovelace: text 37\nGrace Hopper: text 38"
    assert view.pick_bar.isHidden()


def test_only_what_may_be_deleted_is(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True)
    view.picks.begin(ROWS[35])
    assert not view.pick_bar.delete.isEnabled()
    view.picks.toggle(ROWS[36])
    QTest.mouseClick(view.pick_bar.delete, Qt.MouseButton.LeftButton)
    assert [view.going(ROWS[35]), view.going(ROWS[36])] == [Going.NO, Going.UNDOABLE]


def test_the_bar_hides_no_message(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True)
    view.picks.begin(ROWS[36])
    last = len(ROWS) - 1
    end = view.column.top_of(last) + view.column.height(last)
    assert end <= view.pick_bar.geometry().top()
    view.picks.end()
    assert view.column.below == 0
    assert view.column.top_of(last) + view.column.height(last) > end


def test_another_group_ends_it(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True, group="g")
    view.picks.begin(ROWS[36])
    view.show_timeline([message(1)], 99, True, True, group="h")
    assert not view.picks.on
    assert view.pick_bar.isHidden()


def test_copying_nothing_leaves_the_clipboard_alone(view: ChatView) -> None:
    view.show_timeline(ROWS, 99, True, True)
    QGuiApplication.clipboard().setText("kept")
    view.picks.begin()
    picking.copy(view)
    assert QGuiApplication.clipboard().text() == "kept"
